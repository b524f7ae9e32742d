"""Topics that a collection brings along, and screening in bulk: ``ingest --topics-from``, ``include``."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in, write_changes, writing
from livingsurvey.cli.output import console, counted, harmless, print_findings

if TYPE_CHECKING:
    from livingsurvey.commands.place_topics import Placement
    from livingsurvey.commands.taxonomy_of import FoundTaxonomy

_NO_WORDS = "leads nowhere: no paper has a keyword that is a topic. Look whether the bibliography states keywords."
_NOTHING = {
    "keywords": _NO_WORDS,
    "tags": _NO_WORDS,
    "groups": "holds no group of JabRef with papers in it.",
    "collections": "holds no collection of Zotero with papers in it. Export it as «Zotero RDF».",
}
_NOTHING_CITED = "holds no section that cites. Write \\cite{key}, [@key], or links to DOI or arXiv below each heading."
_SHOWN = 20  # keywords that are listed


def check_topics_from(given: str) -> None:
    """End the command where ``--topics-from`` names neither a file nor one of the words.

    Args:
        given: what it names.
    """
    from livingsurvey.commands.taxonomy_of import WORDS

    if given not in WORDS and not (Path(given).is_file() and os.access(given, os.R_OK)):
        words = "; ".join(f"{word} ({what})" for word, what in WORDS.items())
        fail(
            f"{harmless(given)} is no file that can be read. Give a LaTeX or Markdown file, or one of: {words}.", code=2
        )


def place_topics(root: Path, given: str, keys: Mapping[str, str]) -> Callable[[], None]:
    """Make areas and topics of a taxonomy, and place the papers that it cites.

    Args:
        root: the survey's folder, whose papers have their files.
        given: what ``--topics-from`` names.
        keys: the papers' keys, by the citation keys of the bibliography.

    Returns:
        What says what became of it, and ends the command where there was nothing to make topics of.
    """
    from livingsurvey.commands.place_topics import place
    from livingsurvey.commands.taxonomy_of import find_taxonomy
    from livingsurvey.store.survey_edit import EditRefusedError

    survey = survey_in(root)
    try:
        found = find_taxonomy(root, survey, given, keys)
        placement = place(root, survey, found.taxonomy, found.keys)
    except EditRefusedError as error:
        fail(f"No topics were made, and nothing was imported: {harmless(str(error))}")
    if found.taxonomy.sections:
        write_changes(root, [*placement.changes, *found.proposal])
    return lambda: _tell_topics(given, found, placement)


def _tell_topics(given: str, found: "FoundTaxonomy", placement: "Placement") -> None:
    if not found.taxonomy.sections:
        print_findings(placement.findings)
        fail(f"No topics were made: {harmless(found.taxonomy.file)} {_NOTHING.get(given, _NOTHING_CITED)}")
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
    with writing(root, dry_run):
        survey = survey_in(root)
        try:
            papers = selected(survey, selection)
            if not papers or dry_run:
                _say_included(len(papers), "would be included" if dry_run else "included; nothing was written")
                return
            changes = run(root, survey, papers, decision(root, papers, selection, reason, by, date.today()))
        except EditRefusedError as error:
            fail(harmless(str(error)), code=2)
        write_changes(root, changes)
    _say_included(len(papers), "included; the reason is in content/screening.yml")


def _say_included(count: int, done: str) -> None:
    console.print(f"{counted(count, 'paper')} {done}.", highlight=False, markup=False)
