"""One selection on all pages: papers are picked anywhere, and leave as a file, by mouse, by keyboard and on a phone."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import HOSTILE_TITLE, Origin
from tests.browser.test_axe import SCREENS, expect_none, screen
from tests.browser.test_phone import PHONE, expect_fit

NAME = "Compute-Efficient AI"
SLOT = f"survey-selection:{NAME}"
FIVE = ["alphacache", "wide", "betaroute", "gammacache", "oddity"]
BLOCKED = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no'); }})"
#: What storage may hold: nothing of it is a selection, or only the keys in it are.
BROKEN = ["", "{", "null", "[]", "7", '{"version": 2, "keys": ["wide"]}', '{"version": 1, "keys": {"length": 1}}']
#: Where papers are, and how many may be selected there.
PLACES = {
    "explore.html": 7, "papers/index.html": 8, "results.html": 1, "years/2024.html": 1, "topics/caches.html": 9,
    "people/grace-hopper.html": 2, "methods/eviction.html": 2, "measures/peak-memory.html": 1,
    "venues/a-conference-on-serving.html": 1,
}  # fmt: skip


def box(page: Page, title: str) -> Locator:
    """The check mark of a paper, by the beginning of its title; a page may have several."""
    return page.get_by_role("checkbox", name=re.compile(f"^Select {re.escape(title)}")).first


def bar(page: Page) -> Locator:
    """The bar at the bottom."""
    return page.get_by_role("region", name="Selected papers")


def count(page: Page) -> Locator:
    """What the bar says of the number of papers."""
    return page.locator(".selection-bar__count")


def selected(page: Page) -> list[str]:
    """The keys of the selected papers, in order."""
    keys: list[str] = page.evaluate("survey.selection.keys()")
    return keys


def holding(visit: Visit, site: Origin, path: str, text: str, **options: object) -> Page:
    """A page of a tab that has stored nothing but this text."""
    return visit(
        site / path, clean=True, first=f"sessionStorage.setItem({json.dumps(SLOT)}, {json.dumps(text)})", **options
    )


def with_keys(visit: Visit, site: Origin, path: str, keys: list[str], **options: object) -> Page:
    """A page of a tab in which these papers are selected."""
    return holding(visit, site, path, json.dumps({"version": 1, "keys": keys, "words": ""}), **options)


def entries(path: Path) -> list[str]:
    """The titles in a BibTeX file, in order."""
    return re.findall(r"^  title = \{+(\w+)", path.read_text(), re.MULTILINE)


def download(page: Page) -> Path:
    """The file that the pane saves."""
    with page.expect_download() as waiting:
        bar(page).get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename.endswith(".bib")
    return Path(waiting.value.path())


@EVERYWHERE["curated"]
def test_papers_picked_anywhere_leave_as_a_file_by_mouse(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    expect(bar(page)).to_be_hidden()
    box(page, "AlphaCache").click()
    box(page, "GammaCache").click()
    expect(count(page)).to_have_text("2 selected")
    page.goto(curated / "people/grace-hopper.html")
    box(page, "BetaRoute").click()
    page.goto(curated / "results.html")
    expect(box(page, "AlphaCache")).to_be_checked()
    page.goto(curated / "explore.html")
    box(page, "An Oddity").click()
    page.goto(curated.paper("hostile"))
    page.locator(".reading").get_by_label("Select").click()
    expect(count(page)).to_have_text("5 selected")
    assert selected(page) == ["alphacache", "gammacache", "betaroute", "oddity", "hostile"]
    bar(page).get_by_role("button", name="Export").click()
    expect(bar(page).locator("code")).to_contain_text("BetaRoute")
    text = download(page).read_text()
    assert re.findall(r"^@\w+{([a-z]+)", text, re.MULTILINE) == ["lovelace", "gammacache", "hopper", "oddity", "img"]


def test_papers_leave_as_a_file_by_keyboard_alone(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "years/2024.html", clean=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-pick]')"):
            break
    page.keyboard.press("Space")
    expect(count(page)).to_have_text("1 selected")
    page.goto(curated / "people/grace-hopper.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip to the selected papers")).to_be_focused()
    page.keyboard.press("Enter")
    expect(bar(page).get_by_role("link", name="Compare")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(bar(page).get_by_label("Format")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert entries(Path(waiting.value.path())) == ["AlphaCache"]
    page.keyboard.press("Escape")
    expect(bar(page).get_by_role("button", name="Export")).to_be_focused()
    expect(bar(page).get_by_role("button", name="Export")).to_have_attribute("aria-expanded", "false")


def test_papers_leave_as_a_file_on_a_phone(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True, **PHONE)
    for title in ("AlphaCache", "GammaCache"):
        size = box(page, title).locator("..").bounding_box()
        assert size and min(size["width"], size["height"]) >= 24
        box(page, title).tap()
    expect(count(page)).to_have_text("2 selected")
    expect_fit(page)
    bar(page).get_by_role("button", name="Export").tap()
    expect(bar(page).locator("code")).to_contain_text("GammaCache")
    expect_fit(page)
    assert entries(download(page)) == ["AlphaCache", "GammaCache"]


@pytest.mark.parametrize("path", PLACES)
def test_each_paper_has_a_check_mark(visit: Visit, curated: Origin, path: str) -> None:
    page = visit(curated / path, clean=True)
    if path == "explore.html":
        page.locator("[data-ready]").wait_for()
    marks = page.locator("article input[data-pick]")
    expect(marks).to_have_count(PLACES[path])
    marks.first.check()
    assert selected(page) == [marks.first.get_attribute("data-pick")]


def test_related_papers_have_one_too(visit: Visit, curated: Origin) -> None:
    page = visit(curated.paper("alphacache"), clean=True)
    related = page.locator("li[data-paper]")
    expect(related.first.get_by_role("checkbox")).to_be_visible()
    assert related.count() == related.get_by_role("checkbox").count()
    expect(page.locator(".small-print input")).to_have_count(0)


@EVERYWHERE["curated"]
def test_the_selection_stays_while_one_moves_about(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    box(page, "AlphaCache").check()
    page.reload()
    expect(box(page, "AlphaCache")).to_be_checked()
    page.goto(curated.paper("alphacache"))
    expect(page.locator(".reading").get_by_label("Select")).to_be_checked()
    page.locator(".reading").get_by_label("Select").uncheck()
    page.go_back()
    expect(box(page, "AlphaCache")).not_to_be_checked()
    expect(bar(page)).to_be_hidden()


def test_a_paper_that_is_shown_twice_is_selected_in_both_places(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    both = page.get_by_role("checkbox", name=re.compile("^Select AlphaCache"))
    assert both.count() > 1
    both.last.check()
    expect(both.first).to_be_checked()
    assert selected(page) == ["alphacache"]


@EVERYWHERE["curated"]
def test_a_shared_address_selects_and_says_what_it_does_not_know(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "sources.html", clean=True)
    page.goto(curated / "explore.html#q=cache&selected=wide,nope,alphacache,%3Cb%3E,../x")
    expect(count(page)).to_have_text("2 selected")
    expect(bar(page)).to_contain_text("1 paper of the address is not in this survey: nope")
    assert selected(page) == ["wide", "alphacache"]
    expect(page.locator("[data-query]")).to_have_value("cache")
    expect(page.locator("[data-note]")).to_be_hidden()
    expect(page).not_to_have_url(re.compile("selected"))


def test_an_address_of_nothing_but_unknown_papers_says_so(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "sources.html", clean=True)
    page.goto(curated / "about.html#selected=nope,neither")
    expect(bar(page)).to_contain_text("2 papers of the address are not in this survey: nope, neither")
    expect(bar(page).get_by_role("button", name="Export")).to_be_hidden()


def test_a_link_to_the_selection_is_copied(visit: Visit, curated_server: Origin) -> None:
    page = visit(curated_server / "about.html", fresh=True, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("survey.selection.setAll(['wide', 'alphacache'], true)")
    bar(page).get_by_role("button", name="Export").click()
    bar(page).get_by_role("button", name="Copy link").click()
    expect(bar(page).locator(".cite-status")).to_have_text("Link to this selection copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == curated_server / "about.html#selected=wide,alphacache"


def test_citations_that_come_late_do_not_wipe_what_was_said(visit: Visit, curated_server: Origin) -> None:
    page = visit(curated_server / "about.html", fresh=True, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("survey.selection.setAll(['wide', 'alphacache'], true)")
    page.evaluate("survey.dom.loadScript('assets/js/citation-files.js')")
    page.evaluate(
        """() => {
          const { text } = survey.citations;
          const asked = new Promise((resolve) => { survey.letCitationsCome = resolve; });
          survey.citations.text = (...wanted) => asked.then(() => text(...wanted));
        }"""
    )
    bar(page).get_by_role("button", name="Export").click()
    bar(page).get_by_role("button", name="Copy link").click()
    expect(bar(page).locator(".cite-status")).to_have_text("Link to this selection copied.")
    page.evaluate("survey.letCitationsCome()")
    expect(bar(page).locator("code")).to_contain_text("@")
    expect(bar(page).locator(".cite-status")).to_have_text("Link to this selection copied.")


def test_the_pane_follows_the_selection(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "topics/caches.html", ["betaroute"])
    bar(page).get_by_role("button", name="Export").click()
    code = bar(page).locator("code")
    expect(code).to_contain_text("BetaRoute")
    box(page, "AlphaCache").check()
    expect(code).to_contain_text("AlphaCache")
    bar(page).get_by_label("Format").select_option("cite")
    expect(code).to_have_text(re.compile(r"^\\cite\{hopper2025betaroute,lovelace2024alphacache\}\s*$"))
    bar(page).get_by_label("Format").select_option("keys")
    expect(code).to_have_text(re.compile(r"^hopper2025betaroute\s+lovelace2024alphacache\s*$"))
    bar(page).get_by_label("Format").select_option("apa")
    expect(code).to_contain_text("Lovelace, A., & Hopper, G.")


def test_what_is_cleared_can_be_brought_back(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "topics/caches.html", FIVE)
    bar(page).get_by_role("button", name="Clear").click()
    expect(count(page)).to_have_text("Selection cleared")
    assert selected(page) == []
    expect(bar(page).get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert selected(page) == FIVE
    bar(page).get_by_role("button", name="Clear").click()
    page.locator("h1").click()
    expect(bar(page)).to_be_hidden()


def test_the_selected_papers_are_put_on_the_reading_list(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "about.html", ["wide", "alphacache"])
    bar(page).get_by_role("button", name="Save to reading list").click()
    expect(bar(page)).to_contain_text("2 papers added.")
    bar(page).get_by_role("link", name="Reading list").click()
    expect(page.locator("[data-saved]")).to_have_count(2)
    expect(box(page, "AlphaCache")).to_be_checked()
    bar(page).get_by_role("button", name="Save to reading list").click()
    expect(bar(page)).to_contain_text("0 papers added.")


def test_a_screen_reader_hears_how_many_are_selected(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    said = page.locator("body > [aria-live]")
    box(page, "AlphaCache").check()
    expect(said).to_have_text("1 selected")
    box(page, "GammaCache").check()
    expect(said).to_have_text("2 selected")


def test_the_bar_covers_nothing(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "about.html", FIVE)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = page.locator("footer").last.bounding_box()
    top = bar(page).bounding_box()
    assert last and top and last["y"] + last["height"] <= top["y"] + 1


def test_the_bar_is_not_printed(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "topics/caches.html", FIVE, reduced_motion="reduce")
    page.emulate_media(media="print")
    expect(page.locator(".selection-bar")).to_be_hidden()
    expect(page.locator(".pick:visible")).to_have_count(0)


@pytest.mark.parametrize("text", BROKEN)
def test_what_cannot_be_read_is_no_selection(visit: Visit, curated: Origin, text: str) -> None:
    page = holding(visit, curated, "topics/caches.html", text)
    expect(bar(page)).to_be_hidden()
    box(page, "AlphaCache").check()
    assert selected(page) == ["alphacache"]


def test_of_hostile_data_only_keys_are_taken(visit: Visit, curated: Origin) -> None:
    odd = ["wide", 7, None, ["x"], "<img src=x onerror=alert(1)>", "../x", "wide", "a" * 200]
    page = holding(visit, curated, "about.html", json.dumps({"version": 1, "keys": odd, "words": {"x": 1}}))
    assert selected(page) == ["wide"]


def test_a_hostile_title_stays_text(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    page.get_by_role("checkbox", name=f"Select {HOSTILE_TITLE}", exact=True).first.check()
    bar(page).get_by_role("button", name="Export").click()
    expect(bar(page).locator("code")).to_contain_text("onerror")
    expect(bar(page).locator("img")).to_have_count(0)


def test_where_nothing_is_stored_the_selection_lasts_for_the_page(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "sources.html", fresh=True)
    page.add_init_script(BLOCKED)
    page.goto(curated / "topics/caches.html")
    box(page, "AlphaCache").check()
    expect(count(page)).to_have_text("1 selected")


def test_surveys_in_one_storage_do_not_mix(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "about.html", clean=True)
    other = json.dumps({"version": 1, "keys": ["wide"], "words": ""})
    page.evaluate("text => sessionStorage.setItem('survey-selection:Another', text)", other)
    page.reload()
    expect(bar(page)).to_be_hidden()


def test_without_scripts_nothing_is_there_to_select(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", java_script_enabled=False)
    expect(page.locator(".pick:visible, .selection-bar")).to_have_count(0)


@screen
def test_axe_finds_nothing(visit: Visit, curated_server: Origin, screen: str) -> None:
    page = with_keys(visit, curated_server, "topics/caches.html", FIVE, reduced_motion="reduce", **SCREENS[screen])
    bar(page).get_by_role("button", name="Export").click()
    expect(bar(page).locator("code")).to_contain_text("BetaRoute")
    expect_none(str(Axe().axe_script), page)
