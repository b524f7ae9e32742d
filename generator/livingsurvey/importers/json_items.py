"""The items of a JSON list one by one, each with its line; what comes before a break is kept."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.store.json_text import JsonTextError, each_once, refuse_constant

_MOST_RESUMED = 200  # places, where a broken item leaves none to go on from
_LONGEST_RESUMED = 100_000  # characters of the item there
_BRACE = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[{}\[\]]', re.DOTALL)
_FOLLOWS = re.compile(r"\s*(?:[,\]]|\Z)")
_LONGEST_NUMBER = 100  # digits: what is longer is the number of nothing, and Python refuses it; it stays text
_SPACE = re.compile(r"[\s,]*")
#: The line (from 1) of an item, the item, and what is wrong where there is none.
Item = tuple[int, dict[str, Any] | None, str]


def read_items(data: bytes, file: str, facts: Callable[[dict[str, Any]], dict[str, Any]]) -> Listing:
    """Read a file of JSON items, each into the ``facts`` it states; of one cut short, what comes before the cut.

    Args:
        data: the file's bytes.
        file: how findings name it.
        facts: the facts of one item, by field.
    """
    listing = Listing()
    for line, item, problem in items(read_text(data, file, listing)):
        if item is None:
            fail(listing, file, line, problem)
        else:
            take(listing, file, line, facts, item)
    return listing


def items(text: str) -> Iterator[Item]:
    """Read a list of objects, a single object, or an object with the list under ``items`` or the like."""
    if not text.strip():
        return
    start = _begin(text)
    if start is None:
        yield from _single(text)
        return
    resumed = 0
    line, counted = 1, 0
    position = _end(_SPACE, text, start)
    while position < len(text) and text[position] != "]":
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, position = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            message = _said(error)
            end = _behind_braces(text, position)
            if end is None and (resumed := resumed + 1) <= _MOST_RESUMED:
                end = _next_with_title(text, position)
            yield line, None, f"not JSON{' from here on' if end is None else ''}: {message}."
            if end is None:
                return
            position = end
        else:
            yield line, *(_object(value))
        position = _end(_SPACE, text, position)
    if position >= len(text):
        yield text.count("\n") + 1, None, "the list has no end; the file is cut short."


def _said(error: ValueError | RecursionError) -> str:
    if isinstance(error, JsonTextError):
        return error.message
    return error.msg if isinstance(error, json.JSONDecodeError) else "too deeply nested"


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


_DECODER = json.JSONDecoder(parse_int=_whole_number, object_pairs_hook=each_once, parse_constant=refuse_constant)


def _behind_braces(text: str, start: int) -> int | None:
    """Where a broken item ends whose braces match all the same."""
    depth = 0
    for found in _BRACE.finditer(text, start) if text[start] in "[{" else ():
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if depth == 0:
            return found.end() if _FOLLOWS.match(text, found.end()) else None
    return None


def _next_with_title(text: str, start: int) -> int | None:
    """Where the next item with a title begins, behind a broken one of which nobody can say where it ends."""
    for _ in range(_MOST_RESUMED):
        start = text.find("{", start + 1)
        if start < 0:
            break
        try:
            value, _ = _DECODER.raw_decode(text[start : start + _LONGEST_RESUMED])
        except (ValueError, RecursionError):
            continue
        if "title" in value:
            return start
    return None


def _begin(text: str) -> int | None:
    """Where the list begins: at once, or as the first list of an object that wraps it."""
    match = re.match(r"\s*(?:\{\s*\"(?:items|papers|dailyPapers|data|message|results)\"\s*:\s*)?\[", text)
    return match.end() if match else None


def _single(text: str) -> Iterator[Item]:
    try:
        yield 1, *(_object(_DECODER.decode(text)))
    except (ValueError, RecursionError) as error:
        yield 1, None, f"not JSON: {_said(error)}."


def _object(value: Any) -> tuple[dict[str, Any] | None, str]:
    return (value, "") if isinstance(value, dict) else (None, "not a JSON object.")


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
