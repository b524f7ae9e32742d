"""What decides between papers, at the top of the page of each: the fields that the survey compares papers by."""

from typing import Any

from livingsurvey.analysis.shown_text import shown_text
from livingsurvey.model import NOT_STATED, Paper, Place, SurveyField
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.paper.field_facts import field_fact
from livingsurvey.site.renderer import Renderer

#: Named values for the theme's template.
_Data = dict[str, Any]


def glance_fields(renderer: Renderer) -> list[SurveyField]:
    """The fields of papers that the table of decisions or the taxonomy of areas rests on, and that pages show."""
    settings = renderer.survey.settings
    columns = settings.decisions.columns if settings.decisions else ()
    shown = {field.id: field for field in renderer.survey.fields.shown(Place.PAGE) if Place.HEADING not in field.shows}
    return [shown[name] for name in dict.fromkeys((*columns, *settings.taxonomy)) if name in shown]


def said_at_a_glance(renderer: Renderer) -> set[str]:
    """The ids of fields that need not be shown again: those of the glance, and the words that they quote."""
    fields, quotations = glance_fields(renderer), _quotations(renderer)
    quoted = {quotations[field.id] for field in fields if field.id in quotations}
    return {field.id for field in fields} | quoted


def at_a_glance(renderer: Renderer, paper: Paper) -> _Data:
    """What the theme shows of a paper first: ``glance``, and ``glance_unsaid``; nothing where no field has a value.

    A fact is {label, links} and, where the abstract is quoted for it, ``quote``. What the abstract was read for and
    does not state is named together.

    Args:
        renderer: of the survey.
        paper: the paper.
    """
    values = [(field, paper.fields.get(field.id)) for field in glance_fields(renderer)]
    facts = [
        field_fact(renderer, field, value).data() | _quote(renderer, paper, field)
        for field, value in values
        if value is not None and value != NOT_STATED
    ]
    unsaid = [renderer.messages.in_sentence(field.label) for field, value in values if value == NOT_STATED]
    return {"glance": facts, "glance_unsaid": ", ".join(unsaid) or None}


def _quotations(renderer: Renderer) -> dict[str, str]:
    decisions = renderer.survey.settings.decisions
    return dict(decisions.quotations) if decisions else {}


def _quote(renderer: Renderer, paper: Paper, field: SurveyField) -> _Data:
    """The words of the abstract that say so."""
    words = paper.fields.get(_quotations(renderer).get(field.id, ""), NOT_STATED)
    return {} if words == NOT_STATED else {"quote": inline_data(shown_text(paper, str(words)))}
