"""The hostile survey, built once, and a browser that tells of everything it should not do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.store import load
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, Watch, origin_in
from tests.browser.sites import Origin, origin_of
from tests.conftest import Once
from tests.hostile.inert import build_hostile

#: Runs before anything of a page: notes whatever hostile text could call, and what would be told of by nothing else.
SPY = """
window.pwnedBy = [];
const spy = (name) => function () { window.pwnedBy.push(name + ": " + Array.from(arguments).join().slice(0, 200)); };
["pwned", "alert", "confirm", "prompt", "open"].forEach((name) => { window[name] = spy(name); });
document.write = document.writeln = spy("document.write");
addEventListener("securitypolicyviolation", (event) => spy("policy")(event.violatedDirective, event.blockedURI));
"""

#: What no page may hold, however it was made: the outcome is a list of complaints.
AUDIT = (Path(__file__).parent / "audit.js").read_text()


class Eyes:
    """A page of the hostile site, watched."""

    def __init__(self, page: Page, watch: Watch, origin: Origin) -> None:
        self.page = page
        self.watch = watch
        self.origin = origin

    def visit(self, path: str) -> Page:
        """Open a page of the site, by its address from the root."""
        self.page.goto(self.origin / path)
        return self.page

    def expect_nothing(self) -> None:
        """Nothing ran, nothing was asked for, nothing was told, and the page holds nothing but what is its own."""
        polluted = "[...Object.keys(Object.prototype), ...Object.keys(Array.prototype)]"
        assert self.page.evaluate(f"[window.pwnedBy, ({AUDIT})(document), {polluted}]") == [[], [], []]
        complaints, self.watch.complaints = self.watch.complaints, []
        assert complaints == []


@pytest.fixture(scope="session")
def hostile_root(once: Once) -> Path:
    """The hostile survey, built."""
    return once("hostile", _build_beneath) / "survey"


def _build_beneath(folder: Path) -> None:
    """In a folder of its own, so that what is written beside it shows."""
    root = folder / "survey"
    root.mkdir()
    build_hostile(root)


@pytest.fixture(scope="session")
def hostile(hostile_root: Path) -> Iterator[Origin]:
    """The hostile site on a server."""
    survey = load(hostile_root).survey
    assert survey is not None
    with origin_of("http", hostile_root / "site", survey) as made:
        yield made


@pytest.fixture(scope="session")
def seats(browser: Browser, hostile: Origin) -> Iterator[tuple[Page, Watch]]:
    """One page for all visits."""
    context = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    context.add_init_script(SPY)
    page = context.new_page()
    yield page, Watch(page, origin_in(hostile.base))
    context.close()


@pytest.fixture
def eyes(seats: tuple[Page, Watch], hostile: Origin) -> Eyes:
    """The watched page."""
    page, watch = seats
    watch.complaints.clear()
    return Eyes(page, watch, hostile)


@pytest.fixture
def eyes_on_folder(browser: Browser, hostile_root: Path, hostile: Origin) -> Iterator[Eyes]:
    """A watched page that opens the site from its folder."""
    with origin_of("file", hostile_root / "site", hostile.survey) as origin:
        context = browser.new_context(viewport=DESKTOP)
        context.add_init_script(SPY)
        page = context.new_page()
        yield Eyes(page, Watch(page, origin_in(origin.base)), origin)
        context.close()
