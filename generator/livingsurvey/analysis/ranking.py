"""Which of the texts that nobody has decided are most likely to be included, learned from what was decided.

Method: the most promising text is read first and the ranking learns from each decision (continuous active learning:
Cormack and Grossman, "Evaluation of machine-learning protocols for technology-assisted review", 2014). Two classifiers
of the same weighed terms are added up, each in standard deviations over the undecided texts: a linear support
vector machine, in which included texts together count ten times what excluded ones do, and naive Bayes. The best
settings for the first were found by others on many collections (ASReview's ELAS u4, 2025).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from livingsurvey.analysis.calibration import Curve, fitted_curve
from livingsurvey.analysis.linear_models import naive_bayes, support_vectors
from livingsurvey.analysis.ranking_features import strongest_terms, weighed_texts

_COST = 0.11  # of a text on the wrong side, on average
_BALANCE = 9.8  # what included texts count together, where excluded ones count 1 together
_SAMPLE = 100  # undecided texts that are taken for a kind of decision that nobody has made
_FOLDS = 5
_LEAST_FOLDED = 4  # decisions of each kind below which no score of a decided text can be had without it
_EXPECTED, _PRIOR = 0.1, 5.0  # the share included that is expected of any search, and the decisions that counts for
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
        weighed = weighed_texts([f"{text.title} . {text.abstract}" for text in texts] + [scope] * bool(scope.strip()))
        self._rows, self._terms = weighed.rows, weighed.terms

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
        open_rows = np.array([row for row in range(self._count) if row not in known], dtype=int)
        if not len(open_rows):
            return ()
        scorer = _Scorer(self._rows, known, open_rows, range(self._count, self._rows.shape[0]))
        scores = np.round(scorer.scores(open_rows), 9)
        chances = scorer.curve().probabilities(scores)
        words = strongest_terms(self._rows[open_rows], scorer.weights, _WORDS)
        return tuple(
            Ranked(int(open_rows[n]), float(chances[n]), tuple((self._terms[c], value) for c, value in words[n]))
            for n in np.argsort(-scores, kind="stable")
        )


class _Scorer:
    """The combined classifier trained on what is known, and on the ``always`` included rows beyond the texts."""

    def __init__(self, rows: Any, known: Mapping[int, bool], open_rows: Array, always: Sequence[int]) -> None:
        self._matrix, self._open = rows, open_rows
        self._decided = np.array([*known], dtype=int)
        self._included = np.array([*known.values()], dtype=bool)
        self._always = np.array(always, dtype=int)
        self.weights, self._shift = self._train(np.ones(len(self._decided), dtype=bool))

    def scores(self, rows: Array) -> Array:
        """How promising each of some rows is, in standard deviations over the undecided texts."""
        return self._matrix[rows] @ self.weights - self._shift

    def _train(self, part: Array) -> tuple[Array, float]:
        """The weights of terms by a part of what is known, and what to take off a score."""
        yes = np.concatenate([self._decided[part & self._included], self._always])
        no = self._decided[part & ~self._included]
        if not len(yes) and not len(no):
            return np.zeros(self._matrix.shape[1]), 0.0
        sample = self._open[:: -(-len(self._open) // _SAMPLE)]
        yes, no = (yes if len(yes) else sample), (no if len(no) else sample)
        training = self._matrix[np.concatenate([yes, no])]
        sides = np.repeat([1.0, -1.0], [len(yes), len(no)])
        each = len(sides) * _COST / (1 + _BALANCE)
        costs = np.repeat([_BALANCE * each / len(yes), each / len(no)], [len(yes), len(no)])
        return self._added_up([support_vectors(training, sides, costs)[0], naive_bayes(training, sides)])

    def _added_up(self, models: Sequence[Array]) -> tuple[Array, float]:
        undecided = self._matrix[self._open]
        weights, shift = np.zeros(self._matrix.shape[1]), 0.0
        for model in models:
            scores = undecided @ model
            spread = float(scores.std()) or 1.0
            weights, shift = weights + model / spread, shift + float(scores.mean()) / spread
        return weights / len(models), shift / len(models)

    def curve(self) -> Curve:
        """The probability by the score, from the scores that decided texts have without themselves."""
        included = int(self._included.sum())
        base = (included + _EXPECTED * _PRIOR) / (len(self._included) + _PRIOR)
        if min(included, len(self._included) - included) < _LEAST_FOLDED:
            return fitted_curve(np.zeros(len(self._included)), self._included, base)
        return fitted_curve(self._scores_without_themselves(), self._included, base)

    def _scores_without_themselves(self) -> Array:
        fold = np.zeros(len(self._decided), dtype=int)
        for kind in (True, False):  # each fold has its share of both kinds
            some = np.flatnonzero(self._included == kind)
            fold[some] = np.arange(len(some)) % _FOLDS
        scores = np.zeros(len(self._decided))
        for number in range(_FOLDS):
            weights, shift = self._train(fold != number)
            scores[fold == number] = self._matrix[self._decided[fold == number]] @ weights - shift
        return scores
