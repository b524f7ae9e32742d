"""Readings: what one reader, at one time, found a paper or a claim to say of one field."""

import dataclasses

from pydantic import Field

from livingsurvey.model.base import Frozen, Key, Line, PartialDate
from livingsurvey.model.fields import FieldValue

#: What readings state besides the fields that a survey declares for papers: the outcome of screening, why a paper is
#: excluded, and the key of its primary topic.
READ_BESIDES = ("status", "reason", "topic")
#: What a reading of status may say besides the outcomes of screening: the reader cannot tell. It decides nothing.
UNSURE = "unsure"


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """One line of a file below ``content/readings``: the ``value`` that a ``reader`` gave a ``field`` of a ``paper``.

    ``paper`` is a key, perhaps a former one. ``claim`` is empty, or words of the quotation of a claim whose field was
    read; of several claims that quote them, ``figure`` is the value of the one that is meant. ``quote`` are words of
    the abstract that the value rests on. One that ``settles`` was made in view of the others, and decides where they
    differ. ``line`` counts from 1.
    """

    paper: str
    field: str
    value: FieldValue
    reader: str
    date: str
    quote: str = ""
    note: str = ""
    claim: str = ""
    figure: float | None = None
    settles: bool = False
    file: str = dataclasses.field(default="", compare=False)
    line: int = dataclasses.field(default=0, compare=False)


class ReadingLine(Frozen):
    """What a line of a file of readings holds, for the reference of fields; thousands are read without this model."""

    paper: Key = Field(description="the key of the paper, which may be a former one", examples=["coral-bleaching"])
    field: Line = Field(
        description="what was read: a field of the survey, or status, reason, or topic (the primary one)",
        examples=["kind"],
    )
    value: Line | float | bool | list[Line] = Field(
        description="what the reader found, as the paper's file would write it; of a field of several terms a list",
        examples=["field-study"],
    )
    reader: Line = Field(description="who read it, or in which pass", examples=["first"])
    date: PartialDate = Field(description="when", examples=["2024-05-17"])
    quote: Line | None = Field(default=None, description="words of the abstract that the value rests on")
    note: Line | None = Field(default=None, description="what else there is to say, such as why one of two is right")
    claim: Line | None = Field(
        default=None, description="of a field of a result: words of the quotation of the claim that was read"
    )
    figure: float | None = Field(
        default=None, description="the value of that claim's change, where several claims quote these words"
    )
    settles: bool = Field(
        default=False, description="whether it was read in view of the others, and decides where they differ"
    )
