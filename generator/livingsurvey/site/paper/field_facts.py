"""The declared fields of papers and claims, as pages show them next to the text."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import NOT_STATED, Claim, FieldType, Paper, Place, SurveyField
from livingsurvey.model.fields import FieldValue, text_of
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer


class FieldFact(NamedTuple):
    """A field: its label, and its values with the pages they lead to."""

    label: str
    links: list[PageLink]

    def data(self) -> dict[str, Any]:
        """The field in front matter."""
        return {"label": self.label, "links": [link.data() for link in self.links]}


def field_facts(renderer: Renderer, paper: Paper, but: Collection[str] = ()) -> list[FieldFact]:
    """The fields of a paper that have a value, in the order in which they are declared.

    Args:
        renderer: of the survey.
        paper: the paper.
        but: the ids of fields that are shown elsewhere.
    """
    shown = renderer.survey.fields.shown(Place.PAGE)
    fields = [field for field in shown if Place.HEADING not in field.shows and field.id not in but]
    values = ((field, paper.fields.get(field.id)) for field in fields)
    return [_of_paper(renderer, paper, field, value) for field, value in values if value is not None]


def _of_paper(renderer: Renderer, paper: Paper, field: SurveyField, value: FieldValue) -> FieldFact:
    """A field of a paper; what quotes its abstract is shown as the abstract is."""
    if field.type == FieldType.QUOTATION and value != NOT_STATED:
        return FieldFact(field.label, [PageLink(shown_text(paper, str(value)))])
    return field_fact(renderer, field, value)


def field_fact(renderer: Renderer, field: SurveyField, value: FieldValue) -> FieldFact:
    """A field of a paper or a claim with its value: terms lead to their pages, addresses to the web."""
    if value == NOT_STATED:
        return FieldFact(field.label, [PageLink(renderer.messages.t("field.not_stated"))])
    if field.has_terms:
        names = value if isinstance(value, tuple) else (str(value),)
        label = field.plural if field.by_name else field.label
        return FieldFact(label, [renderer.page_links.term(field.vocabulary or "", name) for name in names])
    if isinstance(value, bool):
        return FieldFact(field.label, [PageLink(renderer.messages.t("field.yes" if value else "field.no"))])
    text = text_of(value)
    unit = f" {field.unit}" if field.type == FieldType.NUMBER and field.unit else ""
    return FieldFact(field.label, [PageLink(f"{text}{unit}", text if field.type == FieldType.ADDRESS else "")])


def claim_fields(renderer: Renderer) -> list[SurveyField]:
    """The declared fields of claims that are shown with a claim, besides the one that claims are grouped by."""
    fields = renderer.survey.fields
    return [field for field in fields.shown(Place.PAGE, "claim") if field is not fields.grouping]


def claim_facts(renderer: Renderer, claim: Claim) -> list[FieldFact]:
    """What a claim's declared fields state of how it was found, in the order in which they are declared."""
    values = ((field, claim.fields.get(field.id)) for field in claim_fields(renderer))
    return [field_fact(renderer, field, value) for field, value in values if value not in (None, NOT_STATED)]


def not_stated(renderer: Renderer, claim: Claim) -> list[str]:
    """The labels of what the sentence of a claim was read for and does not state: its baseline, and declared fields."""
    baseline = [renderer.messages.t("table.baseline")] if claim.against == NOT_STATED else []
    return baseline + [field.label for field in claim_fields(renderer) if claim.fields.get(field.id) == NOT_STATED]


def unsaid_by_all(renderer: Renderer, claims: Sequence[Claim]) -> list[str]:
    """What none of several claims states, so that a page says it once; nothing of a claim that is alone."""
    names = [not_stated(renderer, claim) for claim in claims]
    return [name for name in names[0] if all(name in other for other in names)] if len(names) > 1 else []


def evidence(
    renderer: Renderer, claim: Claim, but: tuple[SurveyField, ...] = (), unsaid: Collection[str] = ()
) -> list[str]:
    """How a claim was found, a line for each fact, and last what is not stated.

    Args:
        renderer: of the survey.
        claim: the claim.
        but: fields that are shown elsewhere.
        unsaid: the labels of what is said elsewhere not to be stated.
    """
    left_out = {field.label for field in but}
    facts = [fact for fact in claim_facts(renderer, claim) if fact.label not in left_out]
    lines = [f"{fact.label}: {', '.join(str(link.label) for link in fact.links)}" for fact in facts]
    names = [label for label in not_stated(renderer, claim) if label not in left_out and label not in unsaid]
    return lines + ([renderer.messages.t("claim.not_stated", names=", ".join(names))] if names else [])


def baseline(renderer: Renderer, claim: Claim) -> str | None:
    """What a claim is compared with as a table says it; ``None`` where nobody has looked."""
    return renderer.messages.t("field.not_stated") if claim.against == NOT_STATED else claim.against
