"""The palette: one dialog to search and to do things, from any page, by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.engine import HOLD
from tests.browser.sites import Origin
from tests.browser.test_axe import SCREENS, expect_none, screen


def palette(page: Page) -> Locator:
    """The dialog."""
    return page.get_by_role("dialog", name="Search and commands")


def commands(page: Page) -> Locator:
    """What may be done."""
    return palette(page).get_by_role("list", name="Commands").locator("a, button")


def opened(visit: Visit, site: Origin, kind: str = "about", key: str = "Control+k", fresh: bool = False) -> Page:
    """A page with the palette open."""
    page = visit(site.page(kind), fresh=fresh)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press(key)
    expect(palette(page)).to_be_visible()
    return page


@EVERYWHERE["curated"]
@pytest.mark.parametrize("key", ["Control+k", "Meta+k", "/"])
def test_a_key_opens_it_and_its_box_has_the_focus(curated: Origin, visit: Visit, key: str) -> None:
    page = opened(visit, curated, key=key)
    expect(palette(page).get_by_role("searchbox")).to_be_focused()
    expect(palette(page).get_by_role("searchbox")).to_have_value("")
    expect(commands(page).first).to_have_text("Open reading list")


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Alt+k", "k"])
def test_other_keys_do_not(curated: Origin, visit: Visit, key: str) -> None:
    page = visit(curated.page("about"))
    page.keyboard.press(key)
    page.keyboard.press("Control+k")
    expect(palette(page)).to_have_count(1)
    expect(palette(page)).to_be_visible()  # opened by the second key, which would have closed it


def test_a_slash_in_a_box_is_a_slash(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"))
    page.locator("#search-input").focus()
    page.keyboard.type("a/b")
    expect(page.locator("#search-input")).to_have_value("a/b")
    expect(palette(page)).to_have_count(0)


def test_a_slash_on_explore_goes_to_the_box_of_the_list(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("explore"))
    page.keyboard.press("/")
    expect(page.locator("[data-query]")).to_be_focused()


@pytest.mark.parametrize("key", ["Escape", "Control+k"])
def test_it_closes_and_the_focus_is_where_it_was(curated: Origin, visit: Visit, key: str) -> None:
    page = visit(curated.page("about"))
    toggle = page.get_by_role("button", name="Dark mode")
    toggle.focus()
    page.keyboard.press("Control+k")
    expect(palette(page).get_by_role("searchbox")).to_be_focused()
    page.keyboard.press(key)
    expect(palette(page)).to_be_hidden()
    expect(toggle).to_be_focused()


def test_tab_stays_within(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated)
    for key in ("Tab", "Shift+Tab"):
        for _ in range(commands(page).count() + 5):
            page.keyboard.press(key)
            assert palette(page).evaluate("dialog => dialog.contains(document.activeElement)")


def test_commands_are_found_by_the_beginnings_of_their_words(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated)
    page.keyboard.type("copy li")
    expect(commands(page)).to_have_text(["Copy link to this page"])


def test_enter_goes_to_the_page_that_is_named(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated)
    page.keyboard.type("go to topics")
    expect(commands(page)).to_have_text(["Go to Topics"])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Topics")


def test_it_switches_to_dark_and_says_light_then(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated, fresh=True)
    page.keyboard.type("dark")
    expect(commands(page)).to_have_text(["Switch to dark mode"])
    page.keyboard.press("Enter")
    expect(palette(page)).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Control+k")
    expect(commands(page).get_by_text("Switch to light mode")).to_be_visible()


def test_selected_papers_are_compared(curated: Origin, visit: Visit) -> None:
    page = visit(curated.page("about"), fresh=True)
    for key in ("alphacache", "betaroute"):
        page.evaluate("key => survey.selection.set(key, true)", key)
    page.keyboard.press("Control+k")
    compare = commands(page).first
    expect(compare).to_have_text("Compare 2 selected papers")
    assert str(compare.get_attribute("href")).endswith("compare.html#papers=alphacache,betaroute")


@EVERYWHERE["curated"]
def test_it_finds_and_opens_a_paper(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated)
    page.keyboard.type("betaroute")
    found = palette(page).locator(".search__link")
    expect(found.first).to_contain_text("BetaRoute")
    expect(palette(page).get_by_role("status")).to_have_text(re.compile(r"^\d+ results?"))
    while page.evaluate("!document.activeElement.matches('.search__link')"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("BetaRoute")


def test_enter_does_what_was_typed_while_an_answer_is_on_its_way(curated_server: Origin, visit: Visit) -> None:
    page = opened(visit, curated_server, fresh=True)
    page.evaluate(HOLD)
    page.keyboard.type("go to topics")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Topics")


def test_enter_opens_the_list_and_closes_the_dialog_on_explore_itself(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated, "explore")
    page.keyboard.type("betaroute")
    expect(palette(page).locator(".search__link").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(palette(page)).to_be_hidden()
    expect(page.locator("[data-query]")).to_have_value("betaroute")


def test_a_click_beside_it_closes_it(curated: Origin, visit: Visit) -> None:
    page = opened(visit, curated)
    page.mouse.click(5, 5)
    expect(palette(page)).to_be_hidden()


def test_where_it_cannot_be_loaded_the_box_is_focused(curated_server: Origin, browser: Browser) -> None:
    page = browser.new_page()  # not watched: the failure is meant
    page.goto(curated_server.page("about"))
    page.route("**/palette.js*", lambda route: route.abort())
    page.keyboard.press("Control+k")
    expect(page.locator("#search-input")).to_be_focused()
    page.close()


@screen
def test_axe_finds_nothing_wrong(curated_server: Origin, visit: Visit, screen: str) -> None:
    page = visit(curated_server.page("about"), reduced_motion="reduce", **SCREENS[screen])
    page.keyboard.press("Control+k")
    page.keyboard.type("e")
    page.locator(".search__head").first.wait_for()
    page.keyboard.type("viction")
    page.locator(".search__link").first.wait_for()
    expect_none(str(Axe().axe_script), page)
