"""What the row of a table states, whatever its columns are called: as Zotero, Scopus and other databases name them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from livingsurvey.importers.csl_json_reader import csl_names
from livingsurvey.importers.date_words import partial_date
from livingsurvey.importers.entry import Entry, best_date, keywords, names_in, pages, serial_numbers
from livingsurvey.importers.extra_lines import take_extra
from livingsurvey.importers.identifiers import arxiv_id, arxiv_within
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.work_types import genre, work_type
from livingsurvey.model.names import Name

_TITLE = "title|article title|document title|paper|paper title|name|titles"
_NAMES = {
    "abstract": "abstract|abstract note|summary",
    "cite_key": "citation key|cite key|citekey|bibtex key|bibtexkey",
    "authors": "author full names|authors|author|author s|author names|book author full names|book authors|creators",
    "editors": "editors|editor|book editors|editor s",
    "translators": "translator|translators",
    "group": "group authors|book group authors|collaboration",
    "venue": "publication title|source title|journal|venue|booktitle|book title|container title|proceedings title|"
    "journal name|journal book|publication|source|journal title|secondary title|anthology title|"
    "website title|blog title",
    "conference": "conference|conference name|conference title|meeting name|event title|event",
    "dois": "doi|book doi|digital object identifier",
    "arxiv": "arxiv|arxiv id|eprint",
    "type": "item type|document type|publication type|dt|entry type|reference type|entrytype|type",
    "extra": "extra",
    "note": "note|notes",
    "container_title_short": "journal abbreviation|abbreviated source title|journal iso abbreviation|iso abbreviation|"
    "container title short",
    "collection_title": "series|series title|book series title|collection title",
    "collection_number": "series number|collection number",
    "publisher": "publisher|publisher name",
    "institution": "institution|university|school|organization",
    "publisher_place": "place|publisher city|publisher place|address|location",
    "volume": "volume|vol",
    "number_of_volumes": "number of volumes",
    "issue": "issue|journal issue|no",
    "number": "art no|article number|report number|patent number|number",
    "first_page": "page start|start page|first page|beginning page|pages|pagination|page range|page",
    "last_page": "page end|end page|last page|ending page",
    "chapter_number": "chapter|chapter number",
    "edition": "edition|version",
    "event_place": "conference location|event place",
    "pmid": "pubmed id|pmid",
    "pmcid": "pmcid|pmc id",
    "language": "language|language of original document",
    "original_date": "original date|original year",
    "accessed": "access date|accessed|urldate|date accessed",
    "genre": "genre|thesis type",
    "num_pages": "num pages",
    "library": "archive",
    "shelf": "archive location",
    "series_editors": "series editor|series editors",
    "recipient": "recipient",
    "held": "conference date|conference dates",
    "reviewed_author": "reviewed author",
    "authors_omitted": "authors omitted",
}
_COLUMNS = {ours: names.split("|") for ours, names in _NAMES.items()} | {"title": _TITLE.split("|")}
_ALL = {
    "dates": "published|date|publication date|date published|pubyear|publication year|year|early access date",
    "keywords": "author keywords|keywords|keyword|index keywords|keywords plus|manual tags|automatic tags|tags|"
    "mesh terms|ieee terms|de|categories",
    "addresses": "url|link|urls|link to paper|pdf|pdf link|link attachments|code|code url|github|repository|links",
    "isbn": "isbn|isbns|print isbn|e isbn",
    "issn": "issn|issns|print issn|eissn|e issn",
    "elsewhere": "archive location|archive id|archive|call number|number|arxiv|eid",
}
_MANY = {ours: names.split("|") for ours, names in _ALL.items()}
_PLAIN = """container_title_short collection_title collection_number publisher publisher_place volume number_of_volumes
    issue number chapter_number edition event_place pmid pmcid original_date accessed genre authors_omitted""".split()
#: What Scopus adds to the name of a series of lecture notes.
_SUBSERIES = re.compile(r"\s*\(including subseries [^()]*\)\s*\Z")
TITLES = frozenset(_COLUMNS["title"]) | {"ti"}


@lru_cache(maxsize=10_000)
def column(name: str) -> str:
    """The name of a column, so that its writing does not count: ``Art. No.`` and ``art_no`` are one.

    Args:
        name: as the head has it.
    """
    return " ".join(re.findall(r"[^\W_]+", name.lower()))


def row_entry(row: dict[str, Any]) -> Entry:
    """What a row states.

    Args:
        row: its values by column; texts, or of JSON lists and objects too.
    """
    cells = {column(name): value for name, value in row.items() if value not in (None, "", [])}
    if "selection" in cells and "citation key" in cells:  # a table that a survey exported
        cells = {name: value for name, value in cells.items() if name not in ("date", "summary")}
        cells |= {"type": "preprint"} if cells.get("type") == "article" else {}
    if "item type" in cells and "type" in cells:  # Zotero's own, and that of a thesis or a report
        cells["genre"] = cells.pop("type")
    one = {ours: value for ours, names in _COLUMNS.items() if (value := _first(cells, names)) is not None}
    many = {ours: [t for name in names if name in cells for t in _texts(cells[name])] for ours, names in _MANY.items()}
    plain = {ours: "\n".join(_texts(value)) for ours, value in one.items()}
    get = plain.get
    entry = Entry(
        title=get("title", ""),
        abstract=get("abstract", ""),
        cite_key=get("cite_key", ""),
        dates=[*many["dates"], *_month(cells)],
        venue=_SUBSERIES.sub("", get("venue", "")),
        dois=get("dois", "").split(";")[:3],
        addresses=[
            part for text in many["addresses"] for part in re.split(r";\s*(?=https?:)|(?<!\s)\s+(?=https?:)", text)
        ],
        elsewhere=[*many["elsewhere"], get("arxiv", ""), *(f"in {get(name, '')}" for name in ("first_page", "volume"))],
    )
    entry.publication = {name: get(name, "") for name in _PLAIN}
    _people(entry, one)
    for name in ("isbn", "issn"):
        entry.publication[name] = serial_numbers(many[name]).get(name, "")
    _described(entry, plain, many["keywords"])
    _noted(entry, get)
    for name in ("extra", "note"):
        take_extra(entry, get(name, ""))
    return entry


def _month(cells: dict[str, Any]) -> list[str]:
    """The date where the month has a column of its own."""
    year, month, day = ("".join(_texts(cells.get(name, ""))) for name in ("year", "month", "day"))
    return [partial_date(year.removesuffix(".0"), month, day)] if month else []


def _noted(entry: Entry, get: Callable[..., str]) -> None:
    """What no variable is for, in words."""
    said = [f"{get('num_pages')} pages"] if get("num_pages") and not entry.publication["page"] else []
    where = ", ".join(filter(None, (get("library"), get("shelf"))))
    if where and not arxiv_id(where) and not arxiv_within(where):
        said.append(f"Location: {where}")
    said += [f"Held {get('held')}"] if get("held") else []
    for name in ("series_editors", "recipient", "reviewed_author"):
        said += [f"{name.replace('_', ' ').capitalize()}: {get(name)}"] if get(name) else []
    entry.publication["note"] = "; ".join(said)


def _first(cells: dict[str, Any], names: list[str]) -> Any:
    return next((cells[name] for name in names if name in cells), None)


def _texts(value: Any) -> list[str]:
    """The texts of a cell; a leading apostrophe, by which tables keep programs from reckoning, is none of it."""
    if isinstance(value, str) and value[:1] != "'":
        return [value]
    values = value if isinstance(value, list) else [value]
    texts = [str(one) for one in values if isinstance(one, str | int | float)]
    return [text[1:] if text[:1] == "'" and text[1:2] in "=+-@" else text for text in texts]


def _people(entry: Entry, one: dict[str, Any]) -> None:
    entry.authors, entry.omitted = _names(one.get("authors"))
    entry.editors = _names(one.get("editors"))[0]
    entry.translators = _names(one.get("translators"))[0]
    groups = [group for text in _texts(one.get("group") or "") for group in text.split(";") if group.strip()]
    if entry.authors:
        entry.publication["collaboration"] = "; ".join(groups)
    else:
        entry.authors = [Name(group.strip()) for group in groups]


def _names(value: Any) -> tuple[list[Name], str]:
    """The names in a cell. Scopus adds its numbers for them, and says in words that there are none."""
    if isinstance(value, list) and any(isinstance(one, dict) and "name" not in one for one in value):
        return csl_names(value), ""
    if isinstance(value, list):
        return names_in(_texts([one["name"] if isinstance(one, dict) else one for one in value]))
    text = re.sub(
        r"(?<!\s)\s*\(\d+\)|^\[[^\]]*\]$|\bhttps?://orcid\.org/[\d-]+X?", "", value if isinstance(value, str) else ""
    )
    return names_in(re.split(r"[;|\r\n]", text)) if text.strip() else ([], "")


def _described(entry: Entry, plain: dict[str, str], words: list[str]) -> None:
    """What depends on several cells."""
    known, get = entry.publication, plain.get
    known["type"] = work_type(get("type", "")) or ("paper-conference" if get("conference") and not get("issue") else "")
    known["genre"] = known["genre"] or genre(get("type", ""))
    if entry.venue and known["type"] == "personal_communication":
        known["type"] = "article-journal"  # Scopus has a letter to the editor as «Letter»
    known["event_title"] = get("conference", "") if entry.venue else ""
    entry.venue = entry.venue or get("conference", "")
    if known["publisher"] and get("institution"):
        known["institution"] = get("institution")
    known["publisher"] = known["publisher"] or get("institution", "")
    known["language"] = language_code(get("language", "")) if get("language") else ""
    known["keyword"] = [word for text in words for word in keywords([text if ";" in text else text.replace(",", ";")])]
    first = get("first_page", "")
    known["page"] = pages(first, get("last_page", "")) if not re.match(r"http|abs/|(?i:arxiv)", first) else ""
    if (
        known["type"] in ("", "article-journal")
        and known["number"].isdecimal()
        and known["volume"]
        and not known["issue"]
    ):
        known["issue"], known["number"] = known["number"], ""  # a journal's issue, as Google Scholar names it
    for name in ("accessed", "original_date"):
        known[name] = best_date([known[name]])
    _whole_book(entry)


def _whole_book(entry: Entry) -> None:
    """A book is in no other: where a table has its title for its source, it says so once."""
    if entry.publication["type"] == "book" and entry.venue.casefold() == entry.title.casefold():
        entry.venue = entry.publication["container_title_short"] = ""
