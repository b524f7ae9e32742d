"""Deciding candidates by ticked boxes and a comment ``/done``.

The comment is an ``issue_comment`` event, which anybody can cause: it counts only when its author is a curator, as
GitHub says, and only on an issue that was opened here. What is ticked is read from the issue as it is now. Decisions
are made in a copy first; one in which the check finds an error or a warning is not made, and the others are.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from livingsurvey.commands.decide_candidates import CandidateAnswer, decided
from livingsurvey.commands.watch_report import quoted
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.incoming_issue import DONE, is_ours, renew_issue
from livingsurvey.github.ticked_answers import answers_of
from livingsurvey.github.ticked_boxes import Tick, read_ticks
from livingsurvey.github.tried_change import try_change
from livingsurvey.github.weekly_branch import push_content, take_up, weekly_branch
from livingsurvey.github.weekly_proposal import decision_line, weekly_proposal
from livingsurvey.model import Finding, Severity, Survey, paths
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.extended import load_extended
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange, apply

#: Who GitHub says may decide: the owner, members of the owning organisation, and who was invited.
CURATORS = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_SUMMARY = re.compile(r"\s*(?:[-*]\s+)?`?(?P<key>[a-z0-9-]{1,100})`?:\s+(?P<summary>\S.*?)\s*")
#: What may be left to do in a new paper, although the check warns of it: it is said in the answer.
_LEFT_TO_DO = frozenset({"included-incomplete"})
_MOST_TOLD = 40  # lines of an answer


class NotDoneError(SurveyError):
    """The event is no curator's ``/done`` on our issue of candidates; nothing is done, and nobody is answered."""


class DoneComment(NamedTuple):
    """A comment ``/done``: the number of the issue, the id of the comment, who wrote it, and the summaries in it."""

    issue: int
    comment: int
    reader: str
    summaries: Mapping[str, str] = MappingProxyType({})

    @property
    def mark(self) -> str:
        """What the answer to it begins with: each comment has one answer."""
        return f"<!-- survey decisions {self.comment} -->"


def done_comment(event: Any) -> DoneComment:
    """Read an ``issue_comment`` event.

    Raises:
        NotDoneError: when it is none that decides anything; the message says why.
    """
    try:
        comment, issue = event["comment"], event["issue"]
        said, user = str(comment.get("body") or ""), comment.get("user") or {}
        found = DoneComment(int(issue["number"]), int(comment["id"]), str(user.get("login")), _summaries(said))
        reasons = {
            "The event is no new comment.": event.get("action") != "created",
            "The comment is on a pull request.": "pull_request" in issue,
            f"The comment does not say {DONE} on a line of its own.": DONE not in map(str.strip, said.splitlines()),
            "The comment is not a curator's.": comment.get("author_association") not in CURATORS,
            "The comment is a program's.": user.get("type") != "User" or not _LOGIN.fullmatch(found.reader),
            "The issue is none of candidates.": not is_ours(issue),
        }
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotDoneError("The event has no comment on an issue.") from error
    if why := next((said for said, is_so in reasons.items() if is_so), ""):
        raise NotDoneError(why)
    return found


def _summaries(said: str) -> Mapping[str, str]:
    """Lines such as ``a-key: What it does.``, by key; what is no such line is talk."""
    found = (_SUMMARY.fullmatch(line) for line in said.splitlines())
    return {one["key"]: one["summary"] for one in found if one}


def decide_ticked(root: Path, client: GitHubClient, done: DoneComment, today: date) -> str:
    """Decide what is ticked, propose the files, and write the issue anew.

    Args:
        root: the survey's folder, where the main branch is checked out.
        client: the repository.
        done: the comment.
        today: the date of the decisions.

    Returns:
        What to answer on the issue, in Markdown.

    Raises:
        ProposalDeclinedError: when nothing can be decided now; the message says why, in Markdown.
        GitError: when git refuses.
        GitHubError: when GitHub does not answer, or refuses.
    """
    issue = client.get(f"issues/{done.issue}")
    if not isinstance(issue, dict) or not is_ours(issue) or issue.get("state") != "open":
        raise ProposalDeclinedError("This issue is closed, or its first line was changed. Tick in the open one.")
    ticks = read_ticks(str(issue["body"]))
    branch = weekly_branch(root, client)
    take_up(root, client, branch)
    survey = _survey(root)
    given = answers_of(survey, ticks, done.reader, today.isoformat(), done.summaries)
    made, refused = _decide(root, survey, given.answers, today)
    after = _survey(root) if made else survey
    said = push_content(root, client, branch, weekly_proposal(root, after), after.settings.branch)
    renew_issue(client, after, today, _answered(ticks, made, after))
    return _told(after, made, [*given.refused, *refused], given.past, said)


