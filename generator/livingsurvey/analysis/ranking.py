"""Which of the texts that nobody has decided are most likely to be included, learned from what was decided.

Method: the most promising text is read first and the ranking learns from each decision (continuous active learning:
Cormack and Grossman, "Evaluation of machine-learning protocols for technology-assisted review", 2014). What judges is
a committee of small classifiers: ``analysis.committee``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from livingsurvey.analysis.calibration import Curve, fitted_curve
from livingsurvey.analysis.committee import CommitteeScores, Lessons, judged
from livingsurvey.analysis.ranking_features import strongest_terms, text_views

_SAMPLE = 100  # undecided texts that are taken for a kind of decision that nobody has made
_WORDS = 8

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class RankedText:
    """What is ranked or learned from: ``included`` is ``None`` where nobody has decided."""

    title: str
    abstract: str
    included: bool | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An undecided text in the ranking.

    Attributes:
        row: its position among the given texts.
        probability: how likely it is to be included, from 0 to 1; see ``analysis.calibration`` for what that means.
        words: the words or phrases that made it, the strongest first; positive ones speak for inclusion.
    """

    row: int
    probability: float
    words: tuple[tuple[str, float], ...]


class Ranker:
    """Weighs texts once, to rank them again and again as they are decided.

    Args:
        texts: all of them, decided or not; they are named by their positions.
        scope: what the survey is about; it counts as one included text.
    """

    def __init__(self, texts: Sequence[RankedText], scope: str = "") -> None:
        self._given = {row: text.included for row, text in enumerate(texts) if text.included is not None}
        self._count = len(texts)
        self._always = np.arange(self._count, self._count + bool(scope.strip()))
        given = [(text.title, text.abstract) for text in texts]
        self._views = text_views([*given, (scope, "")] if len(self._always) else given)

    def learned_from(self, decisions: Mapping[int, bool] | None = None) -> tuple[int, int]:
        """How many included and how many excluded texts ``rank`` learns from with these decisions."""
        known = list((self._given | dict(decisions or {})).values())
        return sum(known), len(known) - sum(known)

    def rank(self, decisions: Mapping[int, bool] | None = None) -> tuple[Ranked, ...]:
        """The undecided texts, the most promising first.

        Where decisions of one kind are missing, undecided texts are taken for that kind; without any decision or
        scope the texts stay in the order given.

        Args:
            decisions: by row, whether it was included; they add to or overrule what the texts say.
        """
        known = dict(sorted((self._given | dict(decisions or {})).items()))
        undecided = np.array([row for row in range(self._count) if row not in known], dtype=int)
        if not len(undecided):
            return ()
        judgement = self._judgement(known, undecided)
        scores = np.round(judgement.undecided, 6)
        chances = _curve(judgement, known).probabilities(scores)
        words = strongest_terms(self._views.telling[undecided], judgement.terms, _WORDS)
        return tuple(
            Ranked(int(undecided[n]), round(float(chances[n]), 6), self._written(words[n]))
            for n in np.argsort(-scores, kind="stable")
        )

    def _judgement(self, known: Mapping[int, bool], undecided: Array) -> CommitteeScores:
        included = np.array([*(row for row, kind in known.items() if kind), *self._always], dtype=int)
        excluded = np.array([row for row, kind in known.items() if not kind], dtype=int)
        if not self._views.terms or not len(included) + len(excluded):  # nothing to learn from
            return CommitteeScores(
                *(np.zeros(len(part)) for part in (undecided, included, excluded, self._views.terms))
            )
        sample = undecided[:: -(-len(undecided) // _SAMPLE)]
        lessons = Lessons(included if len(included) else sample, excluded if len(excluded) else sample, undecided)
        return judged(self._views, lessons)

    def _written(self, terms: Sequence[tuple[int, float]]) -> tuple[tuple[str, float], ...]:
        return tuple((self._views.terms[column], round(value, 4)) for column, value in terms)


def _curve(judgement: CommitteeScores, known: Mapping[int, bool]) -> Curve:
    """The probability by the score, from the scores that decided texts have had nothing been learned from them."""
    included = sum(known.values())
    excluded = len(known) - included  # undecided texts may have been taken for either kind, the scope for included
    scores = np.concatenate([judgement.included[:included], judgement.excluded[:excluded]])
    return fitted_curve(scores, np.repeat([True, False], [included, excluded]))
