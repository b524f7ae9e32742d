"""The data of the page of results: a script that holds every claim once and cannot break out of one."""

import json
from typing import Any

from livingsurvey.analysis import Analysis, derive
from livingsurvey.model import Survey
from livingsurvey.model.fields import FieldTable
from livingsurvey.site.results.results_data import PATH, column_of, export_results, faceted

from tests.builders import survey
from tests.site.evidenced import WAY, sample
from tests.site.plots import claim, counted, included

COLUMNS = [
    *"paper measure claim figure form value low unit bound direction better".split(),
    *"against on quote disagrees _scale _worth".split(),
]


def exported(given: Survey, analysis: Analysis | None = None) -> dict[str, Any]:
    text = export_results(given, analysis or derive(given))[PATH].decode()
    begin = "((window.survey??={}).data??={}).results="
    assert text.startswith(begin) and text.endswith(";\n")
    data: dict[str, Any] = json.loads(text[len(begin) : -2])
    return data


def test_every_result_is_a_row_in_the_order_of_the_page() -> None:
    data = exported(counted())
    assert data["columns"] == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in data["rows"]]
    assert [(data["papers"][row["paper"]][0], row["measure"], row["value"]) for row in rows] == [
        *(("b", "memory", 2.0), ("b", "memory", 3.0), ("a", "memory", 2.0), ("a", "latency", 2.0)),
    ]


def test_a_row_holds_the_figure_as_data_and_as_shown() -> None:
    made = claim(form="change", value=-40, unit="%", bound="about", against="B", on="C", quote="Q.")
    (row,) = exported(survey(included("a", claims=(made,))))["rows"]
    figure = [1, "about 40\u00a0% less memory", "change", -40.0, None, "%", "about", "less", None]
    assert row == [0, "memory", *figure, "B", "C", "Q.", None, 0, -40.0]


def test_names_are_there_once() -> None:
    data = exported(counted())
    assert data["terms"] == {"measure": {"memory": "memory", "latency": "latency"}, "kind": {"method": "method"}}
    assert data["topics"]["caches"] == ["Caches", "serving"]
    assert data["papers"][0] == ["b", "B", 2024, "method", ["caches"]]


def test_a_survey_without_fields_of_its_own_has_results_in_one_group() -> None:
    given = survey(included("a", claims=(claim(),)), fields=FieldTable())
    data = exported(given)
    assert data["group"] == "group"
    assert [row[:2] for row in data["rows"]] == [[0, ""]]


def test_a_survey_without_results_has_no_rows() -> None:
    assert exported(survey())["rows"] == []


def test_text_cannot_end_the_script() -> None:
    text = export_results(made := survey(included("a", title="</script><b>", claims=(claim(),))), derive(made))
    assert b"</" not in text[PATH]


def test_every_claim_of_the_real_survey_is_there(real_survey: Survey, real_insight: Analysis) -> None:
    claims = [c for p in real_survey.papers if p.status != "excluded" for c in p.claims]
    assert len(exported(real_survey, real_insight)["rows"]) == len(claims)


def test_how_results_were_found_is_in_columns_of_their_own() -> None:
    data = exported(sample())
    assert data["columns"][1:5] == ["measure", "way", "vessel", "claim"]
    assert (data["evidence"], data["not_stated"]) == ([["way", "Way"], ["vessel", "Vessel"]], "not stated")
    assert [row[2:4] for row in data["rows"]] == [["dived", "a skiff"], ["not stated"] * 2, [None, None]]
    assert data["terms"]["way"] == {"dived": "dived for", "not stated": "Not stated"}
    assert data["terms"]["vessel"] == {"not stated": "Not stated"}
    against = data["columns"].index("against")
    assert {row[against] for row in data["rows"]} == {"a net", "Not stated", None}


def test_a_field_whose_name_is_that_of_a_column_has_another_column() -> None:
    assert column_of(WAY) == "way"
    assert column_of(WAY.model_copy(update={"filter": "value"})) == "field_value"


def test_only_terms_are_filtered_by() -> None:
    assert faceted(sample()) == [WAY]
    assert faceted(survey()) == []
