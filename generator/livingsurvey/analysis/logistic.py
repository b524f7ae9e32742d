"""Logistic regression that begins with what is known in general and moves as far as examples bid it.

Method: maximum a posteriori with a normal prior on each weight (Genkin, Lewis and Madigan, "Large-scale Bayesian
logistic regression for text categorization", 2007), by truncated Newton steps.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit

#: The features of an example, by name: how much each is there.
Features = Mapping[str, float]

#: Enough that no probability changes in the third digit.
OPTIONS = {"xtol": 1e-3, "maxiter": 30}


class LogisticModel:
    """The weights of features, which are named.

    Args:
        prior: weights before any example; a feature that is not here begins at 0.
        rows: the features of each example.
        answers: of each example, whether it is one of those to find.
        least: examples that must have a feature for it to count.
    """

    def __init__(
        self, prior: Features, rows: Sequence[Features] = (), answers: Sequence[bool] = (), least: int = 3
    ) -> None:
        counts = Counter(name for row in rows for name in row)
        names = sorted({name for name, count in counts.items() if count >= least} | set(prior))
        self._column = {name: n for n, name in enumerate(names)}
        self._weights = np.array([prior.get(name, 0.0) for name in names])
        if rows:
            self._learn(feature_matrix(rows, self._column), np.array(answers, dtype=float))

    def _learn(self, matrix: csr_array, answers: Any) -> None:
        begun, turned = self._weights, matrix.T.tocsr()

        def _cost(weights: Any) -> float:
            scores, moved = matrix @ weights, weights - begun
            return float((np.logaddexp(0, scores) - answers * scores).sum() + moved @ moved / 2)

        def _slope(weights: Any) -> Any:
            return turned @ (expit(matrix @ weights) - answers) + weights - begun

        def _bend(weights: Any, along: Any) -> Any:
            likely = expit(matrix @ weights)
            return turned @ (likely * (1 - likely) * (matrix @ along)) + along

        self._weights = minimize(_cost, begun, jac=_slope, hessp=_bend, method="Newton-CG", options=OPTIONS).x

    def probability(self, row: Features) -> float:
        """How likely an example with these features is one of those to find, from 0 to 1."""
        known = ((self._column[name], amount) for name, amount in row.items() if name in self._column)
        return float(expit(sum(self._weights[n] * amount for n, amount in known)))


def feature_matrix(rows: Sequence[Features], column: Mapping[str, int]) -> csr_array:
    """Examples as a sparse matrix (examples x features); features without a column are left out.

    Args:
        rows: the features of each example.
        column: of each feature that counts, its column.
    """
    cells = [(n, column[name], amount) for n, row in enumerate(rows) for name, amount in row.items() if name in column]
    places, columns, amounts = np.array(cells, dtype=float).reshape(-1, 3).T
    shape = (len(rows), len(column))
    return csr_array((amounts, (places.astype(np.int64), columns.astype(np.int64))), shape=shape)
