"""How alike papers are: by their texts first, then by what curators said of them.

Method: the cosine of TF-IDF weights of title, abstract and summary, plus smaller cosines of title and summary alone,
of topics (the first counts most, rare ones more), and whether both have the same rare heading. On the lists that a
reader made for sixty papers, latent semantic analysis, stemming, and the terms of fields added nothing.

Only pairs that share distinctive words are compared: a paper keeps at most ``_TERMS`` terms, a term at most ``_PAPERS``
papers, and a paper at most ``_CANDIDATES`` others, so that the work grows linearly with the number of papers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from livingsurvey.analysis.tfidf import unit_rows, weigh_terms
from livingsurvey.model import Paper, Survey
from livingsurvey.model.formulas import plain_formulas

_TERMS = 100  # distinctive terms kept of a paper
_PAPERS = 200  # papers kept of a term: those it weighs most in
_CANDIDATES = 120  # papers that a paper is compared with in every respect: those whose text is most like its own
_COMMON = 0.3  # share of the papers above which a term distinguishes nothing; in a small collection none does
_TELLING = 0.1  # share of the papers above which a shared term says nothing about two of them
_SMALL = 50
_PHRASE, _TITLE = 1, 2  # what a paper says of itself
_DENSE = 2_000_000  # cells of a matrix with all its zeros, while papers are compared
_HEADLINE, _TOPICS, _HEADING = 0.1, 0.2, 0.1  # what else counts, where the whole text counts for 1
_FURTHER = 0.7  # what a topic that is not the first counts for

Weights = Any  # a sparse matrix of papers x terms


@dataclass(frozen=True, slots=True)
class Traits:
    """What of a paper decides which ones are like it.

    Attributes:
        text: title (twice), abstract and summary.
        headline: title and summary.
        topics: the keys of its topics, its first in front.
        heading: the term of the field that is said of it first.
    """

    text: str
    headline: str
    topics: tuple[str, ...]
    heading: str


def traits_of(survey: Survey, paper: Paper) -> Traits:
    """What of this paper decides which ones are like it."""
    title, summary = plain_formulas(paper.title), paper.summary or ""
    text = " . ".join([title, title, paper.abstract, summary])
    return Traits(text, f"{title} . {summary}", paper.topics, survey.heading_of(paper))


class Similarity:
    """Which papers are like which.

    Args:
        traits: of every paper; they are named by their positions.
    """

    def __init__(self, traits: Sequence[Traits]) -> None:
        self._count = len(traits)
        weights, self.terms = _weighed(one.text for one in traits)
        self.words = _distinctive(weights)
        having = np.bincount(weights.indices, minlength=len(self.terms))
        self.telling = having <= (len(traits) * _TELLING if len(traits) > _SMALL else len(traits))
        self._more = _unit_blocks(traits)

    def near(self) -> Iterator[dict[int, float]]:
        """Of each paper in turn the ones nearest to it and how near, from 0 to 1.4, the nearest first.

        They are computed for some papers at a time, so that memory does not grow with all pairs.
        """
        others = self.words.T.tocsr()
        step = max(16, min(128, _DENSE // max(1, self._more.shape[1])))
        for start in range(0, self._count, step):
            yield from self._nearest(self.words[start : start + step] @ others, start)

    def _nearest(self, scores: Weights, start: int) -> Iterator[dict[int, float]]:
        """What is nearest to the papers from ``start``, whose texts are as like the others' as ``scores`` says."""
        best = [_largest(*row_of(scores, row), _CANDIDATES + 1) for row in range(scores.shape[0])]
        columns, values = (np.concatenate(parts) for parts in zip(*best, strict=True))
        rows = np.repeat(np.arange(len(best)), [len(one[0]) for one in best])
        values = values + self._further(start, rows, columns)
        order = np.lexsort((columns, -values, rows))
        order = order[columns[order] != rows[order] + start]
        ends = np.cumsum(np.bincount(rows[order], minlength=len(best))).tolist()
        numbers, nearness = columns[order].tolist(), values[order].tolist()
        for begin, end in pairwise([0, *ends]):
            yield dict(zip(numbers[begin:end], nearness[begin:end], strict=True))

    def _further(self, start: int, rows: Any, columns: Any) -> Any:
        """How alike pairs of papers are apart from their texts: rows are counted from ``start``, columns from 0."""
        more = self._more
        here = more[start : start + int(rows.max(initial=0)) + 1].toarray()
        pair, cell = _cells_of_rows(more, columns)
        products = more.data[cell] * here[rows[pair], more.indices[cell]]
        return np.bincount(pair, products, minlength=len(columns))  # adds in order, as a product of matrices does


