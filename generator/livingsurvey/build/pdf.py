"""The whole survey as one PDF, printed by a headless browser from one HTML document."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from livingsurvey.build.built_site import Built
from livingsurvey.build.content import read_publishable
from livingsurvey.build.pdf_places import pages_of_places
from livingsurvey.model import Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import write_atomically
from livingsurvey.store.theme_files import theme_file, theme_folders

#: Below the survey's root: the document that is printed.
DOCUMENT = Path("build/print/survey.html")
STYLE = "assets/css/book.css"  # of the theme
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Called with what is being done.
Progress = Callable[[str], None]

_LINK = re.compile(r'<a href="(?!https?:|#|mailto:)(?:\.\./)*([^"#]*)(?:#[^"]*)?"')
_PATIENCE = 600  # seconds that a browser may take
_PASSES = 3  # prints at most, until the contents name the pages that the chapters are on
_CONTENTS = re.compile(r'(?<=id="contents">).*?(?=<h1\b)', re.DOTALL)
_ENTRY = re.compile(r'<a href="#([^"]+)">(.*?)</a>', re.DOTALL)
_NO_PAGE = "\u2007" * 3  # as wide as the number that is not known yet


class PrintError(SurveyError):
    """There is no PDF; the message says why."""


def find_browser(wanted: str | None = None) -> str:
    """Return the command of a Chromium or Chrome: the one that is wanted, else the first on PATH that starts.

    Raises:
        PrintError: when there is none.
    """
    for name in (wanted,) if wanted else BROWSERS:
        found = shutil.which(name)
        if found and _starts(found):  # a package may leave a stub that only names another package
            return found
    if wanted:
        raise PrintError(f"{wanted} is no browser that starts.")
    raise PrintError("No browser: put chromium or google-chrome on PATH, or name one with --browser.")


def _starts(command: str) -> bool:
    try:
        return subprocess.run([command, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def print_survey(root: Path, built: Built, target: Path, browser: str, progress: Progress = lambda _: None) -> int:
    """Print the survey below ``root`` to ``target``, in one step; return the size in bytes.

    Raises:
        PrintError: when the survey cannot be read or the browser makes no PDF.
    """
    progress("document")
    survey = read_publishable(root)
    if survey is None:
        raise PrintError("content/survey.yml cannot be read; `survey check` says why.")
    html = document_of(root, survey, built.changed)
    progress("printing")
    pdf = _printed(root / DOCUMENT, html, browser)
    write_atomically(target, pdf)
    return len(pdf)


def _printed(document: Path, html: str, browser: str) -> bytes:
    """Print until the contents name the pages that the chapters turn out to be on: as a rule, twice."""
    pages: dict[str, int] = {}
    for _ in range(_PASSES):
        write_atomically(document, with_pages(html, pages).encode())
        pdf = print_page(document, browser)
        found = pages_of_places(pdf)
        if found == pages:
            break
        pages = found
    return pdf


def with_pages(html: str, pages: Mapping[str, int]) -> str:
    """Write behind each entry of the contents the page that it is on.

    Args:
        html: the document.
        pages: of places, by their names; one that is not in it gets room for its page.
    """

    def _entry(found: re.Match[str]) -> str:
        page = pages.get(found[1], _NO_PAGE)
        return f'<a href="#{found[1]}"><span>{found[2]}</span> <span class="page">{page}</span></a>'

    return _CONTENTS.sub(lambda found: _ENTRY.sub(_entry, found[0]), html, count=1)


def document_of(root: Path, survey: Survey, changed: date | None = None) -> str:
    """The whole survey as one page of HTML whose links stay within it."""
    from livingsurvey.analysis import derive
    from livingsurvey.site.book.book import anchors, book, book_page
    from livingsurvey.site.messages import survey_messages
    from livingsurvey.site.renderer import Renderer

    survey = replace(survey, changed=changed)
    renderer = Renderer(survey, derive(survey), messages=survey_messages(root))
    body = within(_html(root, book(renderer)), anchors(survey), survey.settings.site_url)
    return book_page(renderer, body, (theme_file(root, STYLE).resolve().as_uri(),), theme_folders(root))


def _html(root: Path, text: str) -> str:
    """Markdown as the site shows it."""
    from markdown import Markdown
    from mkdocs.config import load_config

    config = load_config(str(root / "mkdocs.yml"))
    html: str = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}).convert(
        text
    )
    return html


def within(html: str, places: Mapping[str, str], site_url: str | None) -> str:
    """Let links between pages lead to their places in the document, and others to the site where it has an address."""

    def _link(found: re.Match[str]) -> str:
        page = re.sub(r"\.(md|html)\Z", "", found[1])
        if place := places.get(page):
            return f'<a href="#{place}"'
        target = found[1] if page == found[1] else f"{page}.html"
        return f'<a href="{site_url.rstrip("/")}/{target}"' if site_url else "<a"

    return _LINK.sub(_link, html)


def print_page(page: Path, browser: str) -> bytes:
    """Let a headless browser print a page.

    Raises:
        PrintError: when it does not.
    """
    with tempfile.TemporaryDirectory(prefix="survey-") as folder:
        output = Path(folder) / "out.pdf"
        command = [browser, *_options(Path(folder) / "profile"), f"--print-to-pdf={output}", page.resolve().as_uri()]
        try:
            done = subprocess.run(
                command, capture_output=True, encoding="utf-8", errors="replace", timeout=_PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PrintError(f"{browser} did not print: {error}") from error
        pdf = output.read_bytes() if output.is_file() else b""
        if done.returncode or not pdf.startswith(b"%PDF"):
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise PrintError(f"{browser} made no PDF (exit code {done.returncode}): {reason}")
        return pdf


def _options(profile: Path) -> list[str]:
    options = [
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-extensions",
        "--disable-sync",
        "--no-first-run",
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        "--export-tagged-pdf",
        "--generate-pdf-document-outline",
    ]
    # As root, a browser refuses to start with its sandbox; for anyone else the sandbox stays.
    return [*options, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else options
