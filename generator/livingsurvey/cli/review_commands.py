"""The commands that look at a change: what it does, and reporting that on its pull request."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, checked, fail, survey_in, writing
from livingsurvey.cli.output import console, print_data

if TYPE_CHECKING:
    from livingsurvey.github.propose_change import ChangeProposal
    from livingsurvey.model import Finding, Survey
    from livingsurvey.store.survey_reader import Loaded

github = typer.Typer(help="What workflows on GitHub run.", no_args_is_help=True)
app.add_typer(github, name="github")

Event = Annotated[Path, typer.Argument(metavar="EVENT", help="The file of the event: $GITHUB_EVENT_PATH.")]


@app.command()
def diff(
    base: Annotated[str, typer.Argument(metavar="BASE", help="A branch, tag or commit to compare with.")],
    root: Root = Path(),
    output: Annotated[str, typer.Option("--format", help="markdown or json")] = "markdown",
    pages: Annotated[bool, typer.Option(help="Compare the pages as readers see them, too.")] = True,
) -> None:
    """Show what a change does to the survey: papers, topics, numbers, new findings, pages before and after."""
    from livingsurvey.commands.diff import Compared, compare, fitted, to_markdown
    from livingsurvey.store import load
    from livingsurvey.store.base_revision import BaseRevisionError, content_at
    from livingsurvey.store.extended import load_extended

    if output not in ("markdown", "json"):
        raise typer.BadParameter("choose markdown or json", param_hint="--format")
    try:
        with content_at(checked(root), base) as folder:
            now = load_extended(root)  # pages and findings of both are made by the same extensions
            past = load(folder, extensions=now.survey.extensions) if now.survey else now
            compared = Compared.of(root, base)
            before, had, pages_before = _state(folder, past, pages)
            after, found, shown = _state(root, now, pages)
    except BaseRevisionError as error:
        fail(f"{base} cannot be compared with: {error}", code=2)
    report = compare(base, before, after, (had, found), (pages_before, shown), compared)
    text = fitted(report).model_dump_json() if output == "json" else to_markdown(report, longest=None)
    print_data(text + "\n")


def _state(root: Path, loaded: "Loaded", pages: bool) -> "tuple[Survey, tuple[Finding, ...], dict[str, str]]":
    """A survey, the findings on it, and its pages."""
    from livingsurvey.checks.run import check

    if loaded.survey is None:
        fail("; ".join(map(str, loaded.findings)) or f"{root} contains no survey.")
    return loaded.survey, check(root, loaded), _pages(loaded.survey) if pages else {}


def _pages(survey: "Survey") -> dict[str, str]:
    from livingsurvey.analysis import derive
    from livingsurvey.site.render import render_pages

    return render_pages(survey, derive(survey))


@github.command()
def comment(event: Event) -> None:
    """Post the report that a pull request's build left, on the pull request. Trusts nothing in the report."""
    from livingsurvey.github.github_client import GitHubClient, GitHubError
    from livingsurvey.github.pull_request_comment import CommentRefusedError, post_report

    try:
        with GitHubClient(**_repository()) as repository:
            console.print(post_report(repository, _read(event)), highlight=False, markup=False)
    except (GitHubError, CommentRefusedError) as error:
        fail(f"Not posted. {error}")


@github.command()
def propose(event: Event, root: Root = Path()) -> None:
    """Change files as the answers of an issue form ask, for a pull request; or answer on the issue why not.

    Title and text of the pull request are written to build/proposal; made=true or made=false to $GITHUB_OUTPUT.
    """
    from livingsurvey.github import propose as run
    from livingsurvey.github.form_answers import NotAFormError, read_answers
    from livingsurvey.github.github_client import GitHubClient, GitHubError
    from livingsurvey.github.kept_notes import keep_comment
    from livingsurvey.github.propose_change import ProposalDeclinedError
    from livingsurvey.github.suggest_paper import adder
    from livingsurvey.services.service_client import ServiceClient, settings_from

    try:
        answers = read_answers(_read(event))
    except NotAFormError as error:
        _made(root, None)
        console.print(str(error), highlight=False, markup=False)
        return
    try:
        with writing(root):
            survey = survey_in(root)
            client = ServiceClient(settings_from(os.environ, survey.settings.mailto))
            proposal = run(root, survey, answers, adder(root, survey, client))
            _made(root, proposal)
    except ProposalDeclinedError as error:
        _made(root, None)
        try:
            with GitHubClient(**_repository()) as repository:
                keep_comment(repository, answers.issue, "<!-- survey answer -->", str(error))
        except GitHubError as failed:
            fail(f"Declined, but not answered. {failed}")
        console.print(f"Declined, and answered on issue {answers.issue}.", highlight=False)
        return
    console.print(proposal.title, highlight=False, markup=False)


def _made(root: Path, proposal: "ChangeProposal | None") -> None:
    """Leave what the workflow's next step needs."""
    from livingsurvey.store.files import write_atomically

    if proposal:
        write_atomically(root / "build/proposal/title", f"{proposal.title}\n".encode())
        write_atomically(root / "build/proposal/body", f"{proposal.body}\n".encode())
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as stream:
            stream.write(f"made={'true' if proposal else 'false'}\n")


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
        with GitHubClient(**_repository()) as repository:
            console.print(keep_issue(repository, title, text), highlight=False)
    except GitHubError as error:
        fail(f"Not reported. {error}")


def _repository() -> dict[str, str]:
    """Where the workflow runs, from the variables that GitHub sets."""
    try:
        named = {"repository": os.environ["GITHUB_REPOSITORY"], "token": os.environ["GITHUB_TOKEN"]}
    except KeyError as error:
        fail(f"The environment lacks {error.args[0]}.", code=2)
    return named | ({"base": os.environ["GITHUB_API_URL"]} if "GITHUB_API_URL" in os.environ else {})


def _read(event: Path) -> Any:
    try:
        return json.loads(event.read_bytes())
    except (OSError, ValueError) as error:
        fail(f"{event} cannot be read: {error}", code=2)
