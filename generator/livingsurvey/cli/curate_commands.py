"""The small verbs of a curator: ``rename``, ``merge``, ``move``, ``vocab``, ``fmt``, ``status``."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli import command_support
from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, fail, survey_in, writing
from livingsurvey.cli.output import console, counted, harmless, print_diff

if TYPE_CHECKING:
    from livingsurvey.model import Survey
    from livingsurvey.store.survey_edit import SurveyEdit

move = typer.Typer(help="Rename, merge and split topics, across all papers.", no_args_is_help=True)
vocab = typer.Typer(help="Rename, merge and deprecate terms, across all papers.", no_args_is_help=True)
app.add_typer(move, name="move")
app.add_typer(vocab, name="vocab")

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the diff and write nothing.")]
Vocabulary = Annotated[str, typer.Argument(help="the name of a file in content/vocabulary, without .yml.")]
Old = Annotated[str, typer.Argument(metavar="OLD", help="What it is called now.")]
New = Annotated[str, typer.Argument(metavar="NEW", help="What it is to be called.")]
One = Annotated[str, typer.Argument(metavar="A", help="What goes.")]
Into = Annotated[str, typer.Argument(metavar="INTO", help="What stays.")]
_Into = Annotated[str, typer.Argument(metavar="[into]", help="The word «into», or what stays.")]
_Last = Annotated[str, typer.Argument(metavar="B", help="What stays.", show_default=False)]


def _do(root: Path, dry_run: bool, work: "Callable[[Survey], SurveyEdit]") -> None:
    """Change the survey's files, or show how."""
    from livingsurvey.checks.guard import to_say
    from livingsurvey.store.survey_changes import changes_of
    from livingsurvey.store.survey_edit import EditRefusedError
    from livingsurvey.store.transaction import apply

    with writing(root, dry_run):
        survey = survey_in(root)
        try:
            edit = work(survey)
            changes = changes_of(root, survey, edit)
            if not dry_run:
                apply(root, changes)
        except EditRefusedError as error:
            fail(harmless(str(error)), code=2)
    for change in changes if dry_run else ():
        print_diff(change.diff())
    for line in edit.messages:
        console.print(harmless(line), highlight=False, markup=False)
    for line in to_say(survey, edit.survey):
        console.print(f"Write into the commit's message, as a line of its own:\n{line}", highlight=False, markup=False)
    done = "would change" if dry_run else "changed"
    console.print(f"{counted(len(changes), 'file')} {done}.", highlight=False)


def _onto(into: str, last: str) -> str:
    """What stays: «A B», or «A into B» as people say it."""
    if last and into.lower() != "into":
        fail(f"Say A B, or A into B; not {into!a}.", code=2)
    return last or into


@app.command()
def rename(old: Old, new: New, root: Root = Path(), dry_run: DryRun = False) -> None:
    """Give a paper another key. The old one stays as an alias, its address redirects, citations follow."""
    from livingsurvey.commands import edit_papers

    _do(root, dry_run, lambda survey: edit_papers.rename(survey, old, new))


@app.command()
def merge(
    one: One,
    into: _Into,
    last: _Last = "",
    root: Root = Path(),
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask where the two look unrelated.")] = False,
) -> None:
    """Make one paper of two records of it: survey merge A into B. B's facts stay, what it lacks is filled.

    Where nothing shows that the two are one work, both are shown and you are asked.
    """
    from livingsurvey.commands import edit_papers

    def _merged(survey: "Survey") -> "SurveyEdit":
        if not (yes or dry_run) and (why := edit_papers.unrelated(survey, one, _onto(into, last))):
            for line in why:
                console.print(harmless(line), highlight=False, markup=False)
            if not command_support.at_terminal():
                fail("Nobody can be asked here. Give --yes to make one paper of them all the same.")
            typer.confirm("Make one paper of them?", abort=True)
        return edit_papers.merge(survey, one, _onto(into, last))

    _do(root, dry_run, _merged)


