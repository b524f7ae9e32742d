"""Parser for arXiv's Atom: the answers of its programming interface, and its feeds."""

import re
from typing import Any

from livingsurvey.importers.identifiers import arxiv_id, doi, facts_of
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.importers.xml_records import xml_records

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def parse_atom(data: bytes, file: str) -> Listing:
    """Read a feed; of one that is cut short, the entries before the cut."""
    listing = Listing()
    for line, entry in xml_records(data, file, listing, frozenset(["entry"])):
        identifier = _text(entry, f"{_ATOM}id")
        if "/api/errors" in identifier:
            fail(listing, file, line, f"arXiv answered: {_text(entry, f'{_ATOM}summary')}.", "Ask it again.")
        else:
            take(listing, file, line, _facts, entry, identifier)
    return listing


def _text(entry: Any, tag: str) -> str:
    return " ".join((entry.findtext(tag) or "").split())


def _facts(entry: Any, identifier: str) -> dict[str, Any]:
    stated = _text(entry, f"{_ARXIV}doi")
    # Authors announce their code in the comment; other addresses there are talks and slides.
    said = facts_of(_ADDRESS.findall(_text(entry, f"{_ARXIV}comment")))
    return {
        "title": _text(entry, f"{_ATOM}title"),
        "abstract": _text(entry, f"{_ATOM}summary"),
        "authors": [name for a in entry.findall(f"{_ATOM}author") if (name := _text(a, f"{_ATOM}name"))],
        "published": _text(entry, f"{_ATOM}published")[:10],
        "venue": _text(entry, f"{_ARXIV}journal_ref"),
        "arxiv": arxiv_id(identifier),
        "doi": doi(stated) or stated,
        "code": said.get("code", []),
    }
