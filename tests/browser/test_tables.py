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
    rising = [year for year in years.all_text_contents() if year != "–"]
    assert rising == sorted(rising)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [year for year in years.all_text_contents() if year != "–"] == sorted(rising, reverse=True)


def test_the_best_change_of_a_scale_is_first_and_scales_stay_apart(visit: Visit, origin: Origin) -> None:
    page = _table(visit, origin)
    head = page.locator(".comparison th").nth(2)
    shown = """cells => cells.map(cell => [Number(cell.dataset.scale), Number(cell.dataset.worth)])"""
    for order, sign in (("descending", -1), ("ascending", 1)):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        figures = page.locator(".comparison td.change").evaluate_all(shown)
        assert [scale for scale, _ in figures] == sorted(scale for scale, _ in figures)
        assert figures == sorted(figures, key=lambda figure: (figure[0], sign * figure[1]))
    assert len({scale for scale, _ in figures}) > 3


def test_the_sentence_of_a_figure_is_one_click_away(visit: Visit, origin: Origin) -> None:
    page = _table(visit, origin)
    quote = page.locator(".comparison details q").first
    expect(quote).to_be_hidden()
    page.locator(".comparison details summary").first.click()
    expect(quote).to_be_visible()
