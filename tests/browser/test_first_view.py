"""What comes before a page is drawn for the first time, and what waits until then."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin

PHONE = {"viewport": {"width": 412, "height": 823}}
#: Fonts that are asked for before the style sheets have come.
EARLY = "link[rel=preload][as=font]"
#: Whether anything of the long tables of a topic is laid out.
DRAWN = """[...document.querySelectorAll(".comparison td, .papers td")]
    .some((cell) => cell.checkVisibility({ contentVisibilityAuto: true }))"""

#: As soon as it is.
SOON = f"""new Promise((done) => {{
    const look = () => ({DRAWN} ? done(true) : requestAnimationFrame(look));
    look();
}})"""


def test_a_first_visit_asks_for_fonts_after_its_styles(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), fresh=True)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(EARLY)).to_have_count(0)


def test_fonts_of_a_first_visit_are_asked_for_when_something_can_be_read(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), fresh=True)
    page.wait_for_function("() => performance.getEntriesByType('resource').some((entry) => /woff2/.test(entry.name))")
    drawn, asked = page.evaluate("""[
        performance.getEntriesByType("paint")[0].startTime,
        performance.getEntriesByType("resource").find((entry) => entry.name.includes("woff2")).startTime,
    ]""")
    assert asked > drawn
    expect(page.locator("html")).not_to_have_class(re.compile("before-fonts"))


def test_without_scripts_fonts_are_used_all_the_same(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), fresh=True, java_script_enabled=False)
    expect(page.locator("h1")).to_have_css("font-family", re.compile('^"Source Serif 4"'))


def test_who_comes_from_another_page_has_the_fonts_and_sees_no_others(server: Origin, visit: Visit) -> None:
    page = visit(server.page("paper"), fresh=True)
    page.locator(".site-header").get_by_role("link", name="Explore", exact=True).click()
    expect(page.locator("[data-explore]")).to_be_visible()
    expect(page.locator(EARLY)).to_have_count(2)


def test_the_data_of_explore_is_asked_for_once_the_first_papers_are_drawn(server: Origin, visit: Visit) -> None:
    page = visit(server.page("explore"), fresh=True)
    expect(page.locator("[data-explore][data-ready]")).to_be_visible()
    drawn, asked = page.evaluate("""[
        performance.getEntriesByType("paint")[0].startTime,
        performance.getEntriesByType("resource").find((entry) => entry.name.includes("explore-data")).startTime,
    ]""")
    assert asked > drawn


@pytest.fixture
def topic(server: Origin, visit: Visit) -> Page:
    """The page of the largest topic, on a telephone."""
    return visit(server.page("topic"), fresh=True, **PHONE)


def test_tables_are_laid_out_when_they_come_near_the_window(topic: Page) -> None:
    assert not topic.evaluate(DRAWN)
    topic.locator("#papers").evaluate("heading => heading.scrollIntoView()")
    assert topic.evaluate(SOON)


def test_a_table_that_is_not_laid_out_is_about_as_high_as_it_will_be(topic: Page) -> None:
    for table in topic.locator(".comparison, .papers").all():
        height = "table => table.offsetHeight"
        guessed = table.evaluate(height)
        table.evaluate("table => { table.style.contentVisibility = 'visible'; }")
        assert guessed == pytest.approx(table.evaluate(height), rel=0.25)


def test_no_script_changes_the_styles_of_the_root_while_a_page_loads(topic: Page) -> None:
    assert topic.locator("html").get_attribute("style") is None
