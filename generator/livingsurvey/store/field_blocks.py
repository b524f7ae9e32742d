"""Replacing one field in the text of a front matter, line by line; comments and the lines around it stay."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from livingsurvey.store.yaml_write import field, on_one_line

_EMPTY_WITH_COMMENT = re.compile(r"""\w+:\s*(?:\[\s*\]|~|null|''|"")?\s+(#.*?)\s*$""")
_FIELD_START = re.compile(r"([A-Za-z_]\w*):(?:\s|$)")
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
    old = _block(lines, name)
    if name == "provenance":
        kept = [line for line in old if not (found := re.match(r"\s+([\w.]+):", line)) or found[1] in value]
        block = _extended(kept, value) if value else ""
    else:
        block = _with_comments(old, field(name, value))
    return "".join(_replaced(lines, name, block, order))


def _block(lines: list[str], name: str) -> list[str]:
    """The lines of a field."""
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), len(lines))
    return lines[start : _end_of_field(lines, start)]


def _with_comments(old: list[str], new: str) -> str:
    """A field's new block with the comments of the old one, which was empty."""
    own = next((match[1] for line in old[:1] if (match := _EMPTY_WITH_COMMENT.match(line))), "")
    below = [line for line in old[1:] if line.lstrip().startswith("#")]
    first, end, rest = new.partition("\n")
    return "".join(below) + (f"{first}  {own}" if own else first) + end + rest


def _extended(old: list[str], provenance: Mapping[str, Mapping[str, Any]]) -> str:
    """The block of provenance: what is written one a line stays as it is, and new lines follow."""
    if any(not _ONE_LINE_EACH.match(line) for line in old[1:]):
        return field("provenance", provenance)
    known = (_parse("".join(old)) or {}).get("provenance") if old else None
    kept = known if isinstance(known, dict) else {}
    written = {name: on_one_line(origin) for name, origin in provenance.items()}
    if any(_parse(text) != kept[name] for name, text in written.items() if name in kept):
        return field("provenance", provenance)
    indent = old[1][: len(old[1]) - len(old[1].lstrip())] if len(old) > 1 else "  "
    added = (f"{indent}{name}: {text}\n" for name, text in written.items() if name not in kept)
    return "".join(old or ["provenance:\n"]) + "".join(added)


def _replaced(lines: list[str], name: str, block: str, order: Sequence[str]) -> list[str]:
    """Put a field's block in place of the old one, or at its position in the order of fields."""
    starts = {match[1]: n for n, line in enumerate(lines) if (match := _FIELD_START.match(line))}
    if name in starts:
        start = starts[name]
        return [*lines[:start], block, *lines[_end_of_field(lines, start) :]]
    before = [starts[known] for known in order[: order.index(name)] if known in starts]
    position = _end_of_field(lines, max(before)) if before else 0
    return [*lines[:position], block, *lines[position:]]


def _end_of_field(lines: list[str], start: int) -> int:
    """The line after a field: its value is what is indented below it, or a list."""
    end = start + 1
    for n in range(start + 1, len(lines)):
        if lines[n].startswith((" ", "\t", "- ", "-\n")):
            end = n + 1
        elif lines[n].strip():
            break
    return end


def _parse(text: str) -> Any:
    """Read YAML with every scalar as text; an empty value and an empty text are then the same."""
    return yaml.load(text, Loader=yaml.BaseLoader)
