"""Editing a paper in the browser: completion, findings while one types, a preview, saving; no YAML is seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.screening import Served, candidates, folder, let_refuse, screen, served, shown
from tests.browser.test_axe import violations

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Served]:
    """A survey whose papers are edited."""
    with served(folder(tmp_path, candidates(2))) as made:
        yield made


def editor(visit: Visit, server: Served, key: str = "in-1", **options: object) -> Page:
    """The form of a paper."""
    page = screen(visit, server, **options)
    shown(page)
    page.evaluate("key => { location.hash = `paper=${key}` }", key)
    page.locator("form.editor").wait_for()
    return page


def form(page: Page) -> Locator:
    """The form."""
    return page.locator("form.editor")


def file_of(server: Served, key: str = "in-1") -> str:
    """The text of a paper's file."""
    return (server.root / f"content/papers/{key}.md").read_text()


def save(page: Page, why: str) -> None:
    """Save with a reason."""
    form(page).get_by_label("Why you change it").fill(why)
    form(page).get_by_role("button", name="Save", exact=True).click()


def said(page: Page) -> Locator:
    """What the form says of saving."""
    return form(page).get_by_role("status")


def test_a_paper_is_found_by_words_of_its_title(visit: Visit, server: Served) -> None:
    page = screen(visit, server)
    shown(page)
    page.keyboard.press("p")
    box = page.get_by_role("combobox", name="Words of the title")
    expect(box).to_be_focused()
    page.keyboard.type("in 2")
    page.get_by_role("option", name="In 2").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="In 2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#candidate-title")).to_be_focused()


def test_values_are_completed_by_keys(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    kind = form(page).get_by_role("combobox", name="Kind")
    kind.fill("sys")
    expect(page.get_by_role("option", name="system")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(kind).to_have_value("system")
    methods = form(page).get_by_role("combobox", name="Method")
    methods.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = methods.get_attribute("aria-activedescendant") or ""
    expect(page.locator(f"#{active}")).to_contain_text("Early exit")
    page.keyboard.press("Enter")
    page.keyboard.type("evic")
    page.keyboard.press("Enter")
    chosen = form(page).get_by_role("list", name="Chosen: Method")
    expect(chosen.get_by_role("listitem")).to_have_count(2)
    form(page).get_by_role("button", name="Remove Early exit").click()
    expect(methods).to_be_focused()
    save(page, "The abstract calls it a system.")
    expect(said(page)).to_contain_text("Saved: content/papers/in-1.md")
    text = file_of(server)
    assert "kind: system" in text
    assert "- Eviction" in text
    assert "Early exit" not in text


def test_what_does_not_fit_is_said_next_to_the_field_while_one_types(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    before = file_of(server)
    date = form(page).get_by_label("Date")
    date.fill("2024-13-45")
    field = form(page).locator(".field").filter(has=page.get_by_label("Date"))
    expect(field.locator(".finding--error")).to_be_visible()
    expect(date).to_have_attribute("aria-invalid", "true")
    save(page, "A better date.")
    expect(said(page)).to_contain_text("Not saved")
    assert file_of(server) == before
    date.fill("2024-12")
    expect(field.locator(".finding--error")).to_have_count(0)
    save(page, "A better date.")
    expect(said(page)).to_contain_text("Saved")
    assert "published: 2024-12" in file_of(server)


def test_the_change_is_shown_before_it_is_saved(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    form(page).get_by_label("Summary").fill("Keeps the cache of long documents small.")
    form(page).get_by_text("What would change in the file").click()
    preview = form(page).locator(".editor__diff")
    expect(preview.locator(".diff--added")).to_contain_text(["Keeps the cache of long documents small."])
    expect(preview.locator(".diff--removed")).to_contain_text(["Keeps cache 1 small."])
    form(page).get_by_role("button", name="Save", exact=True).click()
    expect(said(page)).to_contain_text("Say why")
    expect(form(page).get_by_label("Why you change it")).to_be_focused()


def test_a_result_is_added_and_removed(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    form(page).get_by_role("button", name="Add: Claims").click()
    entry = form(page).get_by_role("group", name="Claims: 1", exact=True)
    quote = entry.get_by_label("Quotation")
    expect(quote).to_be_focused()
    quote.fill("Words that are nowhere.")
    expect(entry.locator(".finding--error").first).to_be_visible()
    quote.fill("Decoding gets 1.5 times faster than before.")
    entry.get_by_role("combobox", name="Measure").fill("run")
    page.keyboard.press("Enter")
    entry.get_by_role("combobox", name="Form of the change").fill("factor")
    page.keyboard.press("Enter")
    entry.get_by_label("Number", exact=True).fill("1.5")
    entry.get_by_label("Unit", exact=True).fill("×")
    entry.get_by_label("Baseline").fill("before")
    save(page, "It states a result.")
    expect(said(page)).to_contain_text("Saved")
    (claim,) = yaml.safe_load(file_of(server).split("---\n")[1])["claims"]
    assert claim["change"] == {"form": "factor", "value": 1.5, "unit": "×"}
    assert claim["measure"] == "runtime"
    form(page).get_by_role("button", name="Remove Claims: 1").click()
    save(page, "It does not.")
    expect(said(page)).to_contain_text("Saved")
    assert "factor" not in file_of(server)


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    other = file_of(server).replace("Keeps cache 1 small.", "Somebody else wrote this.")
    (server.root / "content/papers/in-1.md").write_text(other)
    let_refuse(page, "paper/save")
    form(page).get_by_label("Summary").fill("And this is mine.")
    save(page, "Mine is better.")
    expect(said(page)).to_contain_text("changed meanwhile")
    assert file_of(server) == other


def test_a_hostile_paper_is_text(visit: Visit, server: Served) -> None:
    page = editor(visit, server)
    text = "<img src=x onerror=alert(1)> & <b>bold</b>"
    form(page).get_by_label("Title").fill(text)
    save(page, "It is called so.")
    expect(said(page)).to_contain_text("Saved")
    page.reload()
    expect(page.get_by_role("heading", name=text)).to_be_visible()
    assert page.locator("form.editor img, form.editor script").count() == 0


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker as a script, with all its rules."""
    return str(Axe().axe_script)


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 900}, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(visit: Visit, server: Served, axe: str, viewport: dict[str, int]) -> None:
    page = editor(visit, server, viewport=viewport, reduced_motion="reduce")
    form(page).get_by_role("button", name="Add: Claims").click()
    form(page).get_by_label("Date").fill("2024-13-45")
    form(page).locator(".finding--error").first.wait_for()
    form(page).get_by_role("combobox", name="Kind").fill("sys")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.locator(f"[data-theme={scheme}]").wait_for()
        assert violations(axe, page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_axe_finds_nothing_wrong_with_conflicts(visit: Visit, tmp_path: Path, axe: str) -> None:
    with served(folder(tmp_path, candidates(1), readers=2)) as server:
        for reader, keys in (("Ada", "1i"), ("Ben", "eo")):
            page = screen(visit, server, reader)
            shown(page)
            for key in keys:
                page.keyboard.press(key)
            expect(page.locator("#candidate-title")).to_have_text("Nothing waits for your answer")
        page.keyboard.press("c")
        page.locator(".answer").first.wait_for()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.locator(f"[data-theme={scheme}]").wait_for()
            assert violations(axe, page) == []
