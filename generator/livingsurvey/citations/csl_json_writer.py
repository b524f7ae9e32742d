"""CSL-JSON: for Pandoc, citeproc and Zotero."""

import json
from functools import lru_cache
from typing import Any

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader
from livingsurvey.citations.plain_text import untagged, with_scripts
from livingsurvey.model.names import Name

#: Variables that CSL writes in another way than with hyphens, or in capitals.
_CAPITALS = ("isbn", "issn", "pmid", "pmcid")
_TEXTS = """
genre container_title_short collection_title collection_number publisher publisher_place volume number_of_volumes
issue page number chapter_number edition event_title event_place isbn issn pmid pmcid language note
""".split()
_VARIABLES = {name: name.upper() if name in _CAPITALS else name.replace("_", "-") for name in _TEXTS}
#: What CSL has no variable for, by the name that ``custom`` has it under.
_CUSTOM = ("institution", "collaboration", "authors_omitted")


def csl_entry(entry: BibliographyEntry) -> str:
    """Write one item as a JSON object."""
    return json.dumps(csl_item(entry), ensure_ascii=False)


def csl_file(items: list[str], head: FileHeader) -> str:
    """Write the list. JSON has no comments; ``source``, where an item was obtained, gives list and date."""
    source = f', "source": {json.dumps(untagged(head.source), ensure_ascii=False)}}}'
    return "[\n" + ",\n".join(item[:-1] + source for item in items) + "\n]\n"


@lru_cache(maxsize=1 << 8)  # every style is rendered from it
def csl_item(entry: BibliographyEntry) -> dict[str, Any]:
    """The variables of an item that are known. They are not to be changed."""
    preprint = entry.type == "article" and bool(entry.arxiv)
    given = ((variable, getattr(entry.publication, name)) for name, variable in _VARIABLES.items())
    stated = {variable: untagged(text) if text else "" for variable, text in given}
    if preprint:
        usual = {"publisher": "arXiv", "genre": "preprint", "number": f"arXiv:{entry.arxiv}"}
        stated |= {name: text for name, text in usual.items() if not stated[name]}
    item = {
        "id": entry.citation_key,
        "type": entry.type,
        "title": with_scripts(entry.title, _title_text).strip(),
        "author": list(map(_name, entry.names)),
        "editor": list(map(_name, entry.editors)),
        "translator": list(map(_name, entry.translators)),
        "issued": _date(entry.published),
        "original-date": _date(entry.publication.original_date),
        "accessed": _date(entry.publication.accessed),
        "container-title": untagged(entry.container),
        **stated,
        "DOI": entry.doi,
        "URL": entry.url,
        "keyword": untagged(", ".join(dict.fromkeys([*entry.publication.keyword, *entry.topics]))),
        "annote": untagged(entry.paper.summary or ""),
        "custom": _custom(entry),
    }
    return {name: value for name, value in item.items() if value}


def _custom(entry: BibliographyEntry) -> dict[str, str]:
    stated = {name: untagged(text) for name in _CUSTOM if (text := getattr(entry.publication, name))}
    elsewhere = entry.type == "article" or not entry.arxiv or entry.arxiv in entry.url
    return {name: text for name, text in (stated | {"arxiv": "" if elsewhere else entry.arxiv}).items() if text}


def _title_text(text: str) -> str:
    return untagged(f"|{text}|")[1:-1]  # spaces at its ends count


def _date(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


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
