"""Turning edits into text: the smallest change of a file's characters that does what each edit says."""

from collections.abc import Iterable
from typing import NamedTuple

from yaml.nodes import Node, ScalarNode, SequenceNode

from livingsurvey.store.yaml_nodes import Path, end_of, node_at
from livingsurvey.store.yaml_write import WORDS, scalar


class Put(NamedTuple):
    """Write ``new`` in place of the text at ``path``, which is ``old``."""

    path: Path
    old: str
    new: str


class Drop(NamedTuple):
    """Take the entry at ``path`` out of its list."""

    path: Path


class Span(NamedTuple):
    """Write ``new`` in place of the file's text from ``start`` to ``end``. It changes no field's value."""

    start: int
    end: int
    new: str


class Whole(NamedTuple):
    """Write the whole file anew: the same fields and values, in another form."""

    text: str


Edit = Put | Drop | Span | Whole

_Change = tuple[int, int, str]


def splice(file: str, text: str, edits: Iterable[Edit]) -> str:
    """Apply edits to a text. What cannot be done here, or overlaps another, is left for another time.

    Args:
        file: the file's name, whose ending says whether it is YAML or Markdown.
        text: all of it.
        edits: what to do, in any order.
    """
    changes = {change for edit in edits if (change := _change(file, text, edit))}
    end = len(text) + 1
    for start, stop, new in sorted(changes, reverse=True):
        if stop <= end and (start, stop) != (end, end):
            text = text[:start] + new + text[stop:]
            end = start
    return text


def _change(file: str, text: str, edit: Edit) -> _Change | None:
    if isinstance(edit, Span):
        return edit.start, edit.end, edit.new
    if isinstance(edit, Put) and (found := node_at(file, text, edit.path)):
        return _put(text, found[0], found[1], edit)
    if isinstance(edit, Drop) and (found := node_at(file, text, edit.path[:-1])):
        return _drop(text, found[0], found[1], edit)
    return None


def _span(node: Node, base: int) -> tuple[int, int]:
    return base + node.start_mark.index, base + end_of(node)


def _put(text: str, node: Node, base: int, edit: Put) -> _Change | None:
    """Write a scalar in place of another, in the same kind of quotes where it can be."""
    if not isinstance(node, ScalarNode) or node.value.strip() != edit.old:
        return None
    start, end = _span(node, base)
    style: str | None = node.style if node.style in ("'", '"') else None
    plain = not node.style and _as_plain_as(edit.new, edit.old)
    written = edit.new if plain else scalar(edit.new, style)
    if node.style in ("|", ">"):
        return start, end, written + "\n"
    return start, start + len(text[start:end].rstrip()), written


def _as_plain_as(new: str, old: str) -> bool:
    """Whether a text needs no quotes where another needed none."""
    if new.lower() in WORDS or not (new[:1].isalnum() and new[-1:].isalnum()):
        return False
    return {sign for sign in new if not sign.isalnum()} <= set(old)


def _drop(text: str, node: Node, base: int, edit: Drop) -> _Change | None:
    """Take an item out of a list: its line where it has one of its own, else what follows the item before."""
    number = edit.path[-1]
    if not isinstance(node, SequenceNode) or not isinstance(number, int) or not 0 < number < len(node.value):
        return None
    start, end = _span(node.value[number], base)
    before = _span(node.value[number - 1], base)[1]
    if node.flow_style:
        between = text[before:end]
        return None if "#" in between else (before, end, "")
    line = text.rfind("\n", 0, start) + 1
    after = text.find("\n", max(start, len(text[:end].rstrip())))
    whole = text[line : after + 1]
    return (line, after + 1, "") if whole.lstrip().startswith("- ") and "#" not in whole else None
