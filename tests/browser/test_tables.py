"""Comparison tables: they sort, and each figure's sentence is one click away."""

from livingsurvey.model import Survey
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin


def _table(visit: Visit, origin: Origin) -> Page:
    """The page of the topic with the most results."""
    survey: Survey = origin.survey
    counts = {t.key: sum(len(p.claims) for p in survey.papers_of[t.key]) for t in survey.topics if t.parent}
    return visit(origin / f"topics/{max(counts, key=lambda key: counts[key])}.html")


def test_a_comparison_sorts_by_year_both_ways(visit: Visit, origin: Origin) -> None:
    page = _table(visit, origin)
    head = page.locator(".comparison th").nth(6)
    years = page.locator(".comparison tbody td:nth-child(7)")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    rising = [year for year in years.all_inner_texts() if year != "–"]
    assert rising == sorted(rising)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [year for year in years.all_inner_texts() if year != "–"] == sorted(rising, reverse=True)


def test_figures_sort_as_numbers(visit: Visit, origin: Origin) -> None:
    page = _table(visit, origin)
    page.locator(".comparison th").nth(2).get_by_role("button").click()
    shown = page.locator(".comparison tbody td:nth-child(3)").all_inner_texts()
    digits = [text.replace("\u2212", "-").replace("\u202f", "") for text in shown]
    numbers = [
        float("".join(c for c in text.split()[_last_number(text.split())] if c in "0123456789.-")) for text in digits
    ]
    assert numbers == sorted(numbers)


def _last_number(words: list[str]) -> int:
    return max(n for n, word in enumerate(words) if any(c.isdigit() for c in word))


def test_the_sentence_of_a_figure_is_one_click_away(visit: Visit, origin: Origin) -> None:
    page = _table(visit, origin)
    quote = page.locator(".comparison details q").first
    expect(quote).to_be_hidden()
    page.locator(".comparison details summary").first.click()
    expect(quote).to_be_visible()