@move.command("topic")
def move_topic(old: Old, new: New, root: Root = Path(), dry_run: DryRun = False) -> None:
    """Give a topic another key, in its file and in every paper."""
    from livingsurvey.commands import edit_topics

    _do(root, dry_run, lambda survey: edit_topics.rename(survey, old, new))


@move.command("merge")
def move_merge(one: One, into: _Into, last: _Last = "", root: Root = Path(), dry_run: DryRun = False) -> None:
    """Make one topic of two: survey move merge A into B. A's prose is kept below B's, marked to do."""
    from livingsurvey.commands import edit_topics

    _do(root, dry_run, lambda survey: edit_topics.merge(survey, one, _onto(into, last)))


@move.command("papers")
def move_papers(
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="The papers.")],
    to: Annotated[str, typer.Option("--to", help="The topic they come to.")],
    source: Annotated[
        str, typer.Option("--from", help="The topic they leave; without it, they stay where they are.")
    ] = "",
    title: Annotated[str, typer.Option(help="With --summary: begin the topic, next to the one they leave.")] = "",
    summary: Annotated[str, typer.Option(help="What belongs in the new topic, in one sentence.")] = "",
    root: Root = Path(),
    dry_run: DryRun = False,
) -> None:
    """Move papers to a topic, or split a topic with --title and --summary."""
    from livingsurvey.commands import edit_topics

    needed = {"--title": title, "--summary": summary, "--from": source}
    lacking = [name for name, value in needed.items() if not value.strip()]
    if (title or summary) and lacking:
        fail(f"A new topic needs --title, --summary and --from; {' and '.join(lacking)} missing.", code=2)
    if title:
        _do(root, dry_run, lambda survey: edit_topics.split(survey, keys, to, source, title, summary))
    else:
        _do(root, dry_run, lambda survey: edit_topics.move_papers(survey, keys, to, source or None))


@vocab.command("rename")
def vocab_rename(
    vocabulary: Vocabulary,
    old: Old,
    new: New,
    key: Annotated[str, typer.Option("--id", help="Another id, too: its page gets another address.")] = "",
    root: Root = Path(),
    dry_run: DryRun = False,
) -> None:
    """Give a term another name. The old one becomes a synonym."""
    from livingsurvey.commands import edit_terms

    _do(root, dry_run, lambda survey: edit_terms.rename(survey, vocabulary, old, new, key or None))


@vocab.command("merge")
def vocab_merge(
    vocabulary: Vocabulary, one: One, into: _Into, last: _Last = "", root: Root = Path(), dry_run: DryRun = False
) -> None:
    """Make one term of two: survey vocab merge methods A into B. A's names become synonyms of B."""
    from livingsurvey.commands import edit_terms

    _do(root, dry_run, lambda survey: edit_terms.merge(survey, vocabulary, one, _onto(into, last)))


@vocab.command("deprecate")
def vocab_deprecate(vocabulary: Vocabulary, one: One, to: Into, root: Root = Path(), dry_run: DryRun = False) -> None:
    """Replace a term by another in all papers; it stays, and says what to use instead."""
    from livingsurvey.commands import edit_terms

    _do(root, dry_run, lambda survey: edit_terms.deprecate(survey, vocabulary, one, to))


@vocab.command("unused")
def vocab_unused(vocabulary: Vocabulary, root: Root = Path()) -> None:
    """List the terms that no paper uses."""
    from livingsurvey.commands import edit_terms
    from livingsurvey.store.survey_edit import EditRefusedError

    try:
        for term in edit_terms.unused(survey_in(root), vocabulary):
            instead = f" (use {term.deprecated_to})" if term.deprecated_to else ""
            console.print(f"{term.id}: {harmless(term.name)}{instead}", highlight=False, markup=False)
    except EditRefusedError as error:
        fail(str(error), code=2)
