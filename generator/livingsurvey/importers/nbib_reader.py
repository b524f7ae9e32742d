"""Parser for PubMed's tagged format (MEDLINE), which its button «Citation manager» gives as .nbib."""

import re

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.entry import Entry, keywords, names_in, pages, serial_numbers
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.importers.ris_reader import note_strays
from livingsurvey.importers.tagged_lines import Layout, Tagged, tagged_records
from livingsurvey.model.names import Name

_LAYOUT = Layout(re.compile(r"(?P<tag>(?=.{4}-)[A-Z]{2,4} {0,2})-(?: (?P<value>.*))?$"), starts=frozenset(["PMID"]))
#: PubMed's types of publication that CSL has a word for; any other is an article.
TYPES = {"Preprint": "article", "Book": "book", "Book Chapter": "chapter", "Dataset": "dataset", "News": "article"}
#: Those that tell a short piece from the article that it belongs to.
GENRES = ("Letter", "Editorial", "Comment", "Published Erratum", "Retraction of Publication")


def parse_nbib(data: bytes, file: str) -> Listing:
    """Read PubMed's tagged records, each from its PMID to the next."""
    listing = Listing()
    strays = list[int]()
    for record in tagged_records(read_text(data, file, listing), _LAYOUT):
        if record.is_record:
            take(listing, file, record.line, lambda one: nbib_entry(one).facts(), record)
        elif any(tag for tag, _ in record.values):
            fail(listing, file, record.line, "a record without a PMID.", "Begin it with a line «PMID- 0».")
        else:
            strays.append(record.line)
    note_strays(listing, file, strays)
    return listing


def nbib_entry(record: Tagged) -> Entry:
    """What a record states.

    Args:
        record: its values by PubMed's tags.
    """
    book = record.first("BTI")
    entry = Entry(
        title=article_title(record.first("TI") or book or record.first("TT")),
        abstract=record.first("AB", "OAB"),
        dates=[record.first("DP") or record.first("DEP")],
        venue=record.first("JT", "TA") or (book if record.first("TI") else ""),
        dois=_of_kind(record, "doi"),
        elsewhere=[*record.whole("GN"), *_of_kind(record, "arxiv")],
    )
    entry.publication = _publication(record)
    _people(entry, record)
    return entry


def article_title(text: str) -> str:
    """A title without the full stop and, around translated ones, the brackets that PubMed adds.

    Args:
        text: as PubMed has it.
    """
    bare = text.strip().removesuffix(".") if not text.rstrip().endswith("..") else text
    return bare[1:-1] if re.fullmatch(r"\[[^\[\]]+\]", bare) else bare


def article_number(text: str) -> str:
    """The number of an article without pages: ``e17`` or ``1234``; nothing for a publisher's other codes.

    Args:
        text: what it has as the pages, or a publisher's code.
    """
    return text if re.fullmatch(r"[a-z]{1,5}\.?\d{1,9}(?:\.\d+)?|\d{1,9}", text) else ""


def _publication(record: Tagged) -> dict[str, object]:
    kinds = record.whole("PT")
    kind = next((TYPES[name] for name in kinds if name in TYPES), "article-journal")
    if record.first("BTI"):
        kind = "chapter" if record.first("TI") and record.first("TI") != record.first("BTI") else "book"
    serial = serial_numbers(record.all("IS", "ISBN"))
    said = record.first("PG")
    codes = [said] if said[:1].isalpha() else [] if said else _of_kind(record, "pii")
    number = next(filter(None, map(article_number, codes)), "")
    return {
        "type": kind,
        "genre": next((name for name in kinds if name in GENRES), ""),
        "container_title_short": record.first("TA") if record.first("TA") != record.first("JT") else "",
        "collection_title": record.first("CTI"),
        "publisher": record.first("PB"),
        "publisher_place": record.first("PL") if record.first("PB") else "",
        "volume": record.first("VI"),
        "issue": record.first("IP"),
        "page": pages(said) if said != number else "",
        "number": number,
        "edition": record.first("EN"),
        "isbn": serial.get("isbn", ""),
        "issn": serial.get("issn", ""),
        "pmid": record.first("PMID"),
        "pmcid": record.first("PMC"),
        "language": language_code(record.first("LA")),
        "keyword": [*keywords(record.whole("OT")), *(word.replace("*", "") for word in record.whole("MH"))],
        "note": " ".join(record.whole("GN")),
    }


def _of_kind(record: Tagged, kind: str) -> list[str]:
    """The identifiers of a kind: ``10.1000/x [doi]``."""
    found = (re.fullmatch(r"(.*?)\s*\[(.*)\]", text) for text in record.whole("AID", "LID"))
    return list(dict.fromkeys(match[1] for match in found if match and match[2].lower() == kind))


def _people(entry: Entry, record: Tagged) -> None:
    """The authors by their full names where it has them; a group among people is the collaboration."""
    full = False
    for tag, lines in record.values:
        if tag == "FAU" or (tag == "AU" and not full):
            names, cut = names_in([" ".join(lines)], initials_last=tag == "AU")
            entry.authors += names
            entry.omitted = entry.omitted or cut
        full = tag == "FAU" or (full and tag != "AU")
    groups = record.whole("CN")
    if entry.authors:
        entry.publication["collaboration"] = "; ".join(groups)
    else:
        entry.authors = [Name(group) for group in groups]
    entry.editors = names_in(record.whole("FED") or record.whole("ED"), initials_last=not record.whole("FED"))[0]
