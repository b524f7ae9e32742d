"""RIS: for Zotero, EndNote, Mendeley and most other reference managers."""

import re
from collections.abc import Iterable

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.plain_text import name_in_parts, untagged
from livingsurvey.model.publication import SOME

_END = "\r\n"  # by the specification
_RANGE = re.compile(r"(\w*\d\w*) ?[-–] ?(\w*\d\w*)\Z")
#: Works that are no part of another one, of which readers take T2 and T3 for the series; and those with a number.
_WHOLE = frozenset("book classic collection dataset map pamphlet report software standard thesis".split())
_NUMBERED = frozenset("report patent standard dataset software legislation bill".split())
#: Types for which RIS has no name of their own, or not all readers know it.
_UNCERTAIN = frozenset(
    """
    article broadcast collection entry event interview performance post regulation review review-book treaty
    """.split()
)
Fields = Iterable[tuple[str, str | None]]


def ris_entry(entry: BibliographyEntry) -> str:
    """Write one record: a line a field, each value one line, so that none can begin a field of its own."""
    lines = ((tag, untagged(value or "")) for tag, value in _fields(entry))
    return "".join(f"{tag}  - {value}{_END}" for tag, value in lines if value or tag == "ER")


def ris_file(records: list[str], head: FileHeader) -> str:
    """Write a file. RIS has no comments; these three lines are how libraries name a file's origin."""
    lines = (
        f"Provider: {head.survey}",
        f"Database: {head.selection} ({head.facts})",
        'Content: text/plain; charset="UTF-8"',
    )
    return "".join(f"{untagged(line)}{_END}" for line in lines) + "".join(f"{_END}{record}" for record in records)


def _fields(entry: BibliographyEntry) -> Fields:
    yield "TY", TYPES[entry.type].ris
    yield from (("AU", name_in_parts(name)) for name in entry.names)
    yield from (("AU", "et al.") for _ in range(entry.is_cut and bool(entry.names)))
    yield from (("A2", name_in_parts(name)) for name in entry.editors)
    yield from (("A4", name_in_parts(name)) for name in entry.translators)
    yield "TI", entry.title_text
    yield from _place(entry)
    yield "PY", f"{entry.year:04}" if entry.year else ""
    yield "DA", _date(entry.published) if entry.month else ""
    yield from _numbers(entry)
    yield "DO", entry.doi
    yield "UR", entry.url
    if entry.is_stated:
        yield from (("UR", link.url) for link in entry.paper.links if link.url != entry.url)
    yield "Y2", _date(entry.publication.accessed)
    yield "M1", f"arXiv:{entry.arxiv}" if entry.arxiv else ""
    yield from (("KW", keyword) for keyword in dict.fromkeys([*entry.publication.keyword, *entry.topics]))
    yield from (("N1", note) for note in (entry.publication.note, *_left_over(entry), entry.paper.summary))
    yield "ID", entry.citation_key
    yield "ER", ""


def _place(entry: BibliographyEntry) -> Fields:
    """Where it was published."""
    stated, event = entry.publication, _at_conference(entry)
    container = "JF" if entry.type in _WHOLE else "C3" if event else "T2"
    yield container, entry.container
    yield from [("T2", stated.event_title)] if event else ()
    yield "C1", stated.event_place if entry.type == "paper-conference" else ""
    yield "J2", stated.container_title_short
    yield "T3", stated.collection_title
    yield "M3", stated.genre
    yield "PB", stated.publisher or ("arXiv" if entry.type == "article" and entry.arxiv else "")
    yield "CY", stated.publisher_place
    yield "ET", stated.edition
    yield "LA", stated.language
    yield "OP", _date(stated.original_date)


def _numbers(entry: BibliographyEntry) -> Fields:
    """Volume, issue, pages and the numbers of the publication."""
    stated = entry.publication
    pages = _RANGE.match(stated.page or "")
    yield "VL", stated.volume
    yield "NV", stated.number_of_volumes
    yield "IS", _first(entry)
    yield "SE", stated.chapter_number
    yield from (
        (("SP", pages[1]), ("EP", pages[2])) if pages else [("SP", stated.page)] if entry.type not in _WHOLE else ()
    )
    yield "C7", stated.number if entry.type not in _WHOLE else ""
    yield "SN", stated.isbn
    yield "SN", stated.issn
    yield "AN", stated.pmid
    yield "DB", "PubMed" if stated.pmid else ""
    yield "C2", stated.pmcid


def _first(entry: BibliographyEntry) -> str | None:
    """What readers take for the number: of an issue, of a book in its series, or of the work itself."""
    stated = entry.publication
    if entry.type in _NUMBERED:
        return stated.number
    return stated.collection_number if entry.type in _WHOLE and stated.collection_title else stated.issue


def _at_conference(entry: BibliographyEntry) -> bool:
    return entry.type == "paper-conference" and bool(entry.publication.event_title)


def _left_over(entry: BibliographyEntry) -> Iterable[str]:
    """Lines of notes for what RIS has no field for, as Zotero keeps such: ``Collection Number: 7``."""
    stated, whole = entry.publication, entry.type in _WHOLE
    omitted = stated.authors_omitted if stated.authors_omitted != SOME else ""
    kept = {"collaboration": stated.collaboration, "institution": stated.institution, "authors_omitted": omitted}
    if entry.type != "paper-conference":
        kept |= {"event_title": stated.event_title, "event_place": stated.event_place}
    if whole:
        kept |= {"container_title_short": stated.container_title_short}
        kept |= {"page": stated.page if not _RANGE.match(stated.page or "") else ""}
    if entry.is_stated and entry.type in _UNCERTAIN and not (entry.type == "article" and entry.arxiv):
        kept["type"] = entry.type
    numbers = ("number", "collection_number", "issue") if whole else ("collection_number", "issue")
    kept |= {name: given for name in numbers if (given := getattr(stated, name)) != _first(entry)}
    return [f"{name.replace('_', ' ').title()}: {text}" for name, text in kept.items() if text]


def _date(date: str | None) -> str:
    """YYYY/MM/DD/, parts that are not known left empty."""
    year, month, day = [*(date or "").split("-"), "", "", ""][:3]
    return f"{year}/{month}/{day}/" if year else ""
