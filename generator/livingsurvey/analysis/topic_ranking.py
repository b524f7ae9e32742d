"""Which topic a text has first, learnt from papers and from the topics' own definitions.

What counts: how close the text is to the centre of a topic, to its definition, to the centre of its area, and to the
nearest of its papers; whether the title says what the topic is called; and how many papers it has. How much each of
these counts is learnt (``evidence``) from papers that are left out of what they are compared with.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.centres import Centres, relative
from livingsurvey.analysis.evidence import Weighing

_DEFINITION = 1.0  # papers that a definition counts for
_FURTHER = 0.5  # what a paper counts for in a topic that is not its first
_SECOND = 0.05  # and how far such a topic is right when it is learnt what counts
_AREA = 0.5  # what a definition counts for in the centre of its area
_LEARNT = 600  # papers, spread evenly, from which it is learnt what counts
_START = (20.0, 9.0, 0.0, 1.5, 4.0, 4.0, -0.5)  # what is learnt where there are hundreds of papers

Matrix = Any  # a dense matrix of numbers


class Texts(NamedTuple):
    """The weights of the words of texts, and of their titles alone (texts x words), rows of length 1."""

    rows: csr_array
    titles: csr_array

    def some(self, positions: Any) -> "Texts":
        """Those at these positions."""
        return Texts(self.rows[positions], self.titles[positions])


class TopicRanking:
    """How likely each topic is the first one of a text.

    Args:
        texts: of the papers.
        given: the positions of each paper's topics, its first in front.
        defined: the weights of the words of each topic's definition (topics x words).
        areas: for each topic the number of its area.
    """

    def __init__(self, texts: Texts, given: Sequence[Sequence[int]], defined: csr_array, areas: Sequence[int]) -> None:
        self._papers, self._defined = texts.rows.T.tocsr(), defined.T.tocsr()
        self._areas = np.array(areas, dtype=int)
        self._first, self._further = _shares(given, defined.shape[0])
        self._has = self._first + self._further > 0
        groups = np.eye(max(areas, default=-1) + 1)[self._areas]
        self._in_area = np.minimum(self._first @ groups, 1)
        self._centres = Centres(texts.rows, self._mixed, defined * _DEFINITION)
        area_words = (csr_array(groups.T) @ defined) * _AREA
        self._area_centres = Centres(texts.rows, self._in_area, area_words.tocsr())
        known = np.flatnonzero(self._first.any(axis=1))
        some = known[np.unique(np.linspace(0, len(known) - 1, min(len(known), _LEARNT)).round().astype(int))]
        right = self._first[some] + _SECOND * self._further[some]
        evidence = self._evidence(texts.some(some), self._alike(texts.rows[some], some), some)
        self._weighing = Weighing(evidence, right / np.maximum(right.sum(axis=1, keepdims=True), 1), _START)

    @property
    def _mixed(self) -> Matrix:
        return self._first + _FURTHER * self._further

    def similarity(self, texts: Texts, own: Any = None) -> Matrix:
        """How close texts are to the centre of each topic (texts x topics)."""
        return self._centres.similarity(texts.rows, None if own is None else self._mixed[own])

    def probabilities(self, texts: Texts, own: Any = None) -> Matrix:
        """How likely each topic is the first of each text (texts x topics).

        Args:
            texts: to rank topics for.
            own: their positions among the papers, where they are papers that must not speak for themselves.
        """
        return self._weighing.probabilities(self._evidence(texts, self._alike(texts.rows, own), own))

    def _alike(self, rows: csr_array, own: Any) -> Matrix:
        close = (rows @ self._papers).toarray()
        if own is not None:
            close[np.arange(len(own)), own] = 0
        return close

    def _evidence(self, texts: Texts, alike: Matrix, own: Any) -> Matrix:
        close = self.similarity(texts, own)
        area = self._area_centres.similarity(texts.rows, None if own is None else self._in_area[own])
        nearest = np.array([alike[:, has].max(axis=1, initial=0) for has in self._has.T]).T.reshape(close.shape)
        count = np.log1p(self._first.sum(axis=0) - (0 if own is None else self._first[own]))
        return np.stack(
            [
                close,
                relative(close),
                (texts.rows @ self._defined).toarray(),
                (texts.titles @ self._defined).toarray(),
                area[:, self._areas],
                nearest,
                np.broadcast_to(count, close.shape),
            ],
            axis=2,
        )


def _shares(given: Sequence[Sequence[int]], topics: int) -> tuple[Matrix, Matrix]:
    first, further = np.zeros((len(given), topics)), np.zeros((len(given), topics))
    for row, numbers in enumerate(given):
        for nth, number in enumerate(numbers):
            (further if nth else first)[row, number] = 1
    return first, further
