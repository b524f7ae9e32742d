"""The boxes of the issue of candidates: writing them, and reading which are ticked.

GitHub shows boxes in lists only. Each item ends with a mark that nobody sees, ``<!-- candidate KEY ACTION -->``, and
the mark alone is read: whoever may edit the issue can write anything into it. So a mark is data that counts for nothing
until the survey has such a candidate, and such a topic or reason.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from livingsurvey.model.base import KEY

#: What a box may say: include, in a topic; exclude, for a reason; or neither.
INCLUDE, EXCLUDE, UNSURE = "include", "exclude", "unsure"

_BEGIN, _END = "<!-- candidate ", "-->"
_LONGEST_MARK = 250  # characters; keys have up to 100
_BOX = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([ xX])\][ \t]")
_ACTION = re.compile(rf"(?:{INCLUDE}|{EXCLUDE}|{UNSURE})(?::(?P<of>[a-z0-9-]{{1,100}}))?")
_KEY = re.compile(KEY)


class Tick(NamedTuple):
    """A box that is ticked: the key of a candidate, and what is to become of it, such as ``include:a-topic``."""

    key: str
    action: str

    @property
    def does(self) -> str:
        """Include, exclude or unsure."""
        return self.action.partition(":")[0]

    @property
    def of(self) -> str:
        """The key of a topic or the id of a reason; empty where the box names none."""
        return self.action.partition(":")[2]


def box(tick: Tick, text: str, ticked: bool) -> str:
    """An item of a list with a box.

    Args:
        tick: what it means.
        text: what it says, in Markdown.
        ticked: whether it is ticked.
    """
    return f"- [{'x' if ticked else ' '}] {text} {_BEGIN}{tick.key} {tick.action} {_END}"


def read_ticks(body: str) -> tuple[Tick, ...]:
    """The boxes of an issue that are ticked, each once, in their order.

    Args:
        body: the text of the issue, as anybody may have edited it.
    """
    return tuple(dict.fromkeys(tick for tick, ticked in _boxes(body) if ticked))


def keys_of(body: str) -> frozenset[str]:
    """The keys that the boxes of an issue name, ticked or not.

    Args:
        body: the text of the issue, as anybody may have edited it.
    """
    return frozenset(tick.key for tick, _ in _boxes(body))


def _boxes(body: str) -> Iterator[tuple[Tick, bool]]:
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        found, tick = _BOX.match(line), _mark(line.rstrip())
        if found and tick:
            yield tick, found[1] != " "


def _mark(text: str) -> Tick | None:
    """What the mark at the end of a line says; of several the last one counts."""
    start = text.rfind(_BEGIN)
    if start < 0 or not text.endswith(_END) or len(text) - start > _LONGEST_MARK:
        return None
    words = text[start + len(_BEGIN) : -len(_END)].split()
    is_mark = len(words) == 2 and _KEY.fullmatch(words[0]) and _ACTION.fullmatch(words[1])
    return Tick(*words) if is_mark else None


def by_candidate(ticks: Iterable[Tick]) -> dict[str, list[Tick]]:
    """The ticks of each candidate, by its key."""
    found: dict[str, list[Tick]] = {}
    for tick in ticks:
        found.setdefault(tick.key, []).append(tick)
    return found
