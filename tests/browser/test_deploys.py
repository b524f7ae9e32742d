"""A page left open while the site was replaced, or one file from a cache: no paper gets another's abstract."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from livingsurvey.build.mkdocs_site import build_site
from livingsurvey.store import load
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESKTOP
from tests.browser.sites import Origin, origin_of
from tests.build.sites import site_folder
from tests.builders import paper_file
from tests.conftest import Once

Deploy = Callable[[], None]
LATE = """
  const append = Element.prototype.append;
  Element.prototype.append = function (...nodes) {
    if (String(nodes[0]?.src).includes("LAST")) setTimeout(() => append.apply(this, nodes), 300);
    else append.apply(this, nodes);
  };
"""
NEW = paper_file("aardvark").replace("The abstract of aardvark.", "Eats nothing but ants.")


def built_twice(folder: Path) -> Path:
    """A site before and after a paper came to the front of all others."""
    root = site_folder(folder / "survey", real_frame=True)
    shutil.copytree(build_site(root), folder / "before")
    (root / "content/papers/aardvark.md").write_text(NEW)
    shutil.copytree(build_site(root), folder / "after")
    return folder


@pytest.fixture(scope="session")
def builds(once: Once) -> Path:
    """Both builds."""
    return once("deploys", built_twice)


@pytest.fixture
def hosted(builds: Path, tmp_path: Path) -> Iterator[tuple[Origin, Deploy]]:
    """The first build on a server, and what replaces it by the second."""
    shutil.copytree(builds / "before", tmp_path / "site")

    def deploy() -> None:
        shutil.rmtree(tmp_path / "site")
        shutil.copytree(builds / "after", tmp_path / "site")

    survey = load(builds / "survey").survey
    assert survey is not None
    with origin_of("http", tmp_path / "site", survey) as origin:
        yield origin, deploy


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that was never here."""
    made = browser.new_context(viewport=DESKTOP).new_page()
    yield made
    made.context.close()


def searched(page: Page, words: str, box: str = "#search-input") -> None:
    """Type into a search box, all at once: the focus alone may load the page anew before a letter is typed."""
    typed = """(box, words) => {
      box.focus();
      box.value = words;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }"""
    page.locator(box).evaluate(typed, words)


def visits(page: Page) -> list[str]:
    """Grows with each page that is loaded."""
    loaded: list[str] = []
    page.on("load", lambda made: loaded.append(made.url))
    return loaded


def test_addresses_of_scripts_styles_and_data_tell_builds_apart(builds: Path) -> None:
    marks = set()
    for build in (builds / "before", builds / "after"):
        page = (build / "papers/one.html").read_text()
        versions = re.findall(r'(?:src|href)="\.\./assets/(?:js|css|messages)[^"?]*(\?v=\w+)?"', page)
        assert len(versions) > 4
        assert {len(version) for version in versions} == {13}
        assert "data-marked" in page
        [mark] = re.findall(r'"(\w+)"', (build / "assets/build.js").read_text())
        assert f'"{mark}"' in (build / "assets/search-index.js").read_text()
        marks.add(mark)
    assert len(marks) == 2


def test_a_page_is_the_same_in_both_builds_where_only_data_is_another(builds: Path) -> None:
    before, after = ((builds / build) for build in ("before", "after"))
    assert (before / "about.html").read_bytes() == (after / "about.html").read_bytes()
    assert (before / "assets/search-index.js").read_bytes() != (after / "assets/search-index.js").read_bytes()


def test_data_is_asked_for_by_the_mark_of_the_build(hosted: tuple[Origin, Deploy], builds: Path, page: Page) -> None:
    origin, _ = hosted
    [mark] = re.findall(r'"(\w+)"', (builds / "before/assets/build.js").read_text())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin / "about.html")
    searched(page, "abstract of two")
    expect(page.locator(".search__item").first).to_contain_text("Two")
    found = (re.search(r"/(?:assets|data/search)/([\w-]+\.js.*)", address) for address in asked)
    data = [match[1] for match in found if match]
    assert data[0] == "build.js"
    assert len(data) > 2
    assert {name.partition("?")[2] for name in data[1:]} == {f"v={mark}"}


def test_without_the_script_of_the_mark_all_data_of_one_build_is_still_found(
    hosted: tuple[Origin, Deploy], page: Page
) -> None:
    origin, deploy = hosted
    page.route("**/assets/build.js*", lambda route: route.fulfill(status=404, body=""))
    page.goto(origin / "about.html")
    searched(page, "abstract of two")
    expect(page.locator(".search__item", has_text="Two").locator(".search__snippet")).to_contain_text("abstract of two")
    page.goto(origin / "explore.html")
    page.locator("[data-ready=facts]").wait_for()
    deploy()
    searched(page, "ants", "[data-query]")
    expect(page.locator(".result__title")).to_have_text(["Aardvark"])  # the page was loaded anew


