"""Two linear classifiers of weighed texts, small and fast enough to be trained anew after every decision.

A linear support vector machine with squared hinge loss, found by the finite Newton method (Keerthi and DeCoste,
"A modified finite Newton method for fast solution of large scale linear SVMs", 2005), and multinomial naive Bayes on
the same weights (Rennie and others, "Tackling the poor assumptions of naive Bayes text classifiers", 2003). Both are
deterministic. scikit-learn has both; importing it alone takes longer than training here.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, cg

_ROUNDS = 20  # of the Newton method: it usually ends after five
_STEPS = 60  # of the conjugate gradients in one round
_PRECISE = 1e-6
_SMOOTHING = 0.1  # added to what each class has of each term, where a class has a text of length 1 in all

Array = Any  # of numbers; NumPy's own types say no more here


def support_vectors(texts: csr_array, sides: Array, costs: Array) -> tuple[Array, float]:
    """The weight of each term, and what is added to every score, by a linear support vector machine.

    The sum of the squares of all weights and of ``costs * max(0, 1 - sides * score) ** 2`` is least.

    Args:
        texts: rows of length 1 (texts x terms).
        sides: of each text +1 or -1.
        costs: of each text how much it counts that it is on its side.
    """
    duals, active = np.zeros(len(sides)), np.zeros(len(sides), dtype=bool)
    scores = np.zeros(len(sides))
    for _ in range(_ROUNDS):
        wrong = sides * scores < 1
        if (wrong == active).all():
            break
        active = wrong
        duals = np.where(active, duals, 0)
        duals[active] = _ridge(texts[active], sides[active], costs[active], duals[active])
        scores = texts @ (texts.T @ duals) + duals.sum()
    return texts.T @ duals, float(duals.sum())


def _ridge(texts: csr_array, sides: Array, costs: Array, start: Array) -> Array:
    """Dual coefficients of ridge regression on ``sides``, in time linear in the entries of ``texts``."""
    turned = texts.T.tocsr()
    root = np.sqrt(2 * costs)

    def _apply(vector: Array) -> Array:
        duals = root * vector
        return vector + root * (texts @ (turned @ duals) + duals.sum())

    system = LinearOperator((len(root), len(root)), matvec=_apply, dtype=float)
    solved, _ = cg(system, root * sides, x0=start / root, rtol=_PRECISE, maxiter=_STEPS)
    return root * solved


def naive_bayes(texts: csr_array, sides: Array) -> Array:
    """The weight of each term by multinomial naive Bayes; both classes count the same however many texts they have.

    Args:
        texts: rows of length 1 (texts x terms).
        sides: of each text +1 or -1; both occur.
    """
    shares = []
    for side in (1, -1):
        rows = texts[sides == side]
        weight = np.asarray(rows.sum(axis=0)).ravel() / rows.shape[0] + _SMOOTHING
        shares.append(np.log(weight / weight.sum()))
    return shares[0] - shares[1]
