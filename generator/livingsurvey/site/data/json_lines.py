"""JSON as data files have it: no spaces that mean nothing, and one entry a line, which line tools can read."""

import json
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any


def dense(value: Any) -> str:
    """Return a value as JSON on one line, without spaces between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_file(values: Iterable[Any] | Mapping[str, bytes | Iterable[Any]]) -> bytes:
    """Return a file of JSON with one entry a line; the entries are made one after the other: all take much room.

    Args:
        values: the entries of a list; or of an object, by name, what is JSON already, or the entries of a list.
    """
    written = BytesIO()
    if isinstance(values, Mapping):
        _add_object(written, values)
    else:
        _add_list(written, values)
    written.write(b"\n")
    return written.getvalue()


def _add_list(written: BytesIO, values: Iterable[Any]) -> None:
    between = b"[\n"
    for value in values:
        written.write(between + dense(value).encode())
        between = b",\n"
    written.write(b"\n]" if between == b",\n" else b"[\n\n]")


def _add_object(written: BytesIO, values: Mapping[str, bytes | Iterable[Any]]) -> None:
    between = b"{\n"
    for name, value in values.items():
        written.write(between + dense(name).encode() + b":")
        if isinstance(value, bytes):
            written.write(value)
        else:
            _add_list(written, value)
        between = b",\n"
    written.write(b"\n}" if values else b"{\n\n}")
