"""What readers found a paper to say, in words: each reading of a field, and what they come to."""

from collections.abc import Iterable
from typing import NamedTuple

from livingsurvey.analysis.settlements import Settlement
from livingsurvey.model import NOT_STATED, REASONS, Reading, Status
from livingsurvey.model.fields import text_of
from livingsurvey.site import words
from livingsurvey.site.renderer import Renderer


class ReadValue(NamedTuple):
    """A field that was read: what it is called, each reading with its value in words, and what they come to."""

    label: str
    readings: list[tuple[Reading, str]]
    outcome: str


def read_values(renderer: Renderer, settlements: Iterable[Settlement]) -> list[ReadValue]:
    """The readings of each field, in the order of their dates."""
    return [
        ReadValue(
            _label(renderer, one),
            [(each, value_text(renderer, "claim" if one.claim else "paper", each)) for each in one.readings],
            outcome(renderer, one),
        )
        for one in settlements
    ]


def _label(renderer: Renderer, one: Settlement) -> str:
    """What the field is called; of a claim it is clear from the place that the field is a result's."""
    declared = renderer.survey.fields.by_id.get(("claim", one.field)) if one.claim else None
    of = "claim" if one.claim else "paper"
    return declared.label if declared else words.read_name(renderer.messages, renderer.survey, of, one.field)


def outcome(renderer: Renderer, one: Settlement) -> str:
    """What the readings of a field come to, in words."""
    t = renderer.messages.t
    if one.deciding:
        return t("audit.settled", reader=one.deciding.reader, date=one.deciding.date)
    if len(one.independent) <= 1:
        return t("audit.once")
    return t("audit.agree" if one.agree else "audit.differ")


def value_text(renderer: Renderer, of: str, reading: Reading) -> str:
    """The value of a reading as people see it: the names of terms, topics and outcomes of screening.

    Args:
        renderer: of the survey.
        of: ``paper`` or ``claim``.
        reading: of one of its fields.
    """
    survey, t, value = renderer.survey, renderer.messages.t, reading.value
    if value == NOT_STATED:
        return t("field.not_stated")
    if isinstance(value, bool):
        return t("field.yes" if value else "field.no")
    if reading.field == "status" and value in list(Status):
        return t(f"js.status.{value}")
    if reading.field == "topic" and value in survey.topic:
        return survey.topic[str(value)].title
    names = value if isinstance(value, tuple) else (text_of(value),)
    return ", ".join(_word(renderer, of, reading.field, name) for name in names) or "–"


def _word(renderer: Renderer, of: str, field: str, name: str) -> str:
    declared = renderer.survey.fields.by_id.get((of, field))
    vocabulary = declared.vocabulary if declared else REASONS if field == "reason" else None
    return renderer.survey.word(vocabulary or "", name) or name
