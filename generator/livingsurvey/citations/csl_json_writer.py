"""CSL-JSON: for Pandoc, citeproc and Zotero."""

import json
from typing import Any

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.plain_text import untagged, with_scripts
from livingsurvey.citations.venues import VenueKind
from livingsurvey.model.names import Name

_TYPES = {
    VenueKind.CONFERENCE: "paper-conference",
    VenueKind.JOURNAL: "article-journal",
    VenueKind.DISSERTATION: "thesis",
    VenueKind.MASTERS_THESIS: "thesis",
    VenueKind.CHAPTER: "chapter",
    VenueKind.PREPRINT: "article",
    VenueKind.OTHER: "document",
}


def csl_entry(entry: BibliographyEntry) -> str:
    """Write one item as a JSON object."""
    item = {name: value for name, value in _item(entry).items() if value}
    return json.dumps(item, ensure_ascii=False)


def csl_file(items: list[str], head: FileHeader) -> str:
    """Write the list. JSON has no comments; ``source``, where an item was obtained, gives list and date."""
    source = f', "source": {json.dumps(untagged(head.source), ensure_ascii=False)}}}'
    return "[\n" + ",\n".join(item[:-1] + source for item in items) + "\n]\n"


def _item(entry: BibliographyEntry) -> dict[str, Any]:
    venue, paper = entry.venue, entry.paper
    thesis = entry.kind in (VenueKind.DISSERTATION, VenueKind.MASTERS_THESIS)
    preprint = entry.kind == VenueKind.PREPRINT
    return {
        "id": entry.citation_key,
        "type": _TYPES[entry.kind],
        "title": with_scripts(entry.title, _title_text).strip(),
        "author": [_name(name) for name in entry.names],
        "issued": _date(entry),
        "container-title": "" if thesis else untagged(venue.name),
        "volume": venue.volume,
        "issue": venue.number,
        "page": venue.page,
        "publisher": "arXiv" if preprint else untagged(venue.publisher),
        "genre": "preprint" if preprint else untagged(venue.name) if thesis else "",
        "number": f"arXiv:{entry.arxiv}" if preprint else "",
        "DOI": entry.doi,
        "URL": entry.url,
        "keyword": untagged(", ".join(entry.topics)),
        "annote": untagged(paper.summary or ""),
    }


def _title_text(text: str) -> str:
    return untagged(f"|{text}|")[1:-1]  # spaces at its ends count


def _date(entry: BibliographyEntry) -> dict[str, list[list[int]]] | None:
    parts = [part for part in (entry.year, entry.month, entry.day) if part]
    return {"date-parts": [parts]} if parts else None


def _name(name: Name) -> dict[str, str]:
    if name.is_whole:
        return {"literal": untagged(name.family)}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: untagged(value) for part, value in parts.items() if value}