class About:
    """What two papers share of what they say that they are about.

    Args:
        similarity: of all papers.
        phrases: for each paper, the phrases of what it says of itself.
        titles: for each paper, the words of its title.
    """

    def __init__(
        self, similarity: Similarity, phrases: Iterable[Iterable[str]], titles: Iterable[Iterable[str]]
    ) -> None:
        self._terms, self._words, self._telling = similarity.terms, similarity.words, similarity.telling
        numbers = {term: number for number, term in enumerate(similarity.terms)}
        self._is_word = np.array([" " not in term for term in similarity.terms], dtype=bool)
        self._kind = _PHRASE * self._cells_of(phrases, numbers) + _TITLE * self._cells_of(titles, numbers)

    def _cells_of(self, said: Iterable[Iterable[str]], numbers: Mapping[str, int]) -> Any:
        """For each cell of the weights whether its paper says its term; 1 or 0."""
        width, words = len(numbers), self._words
        wanted = (row * width + numbers[term] for row, terms in enumerate(said) for term in terms if term in numbers)
        cells = np.repeat(np.arange(words.shape[0]), np.diff(words.indptr)) * width + words.indices
        return np.isin(cells, np.fromiter(wanted, dtype=np.int64)).astype(np.uint8)

    def shared(self, pairs: Sequence[tuple[int, int]]) -> list[list[str]]:
        """For each pair of papers the phrases that either is about, and then the words in both titles.

        All are terms that both have and that tell something; what counts most comes first.
        """
        pair, term, product, phrase, title = self._products(pairs)
        kept = np.flatnonzero((product > 0) & (phrase | title))
        order = kept[np.lexsort((term[kept], -product[kept], ~phrase[kept], pair[kept]))]
        return self._named(term[order], pair[order], len(pairs))

    def shared_at_all(self, pairs: Sequence[tuple[int, int]]) -> list[list[str]]:
        """For each pair of papers the terms that both have and that tell something, phrases first."""
        pair, term, product, _, _ = self._products(pairs)
        kept = np.flatnonzero(product > 0)
        order = kept[np.lexsort((term[kept], -product[kept], self._is_word[term[kept]], pair[kept]))]
        return self._named(term[order], pair[order], len(pairs))

    def _products(self, pairs: Sequence[tuple[int, int]]) -> tuple[Any, Any, Any, Any, Any]:
        """For each telling term of the second of each pair, which pair and term it is, and the product of its weights.

        Then whether it is a phrase that either is about, and whether it is a word in both titles.
        """
        rows, others = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        here, place = np.unique(rows, return_inverse=True)
        weight, kind = self._dense(here)
        pair, cell = _cells_of_rows(self._words, others)
        telling = self._telling[self._words.indices[cell]]
        pair, cell = pair[telling], cell[telling]
        term, row = self._words.indices[cell], place[pair]
        mine, theirs = kind[row, term], self._kind[cell]
        product = weight[row, term] * self._words.data[cell]
        return pair, term, product, ((mine | theirs) & _PHRASE) > 0, (mine & theirs & _TITLE) > 0

    def _named(self, term: Any, pair: Any, pairs: int) -> list[list[str]]:
        """The terms of each pair by name."""
        names = [self._terms[number] for number in term.tolist()]
        ends = np.cumsum(np.bincount(pair, minlength=pairs)).tolist()
        return [names[begin:end] for begin, end in pairwise([0, *ends])]

    def _dense(self, rows: Any) -> tuple[Any, Any]:
        """The weights of some papers with all their zeros, and of what kind each cell is."""
        place, cell = _cells_of_rows(self._words, rows)
        at = place, self._words.indices[cell]
        weight = np.zeros((len(rows), len(self._terms)))
        kind = np.zeros(weight.shape, dtype=np.uint8)
        weight[at], kind[at] = self._words.data[cell], self._kind[cell]
        return weight, kind


