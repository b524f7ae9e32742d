"""From scores to probabilities, and how far probabilities can be trusted.

Method: a logistic curve through scores of texts that took no part in the training (Platt, "Probabilistic outputs for
support vector machines", 1999), whose slope is pulled towards 0 and whose level is pulled towards the base rate, so
that few decisions give probabilities near the base rate.

What was decided is no fair sample: the most promising texts are read first, so more of them are included than of
the rest. A curve over the score allows for that as far as the score alone decided what was read: what it says of a
score is the same for texts read and unread. The base rate of the decided texts is not that of the unread ones, and
is used only while there is little else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

_ROUNDS = 50
_STEEPNESS = 0.5  # expected before anything is known: two standard deviations of the scores multiply the odds by e
_TRUST = 2.0  # how firmly that is expected, as the precision of a normal prior
_LEVEL = 0.05  # the same for the level: little, it is known best

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class Curve:
    """The logistic curve ``1 / (1 + exp(-(level + slope * score)))``."""

    level: float
    slope: float

    def probabilities(self, scores: Array) -> Array:
        """The probability for each of an array of scores."""
        return 1 / (1 + np.exp(-np.clip(self.level + self.slope * scores, -35, 35)))


def expected_curve(base_rate: float) -> Curve:
    """The curve expected before anything is known but the share that is included, between 0 and 1, both excluded."""
    return Curve(float(np.log(base_rate / (1 - base_rate))), _STEEPNESS)


def fitted_curve(scores: Array, outcomes: Array, base_rate: float) -> Curve:
    """The curve most likely to have given these outcomes, drawn towards the base rate where they are few.

    Args:
        scores: of texts that the scorer was not trained on, in standard deviations of all scores.
        outcomes: for each whether it was included: booleans.
        base_rate: the share expected to be included before anything is known, between 0 and 1, both excluded.
    """
    expected = expected_curve(base_rate)
    prior = np.array([expected.level, expected.slope])
    precision = np.diag([_LEVEL, _TRUST])
    design = np.column_stack([np.ones(len(scores)), scores])
    found = prior.copy()
    for _ in range(_ROUNDS):
        shares = Curve(*found).probabilities(scores)
        slopes = design.T @ (outcomes - shares) - precision @ (found - prior)
        curvature = (design * (shares * (1 - shares))[:, None]).T @ design + precision
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
