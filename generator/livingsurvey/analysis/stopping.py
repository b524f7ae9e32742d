"""When one may stop reading, and how many texts that would be included are probably left.

Method: Callaghan and Müller-Hansen, "Statistical stopping criteria for automated screening in systematic reviews"
(2020). Whatever was read after some point is taken for a random sample of what was unread at that point. If that many
were left as are needed to miss the wanted recall, so few included ones would hardly have been found in the sample: the
hypergeometric distribution says how hardly. All points are tried and the one that says most counts. As the most
promising texts are read first, a true sample would have fewer included ones than what was read, which makes the
test careful, while trying all points makes it bolder; ``python -m tests.bench.screening`` measures what comes of it. If
the last texts were drawn at random, only they are looked at, and the test is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import gammaln

_POINTS = 200  # included texts, counted from the last one read, after which a sample may begin

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class StoppingAdvice:
    """Whether one may stop reading.

    Attributes:
        left: how many of the unread texts would be included, as far as can be estimated.
        upper: the most that may be left at the given error.
        recall: the share found of all that would be included, as far as can be estimated, from 0 to 1.
        confidence: how sure it is that the wanted recall is reached, from 0 to 1; not a probability that it is, but
            1 minus that of finding so little if it were not.
        may_stop: whether that confidence suffices.
        method: what ``confidence`` and ``upper`` rest on, in a sentence.
    """

    left: float
    upper: float
    recall: float
    confidence: float
    may_stop: bool
    method: str


def stopping_advice(
    read: Sequence[bool],
    remaining: int,
    *,
    probabilities: Sequence[float] | None = None,
    at_random: int = 0,
    target: float = 0.95,
    error: float = 0.05,
) -> StoppingAdvice:
    """Whether one may stop reading, with the risk of being wrong that ``error`` states.

    Args:
        read: of each text whether it was included, in the order in which they were read.
        remaining: texts that nobody has read.
        probabilities: of the unread texts, if known: their sum is the estimate of what is left.
        at_random: how many of the last texts read were drawn at random from what was unread.
        target: the recall wanted, above 0 and at most 1.
        error: the risk that is accepted of stopping before it is reached, between 0 and 1.

    Raises:
        ValueError: a number is outside its range, or there are not as many probabilities as texts remaining.
    """
    _check(read, remaining, probabilities, at_random, target, error)
    samples = _samples(read, remaining, at_random)
    found = sum(map(bool, read))
    upper = _most_left(samples, remaining, error)
    middle = float(_most_left(samples, remaining, 0.5))
    left = min(float(upper), sum(probabilities)) if probabilities is not None else middle
    enough = int(found * (1 - target) / target + 1e-9)  # that many may be left
    risk = _chance(samples, enough + 1) if enough < remaining else 0.0
    known = bool(found) or not remaining
    return StoppingAdvice(
        left=left,
        upper=float(upper),
        recall=found / (found + left) if found + left else 1.0,
        confidence=1 - risk if known else 0.0,
        may_stop=known and risk <= error,
        method=_method(at_random),
    )


def _method(at_random: int) -> str:
    if at_random:
        return f"The last {at_random} texts read, drawn at random, taken as a sample of what was unread before them."
    return "What was read last, in the order of the ranking, taken as a random sample of what was unread before it."


def _check(
    read: Sequence[bool],
    remaining: int,
    probabilities: Sequence[float] | None,
    at_random: int,
    target: float,
    error: float,
) -> None:
    if remaining < 0 or not 0 <= at_random <= len(read):
        raise ValueError("There cannot be fewer texts than none, nor more drawn at random than were read.")
    if not (0 < target <= 1 and 0 < error < 1):
        raise ValueError("The recall wanted and the accepted error are shares between 0 and 1.")
    if probabilities is not None and len(probabilities) != remaining:
        raise ValueError("There must be one probability for each of the texts that remain.")


def _samples(read: Sequence[bool], remaining: int, at_random: int) -> list[tuple[int, int, int]]:
    """The samples to look at: how many texts were unread before each, its texts, and the included ones among them.

    A sample that begins right after an included text says more than one that begins later.
    """
    if at_random:
        return [(remaining + at_random, at_random, sum(map(bool, read[-at_random:])))]
    ends = [n + 1 for n, included in enumerate(read) if included][::-1][:_POINTS]
    samples = [(len(read) - end + remaining, len(read) - end, nth) for nth, end in enumerate(ends)]
    return samples if len(ends) == _POINTS else [*samples, (len(read) + remaining, len(read), len(ends))]


def _chance(samples: Sequence[tuple[int, int, int]], left: int) -> float:
    """The least chance, over all samples, of so few included texts in it if at least ``left`` are still unread."""
    return min(_at_most(among, found + left, size, found) for among, size, found in samples)


def _at_most(among: int, included: int, size: int, found: int) -> float:
    """The chance of at most ``found`` included texts in a sample, by the hypergeometric distribution.

    Args:
        among: how many texts the sample is drawn from.
        included: how many of those are included.
        size: of the sample.
        found: included texts in the sample.
    """
    if included > among:
        return 0.0
    numbers = np.arange(max(0, size - (among - included)), min(found, size, included) + 1)
    logs = _ways(included, numbers) + _ways(among - included, size - numbers) - _ways(among, size)
    return float(min(1.0, np.exp(logs).sum()))


def _ways(of: int, taken: Array) -> Array:
    """The logarithm of in how many ways so many can be taken of so many."""
    return gammaln(of + 1) - gammaln(np.asarray(taken) + 1) - gammaln(of - np.asarray(taken) + 1)


def _most_left(samples: Sequence[tuple[int, int, int]], remaining: int, chance: float) -> int:
    """The most included texts that may be unread, if what was found then had at least this chance."""
    low, high = 0, remaining
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _chance(samples, middle) > chance else (low, middle - 1)
    return low
