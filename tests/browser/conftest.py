"""A browser, sites to open in it, and a watch that lets no page complain or call out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from livingsurvey.model import Survey
from livingsurvey.store import load
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect

from tests.browser.sites import Origin, origin_of

DESKTOP = {"width": 1280, "height": 900}
SCHEMES = ("http", "file")
#: For tests of ``origin`` and ``curated`` that are run on a server, too. Most are run from the folder only, where a
#: browser allows less: what works there works on a server, and each test takes its time.
EVERYWHERE = {name: pytest.mark.parametrize(name, SCHEMES, indirect=True) for name in ("origin", "curated")}
#: What a test may change in a page that others share, and how a browser has it that nothing was said to.
EMULATED: dict[str, Any] = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
CLEAR = "localStorage.clear(); sessionStorage.clear();"

expect.set_options(timeout=20_000)  # a busy machine may take its time; what never comes fails all the same

Visit = Callable[..., Page]


def origin_in(address: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class Watch:
    """Notes each console error or warning, dialog, failed request, and request to another origin than ``home``."""

    def __init__(self, page: Page, home: str) -> None:
        self.home = home
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
        if not request.url.startswith("data:") and origin_in(request.url) != self.home:
            self.complaints.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # going on to another page ends what the first still wanted
            self.complaints.append(f"failed: {request.url} ({request.failure})")

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session", params=["file"])
def origin(request: pytest.FixtureRequest, site: Path, real_survey: Survey) -> Iterator[Origin]:
    """The real site from its folder, and where a test asks for it, on a server."""
    with origin_of(request.param, site, real_survey) as made:
        yield made


@pytest.fixture(scope="session")
def server(site: Path, real_survey: Survey) -> Iterator[Origin]:
    """The real site on a server."""
    with origin_of("http", site, real_survey) as made:
        yield made


@pytest.fixture(scope="session")
def curated_survey(curated_root: Path) -> Survey:
    """The small curated survey."""
    survey = load(curated_root).survey
    assert survey is not None
    return survey


@pytest.fixture(scope="session", params=["file"])
def curated(request: pytest.FixtureRequest, curated_root: Path, curated_survey: Survey) -> Iterator[Origin]:
    """The small curated site from its folder, and where a test asks for it, on a server."""
    with origin_of(request.param, curated_root / "site", curated_survey) as made:
        yield made


@pytest.fixture(scope="session")
def curated_server(curated_root: Path, curated_survey: Survey) -> Iterator[Origin]:
    """The small curated site on a server."""
    with origin_of("http", curated_root / "site", curated_survey) as made:
        yield made


@pytest.fixture(scope="session")
def seats(browser: Browser) -> dict[str, tuple[Page, Watch]]:
    """Pages that tests share, by origin and options: opening another takes longer than most tests."""
    return {}


@contextmanager
def running_first(page: Page, script: str) -> Iterator[None]:
    """Run a script in each document that is loaded meanwhile, before any other."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")  # or another process would not be told, if it is one that loads the page
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    yield
    session.detach()


@pytest.fixture
def visit(browser: Browser, seats: dict[str, tuple[Page, Watch]]) -> Iterator[Visit]:
    """Opens an address, in a page that tests with the same options share; no page may complain or call out.

    With ``stay`` the page is left as it is where it shows the address already, at whatever place or view of it. With
    ``clean`` nothing is stored in its browser, for tests that store something, but what the script ``first`` stores.
    With ``fresh`` it is that of a browser that was never here, for tests that change what it does.
    """
    own: list[tuple[Page, Watch]] = []

    def open_page(
        address: str, stay: bool = False, clean: bool = False, first: str = "", fresh: bool = False, **options: Any
    ) -> Page:
        home = origin_in(address)
        named = f"{home} {clean} {sorted(options.items())}"
        seat = None if fresh else seats.get(named)
        if seat is None:
            opened = browser.new_context(**{"viewport": DESKTOP, **options}).new_page()
            seat = opened, Watch(opened, home)
            if fresh:
                own.append(seat)
            else:
                seats[named] = seat
        page = seat[0]
        if page.url != "about:blank":
            page.emulate_media(media="null", **{name: options.get(name, usual) for name, usual in EMULATED.items()})
            page.mouse.move(0, 0)
        there = page.url.partition("#")[0] == address.partition("#")[0]
        if there and stay and not clean:
            return page
        if there and "#" in address:
            page.goto("about:blank")  # from one place to another on a page it would not be loaded
        with running_first(page, CLEAR + first) if clean else nullcontext():
            page.goto(address)
        return page

    yield open_page
    watches = [watch for _, watch in (*own, *seats.values())]
    complaints = [complaint for watch in watches for complaint in watch.complaints]
    for watch in watches:
        watch.complaints.clear()
    for page, _ in own:
        page.context.close()
    assert complaints == []
