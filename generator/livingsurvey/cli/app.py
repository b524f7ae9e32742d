"""The commands. Each parses its arguments, calls one stage, prints, and sets the exit code.

Exit codes: 0 all is well; 1 there are findings or the build failed; 2 the command was called wrongly.
"""

import gc
import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from livingsurvey import __version__
from livingsurvey.cli.check_command import check
from livingsurvey.cli.command_support import Root, checked, fail, said_of, survey_in, write_changes, writing
from livingsurvey.cli.locale_encoding import escape_what_cannot_be_shown, use_utf8
from livingsurvey.cli.output import Bars, console, print_enrichment, print_lines, print_timings
from livingsurvey.model.errors import SurveyError

NOT_BUILT = "Not built. The old site is untouched."


class _Commands(TyperGroup):
    """The commands, none of which ends with the traceback of an error that is meant for people."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it refuses to do, or an extension that fails, is one line."""
        try:
            return super().invoke(ctx)
        except SurveyError as error:
            fail(str(error))
        except BrokenPipeError:  # nobody reads what is printed any more
            raise
        except OSError as error:
            fail(said_of(error))
        except KeyboardInterrupt as error:
            fail(" ".join(["Interrupted.", *getattr(error, "__notes__", ())]), code=130)
        except MemoryError as error:
            fail(" ".join(["There is not enough memory.", *getattr(error, "__notes__", ())]))


app = typer.Typer(
    cls=_Commands,
    help="Build and keep a curated research survey.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the ``survey`` command."""
    use_utf8()
    escape_what_cannot_be_shown()
    # Looking for plugins of Pydantic takes longer than a build that finds nothing to do; there are none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    # A command lives for seconds and keeps most of what it makes: looking for garbage often only costs time.
    gc.set_threshold(100_000, 50, 50)
    try:
        app()
    finally:
        gc.freeze()  # nor does what ends with the process have to be looked through


def _version(wanted: bool) -> None:
    if wanted:
        console.print(f"survey {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


@app.command()
def enrich(
    facts: Annotated[
        Path, typer.Argument(metavar="FACTS", help="JSON Lines or CSV: title or key, and facts about each paper.")
    ],
    root: Root = Path(),
) -> None:
    """Fill empty facts of known papers (authors, date, venue, identifiers, published abstract) from a file.

    What a curator wrote is never overwritten; differences are reported.
    """
    from livingsurvey.importers import enrich as run

    if not facts.is_file():
        fail(f"{facts} is not a file.", code=2)
    with writing(root), Bars() as bars:
        survey = survey_in(root)
        report = run(root, facts, survey.papers, survey.fields, bars.update)
    print_enrichment(report)
    if report.failures or report.conflicts:
        raise typer.Exit(1)


@app.command()
def build(
    root: Root = Path(),
    strict: Annotated[
        bool, typer.Option("--strict", help="Let any error, and any warning of MkDocs, stop the build.")
    ] = False,
    pages_only: Annotated[
        bool, typer.Option("--pages-only", help="Generate build/docs, but do not run MkDocs.")
    ] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Print the seconds of each stage.")] = False,
    share: Annotated[str, typer.Option("--share", hidden=True)] = "",
) -> None:
    """Generate the pages and build the site into site/. The old site stays until the new one is complete.

    What has errors is left out and reported; only a survey that cannot be read, or is unsafe, stops the build. Where
    nothing has changed since the last build, nothing is done.
    """
    from livingsurvey.build.stamps import unchanged_site

    checked(root)
    if pages_only:
        _generate(root, strict, timings)
    elif not share and (facts := unchanged_site(root, strict)):
        print_lines([*facts["report"], f"Nothing has changed: {facts['folder']}/ is up to date."])
    else:
        _build(root, strict, timings, share)


def _build(root: Path, strict: bool, timings: bool, share: str) -> None:
    from livingsurvey.build.pipeline import build as run
    from livingsurvey.build.shares import share_of
    from livingsurvey.build.stamps import unchanged_site

    try:
        with writing(root), Bars() as bars:  # meanwhile, another command may have built it
            facts = (None if share else unchanged_site(root, strict)) or run(root, strict, bars.stage, share_of(share))
    except SurveyError as error:
        print_lines(str(error).splitlines(), style="red")
        fail(NOT_BUILT)
    if timings:
        print_timings(facts.get("seconds", {}))
    folder = facts["folder"]
    print_lines([*facts["report"], f"Built {facts['pages']} pages into {folder}/; open {folder}/index.html."])


def _generate(root: Path, strict: bool, timings: bool) -> None:
    from livingsurvey.build.pipeline import generate, report

    with Bars() as bars:
        pages = generate(root, progress=bars.stage)
    obstacle = pages.obstacle(strict)
    print_lines(report(pages.findings, built=obstacle is None))
    if timings:
        print_timings(pages.seconds)
    if obstacle:
        fail(obstacle)


@app.command()
def serve(
    root: Root = Path(),
    port: Annotated[int, typer.Option(help="The port on this machine.", min=1, max=65535)] = 8000,
) -> None:
    """Show the site on this machine and rebuild what changes under content/, templates or overrides."""
    from livingsurvey.build.server import serve as run

    if not (checked(root) / "mkdocs.yml").is_file():
        fail(f"{root.resolve()} contains no mkdocs.yml.", code=2)
    try:
        run(root, port, lambda text: console.print(text, highlight=False, markup=False))
    except OSError as error:
        fail(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.")


app.command()(check)


@app.command()
def layout(
    root: Root = Path(),
    anew: Annotated[bool, typer.Option("--anew", help="Lay out the whole map again; papers move.")] = False,
) -> None:
    """Note the position of each included paper on the map, in content/map.json.

    Papers that have a position keep it; new ones are put among those they resemble. With --anew the whole map
    is made again, and turned to be as close as can be to what readers know.
    """
    from livingsurvey.analysis.map_layout import arrange, place
    from livingsurvey.analysis.related import nearest
    from livingsurvey.store.map_file import FILE as MAP_FILE
    from livingsurvey.store.map_file import layout_text
    from livingsurvey.store.transaction import FileChange

    with writing(root):
        survey = survey_in(root)
        near = nearest(survey)
        places = place(survey, near) if survey.layout and not anew else arrange(survey, near)
        before = (root / MAP_FILE).read_bytes() if (root / MAP_FILE).is_file() else None
        written = before != (after := layout_text(places).encode())
        write_changes(root, [FileChange(MAP_FILE, before, after)] if written else [])
    result = f"{len(places)} papers in {MAP_FILE}, {len(places.keys() - survey.layout.keys())} of them new"
    console.print(f"{result}." if written else f"{result}; nothing changed.", highlight=False)
