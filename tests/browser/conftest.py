"""A browser, sites to open in it, and a watch that lets no page complain or call out."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

from generator.catalogue import load
from generator.model import Survey
from tests.browser.find import NoBrowser, find_browser
from tests.browser.sites import Origin, build_curated, origin_of

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
SCHEMES = ("http", "file")

Visit = Callable[..., Page]


class Watch:
    """Notes each console error or warning, dialog, failed request, and request to another origin than ``home``."""

    def __init__(self, page: Page) -> None:
        self.home = ""
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("dialog", self._dialog)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        target, home = urlsplit(request.url), urlsplit(self.home)
        if target.scheme != "data" and (target.scheme, target.netloc) != (home.scheme, home.netloc):
            self.complaints.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # going on to another page ends what the first still wanted
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's, or else the one that Playwright downloaded."""
    with sync_playwright() as playwright:
        try:
            path = find_browser()
        except NoBrowser:
            path = Path(playwright.chromium.executable_path)
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session", params=SCHEMES)
def origin(request: pytest.FixtureRequest, site: Path, real_survey: Survey) -> Iterator[Origin]:
    """The real site, on a server and from its folder."""
    with origin_of(request.param, site, real_survey) as made:
        yield made


@pytest.fixture(scope="session")
def server(site: Path, real_survey: Survey) -> Iterator[Origin]:
    """The real site on a server."""
    with origin_of("http", site, real_survey) as made:
        yield made


@pytest.fixture(scope="session")
def curated_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small survey with every field filled, built."""
    return build_curated(tmp_path_factory.mktemp("curated"))


@pytest.fixture(scope="session")
def curated_survey(curated_root: Path) -> Survey:
    """The small curated survey."""
    survey = load(curated_root).survey
    assert survey is not None
    return survey


@pytest.fixture(scope="session", params=SCHEMES)
def curated(request: pytest.FixtureRequest, curated_root: Path, curated_survey: Survey) -> Iterator[Origin]:
    """The small curated site, on a server and from its folder."""
    with origin_of(request.param, curated_root / "site", curated_survey) as made:
        yield made


@pytest.fixture(scope="session")
def curated_server(curated_root: Path, curated_survey: Survey) -> Iterator[Origin]:
    """The small curated site on a server."""
    with origin_of("http", curated_root / "site", curated_survey) as made:
        yield made


@pytest.fixture(scope="session")
def desk(browser: Browser) -> tuple[Page, Watch]:
    """One page at a desk for all tests that ask for nothing special: opening another takes long."""
    page = browser.new_page(viewport=DESKTOP)
    return page, Watch(page)


@pytest.fixture
def visit(browser: Browser, desk: tuple[Page, Watch]) -> Iterator[Visit]:
    """Opens an address at the desk or, given options, in a fresh context; no page may complain or call out.

    With ``stay`` the desk is left as it is where it shows the address already.
    """
    visited = []

    def open_page(address: str, stay: bool = False, **options: Any) -> Page:
        if options:
            page = browser.new_context(**{"viewport": DESKTOP, **options}).new_page()
            visited.append((page, Watch(page)))
        else:
            visited.append(desk)
        page, watch = visited[-1]
        watch.home = address
        if not (stay and page.url == address):
            page.goto(address)
        return page

    yield open_page
    complaints = [complaint for _, watch in visited for complaint in watch.complaints]
    for page, watch in visited:
        watch.complaints.clear()
        if page is not desk[0]:
            page.context.close()
    assert complaints == []
