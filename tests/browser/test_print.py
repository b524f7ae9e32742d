"""Pages on paper: an article with its references and its quotes, without anything to press."""

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin


@pytest.fixture
def topic(visit: Visit, curated: Origin) -> Page:
    """A topic's page as it is printed."""
    page = visit(curated / "topics/caches.html", fresh=True)
    page.emulate_media(media="print")
    return page


@pytest.fixture
def real_topic(visit: Visit, server: Origin) -> Page:
    """The page of the largest real topic as it is printed."""
    page = visit(server.page("topic"), fresh=True)
    page.emulate_media(media="print")
    return page


def printed(page: Page) -> pypdf.PdfReader:
    """The page as a PDF, by its own rules of size and margins."""
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def test_nothing_to_press_is_printed(topic: Page) -> None:
    expect(topic.locator("button:not(.sort):visible, input:visible, form:visible, progress:visible")).to_have_count(0)
    expect(topic.locator("header.site-header")).to_be_hidden()
    expect(topic.locator(".link-card:visible")).to_have_count(0)


def test_every_citation_is_found_in_the_references(topic: Page) -> None:
    references = topic.get_by_role("region", name="References")
    expect(references).to_be_visible()
    labels = topic.locator(".prose a.cite").all_text_contents()
    listed = [text.removesuffix(".") for text in references.locator("strong").all_text_contents()]
    assert labels
    assert set(labels) == set(listed)
    assert listed == sorted(listed, key=str.casefold)
    expect(references).to_contain_text("Ada Lovelace, Grace Hopper. AlphaCache: Keeping the KV Cache Small")


def test_on_a_screen_there_are_no_references(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", fresh=True)
    expect(page.locator(".references")).to_be_hidden()


def test_a_closed_quote_is_printed_where_results_are_the_subject(visit: Visit, curated: Origin) -> None:
    measure = visit(curated / "measures/peak-memory.html", fresh=True)
    measure.emulate_media(media="print")
    quote = measure.locator(".comparison details").first
    assert quote.evaluate("details => details.open") is False
    text = "".join(page.extract_text() for page in printed(measure).pages)
    assert "at no loss that we could measure" in " ".join(text.split())
    assert "the sentence" not in text


def test_pages_are_numbered_and_carry_the_title(real_topic: Page) -> None:
    pages = [" ".join(page.extract_text().split()) for page in printed(real_topic).pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
    running = real_topic.title()
    assert [running in text for text in pages] == [False, *[True] * (len(pages) - 1)]


def test_a_title_of_any_signs_runs_above_its_pages(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/odd.html", fresh=True)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    title = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--running-title')")
    assert title.startswith('"<b>Odd</b> & \\"ends\\" <img')


def test_the_address_of_a_link_is_printed_beside_it(visit: Visit, curated: Origin) -> None:
    page = visit(curated.paper("alphacache"), fresh=True)
    page.emulate_media(media="print")
    expect(page.locator(".facts .address").first).to_be_visible()
    first = page.locator(".facts").bounding_box()
    text = page.locator(".main").bounding_box()
    assert first and text and first["y"] > text["y"]  # facts follow the text


def test_tables_stay_within_the_paper(real_topic: Page) -> None:
    real_topic.set_viewport_size({"width": 650, "height": 900})  # what A4 leaves between its margins
    assert real_topic.evaluate("document.documentElement.scrollWidth <= 650")
    widths = real_topic.locator(".comparison tbody tr:first-child td").evaluate_all(
        "all => all.map(e => e.offsetWidth)"
    )
    assert widths[0] == max(widths)


@pytest.mark.parametrize(
    ("kind", "width"), [("gap-map", 650), ("trends", 650), ("results", 1000), ("topic", 650), ("rules", 650)]
)
def test_nothing_is_cut_off_or_printed_over_what_follows(visit: Visit, server: Origin, kind: str, width: int) -> None:
    page = visit(server.page(kind), viewport={"width": width, "height": 900})  # as wide as the text of its sheets
    page.emulate_media(media="print")
    frames = page.locator(".table, pre").evaluate_all(
        "all => all.filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)"
        ".map(e => `${e.className} ${e.scrollWidth} ${e.clientWidth} ${e.scrollHeight} ${e.clientHeight}`)"
    )
    assert frames == []
