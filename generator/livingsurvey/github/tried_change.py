"""Trying a change in a copy of the content: what the check finds there, and what the change does, before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from livingsurvey.checks.guard import Said, Side, guard
from livingsurvey.checks.run import examine
from livingsurvey.commands.diff import compare
from livingsurvey.commands.diff.diff_report import DiffReport
from livingsurvey.model import Finding, Survey
from livingsurvey.store import load
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.survey_reader import Loaded
from livingsurvey.store.transaction import FileChange, content_copy


@dataclass(frozen=True, slots=True)
class Tried:
    """A change that was made in a copy: the findings it adds, and all that it does."""

    new: tuple[Finding, ...]
    report: DiffReport


def try_change(root: Path, survey: Survey, changes: Sequence[FileChange], today: date | None = None) -> Tried:
    """Make changes in a copy of the content, and run the whole check there and here.

    Args:
        root: the survey's folder.
        survey: what is in it.
        changes: of its files.
        today: the day on which nothing may lie in the future.

    Raises:
        EditRefusedError: when a change cannot be made, or the survey cannot be read afterwards.
    """
    loaded_before = Loaded(survey, ())
    before = _found(root, loaded_before, today)
    with content_copy(root, changes) as copy:
        loaded = load(copy, extensions=survey.extensions)
        after = _found(copy, loaded, today) + _guarded(Side.of(loaded_before, root), Side.of(loaded, copy))
    if loaded.survey is None:
        raise EditRefusedError("The survey could not be read any more.")
    changed = {change.file for change in changes}
    known = {_identity(finding, changed) for finding in before}
    new = tuple(finding for finding in after if _identity(finding, changed) not in known)
    return Tried(new, compare("the survey as it is", survey, loaded.survey, (before, after)))


def _found(root: Path, loaded: Loaded, today: date | None) -> list[Finding]:
    """Every finding, each by itself: a sum of several would change with what it counts."""
    return sorted([*loaded.findings, *(one.finding for one in examine(root, loaded, today))])


def _guarded(before: Side | None, after: Side | None) -> list[Finding]:
    """What the change takes away: no form says in a commit's message what must be said there."""
    return list(guard(before, after, Said())) if before and after else []


def _identity(finding: Finding, changed: set[str]) -> tuple[object, ...]:
    """What makes a finding the same as before: in a file that stays as it is, another wording is no other fault."""
    stays = finding.path and finding.file not in changed
    return finding.file, finding.rule, finding.path if stays else finding.message
