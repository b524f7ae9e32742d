"""The page of all papers: searching, filtering, sorting, the state in the address, the list and the table."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from livingsurvey.model import Status, Survey
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.bench.explore import grow_data
from tests.browser.conftest import DESKTOP, EVERYWHERE, Visit
from tests.browser.engine import HOLD, LACK
from tests.browser.sites import HOSTILE_TITLE, HOSTILE_TOPIC, Origin, origin_of
from tests.browser.test_axe import expect_none
from tests.browser.test_phone import PHONE, expect_fit
from tests.conftest import Once

MANY = 2100  # papers: more than the page has rows for
HIGH = {"width": 1280, "height": 2000}  # a window in which many of them are seen at once
READING = """const reading = {
  has: () => false, toggle: () => {},
  button: key => { const made = document.createElement('button'); made.textContent = 'Keep ' + key; return made; }
};
"""
#: Puts something into the namespace that no script can replace.
FIXED = """window.survey = Object.defineProperties({}, Object.fromEntries(Object.entries({%s}).map(
  ([name, value]) => [name, {get: () => value, set() {}}])));"""

TAKING = ".export__button >> nth=0"
ROWS = """rows => rows.map(row => row.innerText.replace(/[☐☑]/g, "").trim())"""

Waiting = Callable[[str], tuple[Page, Route]]

GO = """fragment => new Promise(done => {
  if (location.hash.slice(1) === fragment) { done(); return; }
  addEventListener('hashchange', () => setTimeout(done), {once: true});
  location.hash = fragment;
})"""


def ready(page: Page) -> None:
    """Wait until it knows everything, as after a touch of the search box."""
    page.locator("[data-query]").dispatch_event("focus")
    page.locator("[data-ready=search]").wait_for()
    answered(page)


def answered(page: Page) -> None:
    """Wait until it shows what is asked for."""
    page.locator("[data-list][aria-busy=false]").wait_for()


def at(visit: Visit, site: Origin, fragment: str = "", **options: Any) -> Page:
    """The page with this state, once it knows everything; the same page for all who select nothing on it."""
    page = visit(site / "explore.html", stay=True, **options)
    ready(page)
    page.evaluate(GO, fragment)
    answered(page)
    page.evaluate("scrollTo(0, 0)")
    return page


def titles(page: Page) -> Locator:
    """The links of the papers that are drawn."""
    return page.locator(".result__title")


def count(page: Page) -> Locator:
    """What is said of the number of papers."""
    return page.locator("[data-count]")


def facet(page: Page, name: str) -> Locator:
    """A facet, opened."""
    found = page.locator(f"[data-facet={name}]")
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def expect_state(page: Page, *parts: tuple[str, str]) -> None:
    """The address says exactly this, once the page has written it."""
    fragment = f"#{urlencode(parts)}" if parts else ""
    expect(page).to_have_url(re.compile(re.escape(f"explore.html{fragment}") + "$"))


def expect_in_state(page: Page, name: str, value: str = "") -> None:
    """The address says this too."""
    expect(page).to_have_url(re.compile(f"[#&]{re.escape(urlencode([(name, value)]))}"))


def included(site: Origin) -> int:
    """Papers that are not excluded."""
    return sum(paper.status != Status.EXCLUDED for paper in site.survey.papers)


def test_all_papers_but_the_excluded_are_shown_at_first(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin)
    expect(count(page)).to_have_text(f"{included(origin)} papers of {len(origin.survey.papers)}")
    expect(page.get_by_role("button", name="Hiding")).to_be_visible()
    expect_state(page)


@pytest.fixture(params=["server", "curated_server"])
def waiting(request: pytest.FixtureRequest, visit: Visit) -> Waiting:
    """Opens the page with a fragment while its data has not come, and gives what lets it come."""

    def opened(fragment: str) -> tuple[Page, Route]:
        site: Origin = request.getfixturevalue(request.param)
        page, held = visit(site / "about.html", fresh=True), list[Route]()
        page.route("**/assets/explore-data.js*", lambda route: held.append(route))
        page.goto(site / f"explore.html{fragment}", wait_until="commit")
        for _ in range(1000):  # the data is asked for after the first paint
            if not held:
                page.wait_for_timeout(20)
        return page, held[0]

    return opened


def test_the_first_papers_are_there_before_the_data_and_stay_as_they_are(waiting: Waiting) -> None:
    page, data = waiting("")
    expect(page.locator(".result").first).to_be_visible()
    before = page.locator(".result").evaluate_all(ROWS)
    page.locator(".result").first.evaluate("row => { row.dataset.mine = 'yes'; }")
    data.continue_()
    ready(page)
    assert page.locator(".result").evaluate_all(ROWS)[: len(before)] == before
    expect(page.locator(".result").first).to_have_attribute("data-mine", "yes")
    page.locator(".result .pick__box").first.check()
    expect(page.locator(".selection-bar__count")).to_have_text("1 selected")


@pytest.mark.parametrize("said", ["the count", "the filters", "the selection"])
def test_what_stands_around_the_first_papers_stays_as_it_is(waiting: Waiting, said: str) -> None:
    page, data = waiting("")
    place = page.locator({"the count": "[data-count]", "the filters": "[data-chips]", "the selection": TAKING}[said])
    before = place.inner_text()
    data.continue_()
    ready(page)
    assert place.inner_text() == before


@pytest.mark.parametrize("fragment", ["#q=cache", "#view=table", "?kind=method"])
def test_who_asks_for_other_papers_never_sees_the_first(waiting: Waiting, fragment: str) -> None:
    page, data = waiting(fragment)
    expect(page.locator("[data-list]")).to_be_visible()
    expect(page.locator(".result").first).to_be_hidden()
    data.continue_()
    ready(page)
    expect(titles(page).first).to_be_visible()
    expect(page.locator(".explore [data-first]")).to_have_count(0)


def test_excluded_papers_are_shown_when_asked_for_and_marked(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated)
    page.get_by_role("button", name="Hiding").click()
    expect(count(page)).to_have_text(f"{len(curated.survey.papers)} papers")
    expect_state(page, ("status", "any"))
    row = page.locator(".result", has_text="A History of Soups")
    expect(row.locator(".tag--out")).to_have_text("excluded: out of scope")
    expect(page.locator(".result", has_text="Nobody Has Read").locator(".tag--out")).to_have_text("not yet screened")


def test_the_search_comes_only_to_those_who_search(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "explore.html?kind=survey", fresh=True)
    page.locator("[data-ready=facts]").wait_for()
    expect(titles(page).first).to_be_visible()
    assert page.evaluate("typeof shardSearch") == "undefined"
    page.locator("[data-query]").focus()
    page.locator("[data-ready=search]").wait_for()
    assert page.evaluate("typeof shardSearch.engine") == "object"


@pytest.mark.parametrize("value", ["excluded", "unscreened"])
def test_a_status_can_be_asked_for(curated: Origin, visit: Visit, value: str) -> None:
    page = at(visit, curated, f"status={value}")
    expect(titles(page)).to_have_count(1)
    expect_state(page, ("status", value))


def test_a_row_tells_what_a_reader_needs(curated: Origin, visit: Visit) -> None:
    row = at(visit, curated, "q=alphacache").locator(".result").first
    expect(row.get_by_role("heading")).to_have_text("AlphaCache: Keeping the KV Cache Small")
    expect(row.locator(".result__facts")).to_have_text(
        "method · Ada Lovelace, Grace Hopper · A Conference on Serving · 2024"
    )
    expect(row.locator(".result__summary")).to_have_text("Keeps what attention needs and forgets the rest.")
    expect(row.locator(".result__links")).to_have_text(re.compile("^Caches · Routers · 1 result · code · "))
    expect(row.get_by_role("link", name="Code of AlphaCache")).to_have_attribute(
        "href", "https://github.com/example/alphacache"
    )
    expect(row.get_by_role("checkbox", name="Select AlphaCache: Keeping the KV Cache Small")).not_to_be_checked()


@EVERYWHERE["origin"]
def test_a_title_leads_to_the_paper_and_back_to_the_same_view(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "q=h2o&view=table")
    titles(page).first.click()
    expect(page.locator("h1")).to_contain_text("H2O: Heavy-Hitter Oracle")
    page.go_back()
    expect(page.locator("[data-query]")).to_have_value("h2o")
    expect(page.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize(
    "query", ["kv-cache", "kvcache", "KV caches", "speculativ decoding", "test time scaling", "MoE", "PRM"]
)
def test_a_query_finds_whatever_its_spelling(server: Origin, visit: Visit, query: str) -> None:
    page = at(visit, server)
    page.locator("[data-query]").fill(query)
    expect(count(page)).to_have_text(re.compile(r"^\d+ papers of"))
    assert titles(page).count() > 5
    expect_state(page, ("q", query))


def test_what_was_found_is_marked(server: Origin, visit: Visit) -> None:
    page = at(visit, server, "q=speculativ decoding")
    expect(page.locator(".result").first.locator("mark").first).to_have_text(re.compile("Speculative|Decoding"))


def test_a_slash_focuses_the_query(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin)
    page.keyboard.press("/")
    expect(page.locator("[data-query]")).to_be_focused()


def test_nothing_found_says_what_to_do(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "q=zzzzqqqq")
    expect(count(page)).to_have_text("Nothing found. Remove a filter, or try fewer or other words.")
    expect(titles(page)).to_have_count(0)


def test_counts_tell_what_a_value_would_show(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin)
    value = facet(page, "kind").locator("li").nth(1)
    told = value.locator(".count").inner_text()
    value.get_by_role("checkbox").click()  # values that are set move to the top
    expect(count(page)).to_have_text(re.compile(f"^{told} papers of"))


def test_counts_of_a_facet_follow_the_other_filters_and_not_its_own(server: Origin, visit: Visit) -> None:
    page = at(visit, server)
    kinds = facet(page, "kind").locator("li")
    before = kinds.count()
    page.locator("[data-facet=kind] [data-value=survey]").check()
    expect(kinds).to_have_count(before)
    papers = [
        paper
        for paper in server.survey.papers
        if paper.fields.get("kind") == "survey" and paper.status == Status.INCLUDED
    ]
    of_2024 = sum(paper.year == 2024 for paper in papers)
    year = facet(page, "year").locator("li", has=page.locator("[data-value='2024']"))
    expect(year.locator(".count")).to_have_text(str(of_2024))


def test_two_values_of_a_facet_widen_and_two_facets_narrow(server: Origin, visit: Visit) -> None:
    survey = server.survey
    page = at(visit, server, "kind=survey&kind=theory&year=2024")
    wanted = {
        p.key
        for p in survey.papers
        if p.fields.get("kind") in ("survey", "theory") and p.year == 2024 and p.status == Status.INCLUDED
    }
    expect(count(page)).to_have_text(re.compile(f"^{len(wanted)} papers? of"))


def test_a_value_can_be_excluded(server: Origin, visit: Visit) -> None:
    page = at(visit, server)
    facet(page, "kind").get_by_role("button", name="Exclude survey").click()
    left = sum(p.fields.get("kind") != "survey" and p.status == Status.INCLUDED for p in server.survey.papers)
    expect(count(page)).to_have_text(re.compile(f"^{left} papers of"))
    expect_state(page, ("not.kind", "survey"))
    expect(page.get_by_role("button", name="Exclude survey")).to_be_focused()


FACETS = ["area", "topic", "kind", "year", "venue", "benchmark", "model", "method", "measure", "code", "status"]


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_filters_by_its_first_value(server: Origin, visit: Visit, name: str) -> None:
    page = at(visit, server)
    first = facet(page, name).locator("li").first
    told = first.locator(".count").inner_text()
    first.get_by_role("checkbox").check()
    expect(count(page)).to_have_text(re.compile(f"^{told} papers? of"))
    expect_in_state(page, name)
    page.locator(".chip").first.click()
    expect(page.locator("[data-query]")).to_be_focused()


def test_many_values_fold_away_and_can_be_narrowed(origin: Origin, visit: Visit) -> None:
    topics = facet(at(visit, origin), "topic")
    expect(topics.locator("li")).to_have_count(8)
    topics.get_by_role("button", name=re.compile("^Show all")).click()
    assert topics.locator("li").count() > 40
    topics.get_by_role("searchbox").fill("routing")
    expect(topics.locator("li")).to_have_text([re.compile("Model routing and cascades")])
    topics.get_by_role("searchbox").fill("zzz")
    expect(topics.locator("li")).to_have_text(["No such value"])


def test_filters_that_are_set_are_above_and_can_be_removed(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "topic=kv-cache&not.kind=survey")
    chips = page.locator(".chip")
    hidden = len(origin.survey.papers) - included(origin)
    wanted = ["Topic: Key-value cache×", "Excluding Kind: survey×", f"Hiding {hidden} excluded papers×", "Clear all"]
    expect(chips).to_have_text(wanted)
    page.get_by_role("button", name="Remove the filter: excluding Kind: survey").click()
    expect_state(page, ("topic", "kv-cache"))
    page.get_by_role("button", name="Clear all").click()
    expect_state(page)


@pytest.mark.parametrize(
    ("sort", "reverse"), [("newest", True), ("oldest", False)]
)  # fmt: skip
def test_papers_sort_by_date(server: Origin, visit: Visit, sort: str, reverse: bool) -> None:
    page = at(visit, server, f"sort={sort}&view=table")
    years = page.locator(".explore__table tbody:not(.spacer) td.figure:nth-child(2)").all_text_contents()
    assert years == sorted(years, reverse=reverse)
    dates = [
        paper.published[:4] for paper in server.survey.papers if paper.published and paper.status == Status.INCLUDED
    ]
    assert years[0] == (max if reverse else min)(dates)


def test_papers_sort_by_title_and_by_results(server: Origin, visit: Visit) -> None:
    page = at(visit, server)
    page.locator("[data-sort]").select_option("title")
    expect_state(page, ("sort", "title"))
    expect(titles(page).first).to_have_text(re.compile("^a", re.IGNORECASE))
    page.locator("[data-sort]").select_option("results")
    expect_state(page, ("sort", "results"))
    most = max(len(paper.claims) for paper in server.survey.papers if paper.status == Status.INCLUDED)
    expect(page.locator(".result").first.locator(".result__links")).to_contain_text(f"{most} results")


def test_the_table_has_the_columns_that_were_chosen(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin)
    page.get_by_role("button", name="Table").click()
    heads = page.locator(".explore__table thead th")
    expect(heads).to_have_text(["Paper", "Year", "Kind", "Venue", "Results", "Code"])
    page.get_by_text("Columns", exact=True).click()
    page.locator("[data-columns]").get_by_label("Authors").check()
    page.locator("[data-columns]").get_by_label("Venue").uncheck()
    expect(heads).to_have_text(["Paper", "Authors", "Year", "Kind", "Results", "Code"])
    expect_state(page, ("view", "table"), ("columns", "authors,year,kind,results,code"))


@EVERYWHERE["origin"]
def test_back_and_forward_go_through_the_views(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin)
    everything = count(page).inner_text()
    facet(page, "kind").get_by_role("checkbox", name="survey").check()
    narrowed = count(page).inner_text()
    expect_state(page, ("kind", "survey"))
    page.get_by_role("button", name="Table").click()
    expect_in_state(page, "view", "table")
    page.go_back()
    expect(page.get_by_role("button", name="List", exact=True)).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(count(page)).to_have_text(everything)
    page.go_forward()
    expect(count(page)).to_have_text(narrowed)


@EVERYWHERE["origin"]
def test_an_address_opens_the_view_it_tells(origin: Origin, visit: Visit) -> None:
    page = visit(
        origin / "explore.html#q=cache&topic=kv-cache&topic=serving-systems&not.year=2023&sort=title&view=table"
    )
    ready(page)
    expect(page.locator("[data-query]")).to_have_value("cache")
    expect(page.locator("[data-sort]")).to_have_value("title")
    expect(page.locator(".chip")).to_have_count(5)
    expect(page.locator(".explore__table")).to_be_visible()


def test_a_link_of_another_page_opens_its_view_and_the_address_stays_short(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "explore.html?kind=survey&status=included")
    ready(page)
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")
    page.locator("[data-sort]").select_option("title")
    expect_in_state(page, "sort", "title")
    expect_in_state(page, "kind", "survey")
    page.go_back()
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")


def test_addresses_of_before_name_columns_and_reasons(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated, "reason=out-of-scope&view=table&columns=methods,venue")
    expect(titles(page)).to_have_text(["A History of Soups"])
    expect(page.locator(".explore__table thead th")).to_have_text(["Paper", "Methods", "Venue"])
    expect_in_state(page, "reason", "out-of-scope")


def test_what_is_not_known_in_an_address_is_ignored_and_said(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "topic=no-such&colour=red&kind=survey&sort=nonsense")
    expect(page.locator("[data-note]")).to_have_text(
        "Not known here, and ignored: topic=no-such, colour=red, sort=nonsense."
    )
    expect(page.locator(".chip").first).to_have_text("Kind: survey×")


def test_a_place_on_the_page_is_no_state(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "kind=survey")
    shown = count(page).inner_text()
    page.evaluate("location.hash = 'results-head'")
    expect(count(page)).to_have_text(shown)
    expect(page.locator("[data-note]")).to_be_hidden()


@pytest.fixture(scope="session")
def many(site: Path, real_survey: Survey, once: Once) -> Iterator[Origin]:
    """More papers than a page bears, on a server."""
    with origin_of(
        "http", once("many", lambda folder: grow_data(site, folder / "site", MANY)) / "site", real_survey
    ) as it:
        yield it


def among_many(visit: Visit, many: Origin, fragment: str = "sort=newest", **options: Any) -> Page:
    """The page of very many papers at this view."""
    page = visit(many / "explore.html", stay=True, **options)
    page.locator("[data-ready]").wait_for()
    page.evaluate(GO, f"status=any&{fragment}")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("[data-row]").first).to_have_attribute("data-row", "0")
    return page


@pytest.mark.parametrize("view", ["list", "table"])
def test_of_very_many_only_the_rows_around_the_window_are_drawn_and_all_can_be_reached(
    many: Origin, visit: Visit, view: str
) -> None:
    page = among_many(visit, many, f"sort=title&view={view}", viewport=HIGH)
    rows = page.locator("[data-row]")
    assert rows.count() < 100
    passed: set[str] = set()
    for _ in range(1000):
        passed |= set(rows.evaluate_all("rows => rows.map(row => row.dataset.row)"))
        if page.evaluate("innerHeight + scrollY >= document.documentElement.scrollHeight - 2"):
            break
        page.evaluate(
            """new Promise(done => {
              scrollBy(0, innerHeight * 0.9);
              requestAnimationFrame(() => requestAnimationFrame(done));
            })"""
        )
    assert len(passed) == MANY


def test_what_is_read_stays_in_place_while_rows_above_are_drawn(many: Origin, visit: Visit) -> None:
    page = among_many(visit, many)
    page.evaluate("new Promise(done => { scrollTo(0, 30000); setTimeout(done, 200); })")
    row = page.locator("[data-row]").filter(visible=True).nth(12)
    number = row.get_attribute("data-row")
    for _ in range(6):
        before = page.locator(f"[data-row='{number}']").bounding_box()
        page.evaluate(
            "new Promise(done => { scrollBy(0, -60); requestAnimationFrame(() => requestAnimationFrame(done)); })"
        )
        after = page.locator(f"[data-row='{number}']").bounding_box()
        assert before and after
        assert abs(after["y"] - before["y"] - 60) < 2


LEAP = """pressed => new Promise(done => {
  const told = type => document.querySelector(pressed).dispatchEvent(new PointerEvent(type, {bubbles: true}));
  if (pressed) told('pointerdown');
  scrollTo(0, 30000);
  setTimeout(() => { if (pressed) told('pointerup'); done(scrollY); }, 200);
})"""


def test_what_is_pressed_beside_the_list_does_not_slip_away(many: Origin, visit: Visit) -> None:
    assert among_many(visit, many, "sort=oldest").evaluate(LEAP, "") != 30000, "heights were guessed, and are corrected"
    assert among_many(visit, many, "sort=title").evaluate(LEAP, "[data-facet=status] summary") == 30000
    assert among_many(visit, many, "sort=results").evaluate(LEAP, "") != 30000, (
        "once it is let go, the list counts again"
    )


def test_all_rows_are_reached_by_keyboard(many: Origin, visit: Visit) -> None:
    page = among_many(visit, many)
    page.locator(".result .pick__box").first.focus()
    seen: set[str] = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        row = page.evaluate("(document.activeElement.closest('[data-row]') || {dataset: {}}).dataset.row")
        assert row is not None
        seen.add(row)
    assert seen == {str(number) for number in range(len(seen))}
    assert len(seen) > 20


def test_few_results_are_all_drawn_for_the_browsers_own_search(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "topic=kv-cache")
    expect(titles(page)).to_have_count(len(origin.survey.papers_of["kv-cache"]))


def test_a_selection_outlasts_filters(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "topic=kv-cache", clean=True)
    page.locator(".result .pick__box").first.check()
    selected = titles(page).first.inner_text()
    page.locator(".chip").first.click()
    page.locator("[data-query]").fill("mixture of experts")
    expect(page.locator(".selection-bar__count")).to_have_text("1 selected")
    page.locator("[data-query]").fill(selected)
    expect(page.locator(".result .pick__box").first).to_be_checked()
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator(".result .pick__box").first).not_to_be_checked()


def test_all_shown_can_be_selected(origin: Origin, visit: Visit) -> None:
    page = at(visit, origin, "topic=kv-cache", clean=True)
    shown = len(origin.survey.papers_of["kv-cache"])
    page.get_by_role("button", name=f"Select all {shown} shown").click()
    expect(page.locator(".selection-bar__count")).to_have_text(f"{shown} selected")
    expect(page.locator(".result .pick__box:checked")).to_have_count(shown)


def test_a_file_of_all_shown_says_what_they_are(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated, "q=cache&kind=method", clean=True)
    page.get_by_role("button", name="Select all 2 shown").click()
    page.get_by_role("button", name="Export").click()
    pane = page.locator(".cite-pane code")
    expect(pane).to_contain_text("search: cache; kind: method; without excluded papers")
    page.get_by_label("Select GammaCache").uncheck()
    expect(pane).to_contain_text("1 paper selected by hand")
    expect(pane).not_to_contain_text("GammaCache")


def test_a_row_offers_the_reading_list(curated_server: Origin, browser: Browser) -> None:
    page = browser.new_page()
    page.add_init_script(READING + FIXED % "reading")
    page.goto(curated_server / "explore.html#q=cache&kind=method")
    ready(page)
    expect(page.locator(".result").first.get_by_role("button", name="Keep alphacache")).to_be_visible()
    page.close()


def test_hostile_text_stays_text(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated)
    expect(page.get_by_role("link", name=HOSTILE_TITLE, exact=True)).to_be_visible()
    expect(facet(page, "topic")).to_contain_text(HOSTILE_TOPIC)
    for fragment in ("q=zorbing&view=table&columns=venue,topics", "topic=odd&q=%3Cimg%20src=x%20onerror=alert(1)%3E"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        expect(page.locator("article :is(img, script, u, i)")).to_have_count(0)


def test_without_scripts_it_says_so_and_leads_on(origin: Origin, visit: Visit) -> None:
    page = visit(origin / "explore.html", java_script_enabled=False)
    expect(page.get_by_text("Searching and filtering need JavaScript")).to_be_visible()
    expect(page.locator("[data-explore]")).to_be_hidden()
    page.get_by_role("link", name="from A to Z").click()
    expect(page.locator("h1")).to_have_text("All papers")


def test_on_a_phone_the_list_comes_first_and_filters_unfold(server: Origin, visit: Visit) -> None:
    page = at(visit, server, **PHONE)
    expect(page.locator(".facet").first).to_be_hidden()
    expect(titles(page).first).to_be_in_viewport()
    expect_fit(page)
    page.get_by_text("Filters", exact=True).tap()
    expect(page.locator(".facet").first).to_be_visible()
    expect_fit(page)
    page.get_by_role("button", name="Table").tap()
    expect_fit(page)


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing_wrong(server: Origin, visit: Visit, view: str, width: int, theme: str) -> None:
    screen = {"viewport": {"width": width, "height": DESKTOP["height"]}, "color_scheme": theme}
    page = at(
        visit, server, f"q=cache&not.kind=survey&view={view}&foo=1", clean=True, reduced_motion="reduce", **screen
    )
    if width < 500:
        page.get_by_text("Filters", exact=True).click()
    facet(page, "status")
    expect_none(str(Axe().axe_script), page)


def test_a_survey_of_hardly_anything_works_too(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated, "sort=oldest&status=any")
    expect(titles(page)).to_have_count(len(curated.survey.papers))
    expect(titles(page).last).to_have_text("An Oddity")  # no date, and last by title


def test_what_is_pasted_is_shown_whatever_the_filters_hide(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated)
    page.locator("[data-query]").fill("https://survey.example/papers/soups.html")
    expect(titles(page)).to_have_text(["A History of Soups"])
    page.locator("[data-query]").fill("")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("author:hopper", "BetaRoute"), ("has:results year:2024", "AlphaCache"), ('"tenth of the values"', "GammaCache")],
)
def test_its_box_speaks_the_language_of_every_search_box(
    curated: Origin, visit: Visit, query: str, expected: str
) -> None:
    page = at(visit, curated)
    page.locator("[data-query]").fill(query)
    expect(titles(page).first).to_contain_text(expected)
    page.locator("[data-query]").fill("")


def test_papers_stay_until_the_newest_query_is_answered(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "explore.html", fresh=True)
    ready(page)
    before = titles(page).all_text_contents()
    page.evaluate(HOLD)
    box = page.locator("[data-query]")
    box.fill("betaroute")
    page.get_by_role("button", name="Table").click()
    box.fill("alphacache")
    expect(page.locator("[data-list]")).to_have_attribute("aria-busy", "true")
    assert titles(page).all_text_contents() == before
    page.evaluate("held.pop()()")
    answered(page)
    expect(titles(page).first).to_contain_text("AlphaCache")
    expect(page.locator(".explore__table")).to_be_visible()
    page.evaluate("held.pop()()")
    expect(titles(page).first).to_contain_text("AlphaCache")
    expect(box).to_have_value("alphacache")


def test_an_answer_that_lacks_something_is_told(curated_server: Origin, visit: Visit) -> None:
    page = visit(curated_server / "explore.html", fresh=True)
    ready(page)
    page.evaluate(LACK)
    page.locator("[data-query]").fill("alphacache")
    expect(count(page)).to_contain_text("– Part of the search index could not be loaded: results may be missing.")


def test_its_box_has_help(curated: Origin, visit: Visit) -> None:
    page = at(visit, curated)
    page.get_by_role("button", name="Search help").click()
    expect(page.get_by_role("group", name="Search help")).to_contain_text("has:results")
    page.keyboard.press("Escape")
    expect(page.get_by_role("group", name="Search help")).to_be_hidden()
