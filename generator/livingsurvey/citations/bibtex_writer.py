"""BibTeX: for LaTeX, by ``bibtex`` and ``biber`` alike."""

import re

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.latex_escape import latex_address, latex_text, latex_title
from livingsurvey.citations.venues import VenueKind
from livingsurvey.model.markup import plain_text
from livingsurvey.model.names import Name
from livingsurvey.model.text import clean

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TYPES = {
    VenueKind.CONFERENCE: ("inproceedings", "booktitle"),
    VenueKind.JOURNAL: ("article", "journal"),
    VenueKind.DISSERTATION: ("phdthesis", "school"),
    VenueKind.MASTERS_THESIS: ("mastersthesis", "school"),
}


def bibtex_entry(entry: BibliographyEntry) -> str:
    """Write one entry.

    Where not all is known that a type requires (of a chapter, the book's editors) it is ``@misc``, which requires none.
    """
    kind, fields = _known(entry) or ("misc", {"howpublished": latex_text(entry.paper.venue or "")})
    shared = {
        "author": " and ".join(map(_name, entry.names)),
        "key": "" if entry.names else latex_text(plain_text(entry.title)),
        "title": latex_title(entry.title, entry.proper),
        **fields,
        "year": str(entry.year or ""),
        "month": _MONTHS[entry.month - 1] if entry.month else "",
        "eprint": entry.arxiv,
        "archivePrefix": "arXiv" if entry.arxiv else "",
        "primaryClass": entry.primary_class,
        "doi": latex_address(entry.doi),
        "url": latex_address(entry.url),
    }
    lines = (f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n" for name, value in shared.items() if value)
    return f"@{kind}{{{entry.citation_key},\n{''.join(lines)}}}\n"


def bibtex_file(entries: list[str], head: FileHeader) -> str:
    """Write a file: what is outside entries is a comment, as long as no @ begins an entry there."""
    lines = (re.sub(" ?@ ?", " at ", clean(line)) for line in (f"{head.survey}: {head.selection}", head.facts))
    return "".join(f"% {line}\n" for line in lines) + "".join(f"\n{entry}" for entry in entries)


def _known(entry: BibliographyEntry) -> tuple[str, dict[str, str]] | None:
    """Type and fields of an entry at a venue, where all that the type requires is known."""
    if entry.kind not in _TYPES or not (entry.names and entry.year):
        return None
    kind, container = _TYPES[entry.kind]
    venue = entry.venue
    if entry.kind in (VenueKind.CONFERENCE, VenueKind.JOURNAL):
        issue = {"volume": venue.volume, "number": venue.number, "pages": venue.page}
        return kind, {container: latex_text(venue.name)} | {name: latex_text(text) for name, text in issue.items()}
    return (kind, {container: latex_text(venue.publisher)}) if venue.publisher else None


def _name(name: Name) -> str:
    """``von Last, Jr, First``; braces keep together what is no person's name, or would be taken for particles."""
    if name.is_whole:
        return f"{{{latex_text(name.family)}}}"
    family = latex_text(name.family)
    if any(word[:1].islower() for word in name.family.split()[:-1]):
        family = f"{{{family}}}"
    last = f"{name.particle} {family}".strip()
    return ", ".join(part for part in (last, latex_text(name.suffix), latex_text(name.given)) if part)
