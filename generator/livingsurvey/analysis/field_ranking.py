"""Which term of a field a text has, learnt for all fields of one term at once.

What counts: what a classifier makes of the text, how close the text is to the centre of each term, and which terms
papers of its likely topics have. How much each of these counts is learnt (``evidence``) on papers that the classifier
has not seen.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.centres import Centres, relative
from livingsurvey.analysis.classifier import Classifier, Places
from livingsurvey.analysis.evidence import Weighing

_PARTS = 5  # of the papers: each is judged by a classifier that knows the others only
_START = (1.0, 6.0, 0.5)  # what is learnt where there are hundreds of papers
_USUAL = 4.0  # papers, with terms as they are everywhere, that are added to those of each topic

Matrix = Any  # a dense matrix of numbers


class Read(NamedTuple):
    """The weights of the signs of texts (texts x signs), and how likely each of their topics is (texts x topics)."""

    rows: csr_array
    topics: Matrix


class FieldRanking:
    """How likely each term of each field is.

    Args:
        papers: their texts.
        shares: for each field, which term each paper has (papers x terms); nothing but zeros where it is not known.
        defined: for each field, the weights of the signs of its terms' definitions (terms x signs).
    """

    def __init__(self, papers: Read, shares: Sequence[Matrix], defined: Sequence[csr_array]) -> None:
        self._shares, self._topics = shares, papers.topics
        self._places = Places(papers.rows)
        places = self._places.of(papers.rows)
        self._classifier = Classifier(places, shares)
        part = np.arange(papers.rows.shape[0]) % _PARTS
        self._unseen = _cross_fitted(places, shares, part)
        self._centres = [Centres(papers.rows, *both) for both in zip(shares, defined, strict=True)]
        evidence = self._evidence(papers, np.arange(papers.rows.shape[0]))
        known = [share.any(axis=1) for share in shares]
        self._weighing = [
            Weighing(one[rows], share[rows], _START) for one, rows, share in zip(evidence, known, shares, strict=True)
        ]

    def similarity(self, rows: csr_array, own: Any = None) -> list[Matrix]:
        """For each field, how close texts are to the centre of each term (texts x terms)."""
        left = [None if own is None else share[own] for share in self._shares]
        return [centres.similarity(rows, out) for centres, out in zip(self._centres, left, strict=True)]

    def probabilities(self, texts: Read, own: Any = None) -> list[Matrix]:
        """For each field, how likely each term is (texts x terms).

        Args:
            texts: to rank terms for.
            own: their positions among the papers, where they are papers that must not speak for themselves.
        """
        evidence = self._evidence(texts, own)
        return [weighing.probabilities(one) for weighing, one in zip(self._weighing, evidence, strict=True)]

    def _evidence(self, texts: Read, own: Any) -> list[Matrix]:
        if own is None:
            judged = self._classifier.probabilities(self._places.of(texts.rows))
        else:
            judged = [one[own] for one in self._unseen]
        close = self.similarity(texts.rows, own)
        usual = [self._usual(texts.topics, share, own) for share in self._shares]
        return [
            np.stack([_logarithm(likely), relative(near), _logarithm(of_topics)], axis=2)
            for likely, near, of_topics in zip(judged, close, usual, strict=True)
        ]

    def _usual(self, topics: Matrix, share: Matrix, own: Any) -> Matrix:
        """How often papers of the topics that a text may have have each term (texts x terms)."""
        known = share.any(axis=1, keepdims=True)
        everywhere = (share.sum(axis=0) + 1) / (share.sum() + share.shape[1])
        having, all_papers = topics @ (self._topics.T @ share), topics @ (self._topics.T @ known)
        if own is not None:
            itself = (topics**2).sum(axis=1, keepdims=True)
            having, all_papers = having - share[own] * itself, all_papers - known[own] * itself
        return (having + _USUAL * everywhere) / (all_papers + _USUAL)


def _cross_fitted(places: Matrix, shares: Sequence[Matrix], part: Matrix) -> list[Matrix]:
    """What papers are judged to have by a classifier that has not seen them."""
    judged = [np.zeros_like(share) for share in shares]
    for number in range(_PARTS):
        these = part == number
        classifier = Classifier(places[~these], [share[~these] for share in shares])
        for whole, some in zip(judged, classifier.probabilities(places[these]), strict=True):
            whole[these] = some
    return judged


def _logarithm(likely: Matrix) -> Matrix:
    return np.log(np.maximum(likely, 1e-6))
