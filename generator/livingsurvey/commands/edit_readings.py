"""What a change of a paper does to its readings: those of a claim follow its new words, and a correction settles."""

from dataclasses import replace

from livingsurvey.analysis.settlements import Readings, Settlement, claims_read, is_left_out, value_in
from livingsurvey.model import Paper, Reading, Survey
from livingsurvey.store.readings_file import CORRECTIONS


def following(survey: Survey, before: Paper, after: Paper) -> tuple[Reading, ...]:
    """The survey's readings, those of claims that quote other words or state another number than before among them.

    Args:
        survey: with its readings.
        before: a paper as it was.
        after: the same paper with the same claims in their order, some of them changed.
    """
    if len(before.claims) != len(after.claims):
        return survey.readings
    keys = {before.key, *before.aliases}
    return tuple(_followed(one, before, after) if one.paper in keys and one.claim else one for one in survey.readings)


def _followed(reading: Reading, before: Paper, after: Paper) -> Reading:
    read = claims_read(before, reading)
    if not read or claims_read(after, reading) == read:
        return reading
    claim = after.claims[read[0] - 1]
    figure = claim.change.value if reading.figure is not None else None
    return replace(reading, claim=claim.quote, figure=figure)


def settling(survey: Survey, key: str, reader: str, date: str, note: str) -> tuple[Reading, ...]:
    """The readings that settle what the file of a paper says otherwise than its readings; none where it says the same.

    Args:
        survey: with the paper as it is to be.
        key: of the paper.
        reader: who answers for it.
        date: of the day.
        note: why.
    """
    readings, paper = Readings(survey), survey.paper[key]
    differing = (one for one in readings.of_paper.get(key, ()) if _differs(readings, paper, one))
    made = (_reading(paper, one) for one in differing)
    return tuple(replace(one, reader=reader, date=date, note=note) for one in made if one)


def _reading(paper: Paper, one: Settlement) -> Reading | None:
    """A reading that says what the file says; ``None`` where the file says nothing."""
    value = value_in(paper, one.claim, one.field)
    if value is None:
        return None
    reading = Reading(paper.key, one.field, value, "", "", settles=True, file=CORRECTIONS)
    if not one.claim:
        return reading
    claim = paper.claims[one.claim - 1]
    return replace(reading, claim=claim.quote, figure=claim.change.value)


def _differs(readings: Readings, paper: Paper, one: Settlement) -> bool:
    """Whether the file says otherwise than the readings come to, where they come to anything."""
    owner = "claim" if one.claim else "paper"
    if one.settled is None or is_left_out(paper, one):
        return False
    meanings = readings.meanings
    said = value_in(paper, one.claim, one.field)
    return meanings.of(owner, one.field, said) != meanings.of(owner, one.field, one.settled.value)
