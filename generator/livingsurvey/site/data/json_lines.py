"""JSON as data files have it: no spaces that mean nothing, and one entry a line, which line tools can read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def dense(value: Any) -> str:
    """Return a value as JSON on one line, without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_list(values: Iterable[Any]) -> bytes:
    """Return a JSON list with one entry a line; the entries are made one after the other, since all take much room."""
    return b"[\n%s\n]" % b",\n".join([dense(value).encode() for value in values])


def json_file(values: Iterable[Any] | Mapping[str, bytes]) -> bytes:
    """Return a file of JSON: a list, or an object of values that are JSON already, each from a line of its own."""
    if not isinstance(values, Mapping):
        return json_list(values) + b"\n"
    return b"{\n%s\n}\n" % b",\n".join([dense(name).encode() + b":" + text for name, text in values.items()])
