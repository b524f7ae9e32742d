"""Values of a YAML text as nodes that know where they begin and end."""

import re
from bisect import bisect_right
from functools import lru_cache

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

#: The way to a value in a file's fields: ``("claims", 0, "quote")``.
Path = tuple[str | int, ...]

_FENCE = re.compile(r"-{3,}[ \t]*$", re.MULTILINE)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def front_matter(file: str, text: str) -> tuple[int, int]:
    """Where the YAML of a file begins and ends in its text: the whole of a YAML file, the front matter of another."""
    if file.endswith(".yml"):
        return 0, len(text)
    if not _FENCE.match(text):
        return 0, 0
    start = end = text.find("\n") + 1
    while end and not _FENCE.match(text, end):
        end = text.find("\n---", end) + 1
    return (start, end) if end else (0, 0)


def node_at(file: str, text: str, path: Path) -> tuple[Node, int] | None:
    """The YAML node at ``path``, with the offset to add to its marks; ``None`` where there is none."""
    start, end = front_matter(file, text)
    node = _composed(text[start:end])
    for step in path:
        node = _step(node, step)
    return (node, start) if node else None


@lru_cache(maxsize=64)  # a file may have thousands of findings
def _composed(text: str) -> Node | None:
    try:
        node: Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError:
        return None
    return node


def _step(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if isinstance(key, ScalarNode) and key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return None


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
