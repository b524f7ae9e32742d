"""JSON as data files have it: no spaces that mean nothing, and one entry a line, which line tools can read."""

import json
from collections.abc import Iterable, Mapping
from typing import Any


def dense(value: Any) -> str:
    """Return a value as JSON on one line, without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_list(values: Iterable[Any]) -> str:
    """Return a JSON list with one entry a line."""
    return "[\n" + ",\n".join(map(dense, values)) + "\n]"


def json_object(texts: Mapping[str, str]) -> str:
    """Return a JSON object of values that are JSON texts already, each from a line of its own."""
    return "{\n" + ",\n".join(f"{dense(name)}:{text}" for name, text in texts.items()) + "\n}"
