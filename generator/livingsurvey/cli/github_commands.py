"""``survey github``: what the workflows on GitHub run."""

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in, writing
from livingsurvey.cli.output import console
from livingsurvey.model.errors import SurveyError

if TYPE_CHECKING:
    from livingsurvey.github.form_answers import Answers
    from livingsurvey.github.propose_change import ChangeProposal
    from livingsurvey.github.pull_request_comment import WorkflowRun

github = typer.Typer(help="What workflows on GitHub run.", no_args_is_help=True)
app.add_typer(github, name="github")

Event = Annotated[Path, typer.Argument(metavar="EVENT", help="The file of the event: $GITHUB_EVENT_PATH.")]

_PROPOSAL = Path("build/proposal")
_ANSWER = "<!-- survey answer -->"


@github.command()
def comment(event: Event, root: Root = Path()) -> None:
    """Compare the commit that a pull request's build was made of with the main branch, and post it there.

    The commit is fetched as data; nothing of it is checked out or run.
    """
    from livingsurvey.github.github_client import GitHubClient, GitHubError
    from livingsurvey.github.pull_request_comment import CommentRefusedError, post_report

    given, repository = read_event(event), connection()
    try:
        with GitHubClient(**repository) as client:
            done = post_report(root, client, given, _place(repository["repository"]), date.today())
            console.print(done, highlight=False, markup=False)
    except (GitHubError, CommentRefusedError) as error:
        fail(f"Not posted. {error}")


@github.command()
def propose(event: Event, root: Root = Path()) -> None:
    """Change files as the answers of an issue form ask, for a pull request; or answer on the issue why not.

    A change in which the check finds an error or a warning is not made. Title and text of the pull request are written
    to build/proposal; made=true or made=false to $GITHUB_OUTPUT.
    """
    from livingsurvey.github import propose as run
    from livingsurvey.github.declined import ProposalDeclinedError
    from livingsurvey.github.suggest_paper import adder
    from livingsurvey.services.service_client import ServiceClient, settings_from

    answers = _answers(read_event(event))
    if answers is None:
        _made(root, None)
        return
    try:
        with writing(root):
            survey = survey_in(root)
            client = ServiceClient(settings_from(os.environ, survey.settings.mailto))
            proposal = run(root, survey, answers, adder(survey, client), date.today())
            _made(root, proposal)
    except ProposalDeclinedError as error:
        _made(root, None)
        _answer(answers.issue, str(error))
        console.print(f"Declined, and answered on issue {answers.issue}.", highlight=False)
        return
    console.print(proposal.title, highlight=False, markup=False)


@github.command()
def push(event: Event, root: Root = Path()) -> None:
    """Put what `propose` changed on the issue's branch as a new commit, open its pull request, and start the checks.

    A commit, review or comment of somebody else is never pushed past, nor is a closed pull request: the issue is
    answered instead.
    """
    from livingsurvey.github.declined import ProposalDeclinedError
    from livingsurvey.github.form_branch import FormIssue, push_proposal
    from livingsurvey.github.github_client import GitHubClient
    from livingsurvey.github.propose_change import ChangeProposal

    given = read_event(event)
    answers = _answers(given)
    if answers is None:
        return
    try:
        title, body = ((root / _PROPOSAL / name).read_text("utf-8").strip() for name in ("title", "body"))
    except (OSError, UnicodeDecodeError) as error:
        fail(f"There is no proposal; run `survey github propose` first: {error}", code=2)
    try:
        with GitHubClient(**connection()) as client:
            said = push_proposal(root, client, FormIssue.of(given, answers.issue), ChangeProposal(title, body))
    except ProposalDeclinedError as error:
        said = str(error)
    except SurveyError as error:
        fail(f"Not proposed. {error}")
    _answer(answers.issue, said)
    console.print(said, highlight=False, markup=False)


@github.command()
def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The report, in Markdown; empty when all is well.")],
    title: Annotated[str, typer.Option("--title", help="The issue's title.")],
) -> None:
    """Keep one issue with this title up to date: open it when there is something to say, close it when there is not."""
    from livingsurvey.github.github_client import GitHubClient, GitHubError
    from livingsurvey.github.kept_notes import keep_issue

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(f"{file} cannot be read: {error}", code=2)
    try:
        with GitHubClient(**connection()) as repository:
            console.print(keep_issue(repository, title, text), highlight=False)
    except GitHubError as error:
        fail(f"Not reported. {error}")


def _answers(event: Any) -> "Answers | None":
    """The answers in an event; an issue that was not made with a form is left alone."""
    from livingsurvey.github.form_answers import NotAFormError, read_answers

    try:
        return read_answers(event)
    except NotAFormError as error:
        console.print(str(error), highlight=False, markup=False)
        return None


def _answer(issue: int, text: str) -> None:
    from livingsurvey.github.github_client import GitHubClient, GitHubError
    from livingsurvey.github.kept_notes import keep_comment

    try:
        with GitHubClient(**connection()) as repository:
            keep_comment(repository, issue, _ANSWER, text)
    except GitHubError as failed:
        fail(f"Issue {issue} was not answered. {failed}")


def _made(root: Path, proposal: "ChangeProposal | None") -> None:
    """Leave what the workflow's next step needs."""
    from livingsurvey.store.files import write_atomically

    if proposal:
        write_atomically(root / _PROPOSAL / "title", f"{proposal.title}\n".encode())
        write_atomically(root / _PROPOSAL / "body", f"{proposal.body}\n".encode())
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as stream:
            stream.write(f"made={'true' if proposal else 'false'}\n")


def connection() -> dict[str, str]:
    """Where the workflow runs, from the variables that GitHub sets."""
    try:
        named = {"repository": os.environ["GITHUB_REPOSITORY"], "token": os.environ["GITHUB_TOKEN"]}
    except KeyError as error:
        fail(f"The environment lacks {error.args[0]}.", code=2)
    return named | ({"base": os.environ["GITHUB_API_URL"]} if "GITHUB_API_URL" in os.environ else {})


def _place(repository: str) -> "WorkflowRun":
    from livingsurvey.github.pull_request_comment import WorkflowRun

    run = os.environ.get("GITHUB_RUN_ID", "")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return WorkflowRun(f"{server}/{repository}", int(run) if run.isascii() and run.isdigit() else 0)


def read_event(event: Path) -> Any:
    """What the file of an event holds, or end the command."""
    try:
        return json.loads(event.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        fail(f"{event} cannot be read: {error}", code=2)
