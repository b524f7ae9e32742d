"""Reading and editing ``content/readings/*.jsonl``: what readers found papers to say, one reading a line."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

from livingsurvey.model import FieldTable, Finding, Status, SurveyField
from livingsurvey.model.base import DATE, KEY
from livingsurvey.model.errors import SurveyError
from livingsurvey.model.fields import NOT_STATED, FieldValue, form_of, parse_value, words_of
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.reading import UNSURE, Reading
from livingsurvey.model.text import HIDDEN
from livingsurvey.store.json_text import JsonTextError, parse_json, text_of_lines

#: The folder below the survey's root.
FOLDER = "content/readings"
#: Where corrections that are proposed on a form settle what readers found.
CORRECTIONS = f"{FOLDER}/corrections.jsonl"
#: The rule whose findings say that a line cannot be read.
RULE = "reading-line"

_MAX_BYTES = 20_000_000  # of one file; some 150,000 readings
_LONGEST = 20_000  # characters of one text
_NEEDED = ("paper", "field", "value", "reader", "date")
_TEXTS = ("paper", "field", "reader", "date", "quote", "note", "claim")
_KNOWN = frozenset([*_NEEDED, "quote", "note", "claim", "figure", "settles"])
_KEY, _DATE = re.compile(KEY), re.compile(DATE)
_EXAMPLE = '{"paper": "a-key", "field": "kind", "value": "method", "reader": "first", "date": "2024-05-17"}'


class ReadingLineError(SurveyError, ValueError):
    """A line that is no reading: the message says why, ``fix`` what to write instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def read_readings(path: Path, file: str, fields: FieldTable) -> tuple[tuple[Reading, ...], list[Finding]]:
    """Read one file of readings; a line that cannot be used is a finding, and the others are read.

    Args:
        path: the file.
        file: how findings name it.
        fields: those that the survey declares, which say what a value may be.
    """
    text = text_of_lines(path, file, RULE, _MAX_BYTES)
    return ((), [text]) if isinstance(text, Finding) else readings_in(text, file, fields)


def readings_in(text: str, file: str, fields: FieldTable) -> tuple[tuple[Reading, ...], list[Finding]]:
    """The readings in the text of a file, and what is wrong with its other lines; arguments as of `read_readings`."""
    readings, findings = [], []
    parsers = _parsers(fields)
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.isspace():
            try:
                readings.append(_reading(_entry(line), parsers, file, number))
            except ReadingLineError as error:
                findings.append(Finding(file, number, 1, RULE, error.message, error.fix))
    return tuple(readings), findings


_Parse = Callable[[Any], FieldValue]


def _parsers(fields: FieldTable) -> dict[tuple[bool, str], _Parse]:
    """What reads the values of each field, by whether it is one of claims, and name."""
    own = {(field.of == "claim", field.id): _declared(field) for field in fields.fields if field.of != "topic"}
    return {**own, (False, "status"): _status, (False, "reason"): _key, (False, "topic"): _key}


def _declared(field: SurveyField) -> _Parse:
    def _parse(value: Any) -> FieldValue:
        try:
            parsed = parse_value(field, value)
        except ValueError as error:
            raise ReadingLineError(f"{error}.", f"Write {form_of(field)}, or «{NOT_STATED}».") from error
        for text in words_of(parsed):
            _check_signs("value", text)
        return parsed

    return _parse


def _status(value: Any) -> FieldValue:
    if value not in [*Status, UNSURE]:
        raise ReadingLineError(f"«{_short(value)}» is no status.", "Write included, excluded or unsure.")
    return str(value)


def _key(value: Any) -> FieldValue:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ReadingLineError(f"«{_short(value)}» is no key.", "Write small letters and digits, joined by hyphens.")
    return value


def _entry(line: str) -> dict[str, Any]:
    try:
        entry = parse_json(line)
    except JsonTextError as error:
        raise ReadingLineError(f"not JSON: {error.message}.", f"Write an object, as in {_EXAMPLE}") from error
    if not isinstance(entry, dict):
        raise ReadingLineError("not a JSON object.", f"Write an object, as in {_EXAMPLE}")
    return entry


