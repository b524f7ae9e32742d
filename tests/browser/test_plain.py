"""Without scripts, without motion, and on paper."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin

MOVING = """() => {
  const long = text => text.split(',').some(time => parseFloat(time) > 0.01);
  return [...document.querySelectorAll('*')].flatMap(element => ['', '::before', '::after'].filter(part => {
    const style = getComputedStyle(element, part || null);
    if (part && (style.content === 'none' || style.content === 'normal')) return false;
    return long(style.transitionDuration) || (style.animationName !== 'none' && long(style.animationDuration))
      || style.scrollBehavior === 'smooth';
  }).map(part => element.outerHTML.slice(0, 80) + part));
}"""
GROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("kind", PAGES)
def test_without_scripts_a_page_is_readable(server: Origin, visit: Visit, kind: str) -> None:
    page = visit(server.page(kind), java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("article").inner_text()) > 100
    expect(page.get_by_role("navigation", name="Main").get_by_role("link").first).to_be_visible()


@pytest.mark.parametrize("kind", ["home", "paper"])
def test_without_scripts_what_needs_them_is_hidden(origin: Origin, visit: Visit, kind: str) -> None:
    page = visit(origin.page(kind), java_script_enabled=False)
    expect(page.locator("#search-input")).to_be_hidden()
    expect(page.locator("[data-theme-toggle]")).to_be_hidden()


@pytest.mark.parametrize("kind", ["home", "paper"])
def test_without_scripts_a_list_from_a_to_z_stands_for_the_search(origin: Origin, visit: Visit, kind: str) -> None:
    page = visit(origin.page(kind), java_script_enabled=False)
    page.get_by_role("link", name="Searching needs scripts: see the list from A to Z").first.click()
    expect(page.locator("h1")).to_have_text("Browse A–Z")


def test_without_scripts_a_paper_shows_everything(curated: Origin, visit: Visit) -> None:
    page = visit(curated.paper("alphacache"), java_script_enabled=False)
    for text in ("We keep a tenth of them.", "Ada Lovelace", "rank 3, line 17", "We reduce memory by 40%"):
        expect(page.get_by_text(text).first).to_be_visible()


@pytest.mark.parametrize(("system", "ground"), [("light", "rgb(251, 249, 244)"), ("dark", "rgb(21, 23, 26)")])
def test_without_scripts_a_page_follows_the_system(server: Origin, visit: Visit, system: str, ground: str) -> None:
    page = visit(server.page("paper"), java_script_enabled=False, color_scheme=system)
    page.screenshot()
    style = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert style == ground


@pytest.mark.parametrize("kind", ["home", "paper", "papers", "topic"])
def test_nothing_moves_where_the_reader_wants_no_motion(server: Origin, visit: Visit, kind: str) -> None:
    page = visit(server.page(kind), reduced_motion="reduce")
    assert page.evaluate(MOVING) == []


@pytest.fixture(params=["light", "dark"])
def printed(request: pytest.FixtureRequest, server: Origin, visit: Visit) -> Page:
    """A paper's page as it is printed, from a light and from a dark screen."""
    page = visit(server.page("paper"), color_scheme=request.param)
    page.emulate_media(media="print")
    return page


def test_a_printed_page_is_black_on_white(printed: Page) -> None:
    assert printed.evaluate(GROUND) == "rgb(255, 255, 255)"
    colours = printed.locator("h1, .abstract").evaluate_all("all => all.map(e => getComputedStyle(e).color)")
    assert set(colours) == {"rgb(0, 0, 0)"}


def test_a_printed_page_has_no_dark_boxes(printed: Page) -> None:
    dark = printed.locator("article *").evaluate_all(
        """all => all.map(e => getComputedStyle(e).backgroundColor).filter(colour => {
          const [r, g, b, a = 1] = colour.match(/[0-9.]+/g).map(Number);
          return a > 0 && r + g + b < 600;
        })"""
    )
    assert dark == []


def test_a_printed_page_holds_the_text_and_not_the_controls(printed: Page) -> None:
    for text in ("h1", ".abstract"):
        expect(printed.locator(text)).to_be_visible()
    for control in ("#search-input", "[data-theme-toggle]", "header nav"):
        expect(printed.locator(control)).to_be_hidden()


def test_a_page_prints(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), color_scheme="light")
    assert page.pdf().startswith(b"%PDF")
