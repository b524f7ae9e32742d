"""Editing the file of a paper as values of its fields, as the file writes them: for a form that knows no YAML."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from livingsurvey.analysis.settlements import Readings, Settlement, value_in
from livingsurvey.commands.edit_readings import following, settling
from livingsurvey.model import FieldTable, Paper, Reading, Survey
from livingsurvey.model.corrections import STATED_FIELDS, corrected
from livingsurvey.model.fields import Problem, as_written
from livingsurvey.store.documents import declared_apart
from livingsurvey.store.schema_messages import problems_of
from livingsurvey.store.survey_edit import SurveyEdit

#: The fields of the model that a form edits, in its order; those that a survey declares are among them. The abstract
#: and where a paper was seen are records of what was captured, and stay.
EDITABLE = tuple("title authors published venue arxiv doi code links status reason topics summary claims notes".split())


def editable_fields(table: FieldTable) -> tuple[str, ...]:
    """The names of the fields of a paper that a form edits, those that a survey declares among them."""
    at = EDITABLE.index("summary")
    return (*EDITABLE[:at], *(field.id for field in table.of("paper")), *EDITABLE[at:])


def values_of(paper: Paper, table: FieldTable) -> dict[str, Any]:
    """What the file of a paper writes in each field that a form edits; ``None`` or an empty list where it is empty.

    Args:
        paper: as it is.
        table: the fields that the survey declares.
    """
    written = as_written(table, "paper", paper.model_dump(mode="json"))
    written["claims"] = [_filled(claim) for claim in written["claims"]]
    return {name: written[name] for name in editable_fields(table)}


def _filled(value: Any) -> Any:
    """Data without what is empty."""
    if isinstance(value, Mapping):
        return {name: _filled(part) for name, part in value.items() if part not in (None, "", [], {})}
    return value


def edited_paper(
    survey: Survey, paper: Paper, values: Mapping[str, Any], why: str
) -> tuple[Paper | None, list[Problem]]:
    """The paper with other values, or what is wrong with them.

    Args:
        survey: which declares fields.
        paper: as it is.
        values: of some of its fields, as its file is to write them.
        why: facts are corrected that a source states.

    Returns:
        The paper, ``None`` where the values make none; and what is wrong, each with the way to it.
    """
    table = survey.fields
    known = editable_fields(table)
    unknown = [
        Problem((str(name)[:60],), "no field that can be edited here", "Remove it.")
        for name in values
        if name not in known
    ]
    if unknown:
        return None, unknown
    now = values_of(paper, table)
    changed = {name: _plain(value) for name, value in values.items() if _plain(value) != _plain(now[name])}
    written = as_written(table, "paper", paper.model_dump(mode="json")) | changed
    data, problems = declared_apart(
        "paper", {name: value for name, value in written.items() if value is not None}, table
    )
    if problems:
        return None, problems
    try:
        after = Paper.model_validate(data)
    except ValidationError as error:
        return None, problems_of(Paper, data, error, table)
    for name in changed:
        if name in STATED_FIELDS and (name in paper.provenance or (paper.seen and getattr(paper, name))):
            after = corrected(after, name, why)
    return after, []


def _plain(value: Any) -> Any:
    """A value as it would be read again: what is empty is absent, texts have no blanks around them."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, Mapping):
        return {name: plain for name, part in value.items() if (plain := _plain(part)) is not None} or None
    if isinstance(value, list | tuple):
        return [plain for part in value if (plain := _plain(part)) is not None] or None
    return value


def with_edited(survey: Survey, after: Paper, reader: str, date: str, note: str, file: str) -> SurveyEdit:
    """The survey with an edited paper, and with the readings that settle what readers found otherwise.

    Args:
        survey: as it is.
        after: the paper as it is to be.
        reader: who edits it.
        date: of the day.
        note: why.
        file: of that reader's readings.
    """
    papers = tuple(after if one.key == after.key else one for one in survey.papers)
    readings = following(survey, survey.paper[after.key], after)
    added = readings_added(survey, after, reader, date, note, file)
    return SurveyEdit(replace(survey, papers=papers, readings=(*readings, *added)))


def readings_added(survey: Survey, after: Paper, reader: str, date: str, note: str, file: str) -> list[Reading]:
    """The readings that settle what readers found otherwise than an edited paper says; arguments as above."""
    before = survey.paper[after.key]
    keys = {after.key, *after.aliases}
    own = tuple(one for one in following(survey, before, after) if one.paper in keys)
    alone = replace(survey, papers=(after,), readings=own)  # all others would be looked through, too
    lines = [*settling(alone, after.key, reader, date, note), *_deciding(alone, before, after, reader, date, note)]
    return [replace(one, file=file) for one in lines]


def _deciding(survey: Survey, before: Paper, after: Paper, reader: str, date: str, note: str) -> list[Reading]:
    """Readings that settle what readers differ on, of the fields that were edited."""
    found = []
    for one in Readings(survey).of_paper.get(after.key, ()):
        value = value_in(after, one.claim, one.field)
        if one.settled is None and not one.claim and value is not None and _is_edited(before, after, one):
            found.append(Reading(after.key, one.field, value, reader, date, note=note, settles=True))
    return found


def _is_edited(before: Paper, after: Paper, one: Settlement) -> bool:
    return value_in(before, one.claim, one.field) != value_in(after, one.claim, one.field)
