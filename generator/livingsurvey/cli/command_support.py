"""What the commands share: where the survey is, reading it, and ending with a message."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from livingsurvey.cli.output import console, harmless, print_findings

if TYPE_CHECKING:
    from livingsurvey.model import Survey
    from livingsurvey.store.survey_reader import Cache
    from livingsurvey.store.transaction import FileChange

Root = Annotated[
    Path, typer.Option("--root", "-C", help="The survey's folder, which contains content/ and mkdocs.yml.")
]


def survey_in(root: Path, cache: "Cache | None" = None) -> "Survey":
    """Read the survey, refusing to go on where a paper cannot be read: it would be taken for a new one.

    Args:
        root: the survey's folder.
        cache: keeps what is read, for a command that reads the survey again.
    """
    from livingsurvey.store.extended import load_kept

    loaded = load_kept(checked(root), cache)
    if loaded.survey is None or loaded.findings:
        print_findings(loaded.findings)
        fail("Fix these first: papers that cannot be read would be mistaken for new ones.")
    return loaded.survey


def at_terminal() -> bool:
    """Whether a person can be asked; a program that waits for no answer must not wait for ever."""
    return sys.stdin is not None and sys.stdin.isatty()


def checked(root: Path) -> Path:
    """Put right what an interrupted command left behind; refuse a folder that contains no survey, in one line."""
    from livingsurvey.store.lock import recover

    recover(root)
    if not (root / "content" / "survey.yml").is_file():
        fail(f"{root.resolve()} contains no survey: content/survey.yml is missing.", code=2)
    return root


@contextmanager
def writing(root: Path, dry_run: bool = False) -> Iterator[None]:
    """Hold the survey while a command changes it; other commands that do so wait. What fails is undone.

    Args:
        root: the survey's folder.
        dry_run: whether nothing will be written.
    """
    from livingsurvey.store.lock import locked

    with nullcontext() if dry_run else locked(checked(root)):
        yield


def write_changes(root: Path, changes: Iterable["FileChange"]) -> None:
    """Write all changes of the survey's files, or end the command and write none."""
    from livingsurvey.store.survey_edit import EditRefusedError
    from livingsurvey.store.transaction import apply

    try:
        apply(root, changes)
    except EditRefusedError as error:
        fail(f"Nothing was changed: {harmless(str(error))}")


def said_of(error: OSError) -> str:
    """What the system refuses, as a sentence, and what became of the change that it stopped."""
    notes = "".join(f" {note}" for note in getattr(error, "__notes__", ()))
    named = f"{error.filename}: " if error.filename else ""
    return harmless(f"{named}{error.strerror or error}.{notes}")


def fail(message: str, code: int = 1) -> NoReturn:
    """Say what is wrong and end the command.

    Raises:
        typer.Exit: always, with ``code``.
    """
    console.print(message, style="bold red", highlight=False, markup=False)
    raise typer.Exit(code)