def _reading(entry: dict[str, Any], parsers: Mapping[tuple[bool, str], _Parse], file: str, line: int) -> Reading:
    """The reading that an entry is, its value as its field has it; one of no known field is kept as it is.

    Raises:
        ReadingLineError: when it is none.
    """
    _check_names(entry)
    for name in _TEXTS:
        if name in entry:
            entry[name] = _text(name, entry[name])
    if not _KEY.fullmatch(entry["paper"]):
        raise ReadingLineError(f"«{_short(entry['paper'])}» is no key of a paper.", "Write the name of its file.")
    _check_date(entry["date"])
    _check_claim(entry)
    parse = parsers.get(("claim" in entry, entry["field"]), _unknown)
    return Reading(**entry | {"value": parse(entry["value"])}, file=file, line=line)


def _check_names(entry: dict[str, Any]) -> None:
    if unknown := entry.keys() - _KNOWN:
        name = min(unknown)
        fix = did_you_mean(name, _KNOWN, "Remove it; what is to be said besides belongs in «note».")
        raise ReadingLineError(f"there is no «{_short(name)}» in a reading.", fix)
    if missing := [name for name in _NEEDED if entry.get(name) in (None, "")]:
        raise ReadingLineError(f"«{missing[0]}» is missing.", f"Write it, as in {_EXAMPLE}")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ReadingLineError(f"«{name}» is no text.", "Write text in quotation marks, or leave it out.")
    _check_signs(name, value)
    return value.strip()


def _check_signs(name: str, text: str) -> None:
    if len(text) > _LONGEST:
        raise ReadingLineError(f"«{name}» has {len(text):,} characters.", f"Write at most {_LONGEST:,}.")
    if text.isascii() and text.isprintable():
        return  # nearly all texts, found out many times faster
    if "\n" in text or "\r" in text or HIDDEN.search(text):
        raise ReadingLineError(f"«{name}» holds a line break or a sign that nobody sees.", "Remove it.")


def _check_date(text: str) -> None:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        date(*[*map(int, text.split("-")), 1, 1][:3])
    except ValueError as error:
        raise ReadingLineError(f"«{_short(text)}» is no date.", "Write it as 2024-05-17.") from error


def _check_claim(entry: dict[str, Any]) -> None:
    figure = entry.get("figure")
    if "figure" in entry and (isinstance(figure, bool) or not isinstance(figure, int | float) or not isfinite(figure)):
        raise ReadingLineError("«figure» is no number.", "Write the value of the claim's change, or leave it out.")
    if "figure" in entry and "claim" not in entry:
        raise ReadingLineError("«figure» belongs to a claim, and none is named.", "Add «claim», words of its quote.")
    if not isinstance(entry.get("settles", False), bool):
        raise ReadingLineError("«settles» is neither true nor false.", "Write true, or leave it out.")


def _unknown(value: Any) -> FieldValue:
    """A value of a field that the survey does not declare, which a rule reports."""
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int | float) for one in texts):
        raise ReadingLineError(f"«{_short(value)}» is no value.", "Write one text, or a list of texts.")
    for text in map(str, texts):
        _check_signs("value", text)
    return tuple(map(str, texts)) if isinstance(value, list) else str(value)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return HIDDEN.sub("", text)[:60]


def with_readings(text: str, before: Iterable[Reading], after: Iterable[Reading]) -> str:
    """The text of a file in which some readings are others: only their lines change, and in them only what differs.

    Args:
        text: of the file, with plain line ends.
        before: its readings as they were read.
        after: the same readings, in the same order, as they are to be.
    """
    lines = text.split("\n")
    for old, new in zip(before, after, strict=True):
        if old != new:
            entry = json.loads(lines[old.line - 1])
            names = (*_TEXTS, "figure")
            changed = {name: value for name in names if (value := getattr(new, name)) != getattr(old, name)}
            if old.value != new.value:
                changed["value"] = list(new.value) if isinstance(new.value, tuple) else new.value
            lines[old.line - 1] = json.dumps(entry | changed, ensure_ascii=False)
    return "\n".join(lines)


def without_readings(text: str, gone: Iterable[Reading]) -> str:
    """The text of a file without the lines of some of its readings.

    Args:
        text: of the file, with plain line ends.
        gone: readings of it as they were read.
    """
    lines = {reading.line for reading in gone}
    return "\n".join(line for number, line in enumerate(text.split("\n"), start=1) if number not in lines)


def line_of(reading: Reading) -> str:
    """The line of a file that states a reading, with what it has to say."""
    parts = {name: getattr(reading, name) for name in (*_NEEDED, "quote", "note", "claim", "figure", "settles")}
    value = list(reading.value) if isinstance(reading.value, tuple) else reading.value
    filled = {name: part for name, part in parts.items() if part not in ("", None, False)}
    return json.dumps(filled | {"value": value}, ensure_ascii=False)
