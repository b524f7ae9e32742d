"""A paper as values of its fields, and back: nothing is lost, and nothing else changes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.commands.edit_paper_values import editable_fields, edited_paper, values_of, with_edited
from livingsurvey.model import Paper, Reading, Survey

from tests.builders import FIELDS, paper, survey

FILE = "content/readings/ada.jsonl"


def test_every_paper_of_the_survey_is_what_its_values_say(real_survey: Survey) -> None:
    for one in real_survey.papers[::9]:
        after, problems = edited_paper(real_survey, one, values_of(one, real_survey.fields), "")
        assert (after, problems) == (one, [])


def test_declared_fields_are_edited_with_those_of_the_model() -> None:
    names = editable_fields(FIELDS)
    assert names.index("topics") < names.index("kind") < names.index("summary")
    assert {"abstract", "seen", "provenance", "key", "aliases"}.isdisjoint(names)


def test_a_value_that_is_taken_away_is_absent() -> None:
    before = paper(venue="A", kind="method", models=["B"])
    after, problems = edited_paper(survey(before), before, {"venue": " ", "kind": None, "models": [""]}, "")
    assert problems == []
    assert after is not None
    assert (after.venue, after.fields) == (None, {})


def test_what_cannot_be_edited_is_named() -> None:
    after, (problem,) = edited_paper(survey(), paper(), {"abstract": "Other."}, "")
    assert after is None
    assert problem.path == ("abstract",)


def test_readers_who_differ_are_settled_by_an_edit() -> None:
    lines = tuple(Reading("a-paper", "kind", kind, reader, "2026") for reader, kind in (("A", "x"), ("B", "y")))
    before = paper(status="included")
    after = before.model_copy(update={"fields": {"kind": "x"}})
    edit = with_edited(survey(before, readings=lines), after, "Ada", "2026-03-01", "I looked.", FILE)
    (added,) = edit.survey.readings[2:]
    assert (added.value, added.settles, added.file, added.note) == ("x", True, FILE, "I looked.")
    assert with_edited(survey(before, readings=lines), before, "Ada", "2026", "", FILE).survey.readings == lines


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(values=st.dictionaries(st.sampled_from(editable_fields(FIELDS)), VALUES, max_size=4))
def test_any_values_make_a_paper_or_are_named(values: dict[str, Any]) -> None:
    after, problems = edited_paper(survey(), paper(), values, "why")
    assert isinstance(after, Paper) != bool(problems)
    assert all(problem.message for problem in problems)


@pytest.mark.parametrize("name", ["venue", "published"])
def test_a_fact_that_was_stated_is_marked_as_corrected(name: str, tmp_path: Path) -> None:
    before = paper(venue="A 2020", published="2020", provenance={name: {"url": "https://example.org"}})
    after, _ = edited_paper(survey(before), before, {name: "2021"}, "It says so.")
    assert after is not None
    assert after.provenance[name].corrected == "It says so."
    assert edited_paper(survey(before), before, {"summary": "S."}, "")[0].provenance == before.provenance  # type: ignore[union-attr]
