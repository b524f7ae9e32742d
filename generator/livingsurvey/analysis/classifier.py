"""Learning from labelled texts which labels a new one has, with a probability for each.

Method: multinomial logistic regression with a Gaussian prior on the weights, fitted by L-BFGS (Liu and Nocedal, "On
the limited memory BFGS method for large scale optimization", 1989). The weights are sought among sums of examples: of
all where they are few, which loses nothing, else of some spread evenly (Williams and Seeger, "Using the Nyström method
to speed up kernel machines", 2001), so that the work grows linearly with the examples.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

_LANDMARKS = 800  # examples whose sums the weights are
_ROUNDS = 40  # of the fit; more change no proposal
_BIAS = 0.01  # how far the weights of the labels themselves, which no word has, are kept small
_EVEN = 0.8  # how far rare labels are made to weigh as much as frequent ones: 0 not at all, 1 wholly
_LEAST = 1e-6  # of what examples share, what is less than this is rounding

Matrix = Any  # a dense matrix of numbers


class Places:
    """Texts as points in the space that the examples span: what a classifier learns from.

    Args:
        rows: the weights of the words of the examples (examples x words), rows of about length 1.
    """

    def __init__(self, rows: csr_array) -> None:
        landmarks = rows[_spread(rows.shape[0])]
        self._landmarks = landmarks.T.tocsr()
        size, direction = np.linalg.eigh((landmarks @ self._landmarks).toarray())
        kept = size > _LEAST
        self._basis = direction[:, kept] / np.sqrt(size[kept])

    def of(self, rows: csr_array) -> Matrix:
        """The places of texts (texts x dimensions)."""
        return (rows @ self._landmarks).toarray() @ self._basis


class Classifier:
    """Which labels texts have, learnt from examples.

    Args:
        places: of the examples (examples x dimensions).
        shares: for each set of labels, how far each example has each of them (examples x labels), from 0 to 1. An
            example whose row is empty says nothing about that set.
        trust: how much an example counts against the wish for small weights.
    """

    def __init__(self, places: Matrix, shares: Sequence[Matrix], trust: float = 20.0) -> None:
        ends = np.cumsum([0, *(share.shape[1] for share in shares)])
        self._sets = [slice(*span) for span in pairwise(ends)]
        self._weights = _fit(places, [_evened(share) for share in shares], self._sets, trust)

    def probabilities(self, places: Matrix) -> list[Matrix]:
        """The probability of each label of each set for each text (texts x labels); they add up to 1 in each set."""
        scores = places @ self._weights[:-1] + self._weights[-1]
        return [softmax(scores[:, columns]) for columns in self._sets]


def softmax(scores: Matrix) -> Matrix:
    """Turn the scores of each row into probabilities that add up to 1."""
    if not scores.shape[1]:
        return scores
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def _spread(examples: int) -> Matrix:
    """Positions of at most so many examples, spread evenly."""
    return np.unique(np.linspace(0, examples - 1, min(examples, _LANDMARKS)).round().astype(int))


def _evened(share: Matrix) -> Matrix:
    """The shares, those of rare labels made larger, so that a label is not left out for being rare."""
    having = share.sum(axis=0) + 1
    return share * (having.max(initial=0) / having) ** _EVEN


def _fit(places: Matrix, shares: Sequence[Matrix], sets: Sequence[slice], trust: float) -> Matrix:
    """The weights of the dimensions of a place, and in the last row those of the labels themselves."""
    size, labels = places.shape[1] + 1, sum(share.shape[1] for share in shares)
    if not labels or not places.shape[0]:
        return np.zeros((size, labels))

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        """How badly these weights explain the examples, and the slope of that."""
        weights = flat.reshape(size, labels)
        scores = places @ weights[:-1] + weights[-1]
        wrong, missed = np.empty_like(scores), 0.0
        for share, part in zip(shares, sets, strict=True):
            likely = softmax(scores[:, part])
            missed -= (share * np.log(np.maximum(likely, 1e-300))).sum()
            wrong[:, part] = likely * share.sum(axis=1, keepdims=True) - share
        slope = np.vstack([weights[:-1] + trust * (places.T @ wrong), _BIAS * weights[-1] + trust * wrong.sum(axis=0)])
        size_of_weights = (weights[:-1] ** 2).sum() + _BIAS * (weights[-1] ** 2).sum()
        return trust * missed + size_of_weights / 2, slope.ravel()

    found = minimize(
        loss, np.zeros(size * labels), jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS, "maxcor": 5}
    )
    return found.x.reshape(size, labels)
