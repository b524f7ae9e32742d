"""How much each kind of evidence counts for a label, learnt from texts whose label is known.

Method: conditional logistic regression (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974).
Its weights are few, and kept near those it starts with where there is little to learn from; so its probabilities are
those with which labels of papers that it has not seen turned out right.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize

from livingsurvey.analysis.classifier import softmax

_KEEP = 3.0  # how far a weight is kept near its start
_KEEP_LABEL = 8.0  # and how far what counts for a label whatever the text says is kept near none

Evidence = Any  # of texts x labels x kinds of evidence, or of texts x labels


class Weighing:
    """What evidence comes to.

    Args:
        evidence: of each text for each label (texts x labels x kinds); of no text is fine.
        shares: how far each text has each label (texts x labels), adding up to 1 for each text.
        start: what each kind of evidence counts before anything is learnt.
    """

    def __init__(self, evidence: Evidence, shares: Evidence, start: Sequence[float]) -> None:
        first, kinds = np.array(start, dtype=float), len(start)
        flat = evidence.reshape(-1, kinds)

        def loss(given: Evidence) -> tuple[float, Evidence]:
            """How badly these weights explain the texts, and the slope of that."""
            weights, labels = given[:kinds], given[kinds:]
            likely = softmax(evidence @ weights + labels)
            wrong, moved = likely - shares, weights - first
            missed = -(shares * np.log(np.maximum(likely, 1e-300))).sum()
            kept = _KEEP * (moved**2).sum() / 2 + _KEEP_LABEL * (labels**2).sum() / 2
            slope = [flat.T @ wrong.ravel() + _KEEP * moved, wrong.sum(axis=0) + _KEEP_LABEL * labels]
            return missed + kept, np.concatenate(slope)

        begin = np.concatenate([first, np.zeros(evidence.shape[1])])
        found = minimize(loss, begin, jac=True, method="L-BFGS-B").x if evidence.size else begin
        self.weights, self.labels = found[:kinds], found[kinds:]

    def probabilities(self, evidence: Evidence) -> Evidence:
        """The probability of each label for each text (texts x labels)."""
        return softmax(evidence @ self.weights + self.labels)
