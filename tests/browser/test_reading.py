"""The reader's own marks: saved, read, moved, taken away and brought back, kept in this browser or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import Origin
from tests.browser.test_axe import SCREENS, expect_none, screen
from tests.browser.test_phone import PHONE, expect_fit

NAME = "Compute-Efficient AI"  # what mkdocs.yml calls every site that is built here
SLOT = f"survey-reading:{NAME}"
SAVE, READ = "Save to reading list", "Mark as read"
#: A browser that lets nothing be stored, one that is full, and one without storage at all.
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
ABSENT = "Object.defineProperty(window, 'localStorage', {value: null})"
BROKEN = [
    "", "{", "null", "[]", "7", '"list"', '{"version": 2, "list": []}', '{"version": 1}', '{"version": 1, "list": "x"}',
    '{"version": 1, "list": {"length": 3}}',
]  # fmt: skip
HOSTILE = {
    "version": 1,
    "list": ["alphacache", 7, None, ["wide"], "<img src=x onerror=alert(1)>", "../x", "a" * 200, "alphacache", "wide"],
    "read": {"alphacache": True},
    "__proto__": {"list": ["soups"]},
}


def marks(list_: tuple[str, ...] = (), read: tuple[str, ...] = ()) -> str:
    """Marks as they are stored and exported."""
    return json.dumps({"version": 1, "survey": NAME, "list": list_, "read": read})


def storing(slot: str, text: str) -> str:
    """A script that stores a text before the page's own scripts run, once in a context."""
    return (
        f"if (!sessionStorage.getItem('done')) {{ localStorage.setItem({json.dumps(slot)}, {json.dumps(text)});"
        " sessionStorage.setItem('done', '1'); }"
    )


