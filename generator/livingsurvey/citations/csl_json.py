"""CSL-JSON: for Pandoc, citeproc and Zotero."""

import json
from typing import Any

from livingsurvey.citations.bibliography_entry import Entry, Head
from livingsurvey.citations.plain_text import untagged, with_scripts
from livingsurvey.citations.venues import Kind
from livingsurvey.model.names import Name

_TYPES = {
    Kind.CONFERENCE: "paper-conference",
    Kind.JOURNAL: "article-journal",
    Kind.DISSERTATION: "thesis",
    Kind.MASTERS_THESIS: "thesis",
    Kind.CHAPTER: "chapter",
    Kind.PREPRINT: "article",
    Kind.OTHER: "document",
}


def csl_entry(entry: Entry) -> str:
    """Write one item as a JSON object."""
    item = {name: value for name, value in _item(entry).items() if value}
    return json.dumps(item, ensure_ascii=False)


def csl_file(items: list[str], head: Head) -> str:
    """Write the list. JSON has no comments; ``source``, where an item was obtained, tells list and date."""
    source = f', "source": {json.dumps(untagged(head.source), ensure_ascii=False)}}}'
    return "[\n" + ",\n".join(item[:-1] + source for item in items) + "\n]\n"


def _item(entry: Entry) -> dict[str, Any]:
    venue, paper = entry.venue, entry.paper
    thesis = entry.kind in (Kind.DISSERTATION, Kind.MASTERS_THESIS)
    preprint = entry.kind == Kind.PREPRINT
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


def _date(entry: Entry) -> dict[str, list[list[int]]] | None:
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