def row_of(matrix: Weights, row: int) -> tuple[Any, Any]:
    """The columns of a row's entries in a sparse matrix, and their values."""
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]


def _cells_of_rows(matrix: Weights, rows: Any) -> tuple[Any, Any]:
    """The positions of all cells of some rows of a sparse matrix, in order, and for each which of the rows it is in."""
    lengths = np.diff(matrix.indptr)[rows]
    place = np.repeat(np.arange(len(rows)), lengths)
    first = matrix.indptr[rows] - (np.cumsum(lengths) - lengths)
    return place, np.arange(len(place)) + first[place]


def _distinctive(weights: Weights) -> Weights:
    """The weights (texts x terms), pruned to the distinctive ones; rows of length 1."""
    return unit_rows(_keep_largest(_keep_largest(weights, _TERMS).T.tocsr(), _PAPERS).T.tocsr())


def _largest(columns: Any, values: Any, most: int) -> tuple[Any, Any]:
    """The ``most`` largest values and their columns, in any order; of equal ones those that come first."""
    if len(values) <= most:
        return columns, values
    least = np.partition(values, len(values) - most)[len(values) - most]
    above = np.flatnonzero(values > least)
    kept = np.concatenate([above, np.flatnonzero(values == least)[: most - len(above)]])
    return columns[kept], values[kept]


def _weighed(texts: Iterable[str]) -> tuple[Weights, list[str]]:
    return weigh_terms(texts, 2, lambda count: count * _COMMON if count > _SMALL else count)


def _keep_largest(matrix: Weights, most: int) -> Weights:
    """Keep the ``most`` largest entries of each row of a sparse matrix."""
    matrix = matrix.tocsr().copy()
    for row in np.flatnonzero(np.diff(matrix.indptr) > most).tolist():
        values = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]]
        values[np.argsort(-values, kind="stable")[most:]] = 0
    matrix.eliminate_zeros()
    return matrix


def _unit_blocks(traits: Sequence[Traits]) -> Weights:
    """One sparse matrix whose rows' products are the weighted cosines of all that counts apart from the text."""
    headlines, _ = _weighed(one.headline for one in traits)
    topics = [{key: _FURTHER if n else 1.0 for n, key in enumerate(one.topics)} for one in traits]
    headings = [{one.heading: 1.0} if one.heading else {} for one in traits]
    rare = _rare(headings)
    return hstack(
        [
            sqrt(_HEADLINE) * unit_rows(headlines),
            sqrt(_TOPICS) * unit_rows(_matrix(topics, {name: share**2 for name, share in _rare(topics).items()})),
            sqrt(_HEADING) * _matrix(headings, rare),
        ],
        format="csr",
    )


def _rare(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """For each name the square root of how rare it is: nearly 1 for a name of one row, 0 for one of all rows."""
    count: dict[str, int] = {}
    for row in rows:
        for name in row:
            count[name] = count.get(name, 0) + 1
    return {name: sqrt(log(len(rows) / number) / log(max(2, len(rows)))) for name, number in count.items()}


def _matrix(rows: Sequence[Mapping[str, float]], weight: Mapping[str, float]) -> Weights:
    column = {name: n for n, name in enumerate(weight)}
    cells = [(n, column[name], value * weight[name]) for n, row in enumerate(rows) for name, value in row.items()]
    places = [[cell[0] for cell in cells], [cell[1] for cell in cells]]
    return csr_array(([cell[2] for cell in cells], places), shape=(len(rows), max(1, len(column))), dtype=float)
