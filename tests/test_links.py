"""LinkChecker finds no dead link and no dead anchor in the built site, opened from its folder."""

from pathlib import Path
from typing import Any

import pytest
from linkcheck.cmdline import aggregate_url
from linkcheck.configuration import Configuration
from linkcheck.director import check_urls, get_aggregate
from linkcheck.logger import _Logger

#: Anchors are checked by a plugin; naming its section switches it on.
SETTINGS = "[AnchorCheck]\n"


class Collected(_Logger):
    """Takes what LinkChecker finds instead of printing it."""

    LoggerName = "collected"

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.base = f"{site.as_uri()}/"
        self.pages: set[str] = set()
        self.complaints: list[str] = []

    def start_output(self) -> None:
        """Nothing comes before the first link."""

    def log_filter_url(self, found: Any, do_print: bool) -> None:
        """Take a link, good or bad."""
        self.log_url(found)

    def log_url(self, found: Any) -> None:
        """Note the page that a link leads to, and what is wrong with it."""
        if found.valid:
            self.pages.add(found.url.partition("#")[0])
        wrong = [message for _, message in found.warnings]
        if not found.valid:
            wrong.append(found.result)
        if found.url.startswith("file:") and not found.url.startswith(self.base):
            wrong.append("leads out of the site's folder")  # to LinkChecker that is another site
        self.complaints += [f"{found.parent_url}: {found.url}: {message}" for message in wrong]

    def end_output(self, **_: Any) -> None:
        """Nothing comes after the last link."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for LinkChecker, which looks for settings and plugins there."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(autouse=True)
def settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings, kept away from those of the user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    path = home / "linkcheckerrc"
    path.write_text(SETTINGS)
    return path


def check(settings: Path, site: Path, *starts: str) -> Collected:
    """Follow all links from the given files; those that leave the site are not followed.

    LinkChecker is called from Python since its command, run by root, gives up the right to read other users' files.
    """
    configuration = Configuration()
    configuration.read([str(settings)])
    collected = Collected(site)
    configuration |= {
        "logger": collected,
        "status": False,
        "threads": 0,
        "localwebroot": collected.base,  # 404.html is shown at any depth, so its links begin at the root
    }
    configuration.sanitize()
    aggregate = get_aggregate(configuration)
    for start in starts:
        aggregate_url(aggregate, (site / start).as_uri())
    check_urls(aggregate)
    return collected


@pytest.fixture(scope="module")
def checked(site: Path, home: Path) -> Collected:
    """The real site, followed from its first page and the one for missing pages."""
    path = home / "linkcheckerrc"
    path.write_text(SETTINGS)
    return check(path, site, "index.html", "404.html")


def test_no_link_of_the_site_is_dead(checked: Collected) -> None:
    assert checked.complaints == []


def test_every_page_can_be_reached_from_the_first(checked: Collected, site: Path) -> None:
    pages = {path.as_uri() for path in site.rglob("*.html")}
    assert pages - checked.pages == set()


def made(site: Path, link: str) -> Path:
    """A site of two pages; the first has a link."""
    (site / "index.html").write_text(f"<html><body><a href='{link}'>on</a> <h2 id='top'>Top</h2></body></html>")
    (site / "other.html").write_text("<html><body><h2 id='here'>Here</h2></body></html>")
    return site


@pytest.mark.parametrize("link", ["other.html", "other.html#here", "#top", "/other.html", "https://example.invalid/"])
def test_a_good_link_passes(settings: Path, tmp_path: Path, link: str) -> None:
    assert check(settings, made(tmp_path, link), "index.html").complaints == []


@pytest.mark.parametrize("link", ["missing.html", "other/", "../none.html", "/missing.html"])
def test_a_dead_link_is_found(settings: Path, tmp_path: Path, link: str) -> None:
    complaints = check(settings, made(tmp_path, link), "index.html").complaints
    assert len(complaints) == 1
    assert "index.html: " in complaints[0]


@pytest.mark.parametrize("link", ["other.html#gone", "#gone"])
def test_a_dead_anchor_is_found(settings: Path, tmp_path: Path, link: str) -> None:
    complaints = check(settings, made(tmp_path, link), "index.html").complaints
    assert len(complaints) == 1
    assert "Anchor `gone'" in complaints[0]
