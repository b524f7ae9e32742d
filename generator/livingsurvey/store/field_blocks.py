"""Replacing one field in the text of a front matter, line by line; comments and the lines around it stay.

Where a field begins and ends is asked of the YAML parser, since its name may be written in many ways.
"""

import re
from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, ScalarNode

from livingsurvey.store.yaml_nodes import end_of, node_at
from livingsurvey.store.yaml_write import field, on_one_line

_COMMENT = re.compile(r"\s(#.*?)\s*$")
_NAME_ALONE = re.compile(r"[^#]*:\s*(?:#.*)?$")
_ONE_LINE_EACH = re.compile(r"\s+(?:[\w.]+: +\{.*\}\s*(?:#.*)?$|#)")


def with_field(head: str, name: str, value: Any, order: Sequence[str]) -> str:
    """The text of a front matter with one field set.

    A field that is absent or empty gets its position and keeps its comments. Of ``provenance`` lines stay as they
    are, and new ones follow.

    Args:
        head: the text between the two fences.
        name: the field.
        value: what it is to say; ``None`` or empty leaves its name alone.
        order: the order of all fields.
    """
    lines = re.findall(r"[^\n]*\n", head)
    places, column = _places(head, lines)
    place = places.get(name)
    old = lines[place.start : place.end] if place else []
    if name == "provenance":
        kept = [line for line in old if not (found := re.match(r"\s+([\w.]+):", line)) or found[1] in value]
        block = _extended(kept, value) if value else ""
    elif place and not place.empty:
        block = field(name, value)
    else:
        block = _with_comments(old, field(name, value))
    start, end = place[:2] if place else (_position(places, name, order),) * 2
    return "".join([*lines[:start], indent(block, " " * column), *lines[end:]])


class _Place(NamedTuple):
    """The lines of a field, from ``start`` to before ``end``, and whether it has no value."""

    start: int
    end: int
    empty: bool


def _places(head: str, lines: list[str]) -> tuple[dict[str, _Place], int]:
    """Where each field is, and the column in which fields begin."""
    found = node_at(".yml", head, ())
    if found is None or not isinstance(found[0], MappingNode):
        return {}, 0
    pairs = [(key, value) for key, value in found[0].value if isinstance(key, ScalarNode)]
    places = {}
    for key, value in pairs:
        start = head.count("\n", 0, key.start_mark.index)
        last = head[: max(end_of(value), key.end_mark.index)].rstrip().count("\n")
        empty = not value.value or value.value in ("~", "null")
        places[key.value] = _Place(start, _below(lines, last + 1, pairs[0][0].start_mark.column), empty)
    first = lines[min((place.start for place in places.values()), default=0)]
    return places, len(first) - len(first.lstrip(" "))


def _below(lines: list[str], end: int, column: int) -> int:
    """The line after a field whose value ends before ``end``: comments that are indented below it are its own."""
    for n in range(end, len(lines)):
        text = lines[n].lstrip()
        if text.startswith("#") and len(lines[n]) - len(text) > column:
            end = n + 1
        elif text:
            break
    return end


def _position(places: Mapping[str, _Place], name: str, order: Sequence[str]) -> int:
    """The line where a field that is not there yet belongs."""
    return max((places[known].end for known in order[: order.index(name)] if known in places), default=0)


def _with_comments(old: list[str], new: str) -> str:
    """A field's new block with the comments of the old one, which was empty."""
    # Above, a comment that is indented could become part of the text before it.
    own, *below = [match[1] if match else "" for match in map(_COMMENT.search, old)] or [""]
    first, end, rest = new.partition("\n")
    above = "".join(f"{said}\n" for said in below if said)
    return above + (f"{first}  {own}" if own else first) + end + rest


def _extended(old: list[str], provenance: Mapping[str, Mapping[str, Any]]) -> str:
    """The block of provenance: what is written one a line stays as it is, and new lines follow."""
    if any(not _ONE_LINE_EACH.match(line) for line in old[1:]) or (old and not _NAME_ALONE.match(old[0])):
        return field("provenance", provenance)
    known = (_parse("".join(old)) or {}).get("provenance") if old else None
    kept = known if isinstance(known, dict) else {}
    written = {name: on_one_line(origin) for name, origin in provenance.items()}
    if any(_parse(text) != kept[name] for name, text in written.items() if name in kept):
        return field("provenance", provenance)
    indent = old[1][: len(old[1]) - len(old[1].lstrip())] if len(old) > 1 else "  "
    added = (f"{indent}{name}: {text}\n" for name, text in written.items() if name not in kept)
    return "".join(old or ["provenance:\n"]) + "".join(added)


def _parse(text: str) -> Any:
    """Read YAML with every scalar as text; an empty value and an empty text are then the same."""
    return yaml.load(text, Loader=yaml.BaseLoader)
