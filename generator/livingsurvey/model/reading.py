"""Readings: what one reader, at one time, found a paper or a claim to say of one field."""

import dataclasses

from livingsurvey.model.fields import FieldValue

#: What readings state besides the fields that a survey declares for papers: the outcome of screening, why a paper is
#: excluded, and the key of its primary topic.
READ_BESIDES = ("status", "reason", "topic")


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
