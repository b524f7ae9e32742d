"""Whatever is written as YAML is read back as it was."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from livingsurvey.store.yaml_text import parse
from livingsurvey.store.yaml_write import field, list_item, on_one_line, scalar

#: What a file may contain: no control characters. What YAML takes for the end of a line is written with its escape.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\x85"), min_size=1, max_size=40)
VALUES = st.recursive(
    TEXT, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(TEXT, inner, min_size=1, max_size=3)
)
HOSTILE = ["null", "true", "No", "~", "- a", "a: b", "a #b", "'", '"', "{a}", "[a]", "|", "&a", "*a", "1.10", "a'b"]


@pytest.mark.parametrize("style", [None, "'", '"'])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_read_back_in_any_quotes(text: str, style: str | None) -> None:
    assert parse(f"a: {scalar(text, style)}\n") == {"a": text}
    assert parse(f"a: [{scalar(text, style)}]\n") == {"a": [text]}


@given(VALUES)
@settings(deadline=None, max_examples=150)
def test_any_value_is_read_back_from_one_line(value: Any) -> None:
    written = on_one_line(value)
    assert "\n" not in written
    assert parse(f"a: {written}\n") == {"a": value}


@given(st.sampled_from(["venue", "authors", "abstract"]), TEXT | st.lists(TEXT, min_size=1, max_size=3))
@settings(deadline=None, max_examples=150)
def test_any_field_is_read_back(name: str, value: Any) -> None:
    value = "".join(value) if name == "abstract" else value
    assert parse(field(name, value)) == {name: value}


PARTS = st.dictionaries(TEXT, TEXT | st.integers(), min_size=1, max_size=3)


@given(st.sampled_from(["links", "provenance", "publication", "seen"]), st.lists(PARTS, min_size=1, max_size=3))
@example("links", [{"#": "A"}])
@example("publication", [{"'": "A"}])
@example("provenance", [{"yes": "A"}])
@settings(deadline=None, max_examples=150)
def test_any_names_within_a_field_are_read_back(name: str, parts: list[dict[str, str | int]]) -> None:
    value = parts if name in ("links", "seen") else {key: part for part in parts for key in part}
    written = {key: {key: text} for part in parts for key, text in part.items()} if name == "provenance" else value
    assert parse(field(name, written)) == {name: as_texts(written)}


def as_texts(value: Any) -> Any:
    """A value as the reader gives it: every number is the text that stands for it."""
    if isinstance(value, dict):
        return {key: as_texts(one) for key, one in value.items()}
    return [as_texts(one) for one in value] if isinstance(value, list) else str(value)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("venue", None, "venue:\n"),
        ("venue", "NeurIPS 2024", "venue: NeurIPS 2024\n"),
        ("venue", "Yes", "venue: 'Yes'\n"),
        ("topics", ["a", "b"], "topics:\n  - a\n  - b\n"),
        ("abstract", "One: two.", "abstract: |-\n  One: two.\n"),
        ("seen", [{"source": "s", "rank": 1}], "seen:\n  - {source: s, rank: 1}\n"),
        ("seen", [{"source": "true", "rank": 1}], "seen:\n  - {source: 'true', rank: 1}\n"),
        ("provenance", {"doi": {"url": None, "line": 2}}, "provenance:\n  doi: {line: 2}\n"),
        ("claims", [{"value": 2.0, "on": None}], "claims:\n  - value: 2\n"),
    ],
)
def test_a_field_is_written_as_people_write_it(name: str, value: Any, text: str) -> None:
    assert field(name, value) == text


def test_an_entry_of_a_list_has_a_line_for_each_field() -> None:
    assert list_item({"id": "a", "name": "A: b"}) == "- id: a\n  name: 'A: b'\n"
