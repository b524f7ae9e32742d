"""What the comparison knows of papers beside the data of Explore and the results."""

import json
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.citations.latex_escape import latex_text
from livingsurvey.model import NOT_STATED, Paper, Place, Status, Survey, SurveyField
from livingsurvey.model.fields import FieldTable
from livingsurvey.model.vocabulary import Term
from livingsurvey.site.compare.compare_data import PATH, export_compare
from livingsurvey.site.messages import Messages

from tests.builders import FIELDS, survey


def field(type_: str, **more: Any) -> SurveyField:
    """A field that pages show, and nothing filters by unless ``more`` says so."""
    names = {"id": type_.replace("-", "_"), "label": type_.capitalize(), "help": "Something."}
    return SurveyField(**{"type": type_, "shows": ["page"], **names, **more})


FIELDS_HERE = FieldTable(
    (
        field("text"),
        field("number", unit="m"),
        field("yes-no"),
        field("term", vocabulary="soils"),
        field("terms", id="tools", vocabulary="tools", shows=["page", "facet"], filter="tool"),
        field("text", id="hidden", shows=["export"]),
    )
)


def exported(given: Survey, messages: Messages | None = None) -> dict[str, Any]:
    """The data that the script assigns."""
    text = export_compare(given, derive(given), messages)[PATH].decode()
    begin = "((window.survey??={}).data??={}).compare="
    assert text.startswith(begin) and text.endswith(";\n") and "</" not in text
    data: dict[str, Any] = json.loads(text[len(begin) : -2])
    return data


def of_values(**values: Any) -> dict[str, Any]:
    """What is exported of a paper with these values of fields."""
    paper = Paper(key="one", title="</script>One", abstract="An abstract.", status=Status.INCLUDED, fields=values)
    soils = (Term(id="clay", name="Clay", definition="Heavy."),)
    given = survey(paper, fields=FIELDS_HERE, vocabulary={"soils": soils})
    papers: dict[str, dict[str, Any]] = exported(given)["papers"]
    return papers.get("one", {})


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("text", "a text </script>", "a text </script>"),
        ("number", 12.5, "12.5 m"),
        ("yes_no", True, "Yes"),
        ("yes_no", False, "No"),
        ("term", "clay", "Clay"),
        ("text", NOT_STATED, None),
        ("number", NOT_STATED, None),
    ],
)
def test_a_value_is_as_readers_see_it(name: str, value: Any, shown: str | None) -> None:
    assert of_values(**{name: value}) == {name: shown}


def test_of_a_facet_there_is_only_that_it_is_not_stated() -> None:
    assert of_values(tools=("spade",)) == {}
    assert of_values(tools=NOT_STATED) == {"tool": None}


def test_what_nobody_looked_for_and_what_pages_do_not_show_is_left_out() -> None:
    assert of_values(hidden="x") == {}
    data = exported(survey(fields=FIELDS_HERE))
    assert data["fields"] == [["text", "Text"], ["number", "Number"], ["yes_no", "Yes-no"], ["term", "Term"]]


def test_signs_are_written_as_in_the_files_of_bibtex() -> None:
    signs = exported(survey(fields=FIELDS))["latex"]
    for sign in "%&$#_{}~^\\×−–é≤α":
        assert signs[sign] == latex_text(sign)
    assert "a" not in signs and " " not in signs


def test_further_fields_of_claims_are_in_the_order_of_the_results() -> None:
    data = exported(survey(fields=FIELDS))
    assert len(data["claim_fields"]) == len([f for f in FIELDS.shown(Place.PAGE, "claim") if f != FIELDS.grouping])
    assert data["claims"] == []
