"""Phrases that several texts share, found by hashing: in time that grows with the words, not with pairs of texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from livingsurvey.model.citations import citations_in
from livingsurvey.model.prose_text import without_code

_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|\]\([^()\n]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’.,/-][^\W_]+)*|[.!?;:()|#“”]|\n\s*\n")

#: A run of words, each in small letters.
_Run = tuple[str, ...]


class Phrase(NamedTuple):
    """A run of words, the pages that hold it, and where it begins on the first of them."""

    text: str
    pages: tuple[str, ...]
    start: int


class _Words(NamedTuple):
    """The words of a text in small letters, and where each begins and ends."""

    bare: list[str]
    spans: list[tuple[int, int]]


def repeated_phrases(texts: Mapping[str, str], names: Iterable[str], length: int, most: int) -> Iterator[Phrase]:
    """Yield what is on more pages than it may be, each phrase once and as long as its pages share it.

    Args:
        texts: Markdown by page. Citations, quotations and code count for nothing, and part what is around them.
        names: titles and names, whose words are nobody's phrase.
        length: the words of the shortest phrase.
        most: the pages that may share one.
    """
    words = {page: _words(text) for page, text in texts.items()}
    runs = {page: _each_run(some.bare, length) for page, some in words.items()}
    frequent = _frequent(runs.values(), most)
    for name in names if frequent else ():
        frequent -= _each_run(_words(name).bare, length)
    shared = {run: tuple(page for page, here in runs.items() if run in here) for run in frequent}
    for page, some in words.items() if shared else ():
        yield from _phrases(page, texts[page], some, shared, length)


def is_any_repeated(texts: Mapping[str, str], length: int, most: int) -> bool:
    """Whether anything is on more pages than it may be, even if it is the name of something.

    Args:
        texts: Markdown by page, as in :func:`repeated_phrases`.
        length: the words of the shortest phrase.
        most: the pages that may share one.
    """
    return bool(_frequent((_each_run(_words(text).bare, length) for text in texts.values()), most))


def _frequent(runs: Iterable[set[_Run]], most: int) -> set[_Run]:
    """The runs that more pages have than may, of the runs of each page."""
    return {run for run, count in Counter(chain.from_iterable(runs)).items() if count > most}


def _each_run(words: Sequence[str], length: int) -> set[_Run]:
    """The runs of so many words within a clause, each once."""
    return {run for run in zip(*(words[n:] for n in range(length)), strict=False) if "" not in run}


def _phrases(page: str, text: str, words: _Words, shared: dict[_Run, tuple[str, ...]], length: int) -> Iterator[Phrase]:
    """The phrases that begin on a page: runs that follow each other on the same pages are one."""
    begun: tuple[int, int, tuple[str, ...]] | None = None
    for run, at in _runs(words.bare, length):
        on = shared.get(run, ())
        mine = on if on and on[0] == page else ()
        if mine:
            del shared[run]
        if begun and mine == begun[2] and at == begun[1] + 1:
            begun = (begun[0], at, mine)
            continue
        if begun:
            yield _phrase(text, words, begun, length)
        begun = (at, at, mine) if mine else None
    if begun:
        yield _phrase(text, words, begun, length)


def _phrase(text: str, words: _Words, begun: tuple[int, int, tuple[str, ...]], length: int) -> Phrase:
    first, last, pages = begun
    start, end = words.spans[first][0], words.spans[last + length - 1][1]
    return Phrase(" ".join(text[start:end].split()), pages, start)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[_Run, int]]:
    """Each run of so many words within a clause, and where it begins among the words."""
    unbroken = 0  # words since the last sign
    for at, word in enumerate(words, start=1):
        unbroken = unbroken + 1 if word else 0
        if unbroken >= length:
            yield tuple(words[at - length : at]), at - length


def _words(text: str) -> _Words:
    """The words of a text, with an empty one for each sign that ends a clause."""
    parts, end = [], 0
    for one in citations_in(text).values():
        parts += [text[end : one.start], "|", " " * (one.end - one.start - 1)]
        end = one.end
    plain = _QUOTED.sub(_blank, without_code("".join([*parts, text[end:]])))
    found = list(_WORD.finditer(plain))
    bare = [one[0].lower() if one[0][0].isalnum() else "" for one in found]
    return _Words(bare, [one.span() for one in found])


def _blank(found: re.Match[str]) -> str:
    return "|" + " " * (len(found[0]) - 1)
