"""Where a link in prose leads, as a browser finds it out (the URL standard of WHATWG).

A browser takes a backslash for a slash, passes over tabs and line ends, and knows several ways to name a host:
``//host``, ``https:host`` and more. Only the plain way is followed here; the others deceive, or are slips of the pen.
"""

import re
from enum import StrEnum
from typing import NamedTuple

_AROUND = "".join(map(chr, range(0x21)))  # control characters and the space, which are cut off at both ends
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"//[^/?#\\\s%]+(?:[/?#][^\\]*)?\Z")
_DRIVE = re.compile(r"[A-Za-z]\|(?:/|\Z)")  # of a site that is opened from a folder
_DOT = re.compile(r"%2e", re.IGNORECASE)


class Leads(StrEnum):
    """Where a link leads: within the site, to the web or a mail address plainly, out of the site, or to no page."""

    WITHIN = "within"
    WEB = "web"
    MAIL = "mail"
    OUT = "out"
    NOWHERE = "nowhere"


class LinkTarget(NamedTuple):
    """Where a link ``leads``, and the ``path`` of one within the site: without what follows ``?`` or ``#``.

    Pages are named by their Markdown from the site's root (``topics/x.md``), whatever page names them; ``../`` may
    precede that. All other paths are from the page.
    """

    leads: Leads
    path: str = ""


def target_of(address: str, depth: int = 0) -> LinkTarget:
    """Find out where a link leads.

    Args:
        address: as the browser is given it.
        depth: how many folders below the site's root the page is that has the link.
    """
    text = re.sub(r"[\t\n\r]", "", address.strip(_AROUND))
    if scheme := _SCHEME.match(text):
        return LinkTarget(_of_scheme(scheme[1].lower(), text[scheme.end() :], text == address.strip(_AROUND)))
    path = re.split(r"[?#]", text, maxsplit=1)[0].replace("\\", "/")
    if path.endswith(".md"):
        path, depth = path.removeprefix("../"), 0
    if path.startswith("/") or _DRIVE.match(path) or _climbs(path, depth):
        return LinkTarget(Leads.OUT)
    return LinkTarget(Leads.WITHIN, path)


def _of_scheme(scheme: str, rest: str, plain: bool) -> Leads:
    if scheme in ("http", "https"):
        return Leads.WEB if plain and _WEB.match(rest) else Leads.OUT
    return Leads.MAIL if scheme == "mailto" else Leads.NOWHERE


def _climbs(path: str, depth: int) -> bool:
    """Whether the way leaves the folder of the site, be it only to come back."""
    for step in _DOT.sub(".", path).split("/"):
        depth += {"..": -1, ".": 0}.get(step, 1)
        if depth < 0:
            return True
    return False