def stored(page: Page) -> Any:
    """What the browser keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem({json.dumps(SLOT)})"))


def prepared(visit: Visit, curated: Origin, path: str, script: str, **options: Any) -> Page:
    """A page in a fresh browser where ``script`` runs first."""
    page = visit(curated / "sources.html", fresh=True, **options)
    page.add_init_script(script)
    page.goto(curated / path)
    return page


def holding(visit: Visit, site: Origin, path: str, text: str, slot: str = SLOT, **options: Any) -> Page:
    """A page in a browser that has stored nothing but this text."""
    return visit(
        site / path, clean=True, first=f"localStorage.setItem({json.dumps(slot)}, {json.dumps(text)})", **options
    )


@pytest.fixture
def paper(visit: Visit, curated: Origin) -> Page:
    """The page of a paper in a browser that has stored nothing."""
    return visit(curated.paper("alphacache"), clean=True)


def listed(page: Page) -> list[str]:
    """The keys on the page of the reading list, in order."""
    keys: list[str] = page.locator("[data-saved]").evaluate_all("all => all.map(e => e.dataset.saved)")
    return keys


@pytest.fixture
def with_list(visit: Visit, curated: Origin) -> Page:
    """The page of a reading list of three papers, one of them read, once titles are there."""
    text = marks(("alphacache", "wide", "betaroute"), ("wide",))
    page = holding(visit, curated, "reading-list.html", text, accept_downloads=True)
    expect(page.get_by_role("link", name="BetaRoute")).to_be_visible()
    return page


def test_a_paper_is_saved_and_marked_and_stays_so(paper: Page) -> None:
    for name in (SAVE, READ):
        button = paper.locator(".reading").get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.focus()
        paper.keyboard.press("Space")
        expect(button).to_have_attribute("aria-pressed", "true")
    paper.reload()
    for name in (SAVE, READ):
        expect(paper.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
    assert stored(paper) == {"version": 1, "survey": NAME, "list": ["alphacache"], "read": ["alphacache"]}
    paper.get_by_role("button", name=SAVE).press("Enter")
    expect(paper.get_by_role("button", name=SAVE)).to_have_attribute("aria-pressed", "false")
    assert stored(paper)["list"] == []


def test_a_saved_paper_is_one_click_away(paper: Page, curated: Origin) -> None:
    paper.get_by_role("button", name=SAVE).click()
    paper.get_by_role("link", name="Reading list (1)").click()
    expect(paper.get_by_role("link", name="AlphaCache: Keeping the KV Cache Small")).to_be_visible()
    paper.get_by_role("link", name="AlphaCache: Keeping the KV Cache Small").click()
    expect(paper).to_have_url(curated.paper("alphacache"))


def test_other_scripts_reach_the_marks(paper: Page) -> None:
    assert paper.evaluate("survey.reading.keys()") == []
    paper.evaluate("document.querySelector('h1').after(survey.reading.button('wide', 'A wide one'))")
    paper.get_by_role("button", name="Save to reading list: A wide one").click()
    assert paper.evaluate("[survey.reading.has('wide'), survey.reading.keys()]") == [True, ["wide"]]
    paper.evaluate("survey.reading.toggle('wide'); survey.reading.markRead('wide', true); survey.reading.toggle('<b>')")
    assert paper.evaluate("[survey.reading.has('wide'), survey.reading.isRead('wide'), survey.reading.keys()]") == [
        False, True, [],
    ]  # fmt: skip
    expect(paper.get_by_role("button", name="A wide one")).to_have_attribute("aria-pressed", "false")


@EVERYWHERE["curated"]
def test_another_tab_follows_at_once_and_neither_undoes_the_other(paper: Page, curated: Origin) -> None:
    other = paper.context.new_page()
    other.goto(curated.paper("alphacache"))
    paper.get_by_role("button", name=SAVE).click()
    expect(other.get_by_role("button", name=SAVE)).to_have_attribute("aria-pressed", "true")
    other.get_by_role("button", name=READ).click()
    expect(paper.get_by_role("button", name=READ)).to_have_attribute("aria-pressed", "true")
    assert (stored(paper)["list"], stored(paper)["read"]) == (["alphacache"], ["alphacache"])
    other.close()


@pytest.mark.parametrize("script", [BLOCKED, FULL, ABSENT])
def test_where_nothing_is_kept_marks_last_for_the_page_and_it_says_so(
    visit: Visit, curated: Origin, script: str
) -> None:
    page = prepared(visit, curated, "papers/alphacache.html", script)
    for pressed in ("true", "false", "true"):
        page.get_by_role("button", name=SAVE).click()
        expect(page.get_by_role("button", name=SAVE)).to_have_attribute("aria-pressed", pressed)
    expect(page.get_by_text("This browser stores nothing for this site")).to_be_visible()
    expect(page.get_by_role("link", name="Reading list (1)")).to_be_visible()


@pytest.mark.parametrize("text", BROKEN)
def test_what_cannot_be_read_is_put_aside_and_not_lost(visit: Visit, curated: Origin, text: str) -> None:
    page = holding(visit, curated, "papers/alphacache.html", text)
    expect(page.get_by_role("button", name=SAVE)).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name=SAVE).click()
    assert stored(page)["list"] == ["alphacache"]
    assert page.evaluate(f"localStorage.getItem({json.dumps(f'{SLOT}:unreadable')})") == text


def test_of_hostile_data_only_keys_are_taken(visit: Visit, curated: Origin) -> None:
    page = holding(visit, curated, "reading-list.html", json.dumps(HOSTILE))
    expect(page.get_by_role("link", name="AlphaCache")).to_be_visible()
    assert listed(page) == ["alphacache", "wide"]
    assert page.evaluate("survey.reading.marks().read") == []
    expect(page.locator("article img")).to_have_count(0)


def test_surveys_in_one_storage_do_not_mix(visit: Visit, curated: Origin) -> None:
    other = "survey-reading:Another Survey"
    page = holding(visit, curated, "papers/alphacache.html", marks(("alphacache",)), other)
    expect(page.get_by_role("button", name=SAVE)).to_have_attribute("aria-pressed", "false")


def test_an_empty_list_says_what_to_do(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "reading-list.html", clean=True)
    expect(page.get_by_text("Nothing saved yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Clear the list")).to_be_hidden()
    page.get_by_role("link", name="a topic").click()
    expect(page.locator("h1")).to_have_text("Topics")


def test_a_list_is_shown_in_its_order_and_reordered_by_keyboard(with_list: Page) -> None:
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]
    down = with_list.get_by_role("button", name="Move down: AlphaCache")
    expect(with_list.get_by_role("button", name="Move up: AlphaCache")).to_be_disabled()
    down.focus()
    with_list.keyboard.press("Enter")
    with_list.keyboard.press("Enter")  # the focus goes with the paper
    assert listed(with_list) == ["wide", "betaroute", "alphacache"]
    expect(with_list.get_by_role("button", name="Move up: AlphaCache")).to_be_focused()
    expect(with_list.locator("p.status")).to_contain_text("to place 3 of 3")
    with_list.reload()
    expect(with_list.get_by_role("link", name="BetaRoute")).to_be_visible()
    assert listed(with_list) == ["wide", "betaroute", "alphacache"]


def test_a_long_list_is_shown_by_and_by(visit: Visit, curated: Origin) -> None:
    long = marks(tuple(f"paper-{number}" for number in range(1, 451)))
    page = prepared(visit, curated, "reading-list.html", storing(SLOT, long))
    rows = page.locator(".saved-list > li")
    expect(rows).to_have_count(200)
    page.get_by_role("button", name="Move down: paper-200", exact=True).click()
    expect(rows.last).to_contain_text("paper-200")
    expect(rows).to_have_count(201)
    more = page.get_by_role("button", name="Show more papers")
    more.click()
    expect(rows.nth(201).locator(":focus")).to_have_count(1)
    more.click()
    expect(rows).to_have_count(450)
    expect(more).to_be_hidden()


def test_what_is_removed_can_be_brought_back_to_its_place(with_list: Page) -> None:
    with_list.get_by_role("button", name="Remove: pneumono").press("Enter")
    assert listed(with_list) == ["alphacache", "betaroute"]
    expect(with_list.locator("p.status")).to_contain_text("Removed")
    expect(with_list.get_by_role("button", name="Undo")).to_be_focused()
    with_list.keyboard.press("Enter")
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]
    expect(with_list.get_by_role("button", name="Undo")).to_be_hidden()


def test_a_cleared_list_can_be_brought_back(with_list: Page) -> None:
    with_list.get_by_role("button", name="Clear the list").click()
    expect(with_list.get_by_text("Nothing saved yet.")).to_be_visible()
    assert stored(with_list) == {"version": 1, "survey": NAME, "list": [], "read": ["wide"]}
    with_list.get_by_role("button", name="Undo").click()
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]


def test_papers_are_marked_as_read_on_the_list(with_list: Page) -> None:
    expect(with_list.locator(".counts")).to_have_text("3 papers saved, 1 of them read")
    with_list.get_by_role("button", name="Mark as read: BetaRoute").click()
    expect(with_list.locator(".counts")).to_have_text("3 papers saved, 2 of them read")


@EVERYWHERE["curated"]
def test_a_list_goes_out_and_comes_back_in(with_list: Page, tmp_path: Path) -> None:
    with with_list.expect_download() as download:
        with_list.get_by_role("button", name="List as JSON").click()
    file = tmp_path / "list.json"
    download.value.save_as(file)
    assert json.loads(file.read_text()) == json.loads(marks(("alphacache", "wide", "betaroute"), ("wide",)))
    with_list.get_by_role("button", name="Clear the list").click()
    with_list.get_by_label("Import a list").set_input_files(file)
    expect(with_list.locator("p.status")).to_have_text("3 papers added, 0 already there.")
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]


def test_an_imported_list_is_merged_and_can_be_taken_back(with_list: Page, tmp_path: Path) -> None:
    file = tmp_path / "other.json"
    file.write_text(marks(("betaroute", "gone", "oddity"), ("alphacache",)))
    with_list.get_by_label("Import a list").set_input_files(file)
    told = "2 papers added, 1 already there, 1 not in this survey."
    expect(with_list.locator("p.status")).to_have_text(told)
    assert listed(with_list) == ["alphacache", "wide", "betaroute", "gone", "oddity"]
    assert stored(with_list)["read"] == ["wide", "alphacache"]
    expect(with_list.locator("[data-saved=gone]")).to_contain_text("Not in this survey")
    expect(with_list.locator("[data-saved=gone] a")).to_have_count(0)
    with_list.get_by_role("button", name="Undo").click()
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((text, "not a reading list exported here") for text in [*BROKEN[1:4], "<script>alert(1)</script>"]),
        (marks(("soups",)).replace(NAME, "Another"), "of another survey"),
        (" " * 2_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_list_of_this_survey_changes_nothing(
    with_list: Page, tmp_path: Path, text: str, told: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    with_list.get_by_label("Import a list").set_input_files(file)
    expect(with_list.locator("p.status")).to_contain_text(told)
    assert listed(with_list) == ["alphacache", "wide", "betaroute"]


def test_hostile_entries_of_a_file_are_left_out(with_list: Page, tmp_path: Path) -> None:
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(HOSTILE | {"list": [*HOSTILE["list"], "oddity"]}))  # type: ignore[misc]
    with_list.get_by_label("Import a list").set_input_files(file)
    expect(with_list.locator("p.status")).to_contain_text("1 paper added")
    assert listed(with_list) == ["alphacache", "wide", "betaroute", "oddity"]


def test_the_whole_list_is_selected_and_exported(visit: Visit, curated: Origin) -> None:
    page = holding(visit, curated, "reading-list.html", marks(("wide", "gone", "alphacache")))
    expect(page.get_by_role("link", name="AlphaCache")).to_be_visible()
    page.get_by_role("button", name="Select all").click()
    expect(page.locator(".selection-bar__count")).to_have_text("2 selected")
    page.get_by_role("button", name="Export", exact=True).click()
    page.get_by_label("Format").select_option("ris")
    expect(page.locator(".cite-pane code")).to_contain_text("AlphaCache")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    text = Path(download.value.path()).read_text()
    assert text.count("TY  - ") == 2
    assert text.index("TY  - ") < text.index("AlphaCache")
    assert "Reading list" in text


def test_the_search_data_failing_leaves_a_list_of_keys(visit: Visit, curated: Origin) -> None:
    page = prepared(visit, curated, "papers/alphacache.html", storing(SLOT, marks(("wide",))))
    for name in ("search-index", "explore-data"):
        page.route(f"**/assets/{name}.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(curated / "reading-list.html")
    expect(page.locator("p.status")).to_have_text("Titles could not be loaded; the list itself is complete.")
    assert listed(page) == ["wide"]


def test_a_path_shows_how_far_one_is(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    expect(page.locator(".progress")).to_have_text("0 of 1 read")
    page.get_by_role("button", name="Mark as read: AlphaCache").press("Space")
    expect(page.locator(".progress")).to_have_text("1 of 1 read")
    assert page.get_by_role("progressbar", name="Papers read").evaluate("bar => [bar.value, bar.max]") == [1, 1]
    for path, name in (("topics/index.html", "Caches"), ("topics/serving.html", "Caches")):
        page.goto(curated / path)
        row = page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))
        expect(row.locator(".progress")).to_have_text("1 of 1 read")


def test_a_path_that_is_not_begun_shows_nothing_on_lists_of_topics(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/index.html", clean=True)
    expect(page.locator("[data-path]")).to_have_count(1)
    expect(page.locator("[data-path]")).to_be_hidden()


@pytest.mark.parametrize("path", ["papers/alphacache", "topics/caches", "reading-list"])
def test_without_scripts_there_is_nothing_dead(visit: Visit, curated: Origin, path: str) -> None:
    page = visit(curated / f"{path}.html", java_script_enabled=False)
    expect(page.locator("article button, article progress")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_without_scripts_the_list_says_why_it_is_not_there(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "reading-list.html", java_script_enabled=False)
    page.get_by_text("scripts are switched off here").locator("a").click()
    expect(page.locator("h1")).to_have_text("All papers")


@pytest.fixture
def phone(browser: Browser) -> Any:
    """A context like a small phone's."""
    context: BrowserContext = browser.new_context(**PHONE | {"viewport": {"width": 360, "height": 740}})
    yield context
    context.close()


@pytest.mark.parametrize("path", ["reading-list", "download", "papers/wide", "topics/caches"])
def test_it_fits_a_phone(phone: BrowserContext, curated_server: Origin, path: str) -> None:
    page = phone.new_page()
    page.add_init_script(storing(SLOT, marks(("wide", "gone", "hostile"), ("wide",))))
    page.goto(curated_server / f"{path}.html")
    if path == "reading-list":
        expect(page.locator("[data-saved=gone]")).to_contain_text("Not in this survey")
    expect_fit(page)
    sizes = [button.bounding_box() for button in page.locator("article :is(.mark-button, .action):visible").all()]
    assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)


@screen
@pytest.mark.parametrize("path", ["reading-list", "download", "papers/alphacache", "topics/caches", "topics/index"])
def test_axe_finds_nothing(visit: Visit, curated_server: Origin, path: str, screen: str) -> None:
    text = marks(("alphacache", "wide", "gone"), ("alphacache",))
    page = holding(visit, curated_server, f"{path}.html", text, reduced_motion="reduce", **SCREENS[screen])
    if path == "reading-list":
        page.get_by_role("button", name="Remove: pneumono").click()
    expect_none(str(Axe().axe_script), page)
