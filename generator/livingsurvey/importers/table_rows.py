"""Rows of CSV and objects of JSON Lines, each with the line where it begins. What is broken is reported, not raised."""

import csv
from collections.abc import Iterator
from typing import Any, Literal

from livingsurvey.store.json_text import JsonTextError, parse_json

#: The line (from 1) where an entry begins, the entry, and what is wrong where there is none.
Row = tuple[int, dict[str, Any] | None, str]

#: What the parser says of a quotation mark that nothing closes: the text goes on to the end, or too far.
_OPEN = ("unexpected end of data", "field larger")
_UNCLOSED = "a quotation mark is never closed, or a text is far too long."
_TRIES = 100  # to read on after a quotation mark that nothing closes


def rows(text: str, delimiter: str = ",", before: int = 0) -> Iterator[Row]:
    """The rows of a table below its head, each with its first line; a broken row costs only itself.

    Args:
        text: of the table.
        delimiter: what separates its columns.
        before: how many lines of the file are before it.

    Returns:
        For each row its first line, its values by column or ``None``, and what is wrong with it.
    """
    head: list[str] | None = None
    for line, cells, problem in _cells(text, delimiter):
        if cells is None:
            yield line + before, None, problem
        elif head is None:
            head = cells or None
        elif wrong := _beyond(head, cells) or _repeated(head, cells):
            yield line + before, None, wrong
        elif any(cells):
            yield line + before, {name: cell for name, cell in zip(head, cells, strict=False) if name and cell}, ""


def _beyond(head: list[str], cells: list[str]) -> str:
    """What is wrong with a row that has values behind the last column; empty where nothing is."""
    more = next((cell for cell in cells[len(head) :] if cell.strip()), "")
    said = f"«{more[:60]}» comes after the last column: a text that holds a separator needs quotation marks."
    return said if more else ""


def _repeated(head: list[str], cells: list[str]) -> str:
    """What is wrong with a row that has two values of one column; empty where nothing is."""
    first: dict[str, str] = {}
    for name, cell in zip(head, cells, strict=False):
        if name and cell and first.setdefault(name, cell) != cell:
            return f"the column «{name[:60]}» is there twice, with «{first[name][:60]}» and «{cell[:60]}»."
    return ""


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None, str]]:
    """The cells of each row. After a quotation mark that nothing closes, reading goes on at the next line."""
    lines = [f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" and _without_quoting(lines) else csv.QUOTE_MINIMAL
    start, tries = 0, 0
    while start < len(lines):
        reader = csv.reader(iter(lines[start:]), strict=True, delimiter=delimiter, quoting=quoting)
        line, cells, problem = 0, None, ""
        while not problem.startswith(_OPEN):
            line = start + reader.line_num + 1
            try:
                cells, problem = next(reader), ""
            except StopIteration:
                return
            except csv.Error as error:
                cells, problem = None, f"{error}."
            bare = [_bare(cell) for cell in cells] if cells and quoting == csv.QUOTE_NONE else cells
            yield line, bare, _UNCLOSED if problem.startswith(_OPEN) else problem
        start, tries = line, tries + 1
        if tries > _TRIES:
            yield line + 1, None, "too many quotation marks that nothing closes; the rest is not read."
            return


def _without_quoting(lines: list[str]) -> bool:
    """Whether each line is a row, so that quotation marks are signs like others, as Web of Science has them."""
    filled = [line.count("\t") for line in lines if line.strip()]
    return bool(filled) and min(filled) >= filled[0]


def _bare(cell: str) -> str:
    """A cell without the quotation marks that a program put around it."""
    inner = cell[1:-1].replace('""', "")
    whole = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inner
    return cell[1:-1].replace('""', '"') if whole else cell


def objects(text: str) -> Iterator[Row]:
    """The objects of JSON Lines."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = parse_json(line)
        except JsonTextError as error:
            yield number, None, f"not JSON: {error.message}."
        else:
            yield (number, entry, "") if isinstance(entry, dict) else (number, None, "not a JSON object.")
