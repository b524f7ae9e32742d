"""Tables as comma-separated values that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from livingsurvey.model.text import no_formula

Cell = str | int | float | None


def csv_table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Write a table with its head, and the mark by which spreadsheets know UTF-8.

    Numbers stay numbers; text that would be a formula gets an apostrophe.
    """
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(head)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return no_formula(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
