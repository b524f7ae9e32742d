"""The entries of a file of facts, as they are written; what they state is checked by :mod:`fact_files`."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.table_rows import objects, rows


def entries(data: bytes, table: bool) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """The entries of a file of facts, of which none states a field twice.

    Args:
        data: the file's bytes.
        table: whether it is CSV, rather than JSON Lines.

    Returns:
        For each entry its line, what it states or ``None``, and what is wrong with it.

    Raises:
        UnicodeDecodeError: when it is not UTF-8.
    """
    text = data.decode("utf-8-sig")
    if not table:
        yield from objects(text.replace("\r\n", "\n").replace("\r", "\n"))
        return
    for line, row, problem in rows(text):
        yield line, _from_row(row) if row is not None else None, problem


def _from_row(row: dict[str, Any]) -> dict[str, Any]:
    split = {n: [part.strip() for part in row[n].split(";") if part.strip()] for n in ("authors", "code") if n in row}
    return {name: value for name, value in row.items() if name and value} | split
