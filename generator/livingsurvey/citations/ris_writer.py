"""RIS: for Zotero, EndNote, Mendeley and most other reference managers."""

import re
from collections.abc import Iterable

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.entry_types import TYPES
from livingsurvey.citations.plain_text import untagged
from livingsurvey.model.names import Name, parse_name

_END = "\r\n"  # by the specification
_RANGE = re.compile(r"(\w*\d\w*) ?[-–] ?(\w*\d\w*)\Z")
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
    yield from (("AU", _name(name)) for name in entry.names)
    yield from (("AU", "et al.") for _ in range(entry.is_cut and bool(entry.names)))
    yield from (("A2", _name(name)) for name in entry.editors)
    yield from (("A4", _name(name)) for name in entry.translators)
    yield "TI", entry.title_text
    yield from _place(entry)
    yield "PY", f"{entry.year:04}" if entry.year else ""
    yield "DA", _date(entry.published) if entry.month else ""
    yield from _numbers(entry)
    yield "DO", entry.doi
    yield "UR", entry.url
    yield "Y2", _date(entry.publication.accessed)
    yield "M1", f"arXiv:{entry.arxiv}" if entry.arxiv else ""
    yield from (("KW", keyword) for keyword in dict.fromkeys([*entry.publication.keyword, *entry.topics]))
    yield from (("N1", note) for note in (entry.publication.note, entry.paper.summary))
    yield "ID", entry.citation_key
    yield "ER", ""


def _place(entry: BibliographyEntry) -> Fields:
    """Where it was published."""
    stated = entry.publication
    yield "T2", entry.container
    yield "J2", stated.container_title_short
    yield "T3", stated.collection_title
    yield "C3", stated.event_title
    yield "C1", stated.event_place
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
    yield "IS", stated.issue
    yield "SE", stated.chapter_number
    yield from (("SP", pages[1]), ("EP", pages[2])) if pages else (("SP", stated.page),)
    yield "C7", stated.number
    yield "SN", stated.isbn
    yield "SN", stated.issn
    yield "AN", stated.pmid
    yield "C2", stated.pmcid


def _date(date: str | None) -> str:
    """YYYY/MM/DD/, parts that are not known left empty."""
    year, month, day = [*(date or "").split("-"), "", "", ""][:3]
    return f"{year}/{month}/{day}/" if year else ""


def _name(name: Name) -> str:
    """``von Last, First, Jr``; in a group's name a comma would end the family's name.

    A comma behind a group's name says that it is one, where this cannot be seen.
    """
    if name.is_whole:
        whole = name.family.replace(",", "")
        return whole if parse_name(whole) == Name(whole) else f"{whole},"
    last = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (last, name.given, name.suffix) if part)
