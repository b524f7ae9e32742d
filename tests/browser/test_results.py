"""The page of results: filters, sorting, the address, export, and the same rows with and without a script."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.results import results_of
from livingsurvey.model import Survey
from livingsurvey.model.markup import plain_text
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EVERYWHERE, Visit
from tests.browser.sites import Origin

Open = Callable[..., Page]


@pytest.fixture
def results(origin: Origin, visit: Visit) -> Open:
    """Opens the page with a fragment, ready to be used."""

    def open_page(fragment: str = "", **options: object) -> Page:
        page = visit(origin / f"results.html{fragment}", **options)
        page.locator("#filters[data-ready]").wait_for()
        return page

    return open_page


def claims(origin: Origin) -> int:
    return sum(len(paper.claims) for paper in origin.survey.papers if paper.status != "excluded")


def rows(page: Page) -> Locator:
    return page.locator(".results tbody tr:not(.group)")


def cells(page: Page, column: int) -> list[str]:
    return page.locator(f".results tbody tr:not(.group) td:nth-child({column})").all_text_contents()


def whole(page: Page) -> Locator:
    """All rows that fit the filters, once the rest is asked for."""
    more = page.get_by_role("button", name=re.compile("^Show .* more"))
    while more.is_visible():
        more.click()
    return rows(page)


def test_all_results_are_there_without_a_script(server: Origin, visit: Visit) -> None:
    page = visit(server / "results.html", java_script_enabled=False)
    expect(rows(page)).to_have_count(claims(server))
    expect(page.locator("#filters")).to_be_hidden()
    quote = page.locator(".results details").first
    quote.locator("summary").click()
    expect(quote.locator("q")).to_be_visible()


def test_a_measure_is_reached_without_a_script(server: Origin, visit: Visit) -> None:
    page = visit(server / "results.html", java_script_enabled=False)
    page.get_by_role("navigation", name="Measures").get_by_role("link", name="memory").click()
    expect(page.locator("[id='measure=memory'] .group")).to_be_in_viewport()


#: The cells of each row as words and links, without its quotation; that by itself, and whether it has a formula.
SHOWN = """rows => rows.map(row => {
  const plain = text => text.normalize('NFKC').replace(/\\s+/g, ' ').trim();
  const quotation = row.querySelector('q');
  const said = [`${row.dataset.paper} ${row.dataset.claim}`, plain(quotation.textContent)];
  const formula = quotation.querySelector('math') !== null;
  const cells = [...row.cells].map(cell => plain(cell.textContent.replace(quotation.textContent, ''))
    + (cell.dataset.label ? `${cell.dataset.label} ${cell.className}` : '')
    + [...cell.querySelectorAll('a')].map(link => link.href));
  return [...said, formula, cells];
})"""


def test_the_rows_made_by_the_script_are_those_of_the_page(
    results: Open, real_survey: Survey, real_insight: Analysis
) -> None:
    """A formula is text in what the script makes, as it is in tables to download."""
    page = results()
    texts = {
        f"{one.paper.key} {one.number}": " ".join(normalize("NFKC", plain_text(one.quote)).split())
        for one in results_of(real_survey, real_insight.quotes)
    }
    before = rows(page).evaluate_all(SHOWN)
    assert any(formula for _, _, formula, _ in before)
    wanted = [[name, texts[name] if formula else text, False, cells] for name, text, formula, cells in before]
    first = rows(page).first.element_handle()
    page.get_by_role("button", name="Clear all").click()
    page.wait_for_function("row => !row.isConnected", arg=first)
    assert whole(page).evaluate_all(SHOWN) == wanted


@EVERYWHERE["origin"]
def test_a_filter_narrows_the_rows_counts_and_address(results: Open, origin: Origin) -> None:
    page = results()
    page.get_by_label("Measure", exact=True).select_option("memory")
    wanted = [
        c for p in origin.survey.papers if p.status != "excluded" for c in p.claims if c.fields["measure"] == "memory"
    ]
    expect(rows(page)).to_have_count(len(wanted))
    assert set(cells(page, 2)) == {"memory"}
    expect(page.locator("#result-count")).to_have_text(f"{len(wanted)} of {claims(origin)} results")
    expect(page).to_have_url(re.compile("#measure=memory$"))


def test_filters_count_what_each_choice_would_leave(results: Open) -> None:
    page = results("#measure=memory")
    choice = page.get_by_label("Year", exact=True).locator("option").nth(1)
    told = int(choice.inner_text().split("(")[1].rstrip(")"))
    page.get_by_label("Year", exact=True).select_option(choice.get_attribute("value") or "")
    expect(rows(page)).to_have_count(told)


@pytest.mark.parametrize("facet", ["area", "topic"])
def test_an_area_holds_the_results_of_its_topics(results: Open, origin: Origin, facet: str) -> None:
    survey = origin.survey
    key = survey.areas[0].key if facet == "area" else survey.topics_of[survey.areas[0].key][0].key
    page = results(f"#{facet}={key}")
    expect(rows(page)).to_have_count(sum(len(paper.claims) for paper in survey.papers_of[key]))
    expect(page.get_by_label("Topic", exact=True)).to_have_value(f"{facet}:{key}")


def test_text_is_looked_for_in_the_sentence_too(results: Open) -> None:
    page = results()
    page.get_by_label("Search results").fill("memory COMPARED")
    page.get_by_label("Search results").press("Enter")
    expect(rows(page)).not_to_have_count(0)
    quotes = page.locator(".results tbody tr:not(.group)").evaluate_all("rows => rows.map(r => r.textContent)")
    assert all("memory" in text.lower() and "compared" in text.lower() for text in quotes)
    expect(page).to_have_url(re.compile(r"q=memory\+COMPARED"))


def test_no_result_says_what_to_do(results: Open) -> None:
    page = results("#q=nosuchwordanywhere")
    expect(page.locator("#result-count")).to_have_text("No result fits. Remove a filter, or clear them all.")
    page.get_by_role("button", name="Clear all").click()
    expect(rows(page)).not_to_have_count(0)
    expect(page).not_to_have_url(re.compile("#"))


def test_an_address_brings_back_filters_and_order(results: Open) -> None:
    page = results("#measure=latency&sort=year&order=desc")
    head = page.locator(".results thead th").filter(has_text="Year")
    expect(head).to_have_attribute("aria-sort", "descending")
    years = [year for year in cells(page, 8) if year != "–"]
    assert years == sorted(years, reverse=True)
    assert set(cells(page, 2)) == {"latency"}


def test_an_address_with_nonsense_shows_everything(results: Open, origin: Origin) -> None:
    page = results("#measure=nonsense&sort=nonsense&topic=%3Cimg%3E")
    expect(page.locator("#result-count")).to_have_text(f"{claims(origin)} results")
    expect(whole(page)).to_have_count(claims(origin))


def test_changes_rank_within_a_measure_and_a_unit_the_best_first(results: Open) -> None:
    page = results()
    head = page.locator(".results thead th").filter(has_text="Change")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile("#sort=change&order=desc$"))
    groups = page.locator(".results tbody").evaluate_all(
        "bodies => bodies.map(b => [b.rows[0].textContent, [...b.rows].slice(1).map(r => r.cells[2].textContent)])"
    )
    names = [name for name, _ in groups]
    assert len(names) == len(set(names)) > 20
    factors = [text for text in dict(groups)["latency: times (×)"] if "× faster" in text]
    numbers = [float(text.split("×")[0].split("–")[-1].replace("\u202f", "")) for text in factors]
    assert numbers == sorted(numbers, reverse=True)
    saved = [text for text in dict(groups)["memory: change in %"] if re.search("(less|more) memory", text)]
    shares = [float(re.findall(r"[\d.]+", text)[0]) * (-1 if "more memory" in text else 1) for text in saved]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0 < shares[0]


def test_every_column_sorts_both_ways(results: Open, origin: Origin) -> None:
    page = results()
    for column in ("Paper", "Measure", "Change", "Baseline", "Setting", "Topic", "Kind", "Year"):
        head = page.locator(".results thead th").filter(has_text=column)
        ways = ("ascending", "descending")
        for order in reversed(ways) if column == "Change" else ways:
            head.get_by_role("button").click()
            expect(head).to_have_attribute("aria-sort", order)
            expect(page.locator("#result-count")).to_have_text(f"{claims(origin)} results")
    expect(whole(page)).to_have_count(claims(origin))


def test_what_is_exported_is_what_is_shown(results: Open, tmp_path: Path) -> None:
    page = results("#measure=energy")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export these as CSV").click()
    download.value.save_as(tmp_path / "taken.csv")
    taken = list(csv.DictReader(io.StringIO((tmp_path / "taken.csv").read_text("utf-8-sig"))))
    assert len(taken) == rows(page).count() > 0
    assert {row["measure"] for row in taken} == {"energy"}
    assert [row["title"] for row in taken] == page.locator(".results tbody td:first-child > a").all_text_contents()
    assert all(float(row["value"]) for row in taken)


def test_no_exported_text_is_a_formula(curated_server: Origin, visit: Visit, tmp_path: Path) -> None:
    page = visit(curated_server / "about.html", fresh=True)
    change(page, "rows: data.rows.map(row => [...row.slice(0, 11), '=1+1', '\\t@SUM(1)', '-2, \"so\" it is', 0, 1])")
    page.goto(curated_server / "results.html")
    page.locator("#filters[data-ready]").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export these as CSV").click()
    download.value.save_as(tmp_path / "taken.csv")
    (row,) = csv.DictReader(io.StringIO((tmp_path / "taken.csv").read_text("utf-8-sig")))
    assert (row["against"], row["on"], row["quote"]) == ("'=1+1", "'\t@SUM(1)", '\'-2, "so" it is')
    assert (row["key"], row["value"]) == ("alphacache", "-40")


def test_a_result_leads_to_its_paper_and_topic(results: Open) -> None:
    page = results("#measure=energy")
    link = page.locator(".results tbody td:first-child > a").first
    name = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(name)


def test_the_count_is_announced(results: Open) -> None:
    expect(results().locator("#result-count")).to_have_attribute("aria-live", "polite")


def change(page: Page, what: str) -> None:
    """Change the data of the page before its script reads it; ``what`` is a part of an object in JavaScript."""
    page.add_init_script(
        f"""let changed; const data = Object.defineProperty({{}}, 'results', {{
          get: () => changed, set: data => {{ changed = {{...data, {what}}}; }}
        }}); window.survey = {{data}};"""
    )


def test_eight_thousand_results_are_filtered_and_sorted_at_once(server: Origin, visit: Visit) -> None:
    page = visit(server / "about.html", fresh=True)
    change(page, "rows: Array.from({length: 8000}, (_, n) => data.rows[n % data.rows.length])")
    page.goto(server / "results.html#year=2024")
    page.locator("#filters[data-ready]").wait_for()
    expect(rows(page)).to_have_count(500)
    page.get_by_role("button", name="Show 500 more").click()
    expect(rows(page)).to_have_count(1000)
    spent = """word => { const q = document.querySelector('#filters input'), start = performance.now();
        q.value = word; q.dispatchEvent(new Event('input', {bubbles: true})); return performance.now() - start; }"""
    assert min(page.evaluate(spent, word) for word in ("memory", "cache", "memor", "token")) < 1000
