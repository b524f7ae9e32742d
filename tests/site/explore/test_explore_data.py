"""What the list and the search know of each paper: one script, in which no name is repeated."""

import json
from typing import Any

import pytest
from livingsurvey.analysis.derive import Analysis, derive
from livingsurvey.model import Change, Status, Survey, Term
from livingsurvey.site.explore.explore_data import COLUMNS, PATH, export_explore
from livingsurvey.site.explore.search_data import export_search

from tests.builders import claim, paper, survey, topic

CLAIM = {"quote": "We save 40%.", "change": Change(form="change", value=-40, unit="%")}
BUDGET = 2_500_000  # bytes of all that the search loads


def script(given_survey: Survey, analysis: Analysis | None = None) -> str:
    """The text of the script."""
    files = export_explore(given_survey, analysis or derive(given_survey))
    assert set(files) == {PATH}
    return files[PATH].decode()


def data(given_survey: Survey, analysis: Analysis | None = None) -> dict[str, Any]:
    """What the script assigns."""
    begin = "((window.survey??={}).data??={}).papers="
    text = script(given_survey, analysis)
    assert text.startswith(begin)
    read: dict[str, Any] = json.loads(text.removeprefix(begin).removesuffix(";\n"))
    return read


def values(given_survey: Survey, facet: str) -> Any:
    """The values of a facet."""
    return {one["id"]: one["values"] for one in data(given_survey)["facets"]}[facet]


def row(given_survey: Survey, number: int = 0) -> dict[str, Any]:
    """A paper by the names of its fields."""
    read = data(given_survey)
    return dict(zip(read["columns"], read["papers"][number], strict=True))


def test_an_empty_survey_has_empty_tables() -> None:
    read = data(survey())
    assert (read["papers"], read["topics"]) == ([], [])
    assert read["columns"] == [*COLUMNS, *(facet["id"] for facet in read["facets"])]
    assert not any(facet["values"] for facet in read["facets"])


def test_a_paper_with_hardly_a_fact_has_empty_fields() -> None:
    assert row(survey(paper("p", title="2times less"))) == {
        "key": "p", "title": "2× less", "authors": [], "published": None, "venue": None, "kind": None, "status": None,
        "reason": None, "topics": [], "benchmark": [], "model": [], "method": [], "measure": [], "results": 0,
        "code": None, "summary": None,
    }  # fmt: skip


def test_a_paper_refers_to_the_rows_of_its_values() -> None:
    vocabulary = {"methods": (Term(id="lora", name="Low-rank adaptation (LoRA)", definition="Small matrices."),)}
    papers = (
        paper("a", methods=("Another",), venue="A Venue"),
        paper("b", methods=("Low-rank adaptation (LoRA)", "Another", "lora"), venue="A Venue", kind="method"),
    )
    given_survey = survey(*papers, vocabulary=vocabulary)
    assert values(given_survey, "method") == [["another", "Another", 0], ["lora", "Low-rank adaptation (LoRA)"]]
    assert values(given_survey, "venue") == [["a-venue", "A Venue"]]
    assert (row(given_survey, 1)["method"], row(given_survey, 1)["venue"]) == ([1, 0], 0)


def test_names_that_reduce_to_one_id_are_one_value() -> None:
    given_survey = survey(paper("a", venue="ICML 2024"), paper("b", venue="icml 2024"))
    assert values(given_survey, "venue") == [["icml-2024", "ICML 2024"]]
    assert row(given_survey, 1)["venue"] == 0


def test_topics_are_told_with_their_area_and_unknown_ones_left_out() -> None:
    topics = (topic("serving"), topic("caches", "serving"), topic("lost", "gone"))
    given_survey = survey(paper("p", topics=("caches", "ghost")), topics=topics)
    assert [entry[0] for entry in data(given_survey)["topics"]] == ["serving", "caches", "lost"]
    assert [entry[3] for entry in data(given_survey)["topics"]] == [None, "serving", None]
    assert row(given_survey)["topics"] == [1]


def test_claims_are_counted_and_their_measures_told_once() -> None:
    claims = tuple(claim(measure=measure, **CLAIM) for measure in ("memory", "latency", "memory"))
    given_survey = survey(paper("p", claims=claims, abstract="We save 40%."))
    assert (row(given_survey)["results"], row(given_survey)["measure"]) == (3, [0, 1])


def test_a_facet_says_what_scripts_do_with_it() -> None:
    facets = data(survey(paper("p", venue="A Venue")))["facets"]
    assert [facet["id"] for facet in facets] == "kind venue benchmark model method measure reason".split()
    assert facets[1] == {
        "id": "venue", "name": "Venue", "names": "Venues", "column": True, "facet": True,
        "several": False, "usual": True, "values": [["a-venue", "A Venue"]],
    }  # fmt: skip
    assert [facet["id"] for facet in facets if facet["usual"]] == ["kind", "venue"]
    assert {facet["id"] for facet in facets} | set(COLUMNS) == set(data(survey())["columns"])


def test_only_what_explore_shows_is_told() -> None:
    assert list(data(survey(paper("p")))) == ["topics", "columns", "facets", "papers"]


@pytest.mark.parametrize(("status", "reason"), [(Status.EXCLUDED, 0), (Status.INCLUDED, None)])
def test_the_reason_is_that_of_an_exclusion(status: Status, reason: int | None) -> None:
    assert row(survey(paper("p", status=status, reason="not-ai")))["reason"] == reason


def test_no_text_can_end_a_script_element() -> None:
    hostile = "</script><script>alert(1)</script>"
    given_survey = survey(
        paper("p", title=hostile, venue=hostile, authors=(hostile,), summary=hostile, topics=("t",)),
        topics=(topic("t", title=hostile, summary=hostile),),
    )
    assert "</" not in script(given_survey)
    assert row(given_survey)["title"] == hostile


def test_the_real_scripts_keep_to_the_budget(real_survey: Survey, real_insight: Analysis) -> None:
    files = export_explore(real_survey, real_insight) | export_search(real_survey, real_insight)
    assert sum(map(len, files.values())) < BUDGET


def test_the_real_script_holds_every_paper_and_topic(real_survey: Survey, real_insight: Analysis) -> None:
    read = data(real_survey, real_insight)
    assert [entry[0] for entry in read["papers"]] == list(real_survey.paper)
    assert {entry[0] for entry in read["topics"]} == set(real_survey.topic)
