"""The command that looks at a change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, checked, fail
from livingsurvey.cli.output import print_data

if TYPE_CHECKING:
    from livingsurvey.model import Finding, Survey
    from livingsurvey.store.survey_reader import Loaded


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
