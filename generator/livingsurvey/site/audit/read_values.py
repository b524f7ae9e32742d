"""What readers found a paper to say, in words: each reading of a field, and what they come to."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from livingsurvey.analysis.settlements import Settlement
from livingsurvey.model import NOT_STATED, REASONS, Reading, Status
from livingsurvey.model.fields import text_of
from livingsurvey.site import words
from livingsurvey.site.renderer import Renderer


class SaidValue(NamedTuple):
    """A value in words, and the readings that found it and say the same of it."""

    text: str
    readings: list[Reading]

    @property
    def readers(self) -> str:
        """Who found it, and when: ``first, second, 2026-11-29``; a date is there once for those of one day."""
        dates = groupby(self.readings, key=lambda reading: reading.date)
        return "; ".join(", ".join([*(reading.reader for reading in some), date]) for date, some in dates)


class ReadValue(NamedTuple):
    """A field that was read: what it is called, what was found, and what the readings come to."""

    label: str
    values: list[SaidValue]
    outcome: str


class ReadAlike(NamedTuple):
    """Fields of which the same readers found one value each at the same times, and what these readings come to."""

    readers: str
    outcome: str
    fields: list[ReadValue]


def read_alike(fields: Iterable[ReadValue]) -> tuple[list[ReadAlike], list[ReadValue]]:
    """Put the fields together on which nothing is to be told apart.

    Returns:
        those that were read alike, and every field besides: where readings differ, or one has a note.
    """
    alike: dict[tuple[str, str], list[ReadValue]] = {}
    others = []
    for field in fields:
        (value, *more) = field.values
        if more or value.readings[0].note:
            others.append(field)
        else:
            alike.setdefault((value.readers, field.outcome), []).append(field)
    return [ReadAlike(*said, some) for said, some in alike.items()], others


def read_values(renderer: Renderer, settlements: Iterable[Settlement]) -> list[ReadValue]:
    """The readings of each field, in the order of their dates; those that say the same are together."""
    return [ReadValue(_label(renderer, one), _values(renderer, one), outcome(renderer, one)) for one in settlements]


def _values(renderer: Renderer, one: Settlement) -> list[SaidValue]:
    found: dict[tuple[str, str, str], list[Reading]] = {}
    for reading in one.readings:
        text = value_text(renderer, "claim" if one.claim else "paper", reading)
        found.setdefault((text, reading.quote.rstrip("."), reading.note), []).append(reading)
    return [SaidValue(text, readings) for (text, _, _), readings in found.items()]


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
