"""Which way the figure of a claim goes, which way is better, and which figures may be ranked together."""

from collections.abc import Iterable
from typing import NamedTuple

from livingsurvey.analysis.results import group_order
from livingsurvey.model import Claim, Survey, Term, Way

#: The forms of a change, in the order of a table. Figures of two forms do not compare.
FORMS = ("factor", "change", "points", "share", "level")


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
    """Which way a figure goes. Signs and shares say it; a factor goes the better way unless the claim says otherwise.

    ``None`` for levels, which are no changes, and for a factor of which nothing says it.
    """
    change = claim.change
    if change.form == "factor":
        return change.direction or better_way(survey, claim)
    if change.form == "level":
        return None
    return "less" if change.value < (100 if change.form == "share" else 0) else "more"


def rank(survey: Survey, claim: Claim) -> Rank:
    """Return where the figure of a claim belongs among those of others."""
    change, better = claim.change, better_way(survey, claim)
    wins = direction(survey, claim) == better if change.form == "factor" else better != "less"
    scale = (group_order(survey)(claim), FORMS.index(change.form), change.unit, change.words or "")
    return Rank(scale, change.value if wins else -change.value)
