"""The figure of an area, what to use when, and arrows of timelines: on wide screens, telephones and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin

AREA, TOPIC = "topics/serving.html", "topics/routers.html"
PHONE = {"viewport": {"width": 390, "height": 844}}
WIDE = {"viewport": {"width": 1280, "height": 900}}


def overflow(page: Page) -> int:
    """How much of the page is right of the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_a_wide_screen_has_the_drawing_and_the_list_folded_below_it(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / AREA, **WIDE)
    expect(page.locator("svg.tree")).to_be_visible()
    expect(page.locator("svg.tree").get_by_role("link", name="AlphaCache")).to_have_count(1)
    first = page.locator(".tree-list details").first
    expect(first.get_by_role("link", name="AlphaCache")).to_be_hidden()
    first.locator("summary").click()
    expect(first.get_by_role("link", name="AlphaCache")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_telephone_has_the_list_alone_and_cards(curated_server: Origin, visit: Visit, scripts: bool) -> None:
    page = visit(curated_server / AREA, java_script_enabled=scripts, **PHONE)
    expect(page.locator("svg.tree")).to_be_hidden()
    page.locator(".tree-list summary").first.click()
    expect(page.locator(".tree-list details").first.get_by_role("link", name="AlphaCache")).to_be_visible()
    row = page.locator(".decisions tr[data-paper]").first
    assert row.evaluate("row => getComputedStyle(row).display") == "block"
    expect(row.locator("td.change")).to_contain_text("40 % less memory")
    expect(page.locator(".decisions thead")).to_be_hidden()
    if scripts:
        assert overflow(page) <= 0


def test_a_branch_leads_to_as_many_papers_as_it_says(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / AREA, **WIDE)
    node = page.locator("svg.tree text.name").first
    count = node.locator(".count").text_content()
    node.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(re.compile(rf"\b{count}\b (?:of|papers)"))


def test_the_drawing_is_saved_with_its_colours(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / AREA, **WIDE)
    with page.expect_download() as saving:
        page.locator(".tree-figure .save-figure").click()
    text = saving.value.path().read_text()
    assert saving.value.suggested_filename.endswith(".svg")
    assert "AlphaCache" in text and "stroke=" in text and "class=" not in text.partition("<text")[0]


def test_an_arrow_leads_to_its_sentence(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / TOPIC, **WIDE)
    arrow = page.locator("svg.timeline a.arrow")
    expect(arrow).to_have_count(1)
    arrow.focus()
    page.keyboard.press("Enter")
    expect(page.locator("li:target")).to_have_text(
        re.compile("BetaRoute disputes AlphaCache.*keeps the small model busy")
    )
    expect(page.locator("li:target")).to_be_in_viewport()


def test_sentences_open_within_their_row(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / AREA, **WIDE)
    quotation = page.locator(".decisions details.quote").first
    quotation.locator("summary").click()
    expect(quotation.locator("q")).to_contain_text("We reduce memory by 40%")


def test_advice_is_above_the_table_of_a_topic(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / TOPIC, **WIDE)
    advice = page.get_by_text("is short, take")
    expect(advice.get_by_role("link", name=re.compile("Lovelace and Hopper"))).to_have_attribute(
        "href", re.compile("alphacache.html$")
    )
    places = [found.bounding_box() for found in (advice, page.locator(".decisions"), page.locator(".timeline-figure"))]
    tops = [place["y"] for place in places if place]
    assert len(tops) == 3 and tops == sorted(tops)
