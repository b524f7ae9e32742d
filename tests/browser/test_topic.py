"""A topic's page: an outline beside the text, a timeline to read and save, rows that become cards, half the paper."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import PAGES, Origin

PHONE = {"viewport": {"width": 390, "height": 844}}
LONG = ("area", "topic", "term", "method", "sources", "about")


def box(found: Locator) -> dict[str, float]:
    """Where an element is."""
    place = found.bounding_box()
    assert place
    return {**place, "right": place["x"] + place["width"]}


def wide(width: int) -> dict[str, object]:
    """A window this wide."""
    return {"viewport": {"width": width, "height": 900}}


@pytest.mark.parametrize("width", [1220, 1440, 1920])
def test_the_outline_is_beside_text_and_tables(server: Origin, visit: Visit, width: int) -> None:
    page = visit(server.page("topic"), **wide(width))
    outline = box(page.get_by_role("navigation", name="On this page"))
    assert outline["right"] <= width
    for beside in (page.locator(".page"), page.locator(".comparison"), page.locator(".timeline")):
        assert box(beside)["right"] <= outline["x"]
    assert box(page.locator(".page h1"))["x"] == pytest.approx(box(page.locator(".site-header__name"))["x"], abs=1)
    assert box(page.locator(".prose #overview ~ p").first)["width"] == 680


def test_the_outline_stays_and_says_where_the_reader_is(server: Origin, visit: Visit) -> None:
    page = visit(server.page("topic"), **wide(1440))
    outline = page.get_by_role("navigation", name="On this page")
    for name in ("Timeline", "Reported results", "All papers of this topic"):
        outline.get_by_role("link", name=name).click()
        expect(outline.get_by_role("link", name=name)).to_have_attribute("aria-current", "location")
        expect(outline.locator("[aria-current]")).to_have_count(1)
        expect(outline).to_be_in_viewport(ratio=1)
        heading = page.get_by_role("heading", name=name, exact=True)
        assert box(heading)["y"] >= box(page.locator(".site-header"))["height"]  # not below the header


@pytest.mark.parametrize("kind", LONG)
def test_long_pages_have_an_outline_of_their_sections(server: Origin, visit: Visit, kind: str) -> None:
    page = visit(server / PAGES[kind](server.survey), **wide(1440))
    links = page.locator(".outline a")
    targets = links.evaluate_all("all => all.map(link => link.getAttribute('href').slice(1))")
    if page.locator(".page h2").count() < 2:
        assert targets == []
        return
    assert len(targets) > 1
    places = [box(page.locator(f'[id="{target}"]'))["y"] for target in targets]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [390, 900, 1219])
def test_without_room_there_is_no_outline(server: Origin, visit: Visit, width: int) -> None:
    page = visit(server.page("topic"), **wide(width))
    expect(page.locator(".outline")).to_be_hidden()


def test_without_scripts_the_outline_leads_there_too(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", java_script_enabled=False, **wide(1440))
    page.locator(".outline a", has_text="Reported results").click()
    expect(page).to_have_url(re.compile("#results$"))
    expect(page.get_by_role("heading", name="Reported results")).to_be_in_viewport()


def test_explore_has_as_many_papers_as_the_link_says(server: Origin, visit: Visit) -> None:
    page = visit(server.page("topic"))
    link = page.get_by_role("link", name=re.compile(r"Explore these \d+"))
    count = link.inner_text().rsplit(" ", 1)[1]
    link.click()
    expect(page.locator("main")).to_contain_text(re.compile(rf"\b{count}\b (?:of|papers)"))


def test_the_timeline_can_be_read_with_a_keyboard_and_saved(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html")
    mark = page.locator(".timeline a", has_text="AlphaCache")
    mark.focus()
    assert mark.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    expect(mark.locator("title")).to_have_text("AlphaCache: Keeping the KV Cache Small (2024-05-01)")
    figure = page.locator(".timeline-figure")
    expect(figure.locator("figcaption")).to_contain_text("Papers on Caches by date.")
    with page.expect_download() as download:
        figure.get_by_role("button").click()
    assert download.value.suggested_filename.endswith(".svg")


def test_the_timeline_is_seen_in_forced_colours(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fill: Callable[[str], str] = lambda selector: page.locator(selector).first.evaluate("e => getComputedStyle(e).fill")  # noqa: E731
    assert ground not in {fill(".timeline circle"), fill(".timeline a text"), fill(".timeline .year text")}
    lane = page.locator(".timeline .lane line").first
    assert lane.evaluate("e => getComputedStyle(e).stroke") != ground


@pytest.mark.parametrize("table", ["papers", "comparison"])
def test_on_a_phone_a_row_is_a_card_with_nothing_off_screen(server: Origin, visit: Visit, table: str) -> None:
    page = visit(server.page("topic"), **PHONE)
    found = page.locator(f".{table}")
    assert found.evaluate("box => box.scrollWidth <= box.clientWidth")
    cells = found.locator("tbody tr").first.locator("td:visible")
    assert cells.count() > 2
    for cell in cells.all():
        assert box(cell)["right"] <= 390
    labels = cells.evaluate_all("all => all.map(cell => getComputedStyle(cell, '::before').content)")
    assert labels[0] == "none"  # the paper needs no label
    assert '"Year"' in labels
    assert all(label != "none" for label in labels[1:])


def test_on_a_phone_cards_can_be_sorted(server: Origin, visit: Visit) -> None:
    page = visit(server.page("topic"), **PHONE)
    table = page.locator(".comparison")
    table.get_by_role("button", name="Year").click()
    years = table.locator("tbody td.number").all_text_contents()
    assert years == sorted(years)


def printed(page: Page) -> int:
    """How many pages a page takes on paper."""
    page.emulate_media(media="print")
    return len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


@pytest.mark.parametrize("key", ["pretraining-recipes", "quantization", "serving-systems"])
def test_a_topic_takes_half_of_its_paper(server: Origin, visit: Visit, key: str) -> None:
    """Half of what it would take by the rules of other pages: with quotations, summaries and wide tables."""
    page = visit(server / f"topics/{key}.html", fresh=True)
    pages = printed(page)
    page.locator(".page--topic").evaluate("article => article.classList.remove('page--topic')")
    assert pages <= printed(page) / 2


def test_on_paper_there_is_no_outline_and_no_quotation(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "topics/caches.html", fresh=True, **wide(1440))
    page.emulate_media(media="print")
    expect(page.locator(".outline")).to_be_hidden()
    expect(page.locator(".comparison .quote")).to_be_hidden()
    expect(page.locator(".timeline")).to_be_visible()
    expect(page.locator(".papers tbody")).to_contain_text("GammaCache")
