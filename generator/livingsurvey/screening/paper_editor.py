"""Editing one paper while rules look on: its values, what they find, what would change, and saving it."""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from livingsurvey.checks.one_paper import OnePaperCheck
from livingsurvey.commands.decide_candidates import readings_file_of
from livingsurvey.commands.edit_paper_values import edited_paper, readings_added, values_of, with_edited
from livingsurvey.importers.stated_facts import StatedFacts
from livingsurvey.model import Finding, Paper, Severity, Survey
from livingsurvey.model.fields import Problem
from livingsurvey.screening.paper_forms import forms_of
from livingsurvey.screening.request_bodies import PaperCheckBody, PaperSaveBody, RequestRefusedError
from livingsurvey.screening.screening_session import ScreeningSession
from livingsurvey.screening.screening_state import Data
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import FileChange


class _Tried(NamedTuple):
    """A paper as it would be: ``None`` where the values make none; the change of its file, and what is found."""

    paper: Paper | None
    change: FileChange | None
    findings: list[Data]


class PaperEditor:
    """The editor of the papers of a survey.

    Args:
        session: the survey while it is screened.
    """

    def __init__(self, session: ScreeningSession) -> None:
        self._session = session
        self._of: Survey | None = None

    def shown(self, key: str) -> Data:
        """A paper with its form, and what the rules find in it.

        Raises:
            RequestRefusedError: when there is no such paper.
        """
        paper, data = self._file(key)
        findings = [_finding(one) for one in self._check.findings(paper, data)]
        values = values_of(paper, self._session.survey.fields)
        forms = forms_of(self._session.survey)
        return {"key": key, "digest": _digest(data), "values": values, "forms": forms, "findings": findings}

    def checked(self, body: PaperCheckBody) -> Data:
        """What the rules would find in a paper with other values, and how its file would change.

        Raises:
            RequestRefusedError: when there is no such paper.
        """
        tried = self._try(body.key, body.values, "…")
        change = tried.change
        return {"findings": tried.findings, "diff": change.diff() if change and change.before != change.after else ""}

    def saved(self, body: PaperSaveBody) -> Data:
        """Write other values into the file of a paper, unless the rules find an error that is not there now.

        Raises:
            RequestRefusedError: when the file was changed meanwhile, or there is no such paper.
        """
        findings: list[Data] = []
        changes, _ = self._session.edit(lambda survey: self._edit(survey, body, findings))
        return {
            "written": [change.file for change in changes],
            "findings": findings,
            "digest": _digest(self._file(body.key)[1]),
        }

    def _edit(self, survey: Survey, body: PaperSaveBody, findings: list[Data]) -> SurveyEdit:
        """The survey with the edited paper; as it is where an error speaks against it. Appends to ``findings``."""
        before, data = self._file(body.key)
        if _digest(data) != body.digest:
            raise RequestRefusedError(f"{before.path} was changed meanwhile; look at it again.", 409)
        reader, note = body.reader.strip(), body.note.strip()
        tried = self._try(body.key, body.values, note or f"corrected by {reader}")
        findings += tried.findings
        if tried.paper is None or tried.paper == before:
            return SurveyEdit(survey)
        findings += map(_finding, self._check.errors_elsewhere(before, tried.paper))
        known = [_finding(one) for one in self._check.findings(before, data)]
        if any(one["level"] == Severity.ERROR and one not in known for one in findings):
            return SurveyEdit(survey)
        return with_edited(survey, tried.paper, reader, self._session.day, note, readings_file_of(reader))

    def _file(self, key: str) -> tuple[Paper, bytes]:
        paper = self._session.survey.paper.get(key)
        if paper is None:
            raise RequestRefusedError(f"There is no paper {key[:100]!a}.", 404)
        return paper, (self._session.root / paper.path).read_bytes()

    @property
    def _check(self) -> OnePaperCheck:
        """The rules, ready for the survey as it is."""
        survey = self._session.survey
        if self._of is not survey:
            stated = StatedFacts(self._session.root, survey)
            self._of, self._ready = survey, OnePaperCheck(survey, stated, self._session.today)
        return self._ready

    def _try(self, key: str, values: Mapping[str, Any], why: str) -> _Tried:
        survey = self._session.survey
        before, _ = self._file(key)
        after, problems = edited_paper(survey, before, values, why)
        if after is None:
            return _Tried(None, None, [_problem(one) for one in problems])
        try:
            change = document_change(self._session.root, before, after, survey.fields)
        except EditRefusedError as error:
            return _Tried(None, None, [_problem(Problem((), str(error).rstrip("."), ""))])
        more = readings_added(survey, after, "…", self._session.day, "", "")
        findings = self._check.findings(after, change.after or b"", more)
        return _Tried(after, change, [_finding(one) for one in findings])


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _finding(found: Finding) -> Data:
    return {
        "level": str(found.severity),
        "rule": found.rule,
        "field": ".".join(map(str, found.path)),
        "file": found.file,
        "message": found.message,
        "fix": found.fix,
    }


def _problem(problem: Problem) -> Data:
    """What is wrong with a value that no model holds, as a finding."""
    field = ".".join(map(str, problem.path))
    message = f"{problem.message}."
    return {"level": "error", "rule": "schema", "field": field, "file": "", "message": message, "fix": problem.fix}
