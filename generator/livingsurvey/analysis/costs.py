"""The results that state a cost, as a survey says: those that its taxonomy and its table of decisions rest on."""

from livingsurvey.analysis.figures import better_way, direction
from livingsurvey.model import Claim, Paper, Survey


def cost_claims(survey: Survey, paper: Paper) -> list[Claim]:
    """The claims of a paper that state a cost, and of which nothing says that it got worse; in their order.

    ``costs`` of ``survey.yml`` says which terms claims of costs have; without it any claim may be one.
    """
    return [claim for claim in paper.claims if _is_cost(survey, claim) and not _is_worse(survey, claim)]


def _is_cost(survey: Survey, claim: Claim) -> bool:
    return all(set(claim.terms(field)) & set(terms) for field, terms in survey.settings.costs.items())


def _is_worse(survey: Survey, claim: Claim) -> bool:
    way, better = direction(survey, claim), better_way(survey, claim)
    return way is not None and better is not None and way != better
