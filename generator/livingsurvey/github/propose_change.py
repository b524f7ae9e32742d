"""Turning the answers of an issue form into a change of files, to be proposed as a pull request.

Answers choose among what the survey has (a paper, a field, an area) or become values of a model, which are written as
YAML, read back and compared; no answer ever becomes a path, a command or a part of the workflow.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from livingsurvey.commands.diff.diff_markdown import inert
from livingsurvey.github.form_answers import Answers
from livingsurvey.model import Paper, Survey, SurveyField, Topic, derive_key
from livingsurvey.model.errors import InvalidKeyError, SurveyError
from livingsurvey.model.fields import FieldValue, parse_value
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import apply

#: Adds a paper from what names it, or from an entry, and returns its key; raises ``ProposalDeclinedError``.
Add = Callable[[str, str], str]

_LISTS = frozenset("authors code topics".split())
_SINGLE = frozenset("title published venue arxiv doi status reason summary".split())
_MOST_TOPICS = 3
_Model = TypeVar("_Model", bound=BaseModel)


class ProposalDeclinedError(SurveyError):
    """No change can be made of the answers; the message, in Markdown, is for the person who gave them."""


@dataclass(frozen=True, slots=True)
class ChangeProposal:
    """A change that was made in the files: title and text of the pull request."""

    title: str
    body: str


def propose(root: Path, survey: Survey, answers: Answers, add: Add) -> ChangeProposal:
    """Change the survey's files as the answers ask.

    Raises:
        ProposalDeclinedError: when they name nothing the survey has, or what they say is not valid; nothing is changed.
    """
    try:
        title, said = _MAKERS[answers.form](root, survey, answers.fields, add)
    except EditRefusedError as error:
        raise ProposalDeclinedError(inert(str(error))) from error
    made = f"Made from the answers in #{answers.issue}. Please look at it before merging."
    return ChangeProposal(title, f"{said}\n\n{made}\n\nCloses #{answers.issue}")


def _suggestion(root: Path, survey: Survey, fields: dict[str, str], add: Add) -> tuple[str, str]:
    key = add(" ".join(fields["paper"].split()), fields["entry"])
    why = f"\n\n> {inert(' '.join(fields['why'].split()))}" if fields["why"] else ""
    return f"Add {key}", f"Adds one paper. What is left to do is marked in the file.{why}"


def _correction(root: Path, survey: Survey, fields: dict[str, str], add: Add) -> tuple[str, str]:
    paper, name = _named(survey, fields["paper"]), fields["field"]
    declared = survey.fields.by_id.get(("paper", name))
    if name not in _LISTS | _SINGLE and declared is None:
        raise ProposalDeclinedError("This cannot be changed by itself; a curator will read it.")
    value = _value(fields["value"], several=name in _LISTS or (declared is not None and declared.by_name))
    if not value:
        raise ProposalDeclinedError("The answers do not say what it should be; a curator will read them.")
    # Whoever corrects a fact vouches for it: its provenance no longer applies.
    origins = {field: origin for field, origin in paper.provenance.items() if field != name}
    update = {name: value} if declared is None else {"fields": paper.fields | {name: _parsed(declared, value)}}
    corrected = _valid(Paper, paper.model_dump() | update | {"provenance": origins})
    if corrected.model_copy(update={"provenance": paper.provenance}) == paper:
        raise ProposalDeclinedError(f"The survey says so already: the {name} of {paper.key}.")
    papers = tuple(corrected if p.key == paper.key else p for p in survey.papers)
    _write(root, survey, SurveyEdit(replace(survey, papers=papers)))
    source = f"\n\nWhere it says so: {inert(' '.join(fields['source'].split()))}" if fields["source"] else ""
    return f"Correct the {name} of {paper.key}", f"Changes one field of one paper.{source}"


def _parsed(field: SurveyField, value: str | list[str]) -> FieldValue:
    try:
        return parse_value(field, value)
    except ValueError as error:
        raise ProposalDeclinedError(f"That is not valid. {inert(str(error))}") from error


def _value(text: str, several: bool) -> str | list[str]:
    """One entry a line, with or without the hyphens of a list; what is single is one line."""
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    return [line.removeprefix("- ") for line in lines] if several else " ".join(lines)


def _topic(root: Path, survey: Survey, fields: dict[str, str], add: Add) -> tuple[str, str]:
    area = _area(survey, fields["area"])
    named = [_named(survey, line) for line in fields["papers"].splitlines() if line.strip()]
    papers = {paper.key: paper for paper in named}
    stated: dict[str, Any] = {n: " ".join(fields[n].split()) or None for n in ("title", "summary", "next_door")}
    try:
        key = derive_key(stated["title"] or "", set(survey.topic))
    except InvalidKeyError as error:
        raise ProposalDeclinedError(
            "The title has no letter of the Latin alphabet, from which a key could be made."
        ) from error
    order = 1 + max((topic.order for topic in survey.topics_of[area.key]), default=0)
    topic = _valid(Topic, stated | {"key": key, "parent": area.key, "order": order})
    placed = {
        paper.key: _valid(Paper, paper.model_dump() | {"topics": [*paper.topics, key]})
        for paper in papers.values()
        if len(paper.topics) < _MOST_TOPICS
    }
    changed = tuple(placed.get(paper.key, paper) for paper in survey.papers)
    _write(root, survey, SurveyEdit(replace(survey, papers=changed, topics=(*survey.topics, topic))))
    said = f"Adds a topic below *{inert(area.title)}* and places {len(placed)} of {len(papers)} papers there as well."
    return f"Add the topic {key}", f"{said} Its prose and where to start are still to be written."


def _write(root: Path, survey: Survey, edit: SurveyEdit) -> None:
    apply(root, changes_of(root, survey, edit))


def _valid(model: type[_Model], data: dict[str, Any]) -> _Model:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()[:5])
        raise ProposalDeclinedError(f"That is not valid. {inert('; '.join(wrong))}") from error


def _named(survey: Survey, text: str) -> Paper:
    """The paper that a key, an old key or the address of a page names."""
    last = re.search(r"([a-z0-9-]+)(?:\.html)?[/#?]?\s*\Z", text.strip())
    key = last[1] if last else ""
    renamed = {alias: paper for paper in survey.papers for alias in paper.aliases}
    paper = survey.paper.get(key) or renamed.get(key)
    if paper is None:
        said = f"The survey has no paper «{inert(text.strip()[:200])}»."
        raise ProposalDeclinedError(f"{said} Name it by the last part of its page's address.")
    return paper


def _area(survey: Survey, text: str) -> Topic:
    wanted = " ".join(text.split()).casefold()
    found = next((area for area in survey.areas if wanted in (area.key, area.title.casefold())), None)
    if found is None:
        raise ProposalDeclinedError(
            "There is no such area. The areas are: " + ", ".join(inert(a.title) for a in survey.areas) + "."
        )
    return found


_MAKERS = {"suggestion": _suggestion, "correction": _correction, "new topic": _topic}
