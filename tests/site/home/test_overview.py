"""What the first page shows of a survey that is not in order yet."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import Paper, Publication
from livingsurvey.site.home.overview import keywords, periods
from mkdocs.utils.meta import get_data

from tests.builders import paper, survey, topic
from tests.site.engines import Parsed
from tests.site.samples import rendered
from tests.theme.frames import FRAMES, Frame, article, shown


def listed(key: str, *words: str, **fields: object) -> Paper:
    return paper(key, publication=Publication(keyword=words), **fields)


PAPERS = (
    listed("a", "Jets", "LHC", authors=("Ada Lovelace",), venue="J. Types", published="2018"),
    listed("b", "jets", authors=("Ada Lovelace", "Eva Lind"), venue="J. Types", published="2020-05"),
    listed("c", "jets", published="2021", status="excluded", reason="x"),
)


@pytest.mark.parametrize("frame", FRAMES)
def test_it_shows_years_newest_papers_venues_people_and_keywords(frame: Frame) -> None:
    html = article(shown(survey(*PAPERS), "index.md", frame))
    text = " ".join(Parsed(html).text.split())
    assert "2 papers from 2018 to 2020." in text
    assert text.index("Newest papers B ") < text.index("Ada Lovelace, Eva Lind")
    assert "Venues J. Types 2 All 1 People Ada Lovelace 2 All 2 Keywords Jets 2" in text
    assert 'href="years/2018.html"' in html.replace("&#x2f;", "/")


def test_of_a_single_year_there_is_no_chart_and_of_nothing_there_is_nothing() -> None:
    one = get_data(rendered(survey(paper("a", published="2020")))["index.md"])[1]
    assert "chart" not in one
    assert "newest" in one
    assert "newest" not in get_data(rendered(survey())["index.md"])[1]


def test_a_survey_in_order_shows_its_areas_instead() -> None:
    placed = survey(paper("a", status="included", topics=("one",)), topics=(topic("area"), topic("one", "area")))
    assert "overview" not in get_data(rendered(placed)["index.md"])[1]


def test_the_running_year_is_not_complete() -> None:
    meta = get_data(rendered(survey(*PAPERS))["index.md"])[1]
    assert meta["partial"] == "2020"


@pytest.mark.parametrize(
    ("years", "labels", "older"),
    [
        ([2020, 2022, 2022], ["2020", "2021", "2022"], 0),
        ([1543, *range(2015, 2025)], [str(year) for year in range(2009, 2025)], 1),
        (list(range(1890, 1990)), [f"{year}–{year + 9}" for year in range(1890, 1990, 10)], 0),
        ([1543, 1687, 1859], [f"{year}–{year + 99}" for year in range(1500, 1900, 100)], 0),
    ],
)
def test_years_are_drawn_by_what_most_papers_fit_into(years: list[int], labels: list[str], older: int) -> None:
    found, before = periods(years)
    assert ([period.label for period in found], before) == (labels, older)


@given(st.lists(st.integers(1, 2200)))
def test_no_paper_is_lost_or_drawn_twice(years: list[int]) -> None:
    found, older = periods(years)
    assert sum(period.papers for period in found) + older == len(years)
    assert all(one.last + 1 == other.first for one, other in pairwise(found))


def test_keywords_count_papers_whatever_their_capitals() -> None:
    assert keywords([listed("a", "Jets", "jets", "QCD"), listed("b", "jets"), paper("c")]) == [("jets", 2)]
