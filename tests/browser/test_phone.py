"""On a phone: nothing is cut off, nothing scrolls sideways but tables and code in their boxes."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NAMES = [*PAGES, "404"]

#: Elements that stick out of the page and are not inside a box that scrolls by itself.
STICKING_OUT = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height || (box.left >= 0 && box.right <= innerWidth + 1)) return false;
  for (let parent = element; parent !== document.body; parent = parent.parentElement) {
    const style = getComputedStyle(parent);
    if (style.overflowX !== 'visible' || style.clipPath !== 'none' || style.visibility === 'hidden') return false;
  }
  return true;
}).map(element => element.outerHTML.slice(0, 120))"""


def expect_fit(page: Page) -> None:
    """Nothing sticks out, so that neither the page scrolls sideways nor anything is cut off."""
    assert page.evaluate(STICKING_OUT) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def address(site: Origin, kind: str) -> str:
    """The address of a page of this kind, the one for missing pages too."""
    return site / "404.html" if kind == "404" else site.page(kind)


@pytest.mark.parametrize("kind", NAMES)
def test_a_page_of_the_real_site_does_not_scroll_sideways(server: Origin, visit: Visit, kind: str) -> None:
    page = visit(address(server, kind), **PHONE)
    expect_fit(page)


@pytest.mark.parametrize(
    "path", ["papers/wide", "papers/hostile", "papers/alphacache", "topics/caches", "papers/index"]
)
def test_long_words_do_not_widen_the_page(curated_server: Origin, visit: Visit, path: str) -> None:
    page = visit(curated_server / f"{path}.html", **PHONE)
    expect_fit(page)


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_other_widths_fit_too(curated_server: Origin, visit: Visit, width: int) -> None:
    for path in ("papers/wide.html", "topics/caches.html", "index.html"):
        page = visit(curated_server / path, viewport={"width": width, "height": 800})
        expect_fit(page)


@pytest.mark.parametrize("width", [390, 768, 1024, 1280])
def test_the_card_of_a_citation_is_seen_whole(curated_server: Origin, visit: Visit, width: int) -> None:
    page = visit(curated_server / "topics/caches.html", viewport={"width": width, "height": 800})
    for citation in page.locator("a.cite").all():
        citation.focus()
        expect(citation).to_have_attribute("aria-describedby", "link-card")
        expect(page.get_by_role("tooltip")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("kind", ["home", "topic", "paper", "404"])
def test_the_header_is_within_reach(server: Origin, visit: Visit, kind: str) -> None:
    page = visit(address(server, kind), **PHONE)
    expect(page.get_by_role("button", name="Dark mode")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("searchbox")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("button", name="Menu")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()


def test_the_last_entry_of_the_header_can_be_reached(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), **PHONE)
    page.get_by_role("button", name="Menu").tap()
    page.locator("header summary").last.tap()
    last = page.get_by_role("navigation", name="Main").get_by_role("link").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=0.99)
    name = last.inner_text()
    last.tap()
    expect(page.locator("h1")).to_have_text(name)


def test_the_menu_is_one_button_below_900_pixels_and_one_line_above(server: Origin, visit: Visit) -> None:
    for width in (390, 768, 899, 1024, 1440):
        page = visit(server.page("paper"), viewport={"width": width, "height": 800})
        button, menu = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Main")
        assert (button.is_visible(), menu.is_visible()) == (width < 900, width >= 900)
        lines = page.locator("header li").evaluate_all("all => new Set(all.map(e => e.getBoundingClientRect().y)).size")
        assert width < 900 or (lines == 1 and page.locator("header").bounding_box()["height"] < 60)  # type: ignore[index]


def test_the_menu_opens_and_closes_by_keyboard(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), **PHONE)
    button, menu = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Main")
    button.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    menu.get_by_role("link").first.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_the_header_leaves_room_for_the_page(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), **PHONE)
    assert page.locator("header").bounding_box()["height"] < 844 / 4  # type: ignore[index]


def test_the_header_can_be_tapped(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), **PHONE)
    page.get_by_role("button", name="Menu").tap()
    targets = [*page.locator("header button").all(), page.get_by_role("searchbox")]
    targets += page.locator("header summary").all()
    targets += page.get_by_role("navigation", name="Main").get_by_role("link").all()
    sizes = [target.bounding_box() for target in targets]
    assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)


def test_search_results_fit_and_can_be_tapped(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), **PHONE)
    page.get_by_role("searchbox").tap()
    page.get_by_role("searchbox").fill("kv cache")
    result = page.locator(".search__link").first
    expect(result).to_be_in_viewport(ratio=1)
    expect_fit(page)
    title = result.inner_text()
    result.tap()
    expect(page.locator("h1")).to_have_text(title)


def test_a_wide_figure_scrolls_inside_its_box(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", **PHONE)
    wide = page.locator(".timeline-figure .table")
    assert wide.evaluate("box => box.scrollWidth > box.clientWidth")
    wide.evaluate("box => box.scrollLeft = 100")
    assert wide.evaluate("box => box.scrollLeft") == 100
    expect_fit(page)


def test_what_a_paper_is_about_comes_first(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "papers/alphacache.html", **PHONE)
    expect(page.locator(".lead")).to_be_in_viewport()


def test_a_result_is_a_card_whose_figure_is_on_the_screen(server: Origin, visit: Visit) -> None:
    page = visit(server / "results.html#measure=memory&sort=change&order=desc", **PHONE)
    page.locator("#filters[data-ready]").wait_for()
    change = page.locator(".results td.change").first
    change.scroll_into_view_if_needed()
    expect(change).to_be_in_viewport(ratio=1)
    assert change.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Change"'
    assert page.locator(".results td.empty").evaluate_all("cells => cells.every(cell => !cell.offsetHeight)")
    expect_fit(page)
