"""Values of a YAML text as nodes that know where they begin and end."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

#: The way to a value in a file's fields: ``("claims", 0, "quote")``.
Path = tuple[str | int, ...]

#: The line above and below the fields of a Markdown file.
FENCE = re.compile(r"-{3,}[ \t]*$", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def front_matter(file: str, text: str) -> tuple[int, int]:
    """Where the YAML of a file begins and ends in its text: the whole of a YAML file, the front matter of another.

    Args:
        file: the file's name, whose ending says whether it is YAML or Markdown.
        text: all of it.

    Returns:
        Two offsets, both 0 where a Markdown file has no front matter or it has no end.
    """
    if file.endswith(".yml"):
        return 0, len(text)
    if not FENCE.match(text):
        return 0, 0
    start = end = text.find("\n") + 1
    while end and not FENCE.match(text, end):
        end = text.find("\n---", end) + 1
    return (start, end) if end else (0, 0)


def node_at(file: str, text: str, path: Path) -> tuple[Node, int] | None:
    """The YAML node at ``path``, with the offset to add to its marks; ``None`` where there is none.

    Args:
        file: the file's name, whose ending says whether it is YAML or Markdown.
        text: all of it.
        path: names and numbers that lead to the value.
    """
    start, end = front_matter(file, text)
    node = _composed(text[start:end])
    for part in path:
        found = _child(node, part)
        node = found[0] if found else None
    return (node, start) if node else None


def position_of(text: str, path: Path) -> tuple[int, int]:
    """Line and column, from 1, of what is at ``path`` in a YAML text, or of the nearest thing above it that exists."""
    node = _composed(text)
    mark = node.start_mark if node else None
    for part in path:
        found = _child(node, part)
        if found is None:
            break
        node, mark = found
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


@lru_cache(maxsize=64)  # a file may have thousands of findings
def _composed(text: str) -> Node | None:
    try:
        node: Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return None
    return node


def _child(node: Node | None, part: str | int) -> tuple[Node, Any] | None:
    """What a node has under a name or number, and the mark where its name or it begins."""
    if isinstance(node, MappingNode):
        pairs = (pair for pair in node.value if isinstance(pair[0], ScalarNode) and pair[0].value == part)
        return next(((value, key.start_mark) for key, value in pairs), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark
    return None


def values_in(text: str) -> list[tuple[int, int]]:
    """Where the names and values of a YAML text begin and end: all but comments and signs. None where it is no YAML."""
    return sorted(_spans(_composed(text)))


def _spans(node: Node | None) -> Iterator[tuple[int, int]]:
    if isinstance(node, ScalarNode):
        yield node.start_mark.index, node.end_mark.index
    for child in node.value if isinstance(node, CollectionNode) else ():
        for one in child if isinstance(child, tuple) else (child,):
            yield from _spans(one)


def end_of(node: Node) -> int:
    """Where a value ends. A block's own mark lies behind the comments that follow it, which are not part of it."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    return int(node.end_mark.index)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=64)  # a file may have thousands of findings
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]
