"""Every reported result of the survey in one order: grouped by measure, newest first."""

from typing import NamedTuple

from livingsurvey.model import Claim, Paper, Status, Survey
from livingsurvey.model.markup import Inline

#: The forms of a change in the order of a table, and what they are called. Figures of two forms never rank.
FORMS = {
    "factor": "times better",
    "change": "change in percent",
    "points": "difference of a score",
    "share": "share of the baseline that is left",
    "level": "level reached",
}
#: The bounds that a figure may carry; without one it is exact.
BOUNDS = ("exact", "about", "at least", "up to")


class Result(NamedTuple):
    """A claim with its paper, and its quote as it is shown."""

    paper: Paper
    claim: Claim
    quote: Inline

    @property
    def bound(self) -> str:
        """The bound of its figure, ``exact`` where it has none."""
        return self.claim.change.bound or "exact"


def results_of(survey: Survey, quotes: dict[str, tuple[Inline, ...]]) -> list[Result]:
    """All claims of papers that are not excluded: by measure, in the order of the vocabulary, newest first.

    Args:
        survey: the papers and the order of measures.
        quotes: the shown sentence of each claim.
    """
    found = [
        Result(paper, claim, quote)
        for paper in survey.papers
        if paper.status != Status.EXCLUDED
        for claim, quote in zip(paper.claims, quotes[paper.key], strict=True)
    ]
    order = {term.id: n for n, term in enumerate(survey.vocabulary.get("measures", ()))}
    found.sort(key=lambda result: result.paper.published or "", reverse=True)
    return sorted(found, key=lambda r: (order.get(r.claim.measure, len(order)), r.claim.measure))
