"""What the page of screening is told of a claim that is proposed: its figure in words, and the values of its fields."""

from collections.abc import Iterable, Iterator

from livingsurvey.analysis.claim_mentions import Mention, mentions_in
from livingsurvey.analysis.figure_changes import way_of
from livingsurvey.analysis.figures import direction
from livingsurvey.analysis.proposed_claims import ProposedClaim
from livingsurvey.model import Claim, FieldTable, Survey
from livingsurvey.model.fields import as_written
from livingsurvey.model.figures import DIRECTED
from livingsurvey.screening.screening_state import Data
from livingsurvey.site.figures import figure_text
from livingsurvey.site.messages import Messages


def claims_data(messages: Messages, survey: Survey, abstract: str, found: Iterable[ProposedClaim]) -> Iterator[Data]:
    """All that the page shows of the claims that are proposed for one abstract.

    Where the sentence does not say whether a figure is less or more, ``words`` leave it open, and ``read_as`` says how
    the site will read the claim; elsewhere ``read_as`` is empty.

    Args:
        messages: the words of the interface.
        survey: whose fields and vocabularies name what the claims measure.
        abstract: in which the claims were found.
        found: the claims.
    """
    mentions = {mention.figure.number: mention for mention in mentions_in(abstract)}
    for one in found:
        words = figure_text(messages, survey, one.claim)
        is_said = _says_way(survey, one.claim, mentions.get(one.figure))
        yield {
            "quote": one.claim.quote,
            "start": one.start,
            "end": one.end,
            "figure": list(one.figure),
            "words": words if is_said else figure_text(messages, survey, one.claim, says_way=False),
            "read_as": "" if is_said else words,
            "terms": list(_terms(survey, one.claim)),
            "missing": [f.label for f in survey.fields.of("claim") if f.required and not one.claim.fields.get(f.id)],
            "probability": round(one.probability, 4),
            "claim": written_claim(survey.fields, one.claim),
        }


def _says_way(survey: Survey, claim: Claim, mention: Mention | None) -> bool:
    """Whether a figure's sentence goes the way in which its claim is read: a number with a sign says it itself."""
    if claim.change.form not in DIRECTED or claim.change.direction or claim.change.words:
        return True
    way, _ = way_of(mention.listed) if mention else (None, False)
    return way in ("better", direction(survey, claim)) if way else False


def _terms(survey: Survey, claim: Claim) -> Iterator[Data]:
    """The values of a claim's fields that are proposed, as people see them."""
    for field in survey.fields.of("claim"):
        known = survey.term.get(field.vocabulary or "", {})
        names = [known[term].name if term in known else term for term in claim.terms(field.id)]
        if names:
            yield {"label": field.label, "value": ", ".join(names)}


def written_claim(fields: FieldTable, claim: Claim) -> Data:
    """A claim as a paper's file writes it, without what is empty."""
    written = as_written(fields, "claim", claim.model_dump(mode="json"))
    written["change"] = {name: value for name, value in written["change"].items() if value is not None}
    return {name: value for name, value in written.items() if value not in (None, [])}
