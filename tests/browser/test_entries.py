"""Terms show their definition and lead to their page; people, venues and years have pages of their own."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import LONG_WORD, PAGES, Origin
from tests.browser.test_phone import PHONE, expect_fit

ENTRIES = ["index", "terms", "term", "measure", "people", "person", "venues", "venue", "year"]
LONG_SLUG = f"venues/{LONG_WORD}.html"


@pytest.fixture
def alpha(curated: Origin, visit: Visit) -> Page:
    """The page of a paper with every field filled."""
    return visit(curated.paper("alphacache"))


def card_on(page: Page) -> Locator:
    """The card of the link that is pointed at or has the focus."""
    return page.get_by_role("tooltip")


def test_there_is_a_page_of_each_kind_of_entry() -> None:
    assert set(ENTRIES) <= set(PAGES)


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_term_of_a_paper_shows_its_definition(alpha: Page, way: str) -> None:
    term = alpha.locator(".glance").get_by_role("link", name="eviction", exact=True)
    expect(card_on(alpha)).to_be_hidden()
    getattr(term, way)()
    expect(card_on(alpha)).to_be_visible()
    expect(card_on(alpha).locator("> *")).to_have_text(["eviction", "Forgetting what is not needed."])


def test_a_term_is_reached_by_the_keyboard_and_leads_to_its_page(curated: Origin, alpha: Page) -> None:
    alpha.locator(".glance").get_by_role("link", name="eviction", exact=True).press("Enter")
    expect(alpha).to_have_url(curated / "methods/eviction.html")
    expect(alpha.locator(".lead")).to_have_text("Forgetting what is not needed.")


@pytest.mark.parametrize("width", [360, 768, 1024, 1100, 1280])
def test_the_cards_of_a_papers_terms_are_seen_whole(curated_server: Origin, visit: Visit, width: int) -> None:
    page = visit(curated_server.paper("alphacache"), viewport={"width": width, "height": 800})
    expect_fit(page)
    for term in page.locator("a.term").all():
        term.focus()
        expect(term).to_have_attribute("aria-describedby", "link-card")
        expect(card_on(page)).to_be_in_viewport(ratio=1)


def test_the_first_mention_of_a_term_in_prose_shows_its_definition_as_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    term = page.locator(".prose a.term")
    expect(term).to_have_text(["early exit"])
    term.focus()
    expect(card_on(page)).to_be_visible()
    expect(card_on(page).locator("> *")).to_have_text(["early exit", "Stopping <b>early</b> & soon."])
    term.press("Enter")
    expect(page).to_have_url(curated / "methods/early-exit.html")


def test_a_term_tells_its_papers_its_relations_and_what_is_found_with_it(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "methods/eviction.html")
    expect(page.locator(".papers tbody tr")).to_have_count(2)
    expect(page.locator(".entry-facts > div", has_text="Narrower").get_by_role("link")).to_have_text(["Early exit"])
    expect(page.locator(".entry-facts > div", has_text="Methods").locator("dd")).to_have_text("Early exit 1")
    page.locator(".papers").get_by_role("link", name="BetaRoute").click()
    expect(page).to_have_url(curated.paper("betaroute"))


def test_a_deprecated_term_leads_to_its_successor(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "methods/index.html")
    row = page.locator("tr", has_text="Late exit")
    expect(row).to_contain_text("now Early exit")
    row.get_by_role("link", name="Late exit").click()
    page.locator(".banner").get_by_role("link", name="Early exit").click()
    expect(page).to_have_url(curated / "methods/early-exit.html")


def test_an_author_of_two_papers_has_a_page_with_papers_and_co_authors(curated: Origin, alpha: Page) -> None:
    alpha.locator(".byline").get_by_role("link", name="Grace Hopper").click()
    expect(alpha).to_have_url(curated / "people/grace-hopper.html")
    expect(alpha.locator(".papers tbody tr")).to_have_count(2)
    together = alpha.locator(".entry-facts > div", has_text="Co-authors").locator("dd")
    expect(together).to_have_text("Ada Lovelace 1, <b>Bold</b> Name 1")


def test_an_author_of_one_paper_stands_in_the_index_which_leads_to_the_paper(curated: Origin, alpha: Page) -> None:
    alpha.locator(".byline").get_by_role("link", name="Ada Lovelace").click()
    expect(alpha).to_have_url(curated / "people/index.html#letter-l")
    expect(alpha.locator(":target")).to_be_in_viewport()
    alpha.get_by_role("link", name="Ada Lovelace").click()
    expect(alpha).to_have_url(curated.paper("alphacache"))


def test_venue_and_year_lead_to_their_papers(curated: Origin, alpha: Page) -> None:
    alpha.locator(".facts-line").get_by_role("link", name="A Conference on Serving").click()
    expect(alpha).to_have_url(curated / "venues/a-conference-on-serving.html")
    alpha.locator(".papers").get_by_role("link", name="2024").click()
    expect(alpha).to_have_url(curated / "years/2024.html")
    expect(alpha.locator("h2")).to_have_text(["May 1"])
    alpha.get_by_role("navigation", name="Years").get_by_role("link", name="2023").click()
    expect(alpha.locator("h1")).to_have_text("2023")


@pytest.mark.parametrize("name", ["Papers", "People", "Venues", "Years", "Kinds", "Methods", "Sources"])
def test_the_index_leads_to_every_list(origin: Origin, visit: Visit, name: str) -> None:
    page = visit(origin.page("index"))
    page.locator("article").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text("All papers" if name == "Papers" else name)


def test_everyone_of_the_real_survey_is_found_by_letter(server: Origin, visit: Visit) -> None:
    page = visit(server.page("people"))
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="R", exact=True).click()
    expect(page.locator("h1")).to_have_text("People: R")
    page.get_by_role("link", name="Christopher Ré", exact=True).click()
    expect(page.locator("dd", has_text="Christopher Re").first).to_be_visible()


@pytest.mark.parametrize("path", [LONG_SLUG, "venues/index.html", "people/index.html", "methods/early-exit.html"])
def test_long_and_hostile_names_fit_a_phone(curated_server: Origin, visit: Visit, path: str) -> None:
    page = visit(curated_server / path, **{**PHONE, "viewport": {"width": 360, "height": 800}})
    expect_fit(page)
    expect(page.locator("article :is(img, script, i, u)")).to_have_count(0)


def test_related_topics_are_listed_with_how_many_papers_they_share(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    shared = page.locator("#related-topics ~ ul").first
    expect(shared).to_have_text("Routers 1")
    shared.get_by_role("link").click()
    expect(page).to_have_url(curated / "topics/routers.html")
