"""Trends: years counted and drawn, the last one marked where it is not complete, and the numbers beside."""

import re
from html import unescape

import pytest
from livingsurvey.model import Survey

from tests.builders import survey, topic
from tests.site.plots import counted, included, page_of, tables_of, texts

NONE = "·none"


def test_papers_are_counted_by_year_and_area() -> None:
    _, areas, *_ = tables_of(counted(), "trends.md")
    assert list(texts(areas)) == [
        ["Area", "2022", "2023", "2024", "All"],
        ["Serving", "1", NONE, "2", "3"],
        ["Theory", NONE, "1", "1", "2"],
    ]


def test_benchmarks_are_counted_and_those_of_the_vocabulary_are_linked() -> None:
    benchmarks = tables_of(counted(), "trends.md")[2]
    assert list(texts(benchmarks))[1:] == [["MATH", NONE, "1", "1", "2"], ["Odd", NONE, "1", "1", "2"]]
    assert benchmarks[1][2][1] == "explore.html?benchmark=math&year=2023&status=included"
    assert benchmarks[2][2][1] is None


def test_a_bar_opens_its_papers_and_says_what_it_is() -> None:
    html = page_of(counted(), "trends.md")
    link = r'<a href="explore.html\?area=serving&year=2022&status=included"><title>(.*?)</title>\s*<rect'
    assert re.findall(link, unescape(html)) == ["Serving, 2022: 1 paper"]


def test_bars_of_one_group_share_a_scale() -> None:
    html = page_of(counted(), "trends.md")
    areas = html[html.index(">Papers by area</h2>") : html.index(">Benchmarks over time</h2>")]
    heights = {float(found) for found in re.findall(r'height="([\d.]+)" class="(?:whole|part)"', areas)}
    assert len(heights) == 2
    assert max(heights) == 2 * min(heights)


def test_an_incomplete_year_is_said_and_drawn_so() -> None:
    html = page_of(counted(), "trends.md")
    assert "The last year, 2024, is not complete (the newest paper is dated 2024-08)" in html
    assert html.count('class="part"') == 5
    assert "2024: 2 papers so far" in html


def test_papers_without_a_date_are_told() -> None:
    assert "1 paper without a date is not drawn." in page_of(counted(), "trends.md")


def test_a_complete_year_needs_no_remark() -> None:
    html = page_of(survey(included("a", published="2024-12", topics=("t",)), topics=(topic("t"),)), "trends.md")
    assert "not complete" not in html
    assert 'class="part"' not in html


@pytest.mark.parametrize("given", [survey(), survey(included("a"))])
def test_a_survey_without_dates_says_so(given: Survey) -> None:
    assert "nothing to draw" in page_of(given, "trends.md")


def test_the_first_of_very_many_years_counts_older_papers_and_has_no_single_page() -> None:
    papers = [included("a", published="1990"), included("b", published="2024-12")]
    heads, row = tables_of(survey(*papers), "trends.md")[0]
    assert [text for text, _ in heads][1:3] == ["–2013", "2014"]
    assert (row[1], row[2], row[12][0]) == (("1", None), (NONE, None), "1")


def test_every_dated_paper_of_the_real_survey_is_counted(real_survey: Survey) -> None:
    everything = tables_of(real_survey, "trends.md")[0]
    shown = [int(text) for text, _ in everything[1][1:-1] if text != NONE]
    assert sum(shown) == sum(p.status == "included" and p.year is not None for p in real_survey.papers)
