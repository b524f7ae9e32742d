"""The years that charts share."""

from dataclasses import replace

import pytest
from livingsurvey.model import CaptureDate, Paper, Source, Survey
from livingsurvey.site.time_axis import TimeAxis, time_axis

from tests.builders import paper, survey
from tests.theme.frames import FRAMES, Frame, context_of


def dated(*dates: str | None) -> list[Paper]:
    """Papers of these dates."""
    return [paper(f"p{n}", published=date) for n, date in enumerate(dates)]


def captured(*years: int | None) -> Survey:
    """A survey whose sources were captured in these years."""
    sources = tuple(
        Source(id=f"s{n}", file="s.txt", format="bibtex", origin="A list", sha256="0" * 64, date=CaptureDate(year=year))
        for n, year in enumerate(years)
    )
    return replace(survey(), sources=sources)


def test_a_year_without_papers_is_on_the_axis_as_zero() -> None:
    papers = dated("2020", "2023-12", "2023-12", None)
    axis = time_axis(survey(), papers)
    assert (axis.labels, axis.counts(papers)) == (["2020", "2021", "2022", "2023"], [1, 0, 0, 2])


def test_all_charts_have_the_axis_of_all_papers() -> None:
    papers = dated("2020", "2021", "2022-12")
    chart = time_axis(survey(), papers).chart(papers[1:2], "Lace")
    assert chart
    assert (chart["years"], chart["cells"], chart["total"]) == (["2020", "2021", "2022"], [0, [1, ""], 0], 1)


def test_the_first_of_very_many_years_counts_what_is_older() -> None:
    papers = dated("1543", *(str(year) for year in range(2001, 2016)))
    axis = time_axis(survey(), papers)
    assert (axis.labels[0], axis.labels[-1]) == ("–2004", "2015")
    assert axis.counts(papers) == [5, *[1] * 11]


@pytest.mark.parametrize(
    ("newest", "complete"), [("2024-12-03", True), ("2024-08", False), ("2024", False), ("2024-11-30", False)]
)
def test_without_a_dated_capture_a_year_is_over_once_its_december_is_known(newest: str, complete: bool) -> None:
    axis = time_axis(captured(None), dated("2023", newest))
    assert (axis.running, axis.newest) == ((None, None) if complete else (2024, newest))


@pytest.mark.parametrize(("years", "running"), [((2024,), 2024), ((2023, 2025), None), ((2023,), None)])
def test_the_year_of_the_newest_capture_still_runs(years: tuple[int, ...], running: int | None) -> None:
    assert time_axis(captured(*years), dated("2024-12")).running == running


def test_without_dates_there_is_nothing_to_draw() -> None:
    axis = time_axis(survey(), dated(None))
    assert axis == TimeAxis([])
    assert axis.chart(dated("2024"), "Lace") is None


@pytest.mark.parametrize("frame", FRAMES)
def test_bars_are_named_for_readers_who_do_not_see_them(frame: Frame) -> None:
    papers = dated("2022", "2024-05", "2024-06")
    bars = time_axis(survey(), papers).chart(papers, "A <b>")
    html = frame("entry.html", context_of({"bars": bars}, '<h1>T</h1><p class="lead">L.</p>'))
    assert 'role="img" aria-label="A &lt;b&gt;: papers by year: 2022: 1, 2023: 0, 2024: 2"' in html
    assert html.count('class="none">0<') == 1
    assert html.count('class="part"') == 1
    assert "2024 is not complete" in html
