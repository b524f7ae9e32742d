"""The fields that a survey declares: what values they hold, where files write them, what is said of wrong ones."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model import NOT_STATED, FieldTable, FieldType, Paper, Place, SurveyField
from livingsurvey.model.fields import as_written, form_of, parse_value, text_of, words_of, written_order
from pydantic import ValidationError

from tests.builders import FIELDS, claim, paper


def field(type_: str, **fields: Any) -> SurveyField:
    """A field of a type."""
    terms = {"vocabulary": "things"} if type_ in ("term", "terms") else {}
    return SurveyField(**{"id": "it", "label": "It", "help": "What it is.", "type": type_, **terms, **fields})


@pytest.mark.parametrize(
    ("type_", "given_", "value"),
    [
        ("term", "randomised-trial", "randomised-trial"),
        ("terms", ["A", "B"], ("A", "B")),
        ("terms", "A", ("A",)),
        ("text", " some words ", "some words"),
        ("text", True, "true"),
        ("number", "1,250.5", 1250.5),
        ("number", "-3", -3.0),
        ("date", "1687", "1687"),
        ("date", "2024-12-05", "2024-12-05"),
        ("address", "https://example.org/a", "https://example.org/a"),
        ("yes-no", "yes", True),
        ("yes-no", False, False),
        ("quotation", "It is faster.", "It is faster."),
    ],
)
def test_a_value_is_read_by_the_type_of_its_field(type_: str, given_: Any, value: Any) -> None:
    assert parse_value(field(type_), given_) == value


@pytest.mark.parametrize("type_", [type_.value for type_ in FieldType])
def test_not_stated_is_a_value_of_every_type_and_is_not_absence(type_: str) -> None:
    one = field(type_)
    table = FieldTable((one,))
    assert table.split("paper", {"it": NOT_STATED}) == ({"fields": {"it": NOT_STATED}}, [])
    assert table.split("paper", {"it": None}) == ({}, [])
    assert text_of(NOT_STATED) != text_of(None) == ""
    assert words_of(NOT_STATED) == (NOT_STATED,)


@pytest.mark.parametrize(
    ("type_", "given_", "said"),
    [
        ("term", "Randomised trial", "not the id of a term"),
        ("term", "<script>", "not the id of a term"),
        ("terms", [["A"]], "one value is expected"),
        ("text", ["a", "b"], "one value is expected"),
        ("text", "a\nb", "one line"),
        ("address", f"https://a.org/{'a' * 2000}", "not a web address"),
        ("number", "twelve", "not a number"),
        ("number", "1e9", "not a number"),
        ("date", "December 2024", "not a date"),
        ("date", "2024-13", "not a day of the calendar"),
        ("address", "javascript:alert(1)", "not a web address"),
        ("address", "https://[", "not a web address"),
        ("yes-no", "perhaps", "yes or no"),
    ],
)
def test_a_wrong_value_is_refused_with_a_reason(type_: str, given_: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse_value(field(type_), given_)
    kept, [problem] = FieldTable((field(type_),)).split("paper", {"it": given_, "title": "T"})
    assert kept == {"title": "T"}
    assert problem.path == ("it",) and form_of(field(type_)) in problem.fix and NOT_STATED in problem.fix


@given(
    st.one_of(
        st.none(), st.booleans(), st.text(), st.integers(), st.lists(st.text()), st.dictionaries(st.text(), st.text())
    )
)
def test_any_value_is_read_or_refused(value: Any) -> None:
    for type_ in FieldType:
        kept, problems = FieldTable((field(type_.value),)).split("paper", {"it": value})
        assert len(problems) + len(kept.get("fields", {})) == (0 if value in (None, []) else 1)


def test_terms_need_the_name_of_a_vocabulary() -> None:
    with pytest.raises(ValidationError, match="vocabulary"):
        field("term", vocabulary=None)


@pytest.mark.parametrize("id_", ["Kind", "a-b", "1a", "a b", ""])
def test_an_id_is_a_word_of_small_letters(id_: str) -> None:
    with pytest.raises(ValidationError):
        field("text", id=id_)


def test_a_field_says_where_it_is_shown() -> None:
    table = FieldTable((field("text", id="a", shows=["page"]), field("text", id="b", shows=["page", "table"])))
    assert [one.id for one in table.shown(Place.PAGE)] == ["a", "b"]
    assert [one.id for one in table.shown(Place.TABLE)] == ["b"]
    assert table.shown(Place.PAGE, "claim") == ()


def test_vocabularies_follow_from_fields() -> None:
    one, other = field("term", id="a"), field("terms", id="b", shows=["index"])
    table = FieldTable((one, other, field("terms", id="c", of="claim", vocabulary="more")))
    assert table.vocabularies == {"things": (one, other), "more": (table.fields[2],)}
    assert table.indexed == ("things",)
    assert table.named == ("things", "more")
    assert table.label("things") is one


def test_results_are_grouped_by_the_first_field_of_claims_with_one_term() -> None:
    assert FIELDS.grouping is not None and FIELDS.grouping.id == "measure"
    assert FIELDS.heading is not None and FIELDS.heading.id == "kind"
    assert (FieldTable().grouping, FieldTable().heading) == (None, None)


def test_declared_fields_are_written_among_those_of_the_model() -> None:
    order = written_order(FIELDS, "paper", Paper.model_fields)
    assert "fields" not in order
    assert order.index("reason") + 1 == order.index("kind") < order.index("topics")
    assert order[order.index("summary") + 1 :][:3] == ("benchmarks", "models", "methods")


def test_what_is_written_is_what_is_read() -> None:
    one = paper(kind="method", models=("GPT-2",), claims=(claim(quote="Q.", measure="memory", change=CHANGE),))
    written = as_written(FIELDS, "paper", one.model_dump(mode="json"))
    assert (written["kind"], written["models"], written["benchmarks"]) == ("method", ["GPT-2"], [])
    assert written["claims"][0]["measure"] == "memory"
    assert list(written["claims"][0])[:2] == ["quote", "measure"]


CHANGE = {"form": "factor", "value": 2, "unit": "×"}


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "yes"), (False, "no"), (120.0, "120"), (0.5, "0.5"), (("A", "B"), "A; B")]
)
def test_a_value_as_text(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_yes_and_no_are_written_as_words() -> None:
    table = FieldTable((field("yes-no"),))
    assert as_written(table, "paper", {"summary": "S", "fields": {"it": True}})["it"] == "yes"
