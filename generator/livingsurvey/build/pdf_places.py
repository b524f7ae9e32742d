"""On which page of a PDF each named place is, for a table of contents: Chromium's style sheets cannot say it."""

import re
from collections.abc import Iterator

_PLACE = re.compile(rb"/([^\s/\[\]<>()]+)\s*\[\s*(\d+) 0 R\b")
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")


def pages_of_places(pdf: bytes) -> dict[str, int]:
    """The page of each named place of a PDF as Chromium writes it, the first page being 1.

    Args:
        pdf: the file.

    Returns:
        Pages by name; empty where the file has no such places, or is written in another way.
    """
    catalog = re.search(rb"/Type\s*/Catalog\b.*?endobj", pdf, re.DOTALL)
    tree, names = (_named(catalog[0] if catalog else b"", key) for key in (b"Pages", b"Dests"))
    if not (tree and names):
        return {}
    number = {page: n for n, page in enumerate(_pages(pdf, tree), start=1)}
    return {name.decode(): number[page] for name, page in _PLACE.findall(_object(pdf, names)) if page in number}


def _named(dictionary: bytes, key: bytes) -> bytes:
    """The number of the object that a dictionary names by a key."""
    found = re.search(rb"/" + key + rb"\s+(\d+) 0 R\b", dictionary)
    return found[1] if found else b""


def _object(pdf: bytes, number: bytes) -> bytes:
    found = re.search(rb"(?<=\n)" + number + rb" 0 obj\b(.*?)\bendobj", pdf, re.DOTALL)
    return found[1] if found else b""


def _pages(pdf: bytes, number: bytes) -> Iterator[bytes]:
    """The numbers of the objects of all pages, in their order, from a node of the tree of pages."""
    kids = _KIDS.search(_object(pdf, number))
    if not kids:
        yield number
        return
    for kid in _REFERENCE.findall(kids[1]):
        yield from _pages(pdf, kid)
