"""From scores to probabilities, and how far probabilities can be trusted.

Method: a logistic curve through the scores that decided texts have had nothing been learned from them (Platt,
"Probabilistic outputs for support vector machines", 1999), drawn towards the curve that is expected before anything is
known.

What was decided is no fair sample: the most promising texts are read first, so far more of them are included than of
the rest. The share included among them therefore says nothing of the rest, and is not used; a curve over the score is
the same for texts read and unread as far as the score alone decided what was read. But as promising texts have similar
scores, they say little of how steep the curve is, and less than it is: so what is expected of the steepness is
believed firmly, and yields only to many decisions. A probability is thus that of a text with this score to be included
by whoever made the decisions; the sum over unread texts estimates how many of them would be.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_ROUNDS = 50
_BASE_RATE = 0.1  # of texts with the mean score of the undecided ones, expected before anything is known
_STEEPNESS = 1.0  # expected likewise: one standard deviation of the scores multiplies the odds by e
_DOUBT = 3.0  # decisions of the rarer kind at which half of that is expected: with fewer, scores say little
_FIRMNESS = np.diag([1.0, 30.0])  # how firmly both are expected: the precision of a normal prior

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class Curve:
    """The logistic curve ``1 / (1 + exp(-(level + slope * score)))``."""

    level: float
    slope: float

    def probabilities(self, scores: Array) -> Array:
        """The probability for each of an array of scores."""
        return 1 / (1 + np.exp(-np.clip(self.level + self.slope * scores, -35, 35)))


def fitted_curve(scores: Array, outcomes: Array) -> Curve:
    """The curve most likely to have given these outcomes, drawn towards the expected one where they are few.

    Args:
        scores: of texts that the scorer has not learned from, in standard deviations over the undecided ones.
        outcomes: for each whether it was included: booleans. Where all are alike, or there are none, the scores say
            nothing, and every probability is the base rate.
    """
    rarer = min(int(outcomes.sum()), len(outcomes) - int(outcomes.sum()))
    prior = np.array([np.log(_BASE_RATE / (1 - _BASE_RATE)), _STEEPNESS * rarer / (rarer + _DOUBT)])
    if not rarer:
        return Curve(*prior.tolist())
    design = np.column_stack([np.ones(len(scores)), scores])
    found = prior.copy()
    for _ in range(_ROUNDS):
        shares = Curve(*found).probabilities(scores)
        slopes = design.T @ (outcomes - shares) - _FIRMNESS @ (found - prior)
        curvature = (design * (shares * (1 - shares))[:, None]).T @ design + _FIRMNESS
        step = np.linalg.solve(curvature, slopes)
        found = found + step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < 1e-9:
            break
    return Curve(float(found[0]), max(0.0, float(found[1])))


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Texts with similar probabilities: their number, the mean probability, and the share that was included."""

    texts: int
    probability: float
    share: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far probabilities agree with what was decided.

    Attributes:
        bins: by tenths of the probability, the ones without texts left out.
        error: the expected calibration error: the mean distance of probability and share, weighed by texts.
        brier: the mean square of the distance between probability and outcome (Brier, 1950).
    """

    bins: tuple[ReliabilityBin, ...]
    error: float
    brier: float


def reliability(probabilities: Sequence[float], outcomes: Sequence[bool]) -> Reliability:
    """How far probabilities agree with outcomes, both of the same texts; there must be at least one.

    Raises:
        ValueError: there are no texts, or not as many outcomes as probabilities.
    """
    if not probabilities or len(probabilities) != len(outcomes):
        raise ValueError("There must be a probability and an outcome of each text, and at least one text.")
    given, came = np.array(probabilities, dtype=float), np.array(outcomes, dtype=float)
    tenth = np.minimum((given * 10).astype(int), 9)
    parts = [tenth == n for n in range(10) if (tenth == n).any()]
    bins = tuple(ReliabilityBin(int(p.sum()), float(given[p].mean()), float(came[p].mean())) for p in parts)
    error = sum(one.texts * abs(one.probability - one.share) for one in bins) / len(given)
    return Reliability(bins, float(error), float(((given - came) ** 2).mean()))
