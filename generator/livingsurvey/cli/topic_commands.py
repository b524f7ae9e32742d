"""Topics that a collection brings along, and screening in bulk: ``ingest --topics-from``, ``include``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in, write_changes
from livingsurvey.cli.output import console, counted, harmless, print_findings

if TYPE_CHECKING:
    from livingsurvey.commands.place_topics import Placement

_SHOWN = 20  # keywords that are listed


def check_topics_from(given: str) -> None:
    """End the command where ``--topics-from`` names neither a file nor one of the words.

    Args:
        given: what it names.
    """
    from livingsurvey.commands.taxonomy_of import WORDS

    if given not in WORDS and not Path(given).is_file():
        words = "; ".join(f"{word} ({what})" for word, what in WORDS.items())
        fail(f"{harmless(given)} is not a file. Give a LaTeX or Markdown file, or one of: {words}.", code=2)


def place_topics(root: Path, given: str) -> None:
    """Make areas and topics of a taxonomy, place the papers that it cites, and say what became of it.

    Args:
        root: the survey's folder, whose papers have their files.
        given: what ``--topics-from`` names.
    """
    from livingsurvey.commands.place_topics import place
    from livingsurvey.commands.taxonomy_of import find_taxonomy
    from livingsurvey.importers.import_formats import importers_of
    from livingsurvey.store.survey_edit import EditRefusedError

    survey = survey_in(root)
    try:
        found = find_taxonomy(root, survey, given, importers_of(survey.extensions))
        placement = place(root, survey, found.taxonomy, found.keys)
    except (EditRefusedError, OSError) as error:
        fail(f"No topics were made: {harmless(str(error))}")
    write_changes(root, [*placement.changes, *found.proposal])
    for change in found.proposal:
        _show_keywords(change.file, (change.after or b"").decode())
    _tell(placement, found.taxonomy.file)


def _show_keywords(file: str, text: str) -> None:
    """The most frequent keywords as they were written into the file of keywords."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    for line in lines[:_SHOWN]:
        console.print(f"  {harmless(line)}", highlight=False, markup=False)
    said = f"{counted(len(lines), 'keyword')} in {file}, with the number of papers. Change which topics they are there."
    console.print(said, highlight=False, markup=False)


def _tell(placement: "Placement", file: str) -> None:
    areas = sum(topic.parent is None for topic in placement.topics)
    console.print(
        f"{counted(areas, 'area')} and {counted(len(placement.topics) - areas, 'topic')} made from {file}; "
        f"{counted(placement.papers, 'paper')} placed, {placement.placed} of "
        f"{counted(placement.citations, 'citation')} placed.",
        highlight=False,
        markup=False,
    )
    if placement.kept:
        named = ", ".join(placement.kept[:5])
        said = f"{counted(len(placement.kept), 'paper')} stay where a curator has placed them: {named}."
        console.print(said, highlight=False, markup=False)
    print_findings(placement.findings)


@app.command()
def include(
    everything: Annotated[bool, typer.Option("--all", help="All papers that have no decision yet.")] = False,
    topic: Annotated[str, typer.Option(metavar="KEY", help="Those of a topic or an area.")] = "",
    source: Annotated[str, typer.Option(metavar="ID", help="Those of a source.")] = "",
    year: Annotated[str, typer.Option(metavar="YEARS", help="Those of 2019, 2019..2021, 2019.. or ..2021.")] = "",
    keyword: Annotated[str, typer.Option(metavar="WORD", help="Those with a keyword.")] = "",
    title: Annotated[str, typer.Option(metavar="WORDS", help="Those whose title holds these words.")] = "",
    reason: Annotated[str, typer.Option(help="Why nobody need look at them one by one; readers see it.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides; else the user of git.")] = "",
    root: Root = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count them and write nothing.")] = False,
) -> None:
    """Include many papers at once, without screening each: all of them, or those that fit every option.

    A decision that was taken is never changed. Date, name, reason and number are recorded in content/screening.yml
    and shown on the page of the method.
    """
    from livingsurvey.commands.screen_papers import Selection, decision, selected
    from livingsurvey.commands.screen_papers import include as run
    from livingsurvey.store.survey_edit import EditRefusedError

    selection = Selection(topic, source, year, keyword, title)
    if everything == (str(selection) != "all"):
        fail("Say --all, or which papers: --topic, --source, --year, --keyword, --title.", code=2)
    survey = survey_in(root)
    try:
        papers = selected(survey, selection)
        if not papers or dry_run:
            _say_included(len(papers), "would be included" if dry_run else "included; nothing was written")
            return
        changes = run(root, survey, papers, decision(root, papers, selection, reason, by, date.today()))
    except EditRefusedError as error:
        fail(harmless(str(error)), code=2)
    except OSError as error:
        fail(f"Nothing was changed: {error}")
    write_changes(root, changes)
    _say_included(len(papers), "included; the reason is in content/screening.yml")


def _say_included(count: int, done: str) -> None:
    console.print(f"{counted(count, 'paper')} {done}.", highlight=False, markup=False)
