"""Five classifiers that judge texts together, each counting by how well it would have judged the decided ones.

Three support vector machines see the texts in three ways; two kinds of naive Bayes smooth little and much. Which of
them finds what people want differs from collection to collection: each is asked how it would have judged the included
texts without having learned from them, and those that would have had them nearer to the front count more (stacking:
Wolpert, "Stacked generalization", 1992).
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from livingsurvey.analysis.linear_models import naive_bayes, support_vectors
from livingsurvey.analysis.ranking_features import TextViews

# What a text on the wrong side costs, and what included texts count together where excluded ones count 1 together:
# found on many collections of screened records by ASReview (its model ELAS u4, 2025).
_COST, _BALANCE = 0.11, 9.8
_SMOOTHING = (0.03, 0.3)
_MOST = 600  # texts that a support vector machine learns from: its work grows with their third power
_SHARPNESS = 60.0  # how much more a classifier counts that would have found more
_DOUBT = 2.0  # included texts at which what they say of the classifiers counts half

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a committee learns from and judges, all by row.

    Attributes:
        included: rows taken for included.
        excluded: rows taken for excluded.
        undecided: rows to judge.
    """

    included: Array
    excluded: Array
    undecided: Array


@dataclass(frozen=True, slots=True)
class CommitteeScores:
    """How promising texts are, in standard deviations over the undecided ones.

    Attributes:
        undecided: of each undecided text.
        included: of each text taken for included, had nothing been learned from it.
        excluded: of each text taken for excluded, had nothing been learned from it.
        terms: what each telling term adds.
    """

    undecided: Array
    included: Array
    excluded: Array
    terms: Array


def judged(views: TextViews, lessons: Lessons) -> CommitteeScores:
    """Let the committee learn and judge; there must be an included, an excluded, and an undecided row.

    Args:
        views: of all texts.
        lessons: which of them to learn from and which to judge.
    """
    kept = _fewer(lessons)
    members = [_by_support_vectors(view, lessons, kept) for view in (views.telling, views.whole, views.subjects)]
    nothing = np.zeros(len(views.terms))
    members[1:] = [replace(one, terms=nothing) for one in members[1:]]  # their terms are no telling ones
    members += [_by_naive_bayes(views.telling, lessons, smoothing) for smoothing in _SMOOTHING]
    trust = _trust(members)
    shares = list(zip(trust.tolist(), members, strict=True))
    return CommitteeScores(
        undecided=sum(share * one.undecided for share, one in shares),
        included=sum(share * one.included for share, one in shares),
        excluded=sum(share * one.excluded for share, one in shares),
        terms=sum(share * one.terms for share, one in shares),
    )


def _fewer(lessons: Lessons) -> Lessons:
    """At most so many rows to learn from, evenly spread; of the rarer kind as many as may be."""
    one, other = len(lessons.included), len(lessons.excluded)
    most = (max(_MOST // 2, _MOST - other), max(_MOST // 2, _MOST - one))
    return Lessons(_spread(lessons.included, most[0]), _spread(lessons.excluded, most[1]), lessons.undecided)


def _spread(rows: Array, most: int) -> Array:
    return rows if len(rows) <= most else rows[np.arange(most) * len(rows) // most]


def _by_support_vectors(view: Any, lessons: Lessons, kept: Lessons) -> CommitteeScores:
    yes, no = len(kept.included), len(kept.excluded)
    kept_rows = np.concatenate([kept.included, kept.excluded])
    texts = view[kept_rows]
    products = texts @ texts.T
    sides, total = np.repeat([1.0, -1.0], [yes, no]), (yes + no) * _COST / (1 + _BALANCE)
    costs = np.repeat([_BALANCE * total / yes, total / no], [yes, no])
    dense = products if isinstance(products, np.ndarray) else products.toarray()
    counts, unseen = support_vectors(dense.astype(float), sides, costs)
    terms = texts.T @ counts
    scores = np.concatenate([view[lessons.included] @ terms, view[lessons.excluded] @ terms]) + counts.sum()
    learned = np.isin(np.concatenate([lessons.included, lessons.excluded]), kept_rows)
    scores[learned] = unseen
    return _standard(view[lessons.undecided] @ terms + counts.sum(), scores, len(lessons.included), terms)


def _by_naive_bayes(view: Any, lessons: Lessons, smoothing: float) -> CommitteeScores:
    texts = view[np.concatenate([lessons.included, lessons.excluded])]
    sides = np.repeat([1.0, -1.0], [len(lessons.included), len(lessons.excluded)])
    terms, unseen = naive_bayes(texts, sides, smoothing)
    # A term that no decided text has says nothing, and is not shown to.
    unheard = np.bincount(texts.indices, minlength=len(terms)) == 0
    shown = np.where(unheard, 0, terms - (terms[unheard][0] if unheard.any() else 0))
    return _standard(view[lessons.undecided] @ terms, unseen, len(lessons.included), shown)


def _standard(undecided: Array, decided: Array, included: int, terms: Array) -> CommitteeScores:
    middle, spread = float(undecided.mean()), float(undecided.std())
    spread = spread if spread > 1e-9 else 1.0
    decided = (decided - middle) / spread
    return CommitteeScores((undecided - middle) / spread, decided[:included], decided[included:], terms / spread)


def _trust(members: list[CommitteeScores]) -> Array:
    """How much each member counts; together 1."""
    found = np.array([(_before(m.included, m.excluded) + _before(m.included, m.undecided)) / 2 for m in members])
    included = len(members[0].included)
    counts = np.exp(_SHARPNESS * included / (included + _DOUBT) * (found - found.max()))
    return counts / counts.sum()


def _before(ones: Array, others: Array) -> float:
    """The share of pairs in which one of these has more than one of the others."""
    return float(np.searchsorted(np.sort(others), ones).mean() / len(others))
