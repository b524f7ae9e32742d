"""The card of a link to a paper: what it says, how it opens and closes, and where it stays away."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import Origin

FIGURE = ".prose a[href$='papers/alphacache.html#claim-1']"
QUOTED = "“We reduce memory by 40% against a full cache on long documents, at no loss that we could measure.”"
CLAIM = [
    "40\u00a0% less memory",
    "baseline: a full cache · setting: long documents",
    QUOTED,
    "AlphaCache: Keeping the KV Cache Small",
    "Show it on the page of the paper",
    "Audit this number",
]
ALPHA = ["AlphaCache: Keeping the KV Cache Small", "Ada Lovelace, Grace Hopper · A Conference on Serving · 2024"]
SUMMARY = "Keeps what attention needs and forgets the rest."


def opened(page: Page) -> Locator:
    """The card."""
    return page.get_by_role("tooltip")


def link_to(page: Page, key: str) -> Locator:
    """A link of the page's text to a paper."""
    return page.locator(f"article a[href$='papers/{key}.html']").first


@EVERYWHERE["curated"]
@pytest.mark.parametrize("path", ["topics/caches.html", "papers/index.html", "results.html"])
def test_a_link_to_a_paper_says_what_it_is(curated: Origin, visit: Visit, path: str) -> None:
    page = visit(curated / path)
    link_to(page, "alphacache").hover()
    expect(opened(page).locator("> *")).to_have_text([*ALPHA, SUMMARY])
    expect(link_to(page, "alphacache")).to_have_attribute("aria-describedby", "link-card")


def test_the_card_of_a_row_that_a_script_made(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "explore.html#q=alphacache")
    page.get_by_role("link", name=ALPHA[0]).first.hover()
    expect(opened(page)).to_contain_text(SUMMARY)


def test_one_can_point_at_the_card_and_escape_closes_it(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    citation = page.locator(".prose a.cite").first
    title = citation.get_attribute("title")
    citation.hover()
    expect(opened(page)).to_be_visible()
    assert citation.get_attribute("title") is None  # or the browser would show it too
    opened(page).hover()
    page.wait_for_timeout(400)  # longer than it lingers when the pointer is elsewhere
    expect(opened(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened(page)).to_be_hidden()
    assert citation.get_attribute("title") == title


def test_it_closes_when_the_pointer_goes_elsewhere(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    link_to(page, "alphacache").hover()
    expect(opened(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(opened(page)).to_be_hidden()


def test_the_focus_of_the_keyboard_opens_it(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    link_to(page, "alphacache").focus()
    expect(opened(page)).to_contain_text(ALPHA[0])
    page.keyboard.press("Tab")
    expect(opened(page).filter(has_text=ALPHA[0])).to_have_count(0)


def test_a_pointer_that_points_at_no_link_does_not_keep_it_from_opening(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    page.mouse.move(3, 3)
    link_to(page, "alphacache").focus()
    page.mouse.move(600, 3)  # as when the page moves below it
    expect(opened(page)).to_contain_text(ALPHA[0])


def test_text_in_it_stays_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "papers/index.html")
    link_to(page, "hostile").hover()
    expect(opened(page)).to_contain_text("<img src=x onerror=alert(1)>")
    expect(opened(page).locator("img, u, i")).to_have_count(0)


def test_a_touch_opens_none_and_follows_the_link(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", has_touch=True, viewport={"width": 390, "height": 800})
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    link_to(page, "alphacache").tap()
    page.wait_for_timeout(600)  # longer than a card takes to open
    expect(opened(page)).to_be_hidden()


@EVERYWHERE["curated"]
def test_a_figure_opens_the_sentence_that_states_it(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    page.locator(FIGURE).hover()
    expect(opened(page).locator("> *")).to_have_text(CLAIM)
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.locator(FIGURE).focus()
    expect(opened(page).locator("> *")).to_have_text(CLAIM)


@pytest.mark.parametrize(("label", "place"), [(CLAIM[-2], "claim-1"), (CLAIM[-1], "audit-1")])
def test_the_card_of_a_figure_leads_to_the_claim_and_to_its_audit(
    curated: Origin, visit: Visit, label: str, place: str
) -> None:
    page = visit(curated / "topics/caches.html")
    page.locator(FIGURE).hover()
    opened(page).get_by_role("link", name=label).click()
    page.wait_for_url(f"**/papers/alphacache.html#{place}")
    expect(page.locator(f"#{place}")).to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 1000, 1280, 1700])
def test_no_header_is_over_what_a_link_leads_to(curated: Origin, visit: Visit, width: int) -> None:
    page = visit(curated / "papers/alphacache.html#audit-1", viewport={"width": width, "height": 400})
    expect(page.locator("#audit-1")).to_be_in_viewport(ratio=0.95)  # a page scrolls by whole pixels
    header, heading = (page.locator(at).bounding_box() for at in (".site-header", "#audit-1"))
    assert header and heading
    assert header["y"] + header["height"] <= heading["y"]


def test_a_tap_on_a_figure_opens_its_card_and_the_next_follows_it(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", has_touch=True, viewport={"width": 390, "height": 800})
    page.locator(FIGURE).tap()
    expect(opened(page)).to_contain_text(QUOTED)
    page.locator("h1").tap()
    expect(opened(page)).to_be_hidden()
    page.locator(FIGURE).tap()
    expect(opened(page)).to_contain_text(QUOTED)
    page.locator(FIGURE).tap()
    page.wait_for_url("**/papers/alphacache.html#claim-1")
