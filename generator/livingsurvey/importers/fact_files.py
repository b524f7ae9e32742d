"""Reading files of facts: what other collections say about papers that have a file already.

A file of facts is JSON Lines (``.jsonl``: one object a line) or CSV (``.csv``: a head line, then one paper a
line; several authors or codes are separated by ``;``). Each entry names its paper by ``key`` or by ``title``,
and may state any of ``authors``, ``published``, ``venue``, ``arxiv``, ``doi``, ``code`` and
``published_abstract``. Other fields are passed over.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from livingsurvey.importers.fact_lines import entries
from livingsurvey.model import Finding, Paper, Publication
from livingsurvey.model.base import Line

#: The fields that a file of facts may state.
FACT_FIELDS = ("authors", "published", "venue", "arxiv", "doi", "code", "published_abstract")
#: The fields that a record of a source may state.
RECORD_FIELDS = (*FACT_FIELDS, "links", "publication")
_UNFIT = re.compile(r"[\x85\ud800-\udfff]")  # YAML would change or refuse them
_LONGEST = 20_000  # characters of one value
_DATES = ("published", "original_date", "accessed")


@cache  # only of those fields that are stated: to make one takes a while
def _adapter(model: type[BaseModel], field: str) -> TypeAdapter[Any]:
    """What validates a field of a model by itself."""
    return TypeAdapter(model.model_fields[field].rebuild_annotation())


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
    return facts_in(path.read_bytes(), path.name)


def facts_in(data: bytes, file: str) -> tuple[list[Facts], list[Finding]]:
    """Read the bytes of a file of facts, as :func:`read_facts` does.

    Args:
        data: of the file.
        file: its name, whose ending says what it is.
    """
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [], [Finding(file, line, 0, "facts", "not UTF-8.", "Save the file as UTF-8.")]
    facts, failures = [], []
    for line, entry, problem in entries(data, file.lower().endswith(".csv")):
        if problem or entry is None:
            failures.append(Finding(file, line, 0, "facts", problem, "Correct the line; the others are used."))
            continue
        if unnamed := [name for name in ("key", "title") if not isinstance(entry.get(name) or "", str)]:
            said = f"{unnamed[0]} must be text."
            failures.append(Finding(file, line, 0, "facts", said, "Correct the line; the others are used."))
            continue
        values, bad = values_of(entry)
        failures += [Finding(file, line, 0, "facts", said, "The value is not used.") for said in bad]
        facts.append(Facts(line, str(entry.get("key") or ""), str(entry.get("title") or ""), values))
    return facts, failures


def _refuse_unfit(given: Any) -> None:
    """Refuse text that a paper's file cannot or should not contain: lone surrogates, next-line signs, far too much.

    Raises:
        ValueError: for such text.
    """
    for text in given if isinstance(given, list | tuple) else [given]:
        if isinstance(text, str) and (_UNFIT.search(text) or len(text) > _LONGEST):
            raise ValueError("text that a paper's file cannot contain")


def values_of(entry: Mapping[str, Any], fields: Iterable[str] = FACT_FIELDS) -> tuple[dict[str, Any], list[str]]:
    """The facts that an entry states, checked as a paper's file would be, and what is wrong with the others.

    Args:
        entry: what is stated, by field.
        fields: those that are looked at.

    Returns:
        The facts by field, and a message for each value that is wrong.
    """
    values, bad = _checked(entry, [name for name in fields if name != "publication"], Paper)
    if isinstance(stated := entry.get("publication"), Mapping) and "publication" in fields:
        known, wrong = _checked(stated, [n for n in Publication.model_fields if n in stated], Publication)
        values |= {"publication": known} if known else {}
        bad += wrong
    return values, bad


#: Facts that are one line of text and nothing else, which most are: looking at it is many times faster than the
#: validator, which would say the same.
_LINES = frozenset(
    name for model in (Paper, Publication) for name, one in model.model_fields.items() if one.annotation == Line | None
)


def _checked(
    entry: Mapping[str, Any], fields: Iterable[str], model: type[BaseModel]
) -> tuple[dict[str, Any], list[str]]:
    values, bad = {}, []
    for name in fields:
        given = entry.get(name)
        if given in (None, "", [], (), {}):
            continue
        if (
            name in _LINES
            and isinstance(given, str)
            and given.isprintable()
            and len(given) <= _LONGEST
            and given.strip()
        ):
            values[name] = given.strip()
            continue
        value, wrong = _validated(name, given, _adapter(model, name))
        values |= {name: value} if value is not None else {}
        bad += wrong
    return values, bad


def _validated(name: str, given: Any, adapter: TypeAdapter[Any]) -> tuple[Any, list[str]]:
    """A value as a file has it; of several links those that are right, as each is a value of its own."""
    try:
        _refuse_unfit(given)
        checked = adapter.validate_python(given)
        Paper._is_a_real_date(checked) if name in _DATES else None
        return _plain(checked), []
    except (ValidationError, ValueError):
        if name != "links" or not isinstance(given, list) or len(given) < 2:
            return None, [f"{name} cannot be {given!r:.80}."]
    found = [_validated(name, [one], adapter) for one in given]
    return [one for value, _ in found for one in value or ()] or None, [said for _, wrong in found for said in wrong]


def _plain(value: Any) -> Any:
    """A checked value as a file has it: lists, texts and mappings."""
    if isinstance(value, dict):
        return {key: item.model_dump() if isinstance(item, BaseModel) else item for key, item in value.items()}
    if isinstance(value, tuple):
        return [item.model_dump() if isinstance(item, BaseModel) else item for item in value]
    return value


def agree(name: str, present: Any, value: Any) -> bool:
    """Return whether two values of a fact say the same, one perhaps less exactly: ``2024`` and ``2024-01-28``.

    Args:
        name: of the fact.
        present: the value that the paper has.
        value: the other one.
    """
    if name == "published":
        return bool(str(present).startswith(str(value)) or str(value).startswith(str(present)))
    if name == "doi":
        return bool(str(present).casefold() == str(value).casefold())
    return bool(present == value)
