"""Rows of CSV and objects of JSON Lines, each with the line where it begins. What is broken is reported, not raised."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

#: The line (from 1) where an entry begins, the entry, and what is wrong where there is none.
Row = tuple[int, dict[str, Any] | None, str]


def rows(text: str, delimiter: str = ",") -> Iterator[Row]:
    """The rows of a table below its head, each with its first line; a broken row costs only itself.

    Args:
        text: of the table.
        delimiter: what separates its columns.

    Returns:
        For each row its first line, its values by column or ``None``, and what is wrong with it.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    head: list[str] | None = None
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, None, f"{error}."
            continue
        if head is None:
            head = cells or None
        elif cells:
            yield line, {name: cell for name, cell in zip(head, cells, strict=False) if name and cell}, ""


def objects(text: str) -> Iterator[Row]:
    """The objects of JSON Lines."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, None, f"not JSON: {error}."
        else:
            yield (number, entry, "") if isinstance(entry, dict) else (number, None, "not a JSON object.")
