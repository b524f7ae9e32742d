"""The page of results: every claim once, grouped, with its quotation; and what its filters offer."""

import re
from html import unescape

import pytest
from livingsurvey.analysis import derive
from livingsurvey.analysis.results import results_of
from livingsurvey.model import Survey
from livingsurvey.model.fields import FieldTable
from livingsurvey.site.results import results_pages as results

from tests.builders import survey
from tests.site.evidenced import disputed, sample
from tests.site.plots import claim, counted, included, page_of, tables_of, texts
from tests.site.samples import HOSTILE, hostile, rendered


def options(html: str, name: str) -> list[str]:
    """What a filter offers."""
    select = re.search(rf'<select id="filter-{name}" name="{name}">(.*?)</select>', html, re.DOTALL)
    return [unescape(text) for text in re.findall(r"<option[^>]*>(.*?)</option>", select[1])] if select else []


def test_results_stand_by_measure_and_the_newest_first() -> None:
    rows = list(texts(tables_of(counted(), "results.md")[0]))
    assert [row[0].split("  ")[0] for row in rows] == [
        *(
            "Paper",
            "memory 3",
            "B Show quotationWe say so. Audit this number · This is wrong",
            "B Show quotationWe say so. Audit this number · This is wrong",
        ),
        *(
            "A Show quotationWe say so. Audit this number · This is wrong",
            "latency 1",
            "A Show quotationWe say so. Audit this number · This is wrong",
        ),
    ]


def test_a_row_tells_everything_about_a_result() -> None:
    given = included(
        "a",
        kind="method",
        topics=("caches",),
        published="2022",
        claims=(claim(form="change", value=-40, unit="%", against="a full cache", on="MATH", bound="up to"),),
    )
    (row,) = list(texts(tables_of(survey(given, topics=counted().topics), "results.md")[0]))[2:]
    assert row[1:] == ["memory", "40\u00a0% less memory, at most", "a full cache", "MATH", "Caches", "method", "2022"]


def test_an_excluded_paper_reports_nothing() -> None:
    html = page_of(counted(), "results.md")
    assert "papers/x.html" not in html
    assert "4 results in 2 papers, each with its quotation." in html


def test_filters_offer_what_there_is_with_counts() -> None:
    html = page_of(counted(), "results.md")
    assert options(html, "measure") == ["Any", "memory (3)", "latency (1)"]
    assert options(html, "topic") == ["Any", "All of Serving (4)", "Caches (4)", "Routers (2)"]
    assert options(html, "year") == ["Any", "2024 (2)", "2022 (2)"]
    assert options(html, "form") == ["Any", "times (×) (4)"]
    assert options(html, "bound") == ["Any", "exact (4)"]


def test_a_filter_with_nothing_to_choose_is_not_there() -> None:
    html = page_of(survey(included("a", claims=(claim(),))), "results.md")
    assert options(html, "measure") == ["Any", "memory (1)"]
    assert [options(html, name) for name in ("topic", "kind", "year")] == [[], [], []]


def test_each_measure_is_reached_by_its_anchor() -> None:
    html = page_of(counted(), "results.md")
    assert '<a href="#measure=latency">' in html
    assert '<tbody id="measure=latency">' in html


@pytest.mark.parametrize("given", [survey(), survey(included("a"))])
def test_a_survey_without_results_says_what_a_result_is(given: Survey) -> None:
    html = page_of(given, "results.md")
    assert "No paper of the survey states a result yet." in html
    assert "<form" not in html


def test_the_script_learns_from_the_page_what_is_where() -> None:
    html = page_of(counted(), "results.md")
    columns = re.findall(r'<th scope="col" data-column="(\w+)"', html)
    assert columns == ["paper", "measure", "change", "against", "on", "topic", "kind", "year"]
    assert re.findall(r'<select [^>]*name="(\w+)"', html) == ["measure", "topic", "kind", "year", "form", "bound"]
    assert (html.count("data-best-first"), html.count('class="change"')) == (1, 4)
    assert re.findall(r'<tr data-paper="(\w)" data-claim="(\d)">', html) == [
        *(("b", "1"), ("b", "2"), ("a", "1"), ("a", "2")),
    ]


def test_a_survey_without_fields_of_its_own_has_one_list_of_results() -> None:
    html = page_of(survey(included("a", claims=(claim(),)), fields=FieldTable()), "results.md")
    assert re.findall(r'data-column="(\w+)"', html) == ["paper", "change", "against", "on", "topic", "year"]
    assert "<nav" not in html
    assert 'scope="rowgroup"' not in html


def test_the_page_itself_is_short_markdown() -> None:
    body = rendered(counted())["results.md"].split("\n---\n")[1]
    assert body.startswith("\n# Reported results\n\n4 results in 2 papers, each with its quotation.\n{ .lead }\n\n")
    assert "<" not in body


def test_a_page_holds_only_so_many_rows_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "MOST", 2)
    rows = list(texts(tables_of(counted(), "results.md")[0]))
    assert [row[0] for row in rows[1:]] == [
        "memory 3",
        "B Show quotationWe say so. Audit this number · This is wrong",
        "latency 1",
        "A Show quotationWe say so. Audit this number · This is wrong",
    ]
    assert '2 of 4. <a href="data/survey.json">All of them are in the data.</a>' in page_of(counted(), "results.md")


def test_every_claim_of_the_real_survey_has_its_row(real_survey: Survey) -> None:
    rows = [row for row in texts(tables_of(real_survey, "results.md")[0]) if len(row) == 8]
    claims = [c for p in real_survey.papers if p.status != "excluded" for c in p.claims]
    assert len(rows) - 1 == len(claims) == len(results_of(real_survey, derive(real_survey).quotes))


def test_hostile_results_stay_text() -> None:
    html = page_of(hostile(HOSTILE), "results.md")
    assert "<img" not in html
    assert "<script" not in html


def test_results_are_filtered_by_how_they_were_found() -> None:
    html = page_of(sample(), "results.md")
    assert options(html, "way") == ["Any", "dived for (1)", "Not stated (1)"]
    assert options(html, "vessel") == []
    assert '<span class="evidence">Way: dived for · Vessel: a skiff</span>' in html
    assert '<span class="evidence">Not stated: Way, Vessel</span>' in html


def test_a_result_whose_versions_disagree_is_marked() -> None:
    mark = '<a class="versions" href="papers/a.html#versions">versions disagree</a>'
    assert mark in page_of(disputed(), "results.md")
    assert "versions disagree" not in page_of(sample(), "results.md")
    assert mark.replace("papers/", "../papers/") in page_of(disputed(), "topics/caches.md")
