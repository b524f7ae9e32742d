"""Which way the figure of a claim goes, which way is better, and which figures may be ranked together."""

from collections.abc import Iterable
from typing import NamedTuple

from livingsurvey.analysis.results import group_order
from livingsurvey.model import Claim, Survey, Term, Way
from livingsurvey.model.figures import DIRECTED

#: The forms of a change, in the order of a table. Figures of two forms do not compare.
FORMS = ("factor", "orders", "change", "points", "percent", "share", "level", "growth")

#: What orders of magnitude are ranked as where a sentence does not count them: the least that a plural can be.
_UNCOUNTED_ORDERS = 2.0


class Rank(NamedTuple):
    """Where a figure belongs in a sorted table: the greatest ``worth`` is first among the figures of one ``scale``."""

    scale: tuple[tuple[int, str], int, str, str]
    worth: float


def scales_of(ranks: Iterable[Rank]) -> dict[Rank, int]:
    """The scales of some figures, numbered in the order of a table."""
    known = list(ranks)
    number = {scale: n for n, scale in enumerate(sorted({one.scale for one in known}))}
    return {one: number[one.scale] for one in known}


def measure_of(survey: Survey, claim: Claim) -> Term | None:
    """The term that says what a claim measures, where a vocabulary defines it."""
    field = survey.fields.grouping
    return survey.term.get(field.vocabulary or "", {}).get(survey.group_of(claim)) if field else None


def better_way(survey: Survey, claim: Claim) -> Way | None:
    """Which way is better: what the claim says itself, else its measure; ``None`` where neither does."""
    term = measure_of(survey, claim)
    return claim.change.better or (term.better if term else None)


def direction(survey: Survey, claim: Claim) -> Way | None:
    """Which way a figure goes. Signs and shares say it; what has neither goes the better way unless the claim says so.

    ``None`` for levels, which are no changes, and for a factor, orders or growth of which nothing says it.
    """
    change = claim.change
    if change.form in DIRECTED:
        return change.direction or better_way(survey, claim)
    if change.form == "level" or change.value is None:
        return None
    return "less" if change.value < (100 if change.form == "share" else 0) else "more"


def ranks_of(survey: Survey, claims: Iterable[Claim]) -> list[Rank]:
    """Return where the figure of each claim belongs among the others."""
    place = group_order(survey)
    return [_rank(survey, claim, place(claim)) for claim in claims]


def rank(survey: Survey, claim: Claim) -> Rank:
    """Return where the figure of a claim belongs among those of others.

    Formulas have no order, so that growths are equal; orders of magnitude that are not counted are two at least.
    """
    return _rank(survey, claim, group_order(survey)(claim))


def _rank(survey: Survey, claim: Claim, group: tuple[int, str]) -> Rank:
    change, better = claim.change, better_way(survey, claim)
    wins = direction(survey, claim) == better if change.form in DIRECTED else better != "less"
    scale = (group, FORMS.index(change.form), change.unit or "", change.words or "")
    worth = 0.0 if change.form == "growth" else _UNCOUNTED_ORDERS if change.value is None else change.value
    return Rank(scale, worth if wins else -worth)
