"""Every reported result of the survey in one order: grouped by measure, newest first."""

from collections.abc import Callable
from typing import NamedTuple

from livingsurvey.model import Claim, Paper, Status, Survey
from livingsurvey.model.markup import Inline


class Result(NamedTuple):
    """A claim with its paper, its number in it from 1, and its quote as it is shown."""

    paper: Paper
    number: int
    claim: Claim
    quote: Inline

    @property
    def bound(self) -> str:
        """The bound of its figure, ``exact`` where it has none."""
        return self.claim.change.bound or "exact"


def results_of(survey: Survey, quotes: dict[str, tuple[Inline, ...]]) -> list[Result]:
    """All claims of papers that are not excluded: by their group, in the order of its vocabulary, newest first.

    Args:
        survey: the papers and the vocabulary.
        quotes: the shown sentence of each claim.
    """
    found = [
        Result(paper, number, claim, quote)
        for paper in survey.papers
        if paper.status != Status.EXCLUDED
        for number, (claim, quote) in enumerate(zip(paper.claims, quotes[paper.key], strict=True), start=1)
    ]
    found.sort(key=lambda result: result.paper.published or "", reverse=True)
    place = group_order(survey)
    return sorted(found, key=lambda result: place(result.claim))


def group_order(survey: Survey) -> Callable[[Claim], tuple[int, str]]:
    """Return what claims are sorted by: the place of their group in the order of its vocabulary."""
    field = survey.fields.grouping
    terms = survey.vocabulary.get(field.vocabulary or "", ()) if field else ()
    order = {term.id: n for n, term in enumerate(terms)}
    return lambda claim: (order.get(name := survey.group_of(claim), len(order)), name)
