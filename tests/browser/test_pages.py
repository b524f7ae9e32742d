"""Every kind of page loads without complaint, and a paper's page shows and links what it should."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import HOSTILE_ABSTRACT, HOSTILE_TITLE, HOSTILE_TOPIC, PAGES, Origin


@pytest.mark.parametrize("kind", PAGES)  # those of the real site are loaded by tests of the bundle, and with axe
def test_a_page_of_a_curated_site_loads_without_complaint(curated: Origin, visit: Visit, kind: str) -> None:
    page = visit(curated.page(kind))
    expect(page.locator("h1")).to_have_count(1)
    assert page.title()


@EVERYWHERE["origin"]
def test_the_styles_and_fonts_of_the_site_are_in_effect(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("paper"))
    for family in ("Source Serif 4", "Inter"):
        page.wait_for_function(
            "(name) => [...document.fonts].some((f) => f.status === 'loaded' && f.family.includes(name))", arg=family
        )


def test_a_missing_page_is_answered_with_styles_and_a_way_home(server: Origin, visit: Visit) -> None:
    page = visit(server / "404.html")
    expect(page.locator("h1")).to_have_text("No such page")
    page.get_by_role("link", name="First page").click()
    expect(page).to_have_url(server / "index.html")


@pytest.fixture
def alpha(curated: Origin, visit: Visit) -> Page:
    """The page of a paper with every field filled."""
    return visit(curated.paper("alphacache"))


def test_a_paper_shows_its_title_and_abstract(alpha: Page) -> None:
    expect(alpha.locator("h1")).to_have_text("AlphaCache: Keeping the KV Cache Small")
    expect(alpha.locator(".abstract")).to_contain_text("We keep a tenth of them. BetaRoute is slower.")
    assert alpha.title().startswith("AlphaCache: Keeping the KV Cache Small")


def test_a_paper_shows_who_when_and_where(alpha: Page) -> None:
    expect(alpha.locator(".byline")).to_have_text("Ada Lovelace, Grace Hopper")
    expect(alpha.locator(".facts-line")).to_have_text("A Conference on Serving · 1 May 2024")
    expect(alpha.locator(".kind > a")).to_have_text("method")


@pytest.mark.parametrize(
    ("label", "address"),
    [
        ("arXiv", "https://arxiv.org/abs/2405.00001"),
        ("DOI", "https://doi.org/10.1000/alpha"),
        ("code", "https://github.com/example/alphacache"),
        ("example.org", "https://example.org/alphacache"),
    ],
)
def test_a_paper_shows_its_links(alpha: Page, label: str, address: str) -> None:
    link = alpha.locator(".facts").get_by_role("link", name=label, exact=True)
    expect(link).to_have_attribute("href", address)


def test_a_paper_shows_where_it_was_seen_with_the_line(alpha: Page) -> None:
    seen = alpha.locator(".small-print li", has_text="Listing")
    expect(seen).to_have_text(["Listing one, rank 3, line 17", "Listing two, rank 1, line 5"])


def test_where_a_paper_was_seen_leads_to_the_source(curated: Origin, alpha: Page) -> None:
    alpha.get_by_role("link", name="Listing two").click()
    expect(alpha).to_have_url(curated / "sources.html#listing-two")
    expect(alpha.locator(":target")).to_have_text("Listing two")


def test_a_paper_shows_its_claims_with_the_sentence(alpha: Page) -> None:
    claim = alpha.locator("h2:text('Reported results') + .claim-head")
    said = claim.inner_text()
    assert " ".join(said.split()) == "40 % less memory · baseline: a full cache · setting: long documents · memory"
    sentence = alpha.locator(".claim-head + blockquote")
    expect(sentence).to_contain_text("We reduce memory by 40% against a full cache on long documents, at no loss")


def test_a_topic_compares_what_its_papers_report(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    row = page.locator(".comparison tbody tr")
    expect(row).to_contain_text("40 % less memory")
    expect(row.locator("q")).to_be_hidden()
    row.get_by_text("Show quotation").click()
    expect(row.locator("q")).to_contain_text("We reduce memory by 40%")


def test_related_papers_come_with_reasons(alpha: Page) -> None:
    related = alpha.locator("h2:text('Related papers') + ul > li")
    beta = related.filter(has_text="BetaRoute")
    expect(beta.locator("em")).to_contain_text("named in this paper’s abstract")
    expect(beta.locator("em")).to_contain_text("same topic: Routers")
    assert all(related.nth(n).locator("em").inner_text() for n in range(related.count()))


def test_related_papers_can_be_followed(curated: Origin, alpha: Page) -> None:
    alpha.locator("h2:text('Related papers') + ul").get_by_role("link", name="BetaRoute").click()
    expect(alpha).to_have_url(curated.paper("betaroute"))


def test_naming_is_shown_from_both_sides(curated: Origin, alpha: Page) -> None:
    names = alpha.locator("#names + ul > li")
    expect(names).to_have_text("BetaRoute 2025: “BetaRoute is slower.”")
    names.get_by_role("link").click()
    expect(alpha).to_have_url(curated.paper("betaroute"))
    expect(alpha.locator("#named-by + ul > li")).to_have_text("AlphaCache 2024: “BetaRoute is slower.”")


@pytest.mark.parametrize("topic", ["Caches", "Routers"])
def test_a_paper_leads_to_its_topics_and_they_lead_back(curated: Origin, alpha: Page, topic: str) -> None:
    alpha.locator(".facts").get_by_role("link", name=topic).click()
    expect(alpha.locator("h1")).to_have_text(topic)
    alpha.locator(".papers").get_by_role("link", name="AlphaCache").click()
    expect(alpha).to_have_url(curated.paper("alphacache"))


def test_the_breadcrumb_leads_through_area_and_topic(curated: Origin, alpha: Page) -> None:
    trail = alpha.get_by_role("navigation", name="Breadcrumb")
    expect(trail).to_have_text("Home › Serving › Caches")
    trail.get_by_role("link", name="Serving").click()
    expect(alpha).to_have_url(curated / "topics/serving.html")


def test_the_next_paper_leads_back_as_the_previous_one(curated: Origin, alpha: Page) -> None:
    neighbours = alpha.get_by_role("navigation", name="Within the topic")
    neighbours.get_by_role("link").click()
    expect(alpha).to_have_url(curated.paper("hostile"))
    neighbours.get_by_role("link").first.click()
    expect(alpha).to_have_url(curated.paper("alphacache"))


def test_all_papers_of_a_topic_are_reached_by_going_on(curated: Origin, alpha: Page) -> None:
    passed = [alpha.url]
    while (following := alpha.locator(".neighbours .next")).count():
        with alpha.expect_navigation():
            following.click()
        passed.append(alpha.url)
    assert passed == [curated.paper(key) for key in ("alphacache", "hostile", "wide", "gammacache")]


def test_a_note_and_its_citation_are_shown(curated: Origin, alpha: Page) -> None:
    alpha.locator("h2:text('Curator') + p").get_by_role("link", name="Hopper and Name 2025").click()
    expect(alpha).to_have_url(curated.paper("betaroute"))


@pytest.mark.parametrize(
    ("key", "banner"),
    [("soups", re.compile(r"^Excluded from the survey: out of scope\.")), ("unscreened", "Not yet screened.")],
)
def test_a_paper_that_is_not_included_says_so(
    curated: Origin, visit: Visit, key: str, banner: str | re.Pattern[str]
) -> None:
    expect(visit(curated.paper(key)).locator(".banner")).to_have_text(banner)


def test_hostile_text_on_a_page_stays_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated.paper("hostile"))
    expect(page.locator("h1")).to_have_text(HOSTILE_TITLE)
    expect(page.locator(".abstract")).to_have_text(HOSTILE_ABSTRACT)
    expect(page.locator("article :is(img, script, b, u, i)")).to_have_count(0)
    assert page.title().startswith(HOSTILE_TITLE)


@pytest.mark.parametrize("kind", ["home", "topics", "area", "topic", "papers"])
def test_hostile_text_in_lists_stays_text(curated: Origin, visit: Visit, kind: str) -> None:
    page = visit(curated.page(kind))
    expect(page.locator("article :is(img, script, u)")).to_have_count(0)
    shown = HOSTILE_TITLE if kind in ("topic", "papers") else HOSTILE_TOPIC
    expect(page.get_by_role("link", name=shown, exact=True).first).to_be_visible()


def test_a_hostile_topic_stays_text(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/odd.html")
    expect(page.locator("h1")).to_have_text(HOSTILE_TOPIC)
    expect(page.locator(".lead")).to_have_text(HOSTILE_TOPIC)
    expect(page.locator("article :is(img, b:has-text('Odd'))")).to_have_count(0)
    assert page.title().startswith(HOSTILE_TOPIC)


def test_a_topic_lists_its_papers_newest_first_without_the_excluded(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    years = page.locator(".papers tbody td:nth-child(3)")
    expect(years).to_have_text(["2024", "2023", "2022", "2021"])


def test_a_topic_says_where_to_start_and_why(curated: Origin, visit: Visit) -> None:
    page = visit(curated / "topics/caches.html")
    expect(page.locator("h2:text('Start here') ~ ol")).to_have_text(
        re.compile("AlphaCache: Keeping the KV Cache Small — It is short.")
    )


def test_the_papers_from_a_to_z_are_reached_by_letter(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("papers"))
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="S", exact=True).click()
    expect(page.locator(":target")).to_have_text("S")
    expect(page.locator(":target")).to_be_in_viewport()


def test_the_papers_from_a_to_z_are_complete(origin: Origin, visit: Visit) -> None:
    links = visit(origin.page("papers")).locator("article ul:not(.page-source) li a")
    expect(links).to_have_count(len(origin.survey.papers))


@pytest.mark.parametrize("name", ["Explore", "Topics", "Browse A–Z", "Method"])
def test_the_header_leads_everywhere_and_marks_where_one_is(origin: Origin, visit: Visit, name: str) -> None:
    page = visit(origin.page("paper"))
    main = page.get_by_role("navigation", name="Main")
    main.get_by_role("link", name=name).click()
    expect(main.locator("[aria-current=page]")).to_have_text(name)


@pytest.mark.parametrize(
    ("menu", "name"), [("Findings", "Reported results"), ("Maps", "Trends"), ("Contribute", "About")]
)
def test_a_menu_of_the_header_opens_leads_on_and_closes(origin: Origin, visit: Visit, menu: str, name: str) -> None:
    page = visit(origin.page("paper"))
    main = page.get_by_role("navigation", name="Main")
    link = main.get_by_role("link", name=name)
    expect(link).to_be_hidden()
    main.locator("summary", has_text=menu).click()
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    main.locator("summary", has_text=menu).click()
    link.click()
    expect(page.locator("h1")).to_contain_text(name)
    expect(main.locator("summary.here")).to_contain_text(menu)


def test_the_name_in_the_header_leads_home(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("paper"))
    page.locator(".site-header__name").click()
    expect(page.locator(".page--home")).to_be_visible()


def test_the_footer_lists_the_main_pages_and_the_header_all(origin: Origin, visit: Visit) -> None:
    page = visit(origin.page("paper"))
    footer = page.get_by_role("navigation", name="Footer").get_by_role("link").all_text_contents()
    assert {"Home", "Topics", "Method", "About"} <= set(footer)
    header = page.locator(".site-header a").all_text_contents()
    assert set(footer) - {"Home"} < set(header)  # the name of the site leads home there


@EVERYWHERE["origin"]
def test_nothing_but_the_sites_own_files_may_run(origin: Origin, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(origin.page("home"))
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const picture = '<img src="https://elsewhere.example/x.png" onerror="window.ran = true">';
            document.body.insertAdjacentHTML("beforeend", picture);
        }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    page.close()


def test_a_number_is_followed_back_to_its_sentence_and_line(curated: Origin, alpha: Page) -> None:
    alpha.get_by_role("link", name="Audit this number").first.click()
    head = alpha.locator("#audit-1")
    expect(head).to_be_in_viewport()
    steps = alpha.locator("#audit-1 + ol > li")
    expect(steps.locator("strong")).to_have_text(["Claim", "Sentence", "Place in the abstract", "Capture", "Readings"])
    steps.nth(2).get_by_role("link").click()
    mark = alpha.locator("blockquote strong").first
    expect(mark).to_be_in_viewport()
    said = mark.inner_text()
    steps.nth(1).get_by_role("link").click()
    expect(alpha.locator(".claim-head:target + blockquote")).to_contain_text(said)


def test_how_to_cite_a_paper_is_before_the_audit(alpha: Page) -> None:
    places = [alpha.locator(name).bounding_box() for name in ("#cite", "#audit", "#source")]
    heights = [place["y"] for place in places if place]
    assert len(heights) == 3 and heights == sorted(heights)


def test_the_audit_of_all_numbers_leads_to_each(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "audit.html")
    link = page.locator(".audited td.change a").first
    figure = link.inner_text()
    link.click()
    expect(page.locator(":target")).to_have_text(figure)
