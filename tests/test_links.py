"""No link and no anchor in the built site is dead, opened from its folder.

The pages of the real survey are read in seconds. LinkChecker, which takes minutes for so many, follows a small site
with all kinds of page and link, and must find there what the quick way finds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html
import pytest
from linkcheck.cmdline import aggregate_url
from linkcheck.configuration import Configuration
from linkcheck.director import check_urls, get_aggregate
from linkcheck.logger import _Logger
from linkcheck.plugins import _ContentPlugin

#: What a page says that is still empty, and one that has moved.
NOT_INDEXED = '<meta name="robots" content="noindex">'


@dataclass(frozen=True)
class Page:
    """Where the links of a page lead, and the anchors in it."""

    links: frozenset[str]
    anchors: frozenset[str]


class Links:
    """All links of a site, read from its files; those that leave the site are not followed."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.base = f"{site.as_uri()}/"
        self.kinds: set[tuple[str, str | None]] = set()  # elements, and their attributes with links
        self.files = {unquote(path.as_uri()) for path in site.rglob("*") if path.is_file()}
        self.pages = {unquote(path.as_uri()): self._page(path) for path in site.rglob("*.html")}
        self.pages |= {unquote(path.as_uri()): self._style(path) for path in site.rglob("*.css")}

    def _page(self, path: Path) -> Page:
        document = lxml.html.document_fromstring(path.read_text(encoding="utf-8"))
        found = list(document.iterlinks())
        self.kinds |= {(element.tag, name) for element, name, _, _ in found}
        anchors = frozenset(document.xpath("//@id"))
        return Page(frozenset(self._joined(path, link) for _, _, link, _ in found), anchors)

    def _style(self, path: Path) -> Page:
        links = re.findall(r"""url\(["']?([^"')]+)""", path.read_text(encoding="utf-8"))
        return Page(frozenset(self._joined(path, link) for link in links), frozenset())

    def _joined(self, path: Path, link: str) -> str:
        """The address that a link leads to; a path from the root begins at the site's."""
        return urljoin(path.as_uri(), self.base + link[1:] if link.startswith("/") else link)

    @cached_property
    def complaints(self) -> list[str]:
        """What is wrong with links."""
        told = ((page, link, self._wrong(link)) for page, one in sorted(self.pages.items()) for link in one.links)
        return sorted(f"{page}: {link}: {wrong}" for page, link, wrong in told if wrong)

    def _wrong(self, link: str) -> str:
        """Say what is wrong with a link; the anchor without a name is the beginning of any page.

        A fragment with an equals sign, ``#paper=KEY``, is no place: the page's script reads it.
        """
        if not link.startswith("file:"):
            return ""
        if not link.startswith(self.base):
            return "leads out of the site's folder"
        target, anchor = file_of(link), unquote(urldefrag(link).fragment)
        if target not in self.files:
            return "no such file"
        is_place = anchor and "=" not in anchor and target in self.pages
        return "no such anchor" if is_place and anchor not in self.pages[target].anchors else ""

    def reached(self, *starts: str) -> set[str]:
        """The files that can be reached from the given ones."""
        found: set[str] = set()
        waiting = {unquote((self.site / start).as_uri()) for start in starts}
        while waiting:
            found |= waiting
            links = {link for file in waiting & self.pages.keys() for link in self.pages[file].links}
            waiting = ({file_of(link) for link in links} & self.files) - found
        return found


def file_of(link: str) -> str:
    """The address of the file that a link leads to, as text."""
    return unquote(urldefrag(link).url.partition("?")[0])


class Anchors(_ContentPlugin):
    """Notes where anchors are and where links to anchors lead.

    The plugin that comes with LinkChecker reads a page once again for every anchor that is linked to.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.places: dict[str, set[str]] = {}
        self.links: set[tuple[str, str]] = set()

    def applies_to(self, url_data: Any, **_: Any) -> bool:
        """Look at pages only."""
        return bool(url_data.is_html())

    def check(self, url_data: Any) -> None:
        """Take what a page has and wants; a path from the root begins at the site's."""
        soup, page = url_data.get_soup(), urldefrag(url_data.url).url
        self.places[page] = {tag["id"] for tag in soup.find_all(id=True)}
        for tag in soup.find_all(href=True):
            href = tag["href"]
            if "#" in href:
                self.links.add((page, urljoin(page, self.base + href[1:] if href.startswith("/") else href)))

    def dead(self) -> Iterator[str]:
        """Tell of links to anchors that pages do not have; the anchor without a name is the beginning of any page.

        A fragment with an equals sign, ``#paper=KEY``, is no place: the page's script reads it.
        """
        for page, link in sorted(self.links):
            target, anchor = urldefrag(link)
            if anchor and "=" not in anchor and target in self.places and unquote(anchor) not in self.places[target]:
                yield f"{page}: {link}: no such anchor"


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


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An empty home for LinkChecker, which looks for plugins in that of the user."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            patched.setenv(name, str(tmp_path_factory.mktemp("home")))
        yield


