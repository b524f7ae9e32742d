"""Logistic regression that begins with what is known in general and moves as far as examples bid it.

Method: maximum a posteriori with a normal prior on each weight (Genkin, Lewis and Madigan, "Large-scale Bayesian logistic
regression for text categorization", 2007), by L-BFGS.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array
from scipy.special import expit


class LogisticModel:
    """The weights of features, which are named.

    Args:
        prior: weights before any example; a feature that is not here begins at 0.
        rows: of each example, its features, each once.
        answers: of each example, whether it is one of those to find.
        least: examples that must have a feature for it to count.
        stiffness: how strongly weights keep to the prior.
    """

    def __init__(
        self,
        prior: Mapping[str, float],
        rows: Sequence[Sequence[str]] = (),
        answers: Sequence[bool] = (),
        least: int = 3,
        stiffness: float = 1.0,
    ) -> None:
        counts = Counter(name for row in rows for name in row)
        names = sorted({name for name, count in counts.items() if count >= least} | set(prior))
        self._column = {name: n for n, name in enumerate(names)}
        self._weights = np.array([prior.get(name, 0.0) for name in names])
        if rows:
            self._learn(self._matrix(rows), np.array(answers, dtype=float), stiffness)

    def _matrix(self, rows: Sequence[Sequence[str]]) -> csr_array:
        columns = [[self._column[name] for name in row if name in self._column] for row in rows]
        ends = np.cumsum([0, *map(len, columns)])
        flat = np.array([n for row in columns for n in row], dtype=np.int64)
        return csr_array((np.ones(len(flat)), flat, ends), shape=(len(rows), len(self._column)))

    def _learn(self, matrix: csr_array, answers: np.ndarray, stiffness: float) -> None:
        begun, turned = self._weights, matrix.T.tocsr()

        def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
            scores, moved = matrix @ weights, weights - begun
            loss = np.logaddexp(0, scores) - answers * scores
            slope = turned @ (expit(scores) - answers)
            return float(loss.sum() + stiffness * moved @ moved / 2), slope + stiffness * moved

        self._weights = minimize(cost, begun, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x

    def probability(self, row: Sequence[str]) -> float:
        """How likely an example with these features is one of those to find, from 0 to 1."""
        return float(expit(sum(self._weights[self._column[name]] for name in row if name in self._column)))
