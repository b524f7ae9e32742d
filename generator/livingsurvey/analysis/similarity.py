"""How alike papers are: by their texts first, then by what curators said of them.

Method: the cosine of TF-IDF weights of title, abstract and summary, plus smaller cosines of title and summary alone,
of topics (the first counts most, rare ones more), and whether both have the same rare heading. On the lists that a
reader made for sixty papers, latent semantic analysis, stemming, and the terms of fields added nothing.

Only pairs that share distinctive words are compared: a paper keeps at most ``_TERMS`` terms, a term at most ``_PAPERS``
papers, and a paper at most ``_CANDIDATES`` others, so that the work grows linearly with the number of papers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, sqrt
from typing import Any

import numpy as np
from scipy.sparse import csr_array, hstack

from livingsurvey.analysis.tfidf import TermWeights, count_terms, unit_rows
from livingsurvey.model import Paper, Survey
from livingsurvey.model.formulas import plain_formulas

_TERMS = 100  # distinctive terms kept of a paper
_PAPERS = 200  # papers kept of a term: those it weighs most in
_CANDIDATES = 120  # papers that a paper is compared with in every respect: those whose text is most like its own
_COMMON = 0.3  # share of the papers above which a term distinguishes nothing; in a small collection none does
_TELLING = 0.1  # share of the papers above which a shared term says nothing about two of them
_SMALL = 50
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
        self._traits = traits
        weights, self._terms = _weighed([one.text for one in traits])
        self._words = _distinctive(weights)
        self._having = np.bincount(weights.indices, minlength=len(self._terms))
        self._most = len(traits) * _TELLING if len(traits) > _SMALL else len(traits)
        self._more = _unit_blocks(traits)

    @cached_property
    def near(self) -> tuple[dict[int, float], ...]:
        """Of each paper the ones nearest to it and how near, from 0 to 1.4, the nearest first."""
        scores = (self._words @ self._words.T).tocsr()
        return tuple(self._nearest(scores, row) for row in range(len(self._traits)))

    def _nearest(self, scores: Weights, row: int) -> dict[int, float]:
        columns, values = row_of(scores, row)
        best = np.argsort(-values, kind="stable")[: _CANDIDATES + 1]
        columns, values = columns[best], values[best]
        values = values + (self._more[columns] @ self._more[[row]].T).toarray().ravel()
        order = np.lexsort((columns, -values))
        return {int(columns[n]): float(values[n]) for n in order if columns[n] != row}

    def shared_terms(self, one: int, two: int) -> list[str]:
        """The terms that make the texts of two papers alike, what counts most first; none that many papers have."""
        here, there = (dict(zip(*(part.tolist() for part in row_of(self._words, n)), strict=True)) for n in (one, two))
        both = (i for i in here.keys() & there.keys() if self._having[i] <= self._most)
        return [self._terms[i] for i in sorted(both, key=lambda i: (-here[i] * there[i], self._terms[i]))]


def row_of(matrix: Weights, row: int) -> tuple[Any, Any]:
    """The columns of a row's entries in a sparse matrix, and their values."""
    span = slice(matrix.indptr[row], matrix.indptr[row + 1])
    return matrix.indices[span], matrix.data[span]


def _distinctive(weights: Weights) -> Weights:
    """The weights (texts x terms), pruned to the distinctive ones; rows of length 1."""
    return unit_rows(_keep_largest(_keep_largest(weights, _TERMS).T.tocsr(), _PAPERS).T.tocsr())


def _weighed(texts: Sequence[str]) -> tuple[Weights, list[str]]:
    counts = [count_terms(text) for text in texts]
    most = len(texts) * _COMMON if len(texts) > _SMALL else len(texts)
    weights = TermWeights(counts, 2, most)
    return weights.matrix(counts), weights.terms


def _keep_largest(matrix: Weights, most: int) -> Weights:
    """Keep the ``most`` largest entries of each row of a sparse matrix."""
    matrix = matrix.tocsr().copy()
    for row in range(matrix.shape[0]):
        start, end = matrix.indptr[row], matrix.indptr[row + 1]
        if end - start > most:
            values = matrix.data[start:end]
            values[np.argsort(-values, kind="stable")[most:]] = 0
    matrix.eliminate_zeros()
    return matrix


def _unit_blocks(traits: Sequence[Traits]) -> Weights:
    """One sparse matrix whose rows' products are the weighted cosines of all that counts apart from the text."""
    headlines, _ = _weighed([one.headline for one in traits])
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
