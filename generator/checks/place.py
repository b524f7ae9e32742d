"""Finding the place in a file that a finding is about. Only findings pay for it."""

import re
from bisect import bisect_right
from functools import lru_cache

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from generator.checks.context import Context
from generator.checks.rule import Found, Path

_QUOTED = re.compile(r"«([^«»]+)»|\[(@[a-z0-9-]+)\]")
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


def place(context: Context, found: Found) -> tuple[int, int]:
    """The line and column (from 1) of what was found; 0 and 0 for the file as a whole."""
    text = context.text(found.file)
    offset = found.offset
    if offset is None and found.path:
        offset = _of_field(found.file, text, found.path, found.words)
    if offset is None and not found.path:
        quoted = _QUOTED.search(found.message)
        words = found.words or (quoted and (quoted[1] or quoted[2]))
        return _of_words(text.split("\n"), words, found.message) if words else (0, 0)
    return line_and_column(text, offset) if offset is not None else (0, 0)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=64)  # a file may have thousands of findings
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _of_field(file: str, text: str, path: Path, words: str) -> int | None:
    held = node_at(file, text, path)
    if held is None:
        return _of_field(file, text, path[:-1], words) if len(path) > 1 else None
    node, base = held
    start, end = base + node.start_mark.index, base + node.end_mark.index
    if start == end:  # an empty value: its key is what can be pointed at
        start = max(text.rfind("\n", 0, start) + 1, base)
    within = text.find(words, start, end) if words else -1
    return within if within >= 0 else start


def _of_words(lines: list[str], words: str, message: str) -> tuple[int, int]:
    """The first line that holds the words as whole words, else as part of one.

    The line of the key comes last, unless the key is what is wrong: keys hold words that stand elsewhere too.
    """
    whole = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
    found = [(match.start(), n) for n, line in enumerate(lines) if (match := whole.search(line))]
    of_key = " key" in message
    found.sort(key=lambda place: (lines[place[1]].startswith("key:") != of_key, place[1]))
    found += [(line.find(words), n) for n, line in enumerate(lines) if words in line]
    return (found[0][1] + 1, found[0][0] + 1) if found else (0, 0)
