"""Parsers for tables and JSON Lines, with the columns that reference managers and databases export."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.entry import Entry
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.importers.table_columns import TITLES, column, row_entry
from livingsurvey.importers.table_rows import Row, objects, rows
from livingsurvey.importers.tagged_lines import Tagged
from livingsurvey.importers.wos_reader import wos_entry

_LINES_BEFORE_HEAD = 5
_WOS_LISTS = ("AU", "AF", "BA", "BF", "BE", "CA", "GP")


def parse_csv(data: bytes, file: str) -> Listing:
    """Read a table with a head line; columns are separated by commas, semicolons or tabs."""
    listing = Listing()
    lines = read_text(data, file, listing).split("\n")
    start = _head(lines)
    _take_in(rows("\n".join(lines[start:]), _delimiter(lines[start]), start), file, listing)
    return listing


def parse_json_lines(data: bytes, file: str) -> Listing:
    """Read one JSON object a line."""
    listing = Listing()
    _take_in(objects(read_text(data, file, listing)), file, listing)
    return listing


def _head(lines: list[str]) -> int:
    """Which line is the head: the first with a column for titles, as some exports say something before it."""
    for number, line in enumerate(lines[:_LINES_BEFORE_HEAD]):
        if any(column(cell) in TITLES for cell in line[:50_000].split(_delimiter(line))):
            return number
    return next((number for number, line in enumerate(lines) if line.strip()), 0)


def _delimiter(line: str) -> str:
    return max(",;\t", key=line.count)


def _take_in(found: Iterator[Row], file: str, listing: Listing) -> None:
    for line, row, problem in found:
        if row is None:
            fail(listing, file, line, problem, "Correct the line in a new source; the others are used.")
        elif not any(column(name) in TITLES for name in row):
            fail(listing, file, line, "an entry without a title.")
        else:
            take(listing, file, line, lambda one: _entry(one).facts(), row)


def _entry(row: dict[str, Any]) -> Entry:
    """What a row states; one of Web of Science has that database's tags as its columns."""
    if "TI" not in row or not ("PT" in row or "SO" in row):
        return row_entry(row)
    values = [(tag, str(text).split(";") if tag in _WOS_LISTS else [str(text)]) for tag, text in row.items()]
    return wos_entry(Tagged(0, True, values))
