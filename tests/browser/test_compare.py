"""Papers side by side: what they report and what they do not, in the order asked for, and as files."""

import csv
import io
import re
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import HOSTILE_TITLE, Origin
from tests.browser.test_axe import SCREENS, expect_none, screen
from tests.browser.test_phone import PHONE, expect_fit
from tests.browser.test_selection import bar, box, selected, with_keys

THREE = ["alphacache", "betaroute", "gammacache"]


def comparing(visit: Visit, site: Origin, keys: list[str], more: str = "", **options: object) -> Page:
    """The page with these papers, in a tab where nothing is selected."""
    page = visit(site / "compare.html", clean=True, **options)
    page.goto(site / f"compare.html#papers={','.join(keys)}{more}")
    page.locator("[data-ready]").wait_for()
    return page


def heads(page: Page) -> list[str]:
    """The first words of the columns' titles."""
    texts = page.locator("thead th > a").all_text_contents()
    return [re.split(r"\W", text)[0] for text in texts]


def row(page: Page, label: str) -> Locator:
    """The cells of a row."""
    return page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=label, exact=True)).locator("td")


def exported(page: Page, form: str) -> tuple[str, str]:
    """Name and text of the file in a format."""
    page.get_by_label("Format").select_option(label=form)
    with page.expect_download() as waiting:
        page.locator(".compare").get_by_role("button", name="Download").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode()


@EVERYWHERE["curated"]
def test_papers_that_were_picked_are_compared_and_leave_as_a_file(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "topics/caches.html", clean=True)
    box(page, "GammaCache").check()
    box(page, "AlphaCache").check()
    bar(page).get_by_role("link", name="Compare").click()
    page.locator("[data-ready]").wait_for()
    assert heads(page) == ["GammaCache", "AlphaCache"]
    expect(row(page, "Year")).to_have_text(["2021", "2024"])
    name, text = exported(page, "BibTeX")
    assert name == "comparison.bib"
    assert re.findall(r"^@\w+{(\w+)", text, re.MULTILINE)[1] == "lovelace2024alphacache"
    page.go_back()
    expect(box(page, "GammaCache")).to_be_checked()


def test_a_result_has_baseline_setting_and_its_quotation_on_demand(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, THREE)
    alpha, beta, _ = row(page, "memory").all()
    expect(alpha).to_contain_text("40 %")
    expect(alpha).to_contain_text("baseline: a full cache")
    expect(alpha).to_contain_text("setting: long documents")
    expect(alpha.locator("q")).to_be_hidden()
    alpha.locator("summary").click()
    expect(alpha.locator("q")).to_contain_text("We reduce memory by 40%")
    wrong, audit = (alpha.get_by_role("link", name=name) for name in ("This is wrong", "Audit this number"))
    expect(wrong).to_have_attribute("href", re.compile(r"correct\.html\?paper=alphacache&claim=1$"))
    expect(audit).to_have_attribute("href", re.compile(r"papers/alphacache\.html#audit-1$"))
    expect(beta).to_have_text("No result recorded")


def test_what_nobody_has_looked_for_is_said(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, THREE)
    expect(row(page, "Venue")).to_have_text(["A Conference on Serving", "Not recorded", "Not recorded"])
    expect(page.locator(".compare .remark")).to_contain_text("nobody has looked")


def test_only_differences_are_shown_where_one_asks_for_them(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, ["alphacache", "gammacache"])
    expect(row(page, "Kind")).to_have_count(2)
    page.get_by_label("Only differences").check()
    expect(row(page, "Kind")).to_have_count(0)
    expect(row(page, "Year")).to_have_count(2)
    expect(page).to_have_url(re.compile("&differences=1$"))
    page.reload()
    expect(page.get_by_label("Only differences")).to_be_checked()
    expect(row(page, "Kind")).to_have_count(0)


def test_columns_are_moved_by_keyboard_and_the_focus_goes_with_them(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, THREE)
    expect(page.get_by_role("button", name="Move left: AlphaCache")).to_be_disabled()
    right = page.get_by_role("button", name="Move right: AlphaCache")
    right.focus()
    page.keyboard.press("Enter")
    assert heads(page) == ["BetaRoute", "AlphaCache", "GammaCache"]
    expect(right).to_be_focused()
    page.keyboard.press("Enter")
    assert heads(page) == ["BetaRoute", "GammaCache", "AlphaCache"]
    expect(page.get_by_role("button", name="Move left: AlphaCache")).to_be_focused()
    expect(page.locator(".compare__status")).to_contain_text("to place 3 of 3")
    expect(page).to_have_url(re.compile("#papers=betaroute,gammacache,alphacache$"))


