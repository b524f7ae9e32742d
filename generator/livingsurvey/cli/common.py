"""What the commands share: where the survey is, reading it, and ending with a message."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from livingsurvey.cli.output import console, print_findings

if TYPE_CHECKING:
    from livingsurvey.model import Survey

Root = Annotated[Path, typer.Option("--root", "-C", help="The survey's folder, which holds content/ and mkdocs.yml.")]


def survey_in(root: Path) -> "Survey":
    """Read the survey, refusing to go on where a paper cannot be read: it would be taken for a new one."""
    from livingsurvey.store import load

    loaded = load(checked(root))
    if loaded.survey is None or loaded.findings:
        print_findings(loaded.findings)
        fail("Mend these first: papers that cannot be read would be taken for new ones.")
    return loaded.survey


def checked(root: Path) -> Path:
    """Refuse a folder that holds no survey, in one line."""
    if not (root / "content" / "survey.yml").is_file():
        fail(f"{root.resolve()} holds no survey: content/survey.yml is missing.", code=2)
    return root


def fail(message: str, code: int = 1) -> NoReturn:
    """Say what is wrong and end the command.

    Raises:
        typer.Exit: always, with ``code``.
    """
    console.print(message, style="bold red", highlight=False, markup=False)
    raise typer.Exit(code)
