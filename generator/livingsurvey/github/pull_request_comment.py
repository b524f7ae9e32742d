"""Saying on a pull request what it changes: which commit, compared with what, where, and whether its site was built.

The build of a stranger's change runs without a token. This runs afterwards, with the code of the main branch and a
token that can comment, and takes nothing from the build: it fetches the commit from GitHub as data and compares it with
the main branch by itself. Which pull request it is, and which commit is its newest, is asked of GitHub. A comment about
a commit that is not the newest any more says so in its first line, before anything else is tried: so it does even if
what follows is killed.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.commands.diff.diff_markdown import inert, to_markdown
from livingsurvey.github.compare_commits import compare_commits
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import KeptComment, keep_comment, kept_comment, within
from livingsurvey.model.errors import SurveyError
from livingsurvey.store import git_branches

_MARK = "<!-- survey report -->"
_ABOUT = re.compile(r"<!-- commit ([0-9a-f]{40}) -->\n")
_WARNING = "> [!WARNING]\n> "
_STALE = re.compile(r"\A> \[!WARNING\]\n> .*\n\n")
_OUTCOMES = {
    "success": "was built",
    "failure": "could not be built",
    "cancelled": "was not built to the end",
    "timed_out": "was not built in time",
}
_EVENTS = ("pull_request", "workflow_dispatch")


class CommentRefusedError(SurveyError):
    """The event is none that a comment could be made of, or the commit cannot be compared; the message says why."""


class WorkflowRun(NamedTuple):
    """Where this runs: the address of the repository, and the number of the run, or 0."""

    repository: str
    run: int

    def commit(self, name: str) -> str:
        """A link to a commit."""
        return f"[`{name[:7]}`]({self.repository}/commit/{name})"

    def link(self, text: str, run: int | None = None) -> str:
        """A link to a run; without a number, to this one."""
        number = self.run if run is None else run
        return f"[{text}]({self.repository}/actions/runs/{number})" if number else text


class _Build(NamedTuple):
    """A finished build, of what the event says only what can be used."""

    run: int
    commit: str
    branch: str
    owner: str
    outcome: str


def post_report(root: Path, client: GitHubClient, event: Any, place: WorkflowRun, today: date | None = None) -> str:
    """Compare what was built with the main branch, and post it on the pull request, in place of what was said earlier.

    Args:
        root: the survey's folder, where the main branch is checked out.
        client: the repository.
        event: the ``workflow_run`` event.
        place: where this runs.
        today: the day on which nothing may lie in the future.

    Returns:
        One line that says what was done.

    Raises:
        CommentRefusedError: when the event is not what it should be, or the commit cannot be compared.
        GitHubError: when GitHub does not answer.
    """
    build = _build(event)
    pull = _pull_request(client, build)
    if pull is None:
        return "The build belongs to no open pull request; nothing was posted."
    number, newest = int(pull["number"]), str(pull["head"]["sha"])
    earlier = kept_comment(client, number, _MARK)
    why = f"The newest commit is {place.commit(newest)}; see {place.link('the run')}."
    _mark_stale(client, earlier, place, newest, why)
    if newest != build.commit:
        return f"Pull request {number} has a newer commit than was built; its own build will say what it changes."
    try:
        text = _report(root, number, build, place, today)
    except (SurveyError, OSError, RecursionError) as error:
        why = f"{place.commit(newest)} could not be compared: {inert(str(error)[:500])} See {place.link('the run')}."
        if not _mark_stale(client, earlier, place, newest, why):
            keep_comment(client, number, _MARK, f"<!-- commit {newest} -->\n{_WARNING}{why}\n\n")
        raise CommentRefusedError(f"{newest} cannot be compared: {error}") from error
    renewed = keep_comment(client, number, _MARK, f"<!-- commit {newest} -->\n{text}")
    return f"{'Renewed' if renewed else 'Posted'} on pull request {number}."


def _report(root: Path, number: int, build: _Build, place: WorkflowRun, today: date | None) -> str:
    """The comment: what it is about, and the comparison."""
    head = git_branches.fetch(root, f"refs/pull/{number}/head")
    if head != build.commit:
        raise CommentRefusedError(f"the pull request's newest commit is {head}, which was not built.")
    base = git_branches.common_commit(root, "HEAD", head)
    if base is None:
        raise CommentRefusedError("it has no commit in common with the main branch.")
    outcome = f"Its site {_OUTCOMES.get(build.outcome, 'was not built')} ({place.link('build', build.run)})."
    compared = f"compared with {place.commit(base)} of the main branch by {place.link('this run')}"
    first = f"About commit {place.commit(head)}, {compared}. {outcome}"
    return f"{first}\n\n{to_markdown(compare_commits(root, base, head, today))}"


def _mark_stale(client: GitHubClient, earlier: KeptComment | None, place: WorkflowRun, newest: str, why: str) -> bool:
    """Let a comment begin with which commit it is about, unless that is the newest; return whether there is one."""
    if earlier is None:
        return False
    mark, _, rest = earlier.body.partition("\n")
    about = _ABOUT.match(rest)
    if about and about[1] == newest:
        return True
    commit = place.commit(about[1]) if about else "an earlier commit"
    text = _STALE.sub("", rest[about.end() :] if about else rest)
    warning = f"{_WARNING}This is about {commit}, which is not the newest any more. {why}\n\n"
    body = within(f"{mark}\n{about[0] if about else ''}{warning}{text}")
    client.send("PATCH", f"issues/comments/{earlier.id}", {"body": body})
    return True


def _build(event: Any) -> _Build:
    """The parts of the event that are used, each of the type it must have."""
    try:
        run = event["workflow_run"]
        commit, owner = str(run["head_sha"]), str(run["head_repository"]["owner"]["login"])
        found = _Build(int(run["id"]), commit, str(run["head_branch"]), owner, str(run.get("conclusion")))
        if run["event"] not in _EVENTS or not re.fullmatch("[0-9a-f]{40}", commit):
            raise CommentRefusedError("The event is not of the build of a pull request.")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CommentRefusedError("The event is not of a finished workflow.") from error
    return found


def _pull_request(client: GitHubClient, build: _Build) -> dict[str, Any] | None:
    """The open pull request whose commit was built: the one that ends with it, else one that has grown since."""
    listed = client.every("pulls", state="open", head=f"{build.owner}:{build.branch}")
    pulls = [pull for pull in listed if isinstance(pull.get("head"), dict) and "sha" in pull["head"]]
    return next((pull for pull in pulls if pull["head"]["sha"] == build.commit), next(iter(pulls), None))
