"""Finding the place in a file that a finding is about. Only findings pay for it."""

import re

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import Found
from livingsurvey.store.yaml_nodes import Path, line_and_column, node_at

_QUOTED = re.compile(r"«([^«»]+)»|\[(@[a-z0-9-]+)\]")


def place(context: Context, found: Found) -> tuple[int, int]:
    """The line and column (from 1) of what was found; 0 and 0 for the file as a whole."""
    if found.line:
        return found.line, 1
    text = context.text(found.file)
    offset = found.offset
    if offset is None and found.path:
        offset = _of_field(found.file, text, found.path, found.words)
    if offset is None and not found.path:
        quoted = _QUOTED.search(found.message)
        words = found.words or (quoted and (quoted[1] or quoted[2]))
        return _of_words(text.split("\n"), words, found.message) if words else (0, 0)
    return line_and_column(text, offset) if offset is not None else (0, 0)


def _of_field(file: str, text: str, path: Path, words: str) -> int | None:
    located = node_at(file, text, path)
    if located is None:
        return _of_field(file, text, path[:-1], words) if len(path) > 1 else None
    node, base = located
    start, end = base + node.start_mark.index, base + node.end_mark.index
    if start == end:  # an empty value: its key is what can be pointed at
        start = max(text.rfind("\n", 0, start) + 1, base)
    within = text.find(words, start, end) if words else -1
    return within if within >= 0 else start


def _of_words(lines: list[str], words: str, message: str) -> tuple[int, int]:
    """The first line that holds the words as whole words, else as part of one.

    The line of the key comes last, unless the key is what is wrong: the words of keys occur elsewhere too.
    """
    whole = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
    found = [(match.start(), n) for n, line in enumerate(lines) if (match := whole.search(line))]
    of_key = " key" in message
    found.sort(key=lambda place: (lines[place[1]].startswith("key:") != of_key, place[1]))
    found += [(line.find(words), n) for n, line in enumerate(lines) if words in line]
    return (found[0][1] + 1, found[0][0] + 1) if found else (0, 0)
