"""JSON as the survey reads it: nothing twice, nothing that is no JSON."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.store.json_text import JsonTextError, parse_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    assert parse_json(json.dumps(value)) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1, "a": 1}', "«a» is there twice, with 1 and 1"),
        ('[{"b": {"a": [], "\\u0061": null}}]', "«a» is there twice, with [] and null"),
        ("[NaN]", "NaN is no number"),
        ("-Infinity", "-Infinity is no number"),
        ("9" * 5000, "thousands of digits"),
        ("[" * 100_000, "too deeply nested"),
        ("{", "Expecting property name"),
        ("1 2", "Extra data"),
    ],
)
def test_anything_else_is_refused_with_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(JsonTextError, match=f".*{told}".replace("[", r"\[").replace("]", r"\]")):
        parse_json(text)


def test_bad_syntax_is_told_at_its_place() -> None:
    with pytest.raises(JsonTextError) as caught:
        parse_json('{\n "a": 1,\n}')
    assert (caught.value.line, caught.value.column) in {(3, 1), (2, 8)}
