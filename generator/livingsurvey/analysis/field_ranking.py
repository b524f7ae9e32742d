"""Which term of a field a text has, learnt for all fields of one term at once.

What counts: what a classifier makes of the text, and how close the text is to the centre of each term. How much each
of these counts is learnt (``evidence``) on papers that the classifier has not seen.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.centres import Centres, relative
from livingsurvey.analysis.classifier import Classifier
from livingsurvey.analysis.evidence import Weighing

_DEFINITION = 1.0  # papers that a definition counts for
_PARTS = 3  # of the papers: each is judged by a classifier that knows the others only
_START = (1.0, 6.0)  # what is learnt where there are hundreds of papers

Matrix = Any  # a dense matrix of numbers


class FieldRanking:
    """How likely each term of each field is.

    Args:
        rows: the weights of the signs of the papers' texts (papers x signs).
        shares: for each field, which term each paper has (papers x terms); nothing but zeros where it is not known.
        defined: for each field, the weights of the signs of its terms' definitions (terms x signs).
    """

    def __init__(self, rows: csr_array, shares: Sequence[Matrix], defined: Sequence[csr_array]) -> None:
        self._shares = shares
        self._classifier = Classifier(rows, shares)
        self._part = np.arange(rows.shape[0]) % _PARTS
        self._partial = [Classifier(rows, [s * (self._part != n)[:, None] for s in shares]) for n in range(_PARTS)]
        self._centres = [
            Centres(rows, share, terms * _DEFINITION) for share, terms in zip(shares, defined, strict=True)
        ]
        everything = np.arange(rows.shape[0])
        self._weighing = [
            Weighing(evidence[share.any(axis=1)], share[share.any(axis=1)], _START)
            for evidence, share in zip(self._evidence(rows, everything), shares, strict=True)
        ]

    def similarity(self, rows: csr_array, own: Any = None) -> list[Matrix]:
        """For each field, how close texts are to the centre of each term (texts x terms)."""
        left = [None if own is None else share[own] for share in self._shares]
        return [centres.similarity(rows, out) for centres, out in zip(self._centres, left, strict=True)]

    def probabilities(self, rows: csr_array, own: Any = None) -> list[Matrix]:
        """For each field, how likely each term is (texts x terms).

        Args:
            rows: the weights of the signs of texts.
            own: their positions among the papers, where they are papers that must not speak for themselves.
        """
        evidence = self._evidence(rows, own)
        return [weighing.probabilities(one) for weighing, one in zip(self._weighing, evidence, strict=True)]

    def _evidence(self, rows: csr_array, own: Any) -> list[Matrix]:
        judged = self._classifier.probabilities(rows) if own is None else self._judged_by_others(rows, own)
        return [
            np.stack([np.log(np.maximum(likely, 1e-6)), relative(close)], axis=2)
            for likely, close in zip(judged, self.similarity(rows, own), strict=True)
        ]

    def _judged_by_others(self, rows: csr_array, own: Any) -> list[Matrix]:
        judged = [np.zeros((rows.shape[0], share.shape[1])) for share in self._shares]
        for number, classifier in enumerate(self._partial):
            these = np.flatnonzero(self._part[own] == number)
            for whole, part in zip(judged, classifier.probabilities(rows[these]), strict=True):
                whole[these] = part
        return judged