def _survey(root: Path) -> Survey:
    loaded = load_extended(root)
    if loaded.survey is None or loaded.findings:
        first = next(iter(loaded.findings), None)
        where = f" {quoted(first.file)}: {quoted(first.message)}" if first else ""
        raise ProposalDeclinedError(f"The survey cannot be read, so nothing was changed.{where}")
    return loaded.survey


def _decide(
    root: Path, survey: Survey, answers: Sequence[CandidateAnswer], today: date
) -> tuple[tuple[CandidateAnswer, ...], list[str]]:
    """Write the decisions that can be made; return their answers, and why the others were refused."""
    left, refused = _possible(survey, answers)
    while left:
        changes = changes_of(root, survey, decided(survey, list(left.values())))
        faults = _faults(root, survey, changes, today)
        if not faults:
            apply(root, changes)
            return tuple(left.values()), refused
        wrong = {key: [one for one in faults if one.file == _file(key)] for key in left}
        for key in [key for key, found in wrong.items() if found] or list(left):
            found = wrong[key] or faults
            said = "; ".join(f"{quoted(one.message)} ({quoted(one.rule)})" for one in found[:3])
            refused.append(f"{quoted(survey.candidate[key].title)}: the check finds: {said}")
            del left[key]
    return (), refused


def _possible(survey: Survey, answers: Sequence[CandidateAnswer]) -> tuple[dict[str, CandidateAnswer], list[str]]:
    """The answers that can be given, by key; where all together cannot, each is tried by itself."""
    left, refused = {one.key: one for one in answers}, []
    try:
        decided(survey, answers)
    except EditRefusedError:
        for key, answer in list(left.items()):
            try:
                decided(survey, [answer])
            except EditRefusedError as error:
                refused.append(f"{quoted(survey.candidate[key].title)}: {quoted(str(error))}")
                del left[key]
    return left, refused


def _faults(root: Path, survey: Survey, changes: Sequence[FileChange], today: date) -> list[Finding]:
    """What the check would fail on, but for what is still to be written in a new paper."""
    new = try_change(root, survey, changes, today).new
    return [one for one in new if one.severity != Severity.ADVICE and one.rule not in _LEFT_TO_DO]


def _file(key: str) -> str:
    return f"content/{paths.paper_source(key)}"


def _answered(ticks: Sequence[Tick], made: Sequence[CandidateAnswer], after: Survey) -> frozenset[Tick]:
    """The ticks that have done their work; the others stay for whoever ticked them."""
    keys = {one.key for one in made} | {one.key for one in after.candidates if not one.waits}
    return frozenset(tick for tick in ticks if tick.key in keys)


def _told(
    survey: Survey, made: Sequence[CandidateAnswer], refused: Sequence[str], past: Sequence[str], said: str
) -> str:
    """The answer: what was decided, what could not be, and what remains."""
    one_by_one: Mapping[str, Sequence[str]] = {
        f"Decided: {len(made)}": [_line(survey, one) for one in made],
        f"Nothing was changed for {len(refused)}": refused,
        f"Decided before: {len(past)}": past,
    }
    parts = [f"**{head}**\n\n{_list(lines)}" for head, lines in one_by_one.items() if lines]
    wait = sum(one.waits and one.key not in survey.paper for one in survey.candidates)
    rest = f"{wait} {'candidate waits' if wait == 1 else 'candidates wait'}."
    return "\n\n".join(filter(None, [*(parts or ["Nothing is ticked."]), said, rest]))


def _line(survey: Survey, answer: CandidateAnswer) -> str:
    candidate = survey.candidate[answer.key]
    if candidate.decision:
        paper = survey.paper.get(answer.key)
        lacks = ", ".join(survey.missing(paper)) if paper else ""
        return f"{decision_line(survey, candidate)}{f' (still to be written: {lacks})' if lacks else ''}"
    return f"{answer.status} says {quoted(answer.reader)}, and it waits: {quoted(candidate.title)}"


def _list(lines: Sequence[str]) -> str:
    more = [f"- and {len(lines) - _MOST_TOLD} more"] if len(lines) > _MOST_TOLD else []
    return "\n".join([*(f"- {line}" for line in lines[:_MOST_TOLD]), *more])
