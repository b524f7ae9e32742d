"""``fmt`` the files, and ``status`` of the curation."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, checked, fail, survey_in, write_changes, writing
from livingsurvey.cli.output import console, counted, harmless, print_data, print_diff

if TYPE_CHECKING:
    from livingsurvey.commands.curation_status import CurationStatus


@app.command()
def fmt(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILES]", help="Files; without any, all.")] = None,
    root: Root = Path(),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit code 1 if a file would change.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff and write nothing.")] = False,
) -> None:
    """Put files in form: order of fields and terms, line ends, spaces at the ends of lines.

    No value changes; comments, quotes and formatting by hand stay.
    """
    from livingsurvey.commands.fix_findings import FORM, fixes
    from livingsurvey.store import load

    wanted = _relative(checked(root), files) if files else None
    with writing(root, check or dry_run):
        changes = fixes(
            root, load(root), date.today(), lambda f: f.rule in FORM and (wanted is None or f.file in wanted)
        )
        if not (check or dry_run):
            write_changes(root, changes)
    for change in changes:
        if dry_run:
            print_diff(change.diff())
        else:
            console.print(change.file, highlight=False, markup=False)
    done = "would change" if check or dry_run else "changed"
    console.print(f"{counted(len(changes), 'file')} {done}.", highlight=False)
    if check and changes:
        raise typer.Exit(1)


def _relative(root: Path, files: list[Path]) -> set[str]:
    """The files as the survey names them."""
    base = root.resolve()
    found = set()
    for file in files:
        path = file.resolve()
        if not path.is_file() or not path.is_relative_to(base / "content"):
            fail(f"{harmless(str(file))} is no file of the survey's content.", code=2)
        found.add(path.relative_to(base).as_posix())
    return found


@app.command()
def status(
    root: Root = Path(),
    output: Annotated[str, typer.Option("--format", help="people or json")] = "people",
    months: Annotated[int, typer.Option(help="After how many months a topic counts as quiet.", min=1)] = 6,
) -> None:
    """Show what is left to curate, how much is filled in, topics with nothing new, and papers that are missing."""
    from livingsurvey.commands.curation_status import curation_status
    from livingsurvey.store.history import last_commit, with_history

    if output not in ("people", "json"):
        fail("choose people or json for --format", code=2)
    survey = survey_in(root)
    survey = with_history(root, survey) if survey.statements.questions else survey
    state = curation_status(survey, last_commit(root).date, months)
    if output == "json":
        print_data(json.dumps(asdict(state), ensure_ascii=False, indent=1) + "\n")
    else:
        _print(state, months)


def _print(state: "CurationStatus", months: int) -> None:
    said = f"{state.papers} papers: {state.included} included, {state.excluded} excluded, "
    said += f"{len(state.unscreened)} not screened, {len(state.unfinished)} included without a required field, "
    console.print(f"{said}{state.homeless} in no topic.", highlight=False)
    if state.waiting:
        console.print(f"{counted(state.waiting, 'candidate')} to decide on. Next: survey screen.", highlight=False)
    for key in (*state.unscreened, *state.unfinished):
        console.print(f"  content/papers/{key}.md", highlight=False, markup=False)
    wide = max([len("topic"), *(len(row.key) for row in state.topics)])
    _print_row(wide, "topic", ("papers", *state.filled), "newest")
    for row in state.topics:
        newest = f"{row.newest or '–'}{'  quiet' if row.quiet else ''}"
        _print_row(wide, row.key, (row.papers, *row.filled.values()), newest)
    _print_row(wide, "all", (state.papers - state.excluded, *state.filled.values()), "")
    quiet = [row.key for row in state.topics if row.quiet]
    console.print(f"Nothing new for {months} months: {', '.join(quiet) or 'no topic'}.", highlight=False)
    console.print(f"Versions of the abstract disagree in figures: {len(state.disagreeing)}.", highlight=False)
    for key in state.disagreeing:
        console.print(f"  content/papers/{key}.md", highlight=False, markup=False)
    console.print(f"Named, but not here: {len(state.absent)}.", highlight=False)
    for one in state.absent:
        where = ", ".join(one.papers[:3]) + (f" and {len(one.papers) - 3} more" if len(one.papers) > 3 else "")
        console.print(f"  {harmless(one.name)}: {where}", highlight=False, markup=False)
    if state.questions:
        console.print(f"Open questions to look at again: {len(state.questions)}.", highlight=False)
    for question in state.questions:
        count = f"{len(question.arrived)} paper{'s' * (len(question.arrived) != 1)}"
        console.print(f"  {question.id}: {count} arrived since {question.checked}", highlight=False, markup=False)


def _print_row(wide: int, name: str, counts: "tuple[object, ...]", end: str) -> None:
    console.print(f"{name:<{wide}}" + "".join(f"{count!s:>8}" for count in counts) + f"  {end}", highlight=False)
