"""Reading files of facts: what other collections say about papers that have a file already.

A file of facts is JSON Lines (``.jsonl``: one object a line) or CSV (``.csv``: a head line, then one paper a
line; several authors or codes are separated by ``;``). Each entry names its paper by ``key`` or by ``title``,
and may state any of ``authors``, ``published``, ``venue``, ``arxiv``, ``doi``, ``code`` and
``published_abstract``. Other fields are passed over.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.model import Finding, Paper

#: The fields that a file of facts may state.
FACT_FIELDS = ("authors", "published", "venue", "arxiv", "doi", "code", "published_abstract")
_UNFIT = re.compile(r"[\x85\ud800-\udfff]")  # YAML would change or refuse them
_LONGEST = 20_000  # characters of one value
_LISTS = ("authors", "code")
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(Paper.model_fields[name].rebuild_annotation()) for name in FACT_FIELDS
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one entry states: the paper as it names it, the ``line`` (from 1), and the values by field."""

    line: int
    key: str
    title: str
    values: dict[str, Any]


def read_facts(path: Path) -> tuple[list[Facts], list[Finding]]:
    """Read a file of facts; an entry that cannot be used becomes a failure, a bad value only that value.

    Raises:
        OSError: when the file cannot be read.
    """
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [Finding(path.name, line, 0, "facts", "not UTF-8.", "Save the file as UTF-8.")]
    facts, failures = [], []
    for line, entry, problem in _entries(path):
        if problem or entry is None:
            failures.append(Finding(path.name, line, 0, "facts", problem, "Mend the line; the others are used."))
            continue
        values, bad = _values(entry)
        failures += [Finding(path.name, line, 0, "facts", said, "The value is not used.") for said in bad]
        facts.append(Facts(line, str(entry.get("key") or ""), str(entry.get("title") or ""), values))
    return facts, failures


def _entries(path: Path) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    text = path.read_text("utf-8-sig")
    if path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(text), strict=True)
        try:
            for row in rows:
                yield rows.line_num, _from_row(row), ""
        except csv.Error as error:
            yield rows.reader.line_num, None, f"{error}."
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield (number, *_from_json(line))


def _from_json(line: str) -> tuple[dict[str, Any] | None, str]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, f"not JSON: {error}."
    return (entry, "") if isinstance(entry, dict) else (None, "not a JSON object.")


def _from_row(row: dict[str, Any]) -> dict[str, Any]:
    split = {n: [part.strip() for part in (row.get(n) or "").split(";") if part.strip()] for n in _LISTS if n in row}
    return {name: value for name, value in row.items() if name and value} | split


def _refuse_unfit(given: Any) -> None:
    """Refuse text that a paper's file cannot hold, or should not: lone surrogates, next-line signs, far too much of it.

    Raises:
        ValueError: for such text.
    """
    for text in given if isinstance(given, list) else [given]:
        if isinstance(text, str) and (_UNFIT.search(text) or len(text) > _LONGEST):
            raise ValueError("text that a paper's file cannot hold")


def _values(entry: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    values, bad = {}, []
    for name in FACT_FIELDS:
        given = entry.get(name)
        if given in (None, "", []):
            continue
        try:
            _refuse_unfit(given)
            checked = _ADAPTERS[name].validate_python(given)
            Paper._is_a_real_date(checked) if name == "published" else None
            values[name] = list(checked) if name in _LISTS else checked
        except (ValidationError, ValueError):
            bad.append(f"{name} cannot be {given!r:.80}.")
    return values, bad
