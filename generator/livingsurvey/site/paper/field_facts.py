"""The fields of a paper that its page shows next to the text."""

from typing import Any, NamedTuple

from livingsurvey.model import NOT_STATED, FieldType, Paper, Place, SurveyField
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


def field_facts(renderer: Renderer, paper: Paper) -> list[FieldFact]:
    """The fields of a paper that have a value, in the order in which they are declared."""
    fields = [field for field in renderer.survey.fields.shown(Place.PAGE) if Place.HEADING not in field.shows]
    values = ((field, paper.fields.get(field.id)) for field in fields)
    return [field_fact(renderer, field, value) for field, value in values if value is not None]


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
