"""Screening in a browser: by keys alone, by two readers, through a crash, and whatever a record says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.screening import (
    ASTRAL,
    COUNT,
    HOSTILE,
    Served,
    candidate,
    candidates,
    expect_progress,
    folder,
    let_refuse,
    screen,
    served,
    shown,
    title,
)
from tests.browser.test_axe import violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    """A survey that one reader screens."""
    with served(folder(tmp_path, candidates())) as made:
        yield made


def include(page: Page) -> None:
    """Include what is shown under the topic that is proposed first, by keys."""
    page.keyboard.press("1")
    page.keyboard.press("i")


def exclude(page: Page) -> None:
    """Exclude what is shown for the reason with the letter o, by keys."""
    page.keyboard.press("e")
    page.get_by_role("dialog", name="Why is it excluded?").wait_for()
    page.keyboard.press("o")


def test_twenty_works_are_decided_by_keys_alone(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    wanted = {}
    for n in range(20):
        key = shown(page)
        assert key not in wanted
        wanted[key] = "excluded" if n % 3 == 1 else "included"
        (exclude if n % 3 == 1 else include)(page)
        expect(page.locator("article.candidate")).not_to_have_attribute("data-key", key)
        expect(title(page)).to_be_focused()
    expect_progress(page, 20)
    assert server.decisions() == wanted
    papers = {path.stem for path in (server.root / "content/papers").glob("waiting-*.md")}
    assert papers == {key for key, status in wanted.items() if status == "included"}


def test_an_unsure_answer_decides_nothing_and_leaves_the_queue(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    key = shown(page)
    page.keyboard.press("u")
    expect(page.locator("article.candidate")).not_to_have_attribute("data-key", key)
    page.reload()
    assert shown(page) != key
    expect(page.locator("[data-queue-count]")).to_have_text(str(COUNT - 1))
    assert server.decisions() == {}


def test_one_goes_through_the_queue_without_deciding(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    first = shown(page)
    for there, back in (("j", "k"), ("ArrowRight", "ArrowLeft")):
        page.keyboard.press(there)
        expect(page.locator("article.candidate")).not_to_have_attribute("data-key", first)
        page.keyboard.press(back)
        expect(page.locator("article.candidate")).to_have_attribute("data-key", first)
    page.keyboard.press("q")
    queue = page.get_by_role("list").filter(has=page.locator(".queue-item"))
    expect(queue.get_by_role("button")).to_have_count(COUNT)
    queue.get_by_role("button").nth(5).click()
    expect(page.locator(".queue-item[aria-current]")).to_have_count(1)
    expect(title(page)).to_be_focused()
    assert server.decisions() == {}


def test_what_is_chosen_goes_into_the_file(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    key = shown(page)
    page.keyboard.press("t")
    box = page.get_by_role("combobox", name="Find a topic")
    expect(box).to_be_focused()
    page.keyboard.type("rout")
    expect(page.get_by_role("option", name="Routers")).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "topic-box-list-0")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Chosen: Topics")).to_contain_text("Routers")
    page.keyboard.press("Escape")
    expect(title(page)).to_be_focused()
    page.get_by_role("button", name="method").first.click()
    page.keyboard.press("n")
    page.get_by_role("textbox", name="Summary").fill("Keeps fewer entries of the cache.")
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect_progress(page, 1)
    text = (server.root / f"content/papers/{key}.md").read_text()
    assert "topics:\n  - routers\n" in text
    assert "kind: method" in text
    assert "summary: Keeps fewer entries of the cache." in text


def test_keys_do_nothing_while_one_types(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    key = shown(page)
    page.keyboard.press("n")
    page.keyboard.type("i e u z 1 j k c p ?")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("i e u z 1 j k c p ?")
    assert shown(page) == key
    page.keyboard.press("Escape")
    expect(title(page)).to_be_focused()
    for pressed in ("Control+i", "Alt+e", "Meta+u"):
        page.keyboard.press(pressed)
    assert shown(page) == key
    assert server.decisions() == {}


def test_undo_takes_the_last_answer_back_and_works_after_a_reload(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    first = shown(page)
    include(page)
    second = shown(page)
    exclude(page)
    expect_progress(page, 2)
    page.keyboard.press("z")
    expect(page.locator("article.candidate")).to_have_attribute("data-key", second)
    expect(page.get_by_role("status").first).to_contain_text("Taken back")
    assert server.decisions() == {first: "included"}
    page.reload()
    page.locator("body[data-ready]").wait_for()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("article.candidate")).to_have_attribute("data-key", first)
    assert server.decisions() == {}
    assert not (server.root / f"content/papers/{first}.md").exists()


def test_nothing_is_lost_when_the_server_ends_in_the_middle(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    first = shown(page)
    include(page)
    expect_progress(page, 1)
    second = shown(page)
    server.kill()
    page.route("**/api/**", lambda route: route.abort("aborted"))  # nobody answers, and no page here may complain of it
    exclude(page)
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    expect(page.locator("article.candidate")).to_have_attribute("data-key", second)
    with served(server.root) as again:
        page = screen(visit, again)
        assert again.decisions() == {first: "included"}
        assert shown(page) == second
        exclude(page)
        expect_progress(page, 2)
        assert again.decisions() == {first: "included", second: "excluded"}


def test_what_the_server_refuses_comes_back_with_what_was_chosen(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    key = shown(page)
    let_refuse(page, "decide")
    page.keyboard.press("1")
    page.keyboard.press("n")
    page.get_by_role("textbox", name="Note").fill("x" * 2001)
    page.keyboard.press("Escape")
    page.keyboard.press("i")
    expect(page.get_by_role("alert")).to_contain_text("Not saved")
    expect(page.get_by_role("alert")).to_contain_text("note")
    assert shown(page) == key
    expect(title(page)).to_be_focused()
    expect(page.locator('[data-topic="1"]')).to_have_attribute("aria-pressed", "true")
    page.get_by_role("alert").get_by_role("button", name="Close").click()
    expect(page.get_by_role("alert")).to_be_empty()
    expect(title(page)).to_be_focused()
    assert server.decisions() == {}


def test_two_readers_disagree_and_one_settles_it(visit: Visit, tmp_path: Path) -> None:
    with served(folder(tmp_path, candidates(3), readers=2)) as server:
        ada = screen(visit, server, "Ada")
        key = shown(ada)
        include(ada)
        expect(ada.locator("article.candidate")).not_to_have_attribute("data-key", key)
        expect(ada.locator("[data-queue-count]")).to_have_text("2")
        ben = screen(visit, server, "Ben")
        assert shown(ben) == key
        exclude(ben)
        expect(ben.locator("[data-act=conflicts] .act__count")).to_have_text("1")
        assert server.decisions() == {}
        ben.keyboard.press("c")
        expect(ben.get_by_role("heading", name="One work about which readers disagree")).to_be_focused()
        columns = ben.locator(".answer")
        expect(columns).to_have_count(2)
        expect(columns.filter(has_text="Ada")).to_contain_text("Included")
        expect(columns.filter(has_text="Ben")).to_contain_text("off topic")
        ben.get_by_role("button", name="Settle: exclude").click()
        expect(ben.get_by_role("alert").filter(has_text="Choose a reason")).to_be_visible()
        ben.get_by_label("Reason, if it is excluded").select_option("off topic")
        ben.get_by_label("Why you settle it so").fill("Both read it again.")
        ben.get_by_role("button", name="Settle: exclude").click()
        expect(ben.get_by_role("heading", name="0 works about which readers disagree")).to_be_visible()
        assert server.decisions() == {key: "excluded"}
        ben.keyboard.press("Escape")
        expect(title(ben)).to_be_focused()


def test_hostile_records_are_text(visit: Visit, tmp_path: Path) -> None:
    row = candidate("hostile", HOSTILE, f"{HOSTILE} We store nothing.", authors=[HOSTILE, HOSTILE])
    row["links"] = [{"label": HOSTILE, "url": "https://example.org/x"}]
    with served(folder(tmp_path, [row])) as server:
        page = screen(visit, server)
        assert shown(page) == "hostile"
        expect(title(page)).to_have_text(HOSTILE)
        assert page.locator("article.candidate").locator("img, script, b").count() == 0
        expect(page.locator(".candidate__abstract")).to_contain_text("<img src=x onerror=alert(1)>")
        exclude(page)
        expect_progress(page, 1)
        expect(page.get_by_role("status").first).to_contain_text("<b>Bold</b>")


def test_a_work_that_it_may_be_is_a_link_to_its_paper(visit: Visit, tmp_path: Path) -> None:
    row = candidate("twin", "In 1", "We study caches.", authors=[], arxiv=None, published=None)
    with served(folder(tmp_path, [row])) as server:
        page = screen(visit, server)
        assert shown(page) == "twin"
        expect(page.locator(".candidate__resembled")).to_have_text(
            re.compile("^Perhaps the same work as: .* \\(.*\\)$")
        )
        page.locator(".candidate__resembled a").click()
        expect(page).to_have_url(re.compile("#paper=in-1$"))


def test_marks_are_where_the_server_counts_them(visit: Visit, tmp_path: Path) -> None:
    with served(folder(tmp_path, [candidate("astral", "A cache", ASTRAL)])) as server:
        page = screen(visit, server)
        shown(page)
        expect(page.locator(".candidate__abstract")).to_have_text(ASTRAL)
        marks = page.locator(".candidate__abstract .evidence").all_text_contents()
        assert "cache" in [mark.lower() for mark in marks]
        assert all(mark == mark.strip(" .") for mark in marks)


def test_roles_and_names_say_what_there_is(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    shown(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Screening of new works")
    expect(page.get_by_role("group", name="Your answer")).to_be_visible()
    for name in ("Include", "Exclude", "Unsure", "Previous", "Next", "Undo", "Conflicts 0", "Edit a paper", "Keys"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Include", exact=True)).to_have_attribute("aria-keyshortcuts", "i")
    expect(page.get_by_role("complementary", name="What belongs to the survey")).to_contain_text("Everything belongs.")
    expect(page.get_by_role("progressbar", name="Decided")).to_be_visible()
    expect(page.get_by_role("meter", name="Probability of inclusion")).to_be_visible()
    expect(page.locator(".odds__said")).to_contain_text("of 100 such works were included")
    include(page)
    expect(page.get_by_role("group", name="Your answer").get_by_role("status")).to_contain_text("Next: Work")


def test_help_and_the_readers_name(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    shown(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Exclude; then the key of a reason")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Reader: Ada").click()
    page.get_by_label("Your name").fill("Grace")
    page.get_by_role("button", name="Start reading").click()
    expect(page.get_by_role("button", name="Reader: Grace")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Reader: Grace")).to_be_visible()


def test_nothing_waits(visit: Visit, tmp_path: Path) -> None:
    with served(folder(tmp_path, [])) as server:
        page = screen(visit, server)
        expect(title(page)).to_have_text("Nothing waits for your answer")
        expect(page.locator("article.candidate")).to_contain_text("survey watch")
        expect(page.get_by_role("button", name="Include")).to_have_attribute("aria-disabled", "true")
        page.keyboard.press("i")
        expect(title(page)).to_have_text("Nothing waits for your answer")


def test_nothing_is_decided_yet(visit: Visit, tmp_path: Path) -> None:
    with served(folder(tmp_path, candidates(2), decided=0, plan=False)) as server:
        page = screen(visit, server)
        shown(page)
        expect(page.locator(".odds")).to_contain_text("no decisions to learn from yet")
        expect(page.get_by_role("meter")).to_have_count(0)


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker as a script, with all its rules."""
    return str(Axe().axe_script)


def expect_sound(axe: str, page: Page) -> None:
    """Axe finds nothing wrong, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.locator(f"[data-theme={scheme}]").wait_for()
        assert violations(axe, page) == []


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(visit: Visit, server: Served, axe: str, viewport: dict[str, int]) -> None:
    page = screen(visit, server, viewport=viewport, reduced_motion="reduce")
    shown(page)
    page.keyboard.press("q")
    page.keyboard.press("1")
    expect_sound(axe, page)
    page.keyboard.press("e")
    expect_sound(axe, page)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    page.keyboard.type("c")
    expect_sound(axe, page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect_sound(axe, page)


def test_a_phone_shows_all_without_scrolling_sideways(visit: Visit, tmp_path: Path) -> None:
    long = candidate("long", "Supercalifragilistic" * 6, "Antidisestablishmentarianism" * 9)
    with served(folder(tmp_path, [long])) as server:
        page = screen(visit, server, viewport=PHONE)
        shown(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        for name in ("Include", "Exclude", "Unsure"):
            expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport()
        page.get_by_role("complementary").locator("summary").first.click()
        expect(page.get_by_text("Everything belongs.")).to_be_visible()
