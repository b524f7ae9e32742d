"""The weights of the terms of many texts, found for all texts at once: by their words as numbers.

It needs no library but NumPy, since importing SciPy takes longer than weighing all texts of a survey.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from livingsurvey.analysis.sparse_rows import SparseRows, from_cells
from livingsurvey.analysis.text_terms import STOP_WORDS, WORD

Array = Any  # of numbers; NumPy's own types say no more here

_AT_ONCE = 4096  # texts whose terms are counted together
_NONE = np.zeros(0, dtype=np.int64)


def weigh_terms(texts: Iterable[str], least: float, common: Callable[[int], float]) -> tuple[SparseRows, list[str]]:
    """Weigh the terms of texts against each other, as :class:`.TermWeights` does, several times faster.

    Args:
        texts: of the collection.
        least: texts that must have a term for it to count.
        common: how many of so many texts may have a term for it to count.

    Returns:
        The weights (texts x terms), and the terms in alphabetical order.
    """
    words, ends, names = _numbered(texts)
    text, code, count = _cells(words, ends, np.array([name in STOP_WORDS for name in names], dtype=bool))
    known, having = _counted(code)
    usable = (having >= least) & (having <= common(len(ends)))
    known, having = known[usable], having[usable]
    terms = [_term(names, one) for one in known.tolist()]
    order = sorted(range(len(terms)), key=terms.__getitem__)
    column: Array = np.empty(len(order), dtype=np.int32)
    column[order] = np.arange(len(order), dtype=np.int32)
    place: Array = np.searchsorted(known, code)
    kept = place < len(known)
    kept[kept] = known[place[kept]] == code[kept]
    columns = column[place[kept]]
    rarity = np.log((1 + len(ends)) / (1 + having[order])) + 1
    values = (1 + np.log(count[kept])) * rarity[columns]
    return from_cells(text[kept], columns, values, (len(ends), len(terms))), [terms[n] for n in order]


def _numbered(texts: Iterable[str]) -> tuple[Array, Array, list[str]]:
    """The words of all texts as numbers, where each text ends among them, and the words by their numbers."""
    number: defaultdict[str, int] = defaultdict()
    number.default_factory = number.__len__
    words, ends = array("i"), array("q")
    for text in texts:
        words.extend(map(number.__getitem__, WORD.findall(text.lower())))
        ends.append(len(words))
    return np.frombuffer(words, dtype=np.int32), np.frombuffer(ends, dtype=np.int64), list(number)


def _cells(words: Array, ends: Array, stops: Array) -> tuple[Array, Array, Array]:
    """How often each text has each term: the text, the term and the number, ordered by text and term.

    A term is a number as well: a word's own, or that of a pair of words (see :func:`_term`). Some texts at a time are
    sorted, so that little memory is needed.
    """
    most, found = len(stops), [(_NONE, _NONE, _NONE)]
    for first in range(0, len(ends), _AT_ONCE):
        until = ends[first : first + _AT_ONCE]
        begin = int(ends[first - 1]) if first else 0
        part = words[begin : until[-1]].astype(np.int64)
        text = np.repeat(np.arange(len(until)), np.diff(until, prepend=begin))
        tells = ~stops[part]
        pairs = np.flatnonzero(tells[:-1] & tells[1:] & (text[:-1] == text[1:]))
        code = np.concatenate([part[tells], (part[pairs] + 1) * most + part[pairs + 1]])
        width = most * (most + 1)
        cell, count = _counted(np.concatenate([text[tells], text[pairs]]) * width + code)
        found.append((cell // width + first, cell % width, count))
    text, code, count = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return text, code, count


def _counted(values: Array) -> tuple[Array, Array]:
    """The different values in ascending order, and how often each is there."""
    return np.unique(values, return_counts=True)


def _term(names: Sequence[str], code: int) -> str:
    first, second = divmod(code, len(names))
    return f"{names[first - 1]} {names[second]}" if first else names[second]