def test_a_page_left_open_across_a_deploy_shows_each_paper_s_own_abstract(
    hosted: tuple[Origin, Deploy], page: Page
) -> None:
    origin, deploy = hosted
    page.goto(origin / "explore.html")
    page.locator("[data-ready=facts]").wait_for()
    loaded = visits(page)
    deploy()
    searched(page, "ants", "[data-query]")  # loads the abstracts, which are of the new build
    expect(page.locator(".result__title")).to_have_text(["Aardvark"])
    assert page.evaluate("survey.data.papers.papers.length") == 4
    assert len(loaded) == 1


def test_what_was_typed_is_found_in_the_new_build(hosted: tuple[Origin, Deploy], page: Page) -> None:
    origin, deploy = hosted
    page.goto(origin / "about.html")
    deploy()
    searched(page, "abstract of two")
    item = page.locator(".search__item", has_text="Two").first
    expect(item.locator(".search__snippet")).to_contain_text("The abstract of two.")
    expect(page.locator("#search-input")).to_have_value("abstract of two")


@pytest.mark.parametrize(
    ("address", "ready", "box", "loads"),
    [("about.html", "#search-input", "#search-input", 0), ("explore.html", "[data-ready=facts]", "[data-query]", 1)],
)
def test_who_has_only_entered_the_box_is_still_in_it(
    hosted: tuple[Origin, Deploy], page: Page, address: str, ready: str, box: str, loads: int
) -> None:
    origin, deploy = hosted
    page.goto(origin / address)
    page.locator(ready).wait_for()
    loaded = visits(page)
    deploy()
    with page.expect_response("**/assets/search-index.js*"):
        page.locator(box).focus()
    if len(loaded) < loads:  # on a slow machine the page is quiet before it loads itself again
        page.wait_for_event("load")
    page.wait_for_load_state("networkidle")
    assert len(loaded) == loads  # where there is data of the build before
    expect(page.locator(box)).to_be_focused()
    page.keyboard.type("ants")
    expect(page.locator(box)).to_have_value("ants")


@pytest.mark.parametrize("last", ["assets/search-index", "data/search"])
def test_one_file_from_a_cache_is_said_and_no_page_is_loaded_without_end(
    hosted: tuple[Origin, Deploy], builds: Path, page: Page, last: str
) -> None:
    origin, deploy = hosted
    deploy()
    stale = (builds / "before/assets/search-index.js").read_text()
    page.route("**/assets/search-index.js*", lambda route: route.fulfill(body=stale, content_type="text/javascript"))
    page.add_init_script(LATE.replace("LAST", last))
    page.goto(origin / "about.html")
    loaded = visits(page)
    searched(page, "abstract of two")
    expect(page.locator(".search__status")).to_contain_text("This site was updated while the page was open.")
    expect(page.locator(".search__snippet", has_text="abstract")).to_have_count(0)
    assert len(loaded) == 1
    searched(page, "abstract of one")
    expect(page.locator(".search__status")).to_contain_text("This site was updated")
    assert len(loaded) == 1


def test_a_page_that_opened_the_index_before_a_deploy_is_loaded_anew_for_parts_of_another(
    hosted: tuple[Origin, Deploy], page: Page
) -> None:
    origin, deploy = hosted
    page.goto(origin / "about.html")
    page.evaluate("survey.search.loadEngine().then(() => true)")
    loaded = visits(page)
    deploy()
    searched(page, "ants")
    expect(page.locator(".search__item")).to_contain_text("Eats nothing but ants.")
    expect(page.locator("#search-input")).to_have_value("ants")
    assert len(loaded) == 1


def test_parts_of_another_index_from_a_cache_are_said_and_no_page_is_loaded_without_end(
    hosted: tuple[Origin, Deploy], builds: Path, page: Page
) -> None:
    origin, deploy = hosted
    deploy()

    def stale(route: Route) -> None:
        part = builds / "before/data/search" / urlsplit(route.request.url).path.rpartition("/")[2]
        route.fulfill(body=part.read_text() if part.exists() else "", content_type="text/javascript")

    page.route("**/data/search/*.js*", stale)
    page.goto(origin / "about.html")
    loaded = visits(page)
    searched(page, "abstract of two")
    expect(page.locator(".search__status")).to_contain_text("This site was updated while the page was open.")
    expect(page.locator(".search__item")).to_have_count(0)
    searched(page, "abstract of one")
    expect(page.locator(".search__status")).to_contain_text("This site was updated")
    assert len(loaded) == 1


def test_an_old_page_with_new_data_works(hosted: tuple[Origin, Deploy], builds: Path, page: Page) -> None:
    origin, deploy = hosted
    deploy()
    old = (builds / "before/about.html").read_text()
    page.route("**/about.html", lambda route: route.fulfill(body=old, content_type="text/html"))
    page.goto(origin / "about.html")
    searched(page, "ants")
    expect(page.locator(".search__item")).to_have_count(1)
    expect(page.locator(".search__item")).to_contain_text("Eats nothing but ants.")
