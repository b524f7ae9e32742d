"""``survey watch``: run the saved searches that are due, or take in the bibliographies of a folder."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in
from livingsurvey.cli.output import console, counted, print_data, print_findings, print_lines

if TYPE_CHECKING:
    from livingsurvey.commands.watch_searches import RanSearch, WatchOutcome
    from livingsurvey.model import Survey
    from livingsurvey.store.survey_reader import Cache

_REPORTS = ("markdown", "mail")
_DRY = "Nothing was written."


@app.command()
def watch(
    root: Root = Path(),
    search: Annotated[
        list[str] | None, typer.Option("--search", metavar="ID", help="Run only this one, due or not; may be repeated.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Read the bibliographies of this folder instead; ask no service.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", "--force", help="Run what is not due, too, and read unchanged files again.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask, and show what would come, but write nothing.")
    ] = False,
    report: Annotated[
        str, typer.Option(metavar="FORMAT", help="Print what waits as a report instead: markdown or mail.")
    ] = "",
) -> None:
    """Run the saved searches that are due: what is known is recognised, what is new waits for a decision.

    Searches are in content/watch.yml. Each run is noted, also one that fails: it stops no other, and the next one goes
    on where it stopped.

    Exit codes: 0 all that was due was run; 1 a search failed; 2 the command was called wrongly.
    """
    from livingsurvey.store.survey_reader import Cache

    _refuse_wrong(search or [], folder, report)
    survey = survey_in(root, cache := Cache())
    done: list[RanSearch] = []
    try:
        outcome = _run(root, survey, search or [], folder, every, dry_run, done, cache)
    finally:  # what was written before an interruption is told, too
        if not report:
            _print(done)
    if report:
        _print_report(outcome.survey, report)
    else:
        _print_rest(outcome, dry_run)
    if outcome.failed:
        raise typer.Exit(1)


def _refuse_wrong(only: list[str], folder: Path | None, report: str) -> None:
    """End the command where its options cannot be what is meant."""
    if report and report not in _REPORTS:
        raise typer.BadParameter(f"choose {' or '.join(_REPORTS)}", param_hint="--report")
    if folder and (only or not folder.is_dir()):
        fail("Give --folder or --search, not both." if only else f"{folder} is no folder.", code=2)


def _run(
    root: Path,
    survey: "Survey",
    only: list[str],
    folder: Path | None,
    every: bool,
    dry_run: bool,
    done: "list[RanSearch]",
    cache: "Cache",
) -> "WatchOutcome":
    """Run what is asked for; each search that was run is added to ``done``."""
    from livingsurvey.commands.watch_searches import run_searches, watch_given_folder
    from livingsurvey.services.service_client import ServiceClient, settings_from
    from livingsurvey.store.search_files import WATCH_FILE
    from livingsurvey.store.survey_edit import EditRefusedError

    try:
        if folder:
            outcome = watch_given_folder(root, survey, folder, date.today(), every, dry_run, cache)
            done += outcome.ran
            return outcome
        if survey.watch is None or not survey.watch.searches:
            fail(f"There is no saved search. Write one into {WATCH_FILE}, or name a folder with --folder.", code=2)
        settings = settings_from(os.environ, survey.settings.mailto)
        client = ServiceClient(settings, purpose="survey watch")
        return run_searches(root, survey, client, date.today(), only, every, dry_run, done.append, cache)
    except EditRefusedError as error:
        fail(str(error), code=2)


def _print(done: "Iterable[RanSearch]") -> None:
    """Print a line for each search, then what went wrong, what is doubtful, and what could not be read."""
    from rich.table import Table

    table = Table("search", "when", "records", "known", "new", "unread", "", box=None, pad_edge=False)
    for one in done:
        run = one.run
        state = "failed" if run.fault else "goes on the next time" if run.resume else ""
        table.add_row(run.search, run.date, *map(str, (run.records, run.known, run.new, run.unread)), state)
    if table.row_count:
        console.print(table, highlight=False, markup=False)
    for one in done:
        print_lines([f"{one.run.search}: {one.run.fault}"] if one.run.fault else [], style="red")
        print_lines(f"{new.key} may be the same work as {new.other}: {new.why}." for new in one.doubtful)
        print_findings(one.failures)


def _print_rest(outcome: "WatchOutcome", dry_run: bool) -> None:
    """Print what is due later, how much waits, and what to do next."""
    if not outcome.ran and outcome.later:
        soon = min(outcome.later, key=lambda name: outcome.later[name])
        console.print(f"No search is due before {outcome.later[soon]} ({soon}); --all runs them now.", highlight=False)
    waiting = sum(one.waits for one in outcome.survey.candidates)
    waits = f"{counted(waiting, 'candidate')} {'wait' if waiting != 1 else 'waits'} for a decision"
    next_step = f" {_DRY}" if dry_run else " Next: survey screen." if waiting else ""
    console.print(f"{waits}.{next_step}", highlight=False, markup=False)


def _print_report(survey: "Survey", form: str) -> None:
    from livingsurvey.commands.watch_report import report

    print_data(report(survey, date.today(), "mail" if form == "mail" else "markdown"))
