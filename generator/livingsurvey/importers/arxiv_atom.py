"""Parser for arXiv's Atom: the answers of its programming interface, and its feeds.

The XML is read by defusedxml, which refuses entities of the document's own: they are how a small file grows
to gigabytes, and how it reads others.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from livingsurvey.importers.captured_text import MAX_BYTES
from livingsurvey.importers.identifiers import arxiv_id, doi, facts_of
from livingsurvey.importers.records import Listing, fail, take

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ENTRY = re.compile(rb"<(?:\w+:)?entry[\s>]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def parse_atom(data: bytes, file: str) -> Listing:
    """Read a feed; of one that is cut short, the entries before the cut."""
    listing = Listing()
    if len(data) > MAX_BYTES:
        fail(listing, file, 0, f"the file has {len(data):,} bytes.", "Split it.")
        return listing
    for line, entry, problem in _entries(data):
        identifier = _text(entry, f"{_ATOM}id") if entry is not None else ""
        if entry is None:
            fail(listing, file, line, problem, "Capture the feed again.")
        elif "/api/errors" in identifier:
            fail(listing, file, line, f"arXiv answered: {_text(entry, f'{_ATOM}summary')}.", "Ask it again.")
        else:
            take(listing, file, line, _facts, entry, identifier)
    return listing


def _entries(data: bytes) -> Iterator[tuple[int, Any, str]]:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    places = _ENTRY.finditer(data)
    counted, line = 0, 1
    try:
        for _, element in iterparse(BytesIO(data.lstrip()), events=("end",), forbid_dtd=True):
            if element.tag == f"{_ATOM}entry":
                if place := next(places, None):
                    line += data.count(b"\n", counted, place.start())
                    counted = place.start()
                yield line, element, ""
                element.clear()
    except ParseError as error:
        yield error.position[0], None, f"not XML from here on: {error.msg}."
    except (DefusedXmlException, ValueError, LookupError) as error:
        yield 1, None, f"XML that is not read: {type(error).__name__}."


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
