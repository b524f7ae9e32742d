"""Weighing the terms of texts: how often a text has a term, against how many texts have it.

Method: TF-IDF (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988) with logarithmic
term frequency and smoothed rarity. The sparse algebra is SciPy's; scikit-learn's vectoriser gives the same weights,
but importing it alone takes longer than everything here.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

#: A word.
WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]+")
#: English words that tell nothing about a paper, and the ones every abstract uses.
STOP_WORDS = frozenset(
    """
    a about above across after afterwards again against al all almost alone along already also although always am
    among amongst amoungst an and another any anyhow anyone anything anyway anywhere are around as at back based be
    became because become becomes becoming been before beforehand behind being below beside besides between beyond
    both but by call can cannot cant co con could couldnt de do done down due during each eg eight either eleven
    else elsewhere empty enough et etc even ever every everyone everything everywhere except few fifteen fifty fill
    find first five for former formerly forty found four from full further get give go had has hasnt have he hence
    her here hereafter hereby herein hereupon hers herself him himself his how however hundred i ie if in inc indeed
    into is it its itself keep last latter latterly least less ltd made many may me meanwhile might mine more
    moreover most mostly much must my myself name namely neither never nevertheless next nine no nobody none noone
    nor not nothing now nowhere of off often on once one only onto or other others otherwise our ours ourselves out
    over own paper part per perhaps please propose proposed proposes put rather re same see seem seemed seeming
    seems serious several she should show shown shows since six sixty so some somehow someone something sometime
    sometimes somewhere still such take ten than that the their them themselves then thence there thereafter thereby
    therefore therein thereupon these they third this those though three through throughout thru thus to together
    too toward towards twelve twenty two un under until up upon us use used uses using very via vs was we well were
    what whatever when whence whenever where whereafter whereas whereby wherein whereupon wherever whether which
    while whither who whoever whole whom whose why will with within without work would yet you your yours yourself
    yourselves
    """.split()
)

Array = Any  # of numbers; NumPy's own types say no more here

_AT_ONCE = 4096  # texts whose terms are counted together
_NONE = np.zeros(0, dtype=np.int64)


def is_stop_word(word: str) -> bool:
    """Whether an English word, in small letters, tells nothing about a paper."""
    return word in STOP_WORDS


def count_terms(text: str, *, singular: bool = False, common: bool = False) -> Counter[str]:
    """How often a text has each term: a word, or a pair of neighbours among them.

    Args:
        text: to count in.
        singular: whether English plurals count as their singulars.
        common: whether stop words are terms, too: they tell how a text is written, not what it is about.
    """
    found = WORD.findall(text.lower())
    words = [word if common or word not in STOP_WORDS else "" for word in found]
    if singular:
        words = [_singular(word) for word in words]
    pairs = (f"{one} {two}" for one, two in pairwise(words) if one and two)
    return Counter([*filter(None, words), *pairs])


@lru_cache(maxsize=1 << 15)
def _singular(word: str) -> str:
    """A word without the ending of a plural, as far as its letters show it."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


class TermWeights:
    """The terms of a collection of texts, in alphabetical order, and how rare each is.

    Args:
        counts: of each text, how often it has each term.
        least: texts that must have a term for it to count.
        most: texts that may have a term for it to count.
    """

    def __init__(self, counts: Sequence[Mapping[str, int]], least: float, most: float) -> None:
        frequency = Counter(term for count in counts for term in count)
        self.terms = sorted(term for term, number in frequency.items() if least <= number <= most)
        self._column = {term: n for n, term in enumerate(self.terms)}
        having = np.array([frequency[term] for term in self.terms])
        self._rarity = np.log((1 + len(counts)) / (1 + having)) + 1

    def matrix(self, counts: Sequence[Mapping[str, int]]) -> csr_array:
        """The weights of texts: a sparse matrix (texts x terms); terms that do not count are left out."""
        column = self._column
        cells = [[(column[term], n) for term, n in count.items() if term in column] for count in counts]
        rows = np.repeat(np.arange(len(counts)), [len(one) for one in cells])
        pairs = chain.from_iterable(chain.from_iterable(cells))
        columns, numbers = np.fromiter(pairs, dtype=np.int64).reshape(-1, 2).T
        values = (1 + np.log(np.maximum(numbers, 1))) * self._rarity[columns]
        return csr_array((values, (rows, columns)), shape=(len(counts), len(column)))


def weigh_terms(texts: Iterable[str], least: float, common: Callable[[int], float]) -> tuple[csr_array, list[str]]:
    """Weigh the terms of texts against each other, as :class:`TermWeights` does, several times faster.

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
    starts = np.concatenate(([0], np.cumsum(np.bincount(text[kept], minlength=len(ends))))).astype(np.int32)
    matrix = csr_array((values, columns, starts), shape=(len(ends), len(terms)))
    matrix.sort_indices()
    return matrix, [terms[n] for n in order]


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


def unit_rows(matrix: csr_array) -> csr_array:
    """A sparse matrix with each row scaled to length 1; a row without entries stays as it is."""
    length = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return (diags_array(1 / np.where(length > 0, length, 1)) @ matrix).tocsr()
