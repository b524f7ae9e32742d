"""Saved searches: kept by the reader in this browser, with what is new in each and the feed that there is."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCHEMES, Visit
from tests.browser.engine import LACK
from tests.browser.sites import Origin

YEARS_AGO = 1_600_000_000_000  # a day in September 2020, by the reader's clock


def slot(origin: Origin) -> str:
    """Where searches are stored."""
    return f"survey-searches:{origin.survey.settings.name}"


def store(page: Page, origin: Origin, *searches: dict[str, Any] | str) -> None:
    """Store searches, or what is none."""
    text = json.dumps({"version": 1, "searches": searches})
    page.evaluate("([slot, text]) => localStorage.setItem(slot, text)", [slot(origin), text])


def stored(page: Page, origin: Origin) -> list[dict[str, Any]]:
    """The searches that are stored."""
    text = page.evaluate("slot => localStorage.getItem(slot)", slot(origin))
    return json.loads(text)["searches"] if text else []


@pytest.fixture(params=SCHEMES)
def dated(request: pytest.FixtureRequest, site: Any, real_survey: Any, visit: Visit) -> Any:
    """The page of all papers of a survey whose papers have dates, and its origin."""
    from tests.browser.sites import origin_of

    with origin_of(request.param, site, real_survey) as origin:
        page = visit(origin / "explore.html", fresh=True)
        papers = {paper.key: ["2026-01-01", "2026-01-01"] for paper in real_survey.papers}
        new = [p.key for p in real_survey.papers if p.fields.get("kind") == "survey" and p.status == "included"][:2]
        papers |= {key: ["2026-01-15", "2026-01-15"] for key in new}
        area = real_survey.areas[0].key
        feeds = [["kind=survey", "feeds/search.surveys", "Surveys"], [f"area={area}", f"feeds/{area}", "Area"]]
        data = {"generated": "2026-01-20", "papers": papers, "feeds": feeds}
        text = f"((window.survey??={{}}).data??={{}}).changes={json.dumps(data)};"
        page.route("**/assets/changes.js*", lambda route: route.fulfill(body=text, content_type="text/javascript"))
        dates = "document.querySelector('[data-explore]')?.setAttribute('data-changed', '2026-01-20')"
        page.add_init_script(f"document.addEventListener('readystatechange', () => {{ {dates} }})")
        yield page, origin


def test_a_search_is_saved_and_no_longer(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    page.goto(origin / "explore.html#kind=survey&sort=oldest")
    page.reload()
    button = page.get_by_role("button", name="Save this search")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(page.locator(".saved-note")).to_contain_text("Saved in this browser: saved searches Atom feed")
    expect(button).to_have_attribute("aria-pressed", "true")
    (one,) = stored(page, origin)
    assert (one["query"], one["seen"]) == ("kind=survey", "2026-01-20")
    assert "survey" in one["name"]
    button.click()
    expect(page.locator(".saved-note")).to_have_text("No longer saved.")
    assert stored(page, origin) == []


def test_without_a_search_there_is_nothing_to_save(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    page.goto(origin / "explore.html")
    page.reload()
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.get_by_role("button", name="Save this search")).to_be_hidden()


def test_where_there_is_no_feed_it_is_said(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    page.goto(origin / "explore.html#kind=method&year=2024")
    page.reload()
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".saved-note")).to_contain_text("No feed: there is one of all papers")


def test_whoever_comes_back_to_a_search_is_told_what_is_new_once(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    store(page, origin, {"query": "kind=survey", "name": "Surveys", "seen": "2026-01-10", "at": YEARS_AGO})
    page.goto(origin / "explore.html#kind=survey")
    page.reload()
    expect(page.locator(".saved-note")).to_contain_text("2 new since 13 September 2020")
    assert stored(page, origin)[0]["seen"] == "2026-01-20"
    page.reload()
    expect(page.locator(".saved-note")).to_contain_text("Nothing new since")


def test_a_search_for_words_counts_as_looked_at_once_it_is_answered(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    title = next(p.title for p in origin.survey.papers if p.fields.get("kind") == "survey" and p.status == "included")
    query = urlencode({"q": title})
    store(page, origin, {"query": query, "name": "One", "seen": "2026-01-10", "at": YEARS_AGO})
    page.goto(origin / f"explore.html#{query}")
    page.reload()
    expect(page.locator(".saved-note")).to_contain_text(re.compile("^[12] new since 13 September 2020"))
    assert stored(page, origin)[0]["seen"] == "2026-01-20"


def test_what_part_of_the_index_lacks_is_told_on_the_reading_list(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    store(page, origin, {"query": "q=pruning", "name": "Pruning", "seen": "2026-01-10", "at": YEARS_AGO})
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {LACK})")
    page.goto(origin / "reading-list.html")
    expect(page.locator(".saved-search")).to_contain_text("2020 – Part of the search index could not be loaded")


def test_the_reading_list_names_what_is_new_in_each_search(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    searches = [("kind=survey", "Surveys"), ("q=pruning", "Pruning")]
    both = [{"query": query, "name": name, "seen": "2026-01-10", "at": YEARS_AGO} for query, name in searches]
    store(page, origin, *both, "broken", {"query": "<b>"})
    page.goto(origin / "reading-list.html")
    items = page.locator(".saved-search")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("Surveys 2 new since 13 September 2020 Atom feed")
    expect(items.first.locator(".saved-search__new a")).to_have_count(2)
    expect(items.first.get_by_role("link", name="Atom feed")).to_have_attribute("href", "./feeds/search.surveys.xml")
    expect(items.last).to_contain_text("Nothing new since 13 September 2020 No feed")
    items.first.get_by_role("button", name="Remove: Surveys").click()
    expect(items).to_have_count(1)
    expect(page.locator("#searches")).to_be_focused()
    assert [one["name"] for one in stored(page, origin) if isinstance(one, dict)] == ["Pruning"]


def test_where_nothing_is_saved_the_reading_list_says_how(dated: tuple[Page, Origin]) -> None:
    page, origin = dated
    page.goto(origin / "reading-list.html")
    expect(page.locator("[data-saved-searches]")).to_contain_text("choose “Save this search”")
