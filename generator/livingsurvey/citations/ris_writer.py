"""RIS: for Zotero, EndNote, Mendeley and most other reference managers."""

from collections.abc import Iterable

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.plain_text import untagged
from livingsurvey.citations.venues import VenueKind
from livingsurvey.model.names import Name

_TYPES = {
    VenueKind.CONFERENCE: "CONF",
    VenueKind.JOURNAL: "JOUR",
    VenueKind.DISSERTATION: "THES",
    VenueKind.MASTERS_THESIS: "THES",
    VenueKind.CHAPTER: "CHAP",
    VenueKind.PREPRINT: "UNPB",
}
_END = "\r\n"  # by the specification


def ris_entry(entry: BibliographyEntry) -> str:
    """Write one record: a line a field, each value one line, so that none can begin a field of its own."""
    lines = ((tag, untagged(value)) for tag, value in _fields(entry))
    return "".join(f"{tag}  - {value}{_END}" for tag, value in lines if value or tag == "ER")


def ris_file(records: list[str], head: FileHeader) -> str:
    """Write a file. RIS has no comments; these three lines are how libraries name a file's origin."""
    lines = (
        f"Provider: {head.survey}",
        f"Database: {head.selection} ({head.facts})",
        'Content: text/plain; charset="UTF-8"',
    )
    return "".join(f"{untagged(line)}{_END}" for line in lines) + "".join(f"{_END}{record}" for record in records)


def _fields(entry: BibliographyEntry) -> Iterable[tuple[str, str]]:
    venue, paper = entry.venue, entry.paper
    thesis = entry.kind in (VenueKind.DISSERTATION, VenueKind.MASTERS_THESIS)
    yield "TY", _TYPES.get(entry.kind, "GEN")
    yield from (("AU", _name(name)) for name in entry.names)
    yield "TI", entry.title_text
    yield "T2", "" if thesis else venue.name
    yield "M3", venue.name if thesis else ""
    yield "PB", "arXiv" if entry.kind == VenueKind.PREPRINT else venue.publisher
    yield "PY", f"{entry.year:04}" if entry.year else ""
    yield "DA", _date(entry)
    yield from (("VL", venue.volume), ("IS", venue.number), ("SP", venue.page))
    yield "DO", entry.doi
    yield "UR", entry.url
    yield "M1", f"arXiv:{entry.arxiv}" if entry.arxiv else ""
    yield from (("KW", topic) for topic in entry.topics)
    yield "N1", paper.summary or ""
    yield "ID", entry.citation_key
    yield "ER", ""


def _date(entry: BibliographyEntry) -> str:
    """YYYY/MM/DD/, parts that are not known left empty."""
    if not (entry.year and entry.month):
        return ""
    return f"{entry.year:04}/{entry.month:02}/{f'{entry.day:02}' if entry.day else ''}/"


def _name(name: Name) -> str:
    """``von Last, First, Jr``; in a group's name a comma would end the family's name."""
    if name.is_whole:
        return name.family.replace(",", "")
    last = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (last, name.given, name.suffix) if part)
