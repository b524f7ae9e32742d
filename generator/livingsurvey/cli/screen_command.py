"""``screen``: deciding candidates on a page of this machine."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app
from livingsurvey.cli.command_support import Root, at_terminal, checked, fail, survey_in, writing
from livingsurvey.cli.output import console, counted, harmless, print_findings

if TYPE_CHECKING:
    from livingsurvey.screening import ScreeningServer


@app.command()
def screen(
    root: Root = Path(),
    reader: Annotated[
        str, typer.Option(help="Who screens. Without this, the name that git has; the page can change it.")
    ] = "",
    port: Annotated[int, typer.Option(help="The port on this machine; 0 for any.", min=0, max=65535)] = 8010,
    files: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="Take the records of a bibliography for candidates first."),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Decide candidates and papers without a status, the most promising first, on a page in the browser.

    Everything is written to the survey's files at once; stop with Ctrl-C and go on whenever you like. No network is
    needed, and nobody else can see the page.
    """
    from livingsurvey.screening import ScreeningServer, ScreeningSession
    from livingsurvey.store.survey_reader import Cache

    checked(root)
    for file in files or ():
        _take_in(root, file)
    survey_in(root, cache := Cache())
    try:
        server = ScreeningServer(ScreeningSession(root, cache=cache), port, reader or _git_name(root))
    except OSError as error:
        fail(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.")
    _serve(server, browser and at_terminal())


def _serve(server: "ScreeningServer", browser: bool) -> None:
    """Answer the page until somebody stops it."""
    waiting = len(server.session.waiting)
    said = f"{counted(waiting, 'candidate')} to decide. Open {server.address}"
    console.print(said, highlight=False, markup=False, soft_wrap=True)
    console.print("Stop with Ctrl-C; what is decided is written.", highlight=False)
    if browser:
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        console.print("Stopped.", highlight=False)
    finally:
        server.server_close()


def _git_name(root: Path) -> str:
    """The name that git has for whoever works here; empty where it has none."""
    from livingsurvey.store.git import GitError, user_name

    try:
        return user_name(root)
    except GitError:
        return ""


def _take_in(root: Path, file: Path) -> None:
    """Take the records of a file for candidates, and say what became of them."""
    from datetime import date

    from livingsurvey.commands import apply, changes_of
    from livingsurvey.commands.watch_searches import take_in_file

    if not file.is_file():
        fail(f"{harmless(str(file))} is not a file.", code=2)
    with writing(root):
        survey = survey_in(root)
        edit, ran = take_in_file(root, survey, file, date.today())
        apply(root, changes_of(root, survey, edit))
    print_findings(ran.failures)
    said = f"{harmless(file.name)}: {counted(ran.run.records, 'record')}, {ran.run.new} new, {ran.run.known} known."
    console.print(said, highlight=False, markup=False)
