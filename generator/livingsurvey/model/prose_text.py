"""What of Markdown is read as text: code and links are blanked, sign for sign, so that all else keeps its place."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

_TICKS = re.compile(r"^(```|~~~).*?^\1[^\n]*$|`+", re.MULTILINE | re.DOTALL)
_RUN = re.compile(r"`+")
_LINKS = re.compile(
    r"\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\]|:[ \t]*\S+)?|<[A-Za-z][^<>\s]*>|[A-Za-z][A-Za-z0-9+.-]*://\S+"
)


def without_code(text: str) -> str:
    """The text with its code blanked, so that every other sign keeps its place."""
    return "".join(_spoken_parts(text)) if "`" in text or "~~~" in text else text


def without_links(text: str) -> str:
    """The text with its links, addresses and whatever else is in brackets blanked; every other sign keeps its place."""
    return _LINKS.sub(lambda link: " " * len(link[0]), text)


def _spoken_parts(text: str) -> Iterator[str]:
    """The text in parts, its code blanked: a run of backquotes begins code that the next run of its length ends."""
    runs = _runs(text)
    position = 0
    while found := _TICKS.search(text, position):
        yield text[position : found.start()]
        end = found.end()
        if not found[1]:
            starts = runs[len(found[0])]
            later = bisect_right(starts, found.start())
            end = starts[later] + len(found[0]) if later < len(starts) else 0
        yield re.sub(r"[^\n]", " ", text[found.start() : end]) if end else found[0]
        position = end or found.end()
    yield text[position:]


def _runs(text: str) -> dict[int, list[int]]:
    """Where runs of backquotes begin, by their length."""
    runs = defaultdict[int, list[int]](list)
    for run in _RUN.finditer(text):
        runs[len(run[0])].append(run.start())
    return runs
