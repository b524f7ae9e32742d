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

from livingsurvey.analysis.sparse_rows import SparseRows, from_cells, side_by_side
from livingsurvey.analysis.weighed_texts import weigh_terms
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

Weights = SparseRows  # papers x terms


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
        self._others = self.words.transposed()
        having = np.bincount(weights.indices, minlength=len(self.terms))
        self.telling = having <= (len(traits) * _TELLING if len(traits) > _SMALL else len(traits))
        self._more = _unit_blocks(traits)

    def near(self) -> Iterator[dict[int, float]]:
        """Of each paper in turn the ones nearest to it and how near, from 0 to 1.4, the nearest first.

        They are computed for some papers at a time, so that memory does not grow with all pairs.
        """
        step = max(16, min(128, _DENSE // max(1, self._more.shape[1])))
        for start in range(0, self._count, step):
            yield from self._nearest(np.arange(start, min(start + step, self._count)))

    def _scores(self, papers: Any) -> Any:
        """How alike the texts of some papers are to those of all others."""
        row, cell = self.words.cells_of(papers)
        which, other = self._others.cells_of(self.words.indices[cell])
        products = self.words.data[cell][which] * self._others.data[other]
        place = row[which] * self._count + self._others.indices[other]
        return np.bincount(place, products, minlength=len(papers) * self._count).reshape(len(papers), self._count)

    def _nearest(self, papers: Any) -> Iterator[dict[int, float]]:
        """What is nearest to some papers, which follow each other."""
        best = [_largest(*_cells(scores), _CANDIDATES + 1) for scores in self._scores(papers)]
        columns, values = (np.concatenate(parts) for parts in zip(*best, strict=True))
        rows = np.repeat(np.arange(len(best)), [len(one[0]) for one in best])
        values = values + self._further(papers, rows, columns)
        order = np.lexsort((columns, -values, rows))
        order = order[columns[order] != papers[rows[order]]]
        ends = np.cumsum(np.bincount(rows[order], minlength=len(best))).tolist()
        numbers, nearness = columns[order].tolist(), values[order].tolist()
        for begin, end in pairwise([0, *ends]):
            yield dict(zip(numbers[begin:end], nearness[begin:end], strict=True))

    def _further(self, papers: Any, rows: Any, columns: Any) -> Any:
        """How alike pairs of papers are apart from their texts: rows count in ``papers``, columns in all."""
        more, here = self._more, self._more.dense(papers)
        pair, cell = more.cells_of(columns)
        products = more.data[cell] * here.ravel()[(rows * here.shape[1])[pair] + more.indices[cell]]
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
        cells = words.rows * width + words.indices
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
        weight, kind = self._words.dense(here), self._words._replace(data=self._kind).dense(here)
        pair, cell = self._words.cells_of(others)
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


def _distinctive(weights: Weights) -> Weights:
    """The weights (texts x terms), pruned to the distinctive ones; rows of length 1."""
    return weights.largest(_TERMS).transposed().largest(_PAPERS).transposed().unit()


def _cells(scores: Any) -> tuple[Any, Any]:
    """The columns of those scores that are not zero, and the scores."""
    columns = np.flatnonzero(scores)
    return columns, scores[columns]


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


def _unit_blocks(traits: Sequence[Traits]) -> Weights:
    """One sparse matrix whose rows' products are the weighted cosines of all that counts apart from the text."""
    headlines, _ = _weighed(one.headline for one in traits)
    topics = [{key: _FURTHER if n else 1.0 for n, key in enumerate(one.topics)} for one in traits]
    headings = [{one.heading: 1.0} if one.heading else {} for one in traits]
    shares = {name: share**2 for name, share in _rare(topics).items()}
    return side_by_side(
        [
            headlines.unit().scaled(sqrt(_HEADLINE)),
            _matrix(topics, shares).unit().scaled(sqrt(_TOPICS)),
            _matrix(headings, _rare(headings)).scaled(sqrt(_HEADING)),
        ]
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
    at_rows, at_columns = np.array([cell[:2] for cell in cells], dtype=np.int64).reshape(-1, 2).T
    values = np.array([cell[2] for cell in cells], dtype=float)
    return from_cells(at_rows, at_columns, values, (len(rows), len(column)))