def test_a_column_is_removed_from_the_selection_too_and_comes_back(visit: Visit, curated: Origin) -> None:
    page = with_keys(visit, curated, "compare.html", THREE)
    page.locator("[data-ready]").wait_for()
    assert heads(page) == ["AlphaCache", "BetaRoute", "GammaCache"], "without an address those selected are compared"
    page.get_by_role("button", name="Remove: BetaRoute").click()
    assert heads(page) == ["AlphaCache", "GammaCache"]
    assert selected(page) == ["alphacache", "gammacache"]
    expect(page.locator(".compare").get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    assert heads(page) == ["AlphaCache", "BetaRoute", "GammaCache"]
    assert set(selected(page)) == set(THREE)


@EVERYWHERE["curated"]
def test_the_table_leaves_in_the_formats_of_papers_and_spreadsheets(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, ["alphacache", "hostile"])
    name, text = exported(page, "CSV")
    assert (name, text[0]) == ("comparison.csv", "\ufeff")
    table = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert table[0][1:] == ["AlphaCache: Keeping the KV Cache Small", HOSTILE_TITLE]
    assert {len(line) for line in table} == {3}
    name, text = exported(page, "Markdown")
    assert name == "comparison.md"
    assert {line.count("|") for line in text.splitlines()} == {4}
    name, text = exported(page, "LaTeX table")
    assert name == "comparison.tex"
    assert r"& AlphaCache~\cite{lovelace2024alphacache} &" in text
    body = text.split(r"\midrule")[1].split(r"\bottomrule")[0]
    assert all(len(re.findall(r"(?<!\\)&", line)) == 2 for line in body.strip().splitlines())
    name, text = exported(page, "BibTeX")
    assert len(re.findall(r"^@\w+{", text, re.MULTILINE)) == 2


def test_the_files_have_what_is_shown(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, ["alphacache", "gammacache"], "&differences=1")
    assert "Kind" not in exported(page, "CSV")[1]


@pytest.mark.parametrize("fragment", ["", "#papers=", "#papers=%3Cb%3E,../x", "#papers=nope", "#differences=1"])
def test_without_papers_it_says_what_to_do(visit: Visit, curated: Origin, fragment: str) -> None:
    page = visit(curated / "sources.html", clean=True)
    page.goto(curated / f"compare.html{fragment}")
    expect(page.get_by_text("Choose at least two papers to compare.")).to_be_visible()
    expect(page.locator(".compare table, .compare__tools:visible")).to_have_count(0)
    if "nope" in fragment:
        expect(page.locator(".compare__note")).to_have_text("1 paper of the address is not in this survey: nope")
    page.locator(".compare").get_by_role("link", name="Explore").click()
    expect(page.locator("h1")).to_have_text("Explore")


def test_of_one_paper_it_says_which(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, ["betaroute", "nope", "constructor"])
    expect(page.get_by_text("One paper is chosen so far: “BetaRoute")).to_be_visible()
    expect(page.locator(".compare__note")).to_contain_text("2 papers of the address are not in this survey")


def test_another_address_on_the_same_page_is_followed(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, THREE)
    page.evaluate("location.hash = 'papers=oddity,alphacache'")
    expect(page.locator("thead th")).to_have_count(2)
    assert heads(page) == ["An", "AlphaCache"]


def test_no_more_papers_are_compared_than_can_be_read(visit: Visit, server: Origin) -> None:
    keys = [paper.key for paper in server.survey.papers[:20]]
    page = comparing(visit, server, keys)
    expect(page.locator("thead th")).to_have_count(12)
    expect(page.locator(".compare__note")).to_have_text("The first 12 of 20 papers are compared.")


def test_hostile_text_stays_text(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, ["hostile", "wide"])
    expect(page.get_by_role("link", name=HOSTILE_TITLE, exact=True)).to_be_visible()
    expect(page.locator("article :is(img, script, u, i, b)")).to_have_count(0)


def test_the_labels_stay_in_view_on_a_phone(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, [*THREE, "wide"], **PHONE)
    expect_fit(page)
    frame = page.get_by_role("region", name="Papers side by side")
    before = page.get_by_role("rowheader", name="Year", exact=True).bounding_box()
    frame.evaluate("frame => { frame.scrollLeft = 300; }")
    after = page.get_by_role("rowheader", name="Year", exact=True).bounding_box()
    assert before and after and before["x"] == after["x"] >= 0
    sizes = [button.bounding_box() for button in frame.get_by_role("button").all()]
    assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)


def test_it_is_printed_across_the_sheet(visit: Visit, curated: Origin) -> None:
    page = comparing(visit, curated, THREE)
    sheet = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0]
    assert sheet.mediabox.width > sheet.mediabox.height
    text = sheet.extract_text()
    assert "GammaCache" in text and "Remove" not in text
    assert "We reduce memory by 40%" in text, "quotations are opened"


def test_without_scripts_it_says_so(visit: Visit, curated: Origin) -> None:
    page = visit(curated / "compare.html", java_script_enabled=False)
    expect(page.get_by_text("Comparing needs JavaScript")).to_be_visible()


def test_data_that_does_not_load_is_named(visit: Visit, curated_server: Origin) -> None:
    page = visit(curated_server / "sources.html", fresh=True)
    page.route("**/assets/compare-data.js*", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(curated_server / "compare.html#papers=wide,oddity")
    expect(page.locator(".compare")).to_contain_text("The papers could not be loaded")


@screen
def test_axe_finds_nothing(visit: Visit, curated_server: Origin, screen: str) -> None:
    page = comparing(visit, curated_server, [*THREE, "hostile"], reduced_motion="reduce", **SCREENS[screen])
    expect_none(str(Axe().axe_script), page)
