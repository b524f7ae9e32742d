"""Turning the answers of an issue form into a change of files, to be proposed as a pull request.

Answers choose among what the survey has (a paper, a field, an area) or become values of a model, which are written as
YAML, read back and compared; no answer ever becomes a path, a command or a part of the workflow. What is asked for is
made in a copy first, and checked there: a change in which the check finds an error or a warning is declined.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.commands.diff.diff_markdown import inert, to_markdown
from livingsurvey.commands.new.compose_paper import Composed
from livingsurvey.github.asked_correction import asked_correction, named_paper
from livingsurvey.github.declined import ProposalDeclinedError, valid
from livingsurvey.github.form_answers import Answers
from livingsurvey.github.kept_notes import within
from livingsurvey.github.tried_change import Tried, try_change
from livingsurvey.model import Finding, Paper, Severity, Survey, Topic, derive_key
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import FileChange, apply

#: Makes a paper's file from what names it, or from an entry; raises ``ProposalDeclinedError``.
Add = Callable[[str, str], Composed]

_MOST_TOPICS = 3
_MOST_TOLD = 20  # findings
_LONGEST_REPORT = 40_000  # characters of what a pull request begins with


@dataclass(frozen=True, slots=True)
class ChangeProposal:
    """A change that was made in the files: title and text of the pull request."""

    title: str
    body: str


class _Made(NamedTuple):
    """A change that is not made yet: its title, what is said of it, and the fields of a file that were answered."""

    title: str
    said: str
    changes: list[FileChange]
    file: str = ""
    fields: frozenset[str] = frozenset()


class _Given(NamedTuple):
    """What a change is made with: what makes a paper's file, and the day."""

    add: Add
    today: date


def propose(root: Path, survey: Survey, answers: Answers, add: Add, today: date | None = None) -> ChangeProposal:
    """Change the survey's files as the answers ask.

    Args:
        root: the survey's folder.
        survey: what is in it.
        answers: of a form.
        add: what makes the file of a suggested paper.
        today: the day on which nothing may lie in the future.

    Raises:
        ProposalDeclinedError: when they name nothing the survey has, or when what they say is not valid, is too long,
            or fails the check; nothing is changed.
    """
    if answers.too_long:
        said = " ".join(map(inert, answers.too_long))
        raise ProposalDeclinedError(f"{said} Nothing was changed. Edit this issue to shorten it.")
    try:
        made = _MAKERS[answers.form](root, survey, answers, _Given(add, today or date.today()))
        tried = try_change(root, survey, made.changes, today)
        _refuse_faults(made, tried)
        apply(root, made.changes)
    except EditRefusedError as error:
        raise ProposalDeclinedError(inert(str(error))) from error
    asked = f"Made from the answers in #{answers.issue}. Please look at it before merging."
    checked = "The check finds no error and no warning that was not there before. What the change does:"
    report = within(to_markdown(tried.report).partition("\n\n")[2], _LONGEST_REPORT)
    return ChangeProposal(made.title, "\n\n".join((made.said, asked, checked, report, f"Closes #{answers.issue}")))


def _refuse_faults(made: _Made, tried: Tried) -> None:
    """Decline what the check would fail on, and what it advises against in the words that were answered.

    Advice of any other kind, such as what is left to do in a new paper, is listed in the pull request.
    """
    faults = [finding for finding in tried.new if finding.severity != Severity.ADVICE or _is_answered(made, finding)]
    if not faults:
        return
    listed = [f"- {inert(f.file)}: {inert(f.message)} {inert(f.fix)} ({inert(f.rule)})" for f in faults[:_MOST_TOLD]]
    more = [f"- and {len(faults) - _MOST_TOLD} more"] if len(faults) > _MOST_TOLD else []
    lines = "\n".join(listed + more)
    again = "Nothing was changed. Edit this issue, and it is tried again; or say below what is meant, for a curator."
    raise ProposalDeclinedError(f"The survey's check finds this in the change:\n\n{lines}\n\n{again}")


def _is_answered(made: _Made, finding: Finding) -> bool:
    named = (name in finding.path or f"«{name}:»" in finding.message for name in made.fields)
    return finding.file == made.file and any(named)


def _suggestion(root: Path, survey: Survey, answers: Answers, given: _Given) -> _Made:
    fields = answers.fields
    new = given.add(" ".join(fields["paper"].split()), fields["entry"])
    why = f"\n\n> {inert(' '.join(fields['why'].split()))}" if fields["why"] else ""
    return _Made(f"Add {new.key}", f"Adds one paper. What is left to do is marked in the file.{why}", [new.change])


def _correction(root: Path, survey: Survey, answers: Answers, given: _Given) -> _Made:
    asked = asked_correction(survey, answers.fields, answers.issue, given.today)
    changes = changes_of(root, survey, SurveyEdit(asked.survey))
    reason = " ".join(answers.fields["source"].split())
    said = "Changes one field." + (f"\n\nWhere it says so: {inert(reason)}" if reason else "")
    return _Made(f"Correct the {asked.what} of {asked.key}", said, changes, asked.file, asked.names)


def _topic(root: Path, survey: Survey, answers: Answers, given: _Given) -> _Made:
    fields = answers.fields
    area = _area(survey, fields["area"])
    named = [named_paper(survey, line) for line in fields["papers"].splitlines() if line.strip()]
    papers = {paper.key: paper for paper in named}
    stated: dict[str, Any] = {n: " ".join(fields[n].split()) or None for n in ("title", "summary", "next_door")}
    try:
        key = derive_key(stated["title"] or "", set(survey.topic))
    except InvalidKeyError as error:
        raise ProposalDeclinedError(
            "The title has no letter of the Latin alphabet, from which a key could be made."
        ) from error
    order = 1 + max((topic.order for topic in survey.topics_of[area.key]), default=0)
    topic = valid(Topic, stated | {"key": key, "parent": area.key, "order": order})
    placed = {
        paper.key: valid(Paper, paper.model_dump() | {"topics": [*paper.topics, key]})
        for paper in papers.values()
        if len(paper.topics) < _MOST_TOPICS
    }
    changed = tuple(placed.get(paper.key, paper) for paper in survey.papers)
    edit = SurveyEdit(replace(survey, papers=changed, topics=(*survey.topics, topic)))
    said = f"Adds a topic below *{inert(area.title)}* and places {len(placed)} of {len(papers)} papers there as well."
    said += " Its prose and where to start are still to be written."
    return _Made(f"Add the topic {key}", said, changes_of(root, survey, edit), topic.path, frozenset(stated))


def _area(survey: Survey, text: str) -> Topic:
    wanted = " ".join(text.split()).casefold()
    found = next((area for area in survey.areas if wanted in (area.key, area.title.casefold())), None)
    if found is None:
        areas = ", ".join(inert(area.title) for area in survey.areas)
        raise ProposalDeclinedError(f"There is no area «{inert(text.strip()[:200])}». The areas are: {areas}.")
    return found


_MAKERS = {"suggestion": _suggestion, "correction": _correction, "new topic": _topic}
