"""Commands that make packages for readers: the site as one zip, the survey as one PDF."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from livingsurvey.cli.app import app, build
from livingsurvey.cli.command_support import Root, checked, fail, said_of, writing
from livingsurvey.cli.output import Bars, console

if TYPE_CHECKING:
    from livingsurvey.build.built_site import Built

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Where to write it. Without this, into the site, which then offers it."),
]


@app.command()
def pack(root: Root = Path(), output: Output = None) -> None:
    """Make one zip of the site that works wherever it is unpacked, and let the site offer it.

    A site that is missing or older than its sources is built first.
    """
    from livingsurvey.build.built_site import offer_file, size_text
    from livingsurvey.build.bundle import PackageError
    from livingsurvey.build.bundle import pack as run

    try:
        with writing(root):
            built = _fresh(root)
            target = output or built.folder / f"{built.slug}.zip"
            with Bars() as bars:
                size = run(built, target, lambda done, total: bars.update("packing", done, total))
            hint = "Unpack it anywhere and open index.html."
            offer_file(built.folder, target, "zip", "The whole site as one zip", hint)
    except PackageError as error:
        fail(f"Not packed: {error}")
    except OSError as error:
        fail(f"Not packed: {said_of(error)}")
    console.print(f"Packed {target} ({size_text(size)}).", highlight=False, markup=False)


@app.command()
def pdf(
    root: Root = Path(),
    output: Output = None,
    browser: Annotated[
        str | None, typer.Option(help="A Chromium or Chrome. Without this, the first that is found on PATH.")
    ] = None,
) -> None:
    """Print the whole survey as one PDF with a bibliography, using a headless browser, and let the site offer it.

    A site that is missing or older than its sources is built first.
    """
    from livingsurvey.build.built_site import offer_file, size_text
    from livingsurvey.build.pdf import PrintError, find_browser, print_survey

    try:
        found = find_browser(browser)
        with writing(root):
            built = _fresh(root)
            target = output or built.folder / f"{built.slug}.pdf"
            with Bars() as bars:
                size = print_survey(root, built, target, found, bars.stage)
            hint = "With contents, tables and a bibliography."
            offer_file(built.folder, target, "pdf", "The whole survey as one PDF", hint)
    except PrintError as error:
        fail(f"Not printed: {error}")
    except OSError as error:
        fail(f"Not printed: {said_of(error)}")
    console.print(f"Printed {target} ({size_text(size)}).", highlight=False, markup=False)


def _fresh(root: Path) -> "Built":
    """The site below ``root``, built now unless it is that of the sources as they are."""
    from livingsurvey.build.built_site import built_site
    from livingsurvey.build.pipeline import BuildError

    try:
        built = built_site(checked(root))
    except BuildError as error:
        fail(str(error))
    if not built.is_current(root):
        build(root=root)
    return built
