"""The key numbers of some papers: over which range their comparable results go, and which is evidenced best."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from livingsurvey.analysis.figures import FORMS, direction
from livingsurvey.model import NOT_STATED, Change, Claim, Paper, Survey

#: Levels are values of one set-up each, and growths formulas: neither has a range.
_WITHOUT_RANGE = frozenset({"level", "growth"})
_MOST = 6
#: A number is key where the results of so many papers are comparable.
_LEAST = 2
#: How much a bound says of a result: what it is, or is on average, rather than what it may be at most.
_BOUNDS = {None: 2, "average": 2, "at least": 2, "more than": 2, "about": 1, "up to": 0, "less than": 0}


class KeyNumber(NamedTuple):
    """Comparable results: their range as a claim, bounds with how many have each, papers, and the best evidenced.

    ``bounds`` counts ``exact`` where a sentence says none. ``best`` is a paper and the index of its claim.
    """

    group: str
    range: Claim
    bounds: dict[str, int]
    papers: int
    best: tuple[Paper, int]


def key_numbers(survey: Survey, papers: Iterable[Paper]) -> list[KeyNumber]:
    """The ranges of results that are comparable: of one measure, form, unit and direction; at most six.

    Those that most papers report are first; what one paper reports alone is no range of the topic. A range is over all
    that is stated, ends of ranges included.

    Args:
        survey: the fields and vocabularies that claims are about.
        papers: whose claims are compared.
    """
    rows: dict[tuple[str, str, str, str], list[tuple[Paper, int]]] = {}
    for paper in papers:
        for n, claim in enumerate(paper.claims):
            change = claim.change
            if change.form not in _WITHOUT_RANGE and change.value is not None:
                key = (survey.group_of(claim), change.form, change.unit or "", direction(survey, claim) or "")
                rows.setdefault(key, []).append((paper, n))
    made = [row for (group, *_), found in rows.items() if (row := _key_number(survey, group, found)).papers >= _LEAST]
    made.sort(key=lambda row: (-row.papers, -sum(row.bounds.values()), row.group, FORMS.index(row.range.change.form)))
    return made[:_MOST]


def evidence(survey: Survey, paper: Paper, claim: Claim) -> tuple[int, int, int, int, str]:
    """How well a result is evidenced; the greatest is the best.

    In this order: whether its baseline is named; whether the figure is said as it is or on average rather than «up to»;
    how many declared fields of the claim are stated, such as hardware; the greatest ``strength`` of its terms, such as
    a measurement's; and the newest paper.

    Args:
        survey: the declared fields and their vocabularies.
        paper: that states it.
        claim: the result.
    """
    stated = {name: value for name, value in claim.fields.items() if value != NOT_STATED}
    terms = [
        survey.term.get(field.vocabulary or "", {}).get(name)
        for field in survey.fields.of("claim")
        if field.has_terms and field.id in stated
        for name in claim.terms(field.id)
    ]
    named = claim.against is not None and claim.against != NOT_STATED
    strength = max((term.strength for term in terms if term), default=0)
    return int(named), _BOUNDS[claim.change.bound], len(stated), strength, paper.published or ""


def _key_number(survey: Survey, group: str, found: Sequence[tuple[Paper, int]]) -> KeyNumber:
    claims = [paper.claims[n] for paper, n in found]
    bounds: Counter[str] = Counter(claim.change.bound or "exact" for claim in claims)
    best = max(found, key=lambda one: evidence(survey, one[0], one[0].claims[one[1]]))
    return KeyNumber(group, _range(claims), dict(bounds), len({paper.key for paper, _ in found}), best)


def _range(claims: Sequence[Claim]) -> Claim:
    """A claim whose figure goes from the nearest to nothing to the farthest of all."""
    first = claims[0].change
    ends = sorted({end for claim in claims for end in claim.change.ends}, key=abs)
    words = {claim.change.words for claim in claims}
    change = Change.model_validate(
        first.model_dump(include={"form", "unit", "direction", "better"})
        | {"value": ends[-1], "low": ends[0] if len(ends) > 1 else None}
        | {"words": words.pop() if len(words) == 1 else None}
    )
    return claims[0].model_copy(update={"change": change})
