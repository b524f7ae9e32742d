"""Two linear classifiers of weighed texts, trained in milliseconds, that also say how they would judge each text that
they learned from if they had not seen it.

A support vector machine with squared hinge loss, by the finite Newton method (Keerthi and DeCoste, "A modified finite
Newton method for fast solution of large scale linear SVMs", 2005), with its leave-one-out scores in closed form (Cawley
and Talbot, "Fast exact leave-one-out cross-validation of sparse least-squares support vector machines", 2004: exact as
long as the other support vectors stay the same). Multinomial naive Bayes on the same weights (Rennie and others,
"Tackling the poor assumptions of naive Bayes text classifiers", 2003). Both are deterministic.
"""

from typing import Any

import numpy as np
from scipy.linalg import cho_solve, cholesky, lapack
from scipy.sparse import csr_array

_ROUNDS = 20  # of the Newton method: it usually ends after five

Array = Any  # of numbers; NumPy's own types say no more here


def support_vectors(products: Array, sides: Array, costs: Array) -> tuple[Array, Array]:
    """How much each text counts for the weights, and its score if the machine had not learned from it.

    The weights of terms are the sum of the texts, each times what it counts, and every score has the sum of the counts
    added. Then the sum of the squares of all weights and of ``costs * max(0, 1 - sides * score) ** 2`` is least.

    Args:
        products: of each text with each (texts x texts).
        sides: of each text +1 or -1.
        costs: of each text how much it counts that it is on its side.
    """
    kernel = products + 1.0
    counts, scores = np.zeros(len(sides)), np.zeros(len(sides))
    active = np.zeros(len(sides), dtype=bool)
    unseen = scores
    for _ in range(_ROUNDS):
        wrong = sides * scores < 1
        if (wrong == active).all():
            break
        active = wrong
        solved, doubt = _ridge(kernel[np.ix_(active, active)], sides[active], costs[active])
        counts = np.zeros(len(sides))
        counts[active] = solved
        scores = kernel @ counts
        unseen = scores.copy()
        unseen[active] = sides[active] - solved / doubt
    return counts, unseen


def _ridge(kernel: Array, sides: Array, costs: Array) -> tuple[Array, Array]:
    """What each text counts in ridge regression on ``sides``, and the diagonal of the inverse of its system."""
    kernel[np.diag_indices(len(sides))] += 0.5 / costs
    lower = cholesky(kernel, lower=True, overwrite_a=True, check_finite=False)
    inverse, _ = lapack.dpotri(lower, lower=True)
    return cho_solve((lower, True), sides, check_finite=False), np.diag(inverse).copy()


def naive_bayes(texts: csr_array, sides: Array, smoothing: float) -> tuple[Array, Array]:
    """The weight of each term, and the score of each text had the classifier not learned from it.

    Both classes count the same however many texts they have.

    Args:
        texts: rows of weights (texts x terms), at least one of them.
        sides: of each text +1 or -1; both occur.
        smoothing: added to the mean weight that each class has of each term.
    """
    many = texts.shape[1]
    row = np.repeat(np.arange(texts.shape[0]), np.diff(texts.indptr))
    entries, columns, sizes = texts.data, texts.indices, np.bincount(row, texts.data, texts.shape[0])
    weights, unseen = np.zeros(many), np.zeros(len(sides))
    for side in (1.0, -1.0):
        here = sides == side
        sums, count = np.bincount(columns[here[row]], entries[here[row]], many), int(here.sum())
        shares = np.log(sums / count + smoothing) - np.log(sums.sum() / count + smoothing * many)
        weights += side * shares
        fewer = max(count - 1, 1)
        less = np.maximum(sums[columns] - entries, 0) / fewer + smoothing
        total = np.maximum(sums.sum() - sizes, 0) / fewer + smoothing * many
        terms = np.where(here[row], np.log(less) - np.log(total)[row], shares[columns])
        unseen += side * np.bincount(row, entries * terms, len(sides))
    return weights, unseen