def followed(site: Path, *starts: str) -> Collected:
    """Let LinkChecker follow all links from the given files; those that leave the site are not followed.

    LinkChecker is called from Python since its command, run by root, gives up the right to read other users' files.
    """
    configuration = Configuration()
    collected = Collected(site)
    configuration |= {
        "logger": collected,
        "status": False,
        "threads": 0,
        "localwebroot": collected.base,  # 404.html is shown at any depth, so its links begin at the root
    }
    configuration.sanitize()
    aggregate = get_aggregate(configuration)
    anchors = Anchors(collected.base)
    aggregate.plugin_manager.content_plugins.append(anchors)
    for start in starts:
        aggregate_url(aggregate, (site / start).as_uri())
    check_urls(aggregate)
    collected.complaints += anchors.dead()
    return collected


@pytest.fixture(scope="module")
def links(site: Path) -> Links:
    """Those of the real site."""
    return Links(site)


def test_no_link_of_the_site_is_dead(links: Links) -> None:
    assert links.complaints == []


def test_every_page_that_has_something_to_show_can_be_reached_from_the_first(links: Links, site: Path) -> None:
    pages = {unquote(path.as_uri()): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    empty = {page for page, text in pages.items() if NOT_INDEXED in text and 'http-equiv="refresh"' not in text}
    assert len(empty) < 5
    assert pages.keys() - links.reached("index.html", "404.html") == empty


def test_link_checker_finds_the_same_in_a_small_site(curated_root: Path) -> None:
    site = curated_root / "site"
    links, collected = Links(site), followed(site, "index.html", "404.html")
    assert (links.complaints, collected.complaints) == ([], [])
    assert {unquote(page) for page in collected.pages if page.startswith("file:")} == links.reached(
        "index.html", "404.html"
    )


def test_the_small_site_has_every_kind_of_link_that_the_real_one_has(curated_root: Path, links: Links) -> None:
    assert links.kinds == Links(curated_root / "site").kinds


def made(site: Path, link: str) -> Path:
    """A site of two pages; the first has a link."""
    (site / "index.html").write_text(f"<html><body><a href='{link}'>on</a> <h2 id='top'>Top</h2></body></html>")
    (site / "other.html").write_text("<html><body><h2 id='here'>Here</h2></body></html>")
    return site


Check = Callable[[Path], list[str]]
both = pytest.mark.parametrize(
    "check",
    [lambda site: Links(site).complaints, lambda site: followed(site, "index.html").complaints],
    ids=["quick", "LinkChecker"],
)


@both
@pytest.mark.parametrize(
    "link",
    [
        "other.html",
        "other.html#here",
        "other.html#h%65re",
        "#top",
        "#",
        "/other.html#here",
        "https://example.invalid/#x",
    ],
)
def test_a_good_link_passes(tmp_path: Path, check: Check, link: str) -> None:
    assert check(made(tmp_path, link)) == []


@both
@pytest.mark.parametrize("link", ["missing.html", "other/", "../none.html", "/missing.html"])
def test_a_dead_link_is_found(tmp_path: Path, check: Check, link: str) -> None:
    complaints = check(made(tmp_path, link))
    assert len(complaints) == 1
    assert "index.html: " in complaints[0]


@both
@pytest.mark.parametrize("link", ["other.html#gone", "/other.html#gone", "#gone"])
def test_a_dead_anchor_is_found(tmp_path: Path, check: Check, link: str) -> None:
    complaints = check(made(tmp_path, link))
    assert len(complaints) == 1
    assert complaints[0].endswith("#gone: no such anchor")
