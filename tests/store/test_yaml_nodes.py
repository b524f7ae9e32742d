"""Positions in YAML: of what is there, and of the nearest thing above what is not."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.store.yaml_nodes import front_matter, node_at, position_of

DOCUMENT = """\
title: One
seen:
  - {source: a, rank: 1}
  - source: b
    rank: 2
topics: [x, y]
abstract: |-
  Text: with
  a: colon
"""


@pytest.mark.parametrize(
    ("path", "position"),
    [
        (("title",), (1, 1)),
        (("seen",), (2, 1)),
        (("seen", 0), (3, 5)),
        (("seen", 0, "rank"), (3, 17)),
        (("seen", 1), (4, 5)),
        (("seen", 1, "rank"), (5, 5)),
        (("topics", 1), (6, 13)),
        (("abstract",), (7, 1)),
    ],
)
def test_position_finds_fields_and_items(path: tuple[str | int, ...], position: tuple[int, int]) -> None:
    assert position_of(DOCUMENT, path) == position


@pytest.mark.parametrize(
    ("path", "position"),
    [
        ((), (1, 1)),
        (("absent",), (1, 1)),
        (("seen", 0, "absent"), (3, 5)),
        (("seen", 2), (2, 1)),
        (("seen", 7), (2, 1)),
        (("seen", 7, "rank"), (2, 1)),
        (("seen", "rank"), (2, 1)),
        (("title", "deeper", "still"), (1, 1)),
        (("topics", 0, 0), (6, 10)),
    ],
)
def test_position_falls_back_on_the_nearest_thing_above(path: tuple[str | int, ...], position: tuple[int, int]) -> None:
    assert position_of(DOCUMENT, path) == position


@pytest.mark.parametrize("text", ["", "# nothing\n", "a: [", "a: b: c"])
def test_position_points_at_the_start_where_there_is_no_yaml(text: str) -> None:
    assert position_of(text, ("a", 0)) == (1, 1)


_NAMES = st.text("abcdef", min_size=1, max_size=4)
_TREES = st.dictionaries(
    _NAMES,
    st.recursive(_NAMES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3)),
    min_size=1,
    max_size=4,
)


@given(_TREES, st.booleans())
@settings(deadline=None, max_examples=100)
def test_position_finds_every_field_of_any_document(tree: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow)
    lines = text.splitlines()
    for path in _fields(tree):
        line, column = position_of(text, path)
        assert lines[line - 1][column - 1 :].startswith(str(path[-1]))


def _fields(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every field, at any depth."""
    if isinstance(tree, dict):
        yield from ((*path, key) for key in tree)
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, value in inner:
        yield from _fields(value, (*path, part))


@pytest.mark.parametrize(
    ("file", "text", "span"),
    [
        ("a.md", "---\nkey: a\n---\nBody\n", (4, 11)),
        ("a.md", "---\n---\n", (4, 4)),
        ("a.md", "---  \nkey: a\n-----\n", (6, 13)),
        ("a.md", "---\ntext: |-\n  ---\n  ---x\n---\n", (4, 26)),
        ("a.md", "---\nkey: a\n---x\n", (0, 0)),
        ("a.md", "key: a\n", (0, 0)),
        ("a.md", "", (0, 0)),
        ("a.yml", "- a\n", (0, 4)),
    ],
)
def test_front_matter_is_between_two_fences_and_a_yaml_file_is_all_of_it(
    file: str, text: str, span: tuple[int, int]
) -> None:
    assert front_matter(file, text) == span


def test_a_node_is_found_with_the_offset_of_its_front_matter() -> None:
    text = f"---\n{DOCUMENT}---\n"
    found = node_at("a.md", text, ("topics", 1))
    assert found is not None
    node, base = found
    assert text[base + node.start_mark.index : base + node.end_mark.index] == "y"
    assert node_at("a.md", text, ("topics", 2)) is None
    assert node_at("a.md", text, ("title", "deeper")) is None
