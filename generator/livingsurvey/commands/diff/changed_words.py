"""Texts compared word by word: what is the same, what went and what came."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

_AROUND = 12  # words that are shown on each side of a change
_MOST_WORDS = 8_000  # of each text; where more differ, it is another text
_SHORT = 2_000  # characters of a text that is kept whole


class Words(NamedTuple):
    """Words in a row that are the ``same`` in both texts, ``gone`` or ``new``, or the same and ``skipped``."""

    kind: Literal["same", "gone", "new", "skipped"]
    words: list[str]


def changed_words(before: str, after: str) -> Iterator[Words]:
    """Compare two texts. Every word that went or came is there; of long runs of others only the words around.

    Args:
        before: the text as it was.
        after: the text as it is.
    """
    old, new = before.split(), after.split()
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    yield from _around(old[:start], first=True)
    yield from _changes(old[start : len(old) - end], new[start : len(new) - end])
    yield from _around(old[len(old) - end :], last=True)


def _changes(old: list[str], new: list[str]) -> Iterator[Words]:
    if max(len(old), len(new)) > _MOST_WORDS or not old or not new:
        yield from (part for part in (Words("gone", old), Words("new", new)) if part.words)
        return
    from rapidfuzz.distance import LCSseq

    gone, came = list[str](), list[str]()
    for step in [*LCSseq.opcodes(old, new), None]:
        if step is None or step.tag == "equal":
            yield from (part for part in (Words("gone", gone), Words("new", came)) if part.words)
            gone, came = [], []
        if step is None:
            return
        if step.tag == "equal":
            yield from _around(old[step.src_start : step.src_end])
        else:
            gone += old[step.src_start : step.src_end]
            came += new[step.dest_start : step.dest_end]


def _around(words: list[str], *, first: bool = False, last: bool = False) -> Iterator[Words]:
    """Words that are the same, without those in the middle of many."""
    head, tail = words[: 0 if first else _AROUND], words[len(words) if last else max(len(words) - _AROUND, 0) :]
    if len(words) <= len(head) + len(tail) + 1:
        head, tail = words, []
    skipped = words[len(head) : len(words) - len(tail)]
    for part in (Words("same", head), Words("skipped", skipped), Words("same", tail)):
        if part.words:
            yield part


def _common(old: list[str], new: list[str]) -> int:
    """How many words two lists begin with alike."""
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def without_common_ends(before: str, after: str) -> tuple[str, str]:
    """Two texts without what both begin and end with, but for some words; short ones whole."""
    if max(len(before), len(after)) <= _SHORT or not before or not after:
        return before, after
    old, new = (text.split(" ") for text in (before, after))
    start = max(0, _common(old, new) - _AROUND)
    end = max(0, min(_common(old[::-1], new[::-1]), len(old) - start, len(new) - start) - _AROUND)
    return tuple(_mark(words, start, end) for words in (old, new))  # type: ignore[return-value]


def _mark(words: list[str], start: int, end: int) -> str:
    head, tail = (["…"] if start else []), (["…"] if end else [])
    return " ".join([*head, *words[start : len(words) - end], *tail])
