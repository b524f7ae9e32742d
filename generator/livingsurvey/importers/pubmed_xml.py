"""Parser for PubMed's XML: its elements say what the tags of .nbib say, under other names."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from livingsurvey.importers.nbib_reader import nbib_entry
from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.tagged_lines import Tagged
from livingsurvey.importers.xml_records import child, children, marked, text, xml_records

#: The elements of an article or a book, by their paths, and PubMed's tags for them.
_TAGS = {
    "MedlineCitation/PMID": "PMID",
    "MedlineCitation/Article/ArticleTitle": "TI",
    "MedlineCitation/Article/VernacularTitle": "TT",
    "MedlineCitation/Article/Journal/Title": "JT",
    "MedlineCitation/Article/Journal/ISSN": "IS",
    "MedlineCitation/Article/Journal/ISOAbbreviation": "TA",
    "MedlineCitation/Article/Journal/JournalIssue/Volume": "VI",
    "MedlineCitation/Article/Journal/JournalIssue/Issue": "IP",
    "MedlineCitation/Article/Pagination/MedlinePgn": "PG",
    "MedlineCitation/Article/Language": "LA",
    "MedlineCitation/Article/PublicationTypeList/PublicationType": "PT",
    "MedlineCitation/KeywordList/Keyword": "OT",
    "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName": "MH",
    "BookDocument/PMID": "PMID",
    "BookDocument/ArticleTitle": "TI",
    "BookDocument/Book/BookTitle": "BTI",
    "BookDocument/Book/CollectionTitle": "CTI",
    "BookDocument/Book/Edition": "EN",
    "BookDocument/Book/Isbn": "ISBN",
    "BookDocument/Book/Publisher/PublisherName": "PB",
    "BookDocument/Book/Publisher/PublisherLocation": "PL",
    "BookDocument/Language": "LA",
    "BookDocument/PublicationType": "PT",
    "BookDocument/KeywordList/Keyword": "OT",
}
_ABSTRACTS = ("MedlineCitation/Article/Abstract/AbstractText", "BookDocument/Abstract/AbstractText")
_DATES = ("MedlineCitation/Article/Journal/JournalIssue/PubDate", "MedlineCitation/Article/ArticleDate")
_DATES_OF_BOOKS = ("BookDocument/Book/PubDate", "BookDocument/ContributionDate")
_LISTS = ("MedlineCitation/Article/AuthorList", "BookDocument/AuthorList", "BookDocument/Book/AuthorList")
_NUMBERS = (
    "MedlineCitation/Article/ELocationID",
    "PubmedData/ArticleIdList/ArticleId",
    "BookDocument/ArticleIdList/ArticleId",
)


def parse_pubmed_xml(data: bytes, file: str) -> Listing:
    """Read the articles and books of PubMed's XML; of a file that is cut short, those before the cut."""
    listing = Listing()
    for line, record in xml_records(data, file, listing, frozenset(["PubmedArticle", "PubmedBookArticle"])):
        take(listing, file, line, _facts, line, record)
    return listing


def _facts(line: int, record: Element) -> dict[str, Any]:
    values = [(tag, [said]) for tag, said in _values(record) if said]
    return nbib_entry(Tagged(line, True, values)).facts()


def _values(record: Element) -> Iterator[tuple[str, str]]:
    for path, tag in _TAGS.items():
        for element in _at(record, path):
            yield tag, marked(element) if tag in ("TI", "TT", "BTI") else text(element)
    labelled = [(one.get("Label", ""), marked(one)) for path in _ABSTRACTS for one in _at(record, path)]
    yield "AB", " ".join(f"{label}: {said}" if label else said for label, said in labelled)
    dates = (_date(element) for path in (*_DATES, *_DATES_OF_BOOKS) for element in _at(record, path))
    yield "DP", next(filter(None, dates), "")
    for path in _LISTS:
        for people in _at(record, path):
            yield from _people(people)
    for path in _NUMBERS:
        for element in _at(record, path):
            kind = element.get("EIdType") or element.get("IdType") or ""
            yield ("PMC", text(element)) if kind == "pmc" else ("AID", f"{text(element)} [{kind}]")


def _at(record: Element, path: str) -> list[Element]:
    return children(record, *path.split("/"))


def _date(element: Element) -> str:
    parts = [said for name in ("Year", "Month", "Day") if (said := text(element, name))]
    whole = ("-" if all(map(str.isdecimal, parts)) else " ").join(part.zfill(2) for part in parts)
    return text(element, "MedlineDate") or (f"{whole} {text(element, 'Season')}".strip() if whole else "")


def _people(people: Element) -> Iterator[tuple[str, str]]:
    tag = "FED" if people.get("Type", "").lower().startswith("editor") else "FAU"
    for one in children(people, "Author"):
        if child(one, "CollectiveName") is not None:
            yield "CN", text(one, "CollectiveName")
            continue
        parts = (text(one, "LastName"), text(one, "ForeName") or text(one, "Initials"), text(one, "Suffix"))
        yield tag, ", ".join(filter(None, parts))
    if people.get("CompleteYN") == "N":
        yield tag, "et al."
