"""What is wrong with data that is no model, in words: what it is, and what to write instead."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from livingsurvey.model.base import KEY, written_fields
from livingsurvey.model.fields import FieldTable, Problem
from livingsurvey.model.forms import FORMS, form_message
from livingsurvey.model.nearest import did_you_mean, nearest
from livingsurvey.store.model_path import entry_of, field_at, model_at, model_of
from livingsurvey.store.yaml_nodes import Path

_BODIES = ("notes", "prose", "body")  # which stand below the front matter
_MOST = 100  # values of one file or entry that are reported one by one
_NAMING = ("extra_forbidden", "missing")  # whose messages name the field
_Detail = dict[str, Any]
_Said = tuple[str, str]


def problems_of(model: type[BaseModel], data: Any, error: ValidationError, table: FieldTable) -> list[Problem]:
    """Say of each value that a model refuses what is wrong with it, once.

    Args:
        model: what ``data`` should be.
        data: what it is, as YAML gives it.
        error: why it is not.
        table: the fields that the survey declares, which may have been meant by an unknown name.
    """
    found: dict[Path, Problem] = {}
    unknown = _Unknown()
    details = sorted(error.errors(include_url=False), key=lambda one: one["type"] == "missing")
    for detail in details[:_MOST]:
        path = _path_in(data, detail["loc"])
        if detail["type"] == "extra_forbidden":
            unknown.add(path)
        if path not in found and not (detail["type"] == "missing" and unknown.explains(path)):
            said, fix = _said(model, path, dict(detail), table)
            found[path] = Problem(path, where(path[:-1] if detail["type"] in _NAMING else path) + said, fix)
    more = [Problem((), f"{len(details) - _MOST} more values are wrong", "Correct the first ones, and check again.")]
    return [*found.values(), *(more if len(details) > _MOST else ())]


class _Unknown:
    """The names of fields that are not known: where one is misspelt, it is not missing too."""

    def __init__(self) -> None:
        self._beside: dict[Path, list[str]] = defaultdict(list)
        self._words: set[str] = set()

    def add(self, path: Path) -> None:
        """Note the name at the end of a path."""
        name = str(path[-1])
        self._beside[path[:-1]].append(name)
        self._words.update(word for word in re.split(r"\W+", name) if word != name)

    def explains(self, path: Path) -> bool:
        """Whether a field is missing because its name is misspelt, or has run into something."""
        missing = str(path[-1])
        return missing in self._words or bool(nearest(missing, self._beside[path[:-1]]))


def _path_in(data: Any, loc: Path) -> Path:
    """The part of a location that leads through the data; what is missing or wrong in it is its last step."""
    for n, part in enumerate(loc):
        is_last_name = n == len(loc) - 1 and "[" not in str(part)  # pydantic's word for a key of a mapping is [key]
        if isinstance(data, list | tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
        elif isinstance(data, dict) and (part in data or is_last_name):
            data = data.get(part)
        else:
            return loc[:n]
    return loc


def where(path: Path) -> str:
    """The way to a value, in words, to begin a message with."""
    return "".join(f"entry {part + 1}: " if isinstance(part, int) else f"{part}: " for part in path)


def _said(model: type[BaseModel], path: Path, detail: _Detail, table: FieldTable) -> _Said:
    kind, field = detail["type"], field_at(model, path)
    detail["is_entry"] = bool(path) and field is field_at(model, path[:-1])
    if kind == "missing" and field:
        return f"«{path[-1]}:» is missing", f"Add the field: {path[-1]}: {_example(field)}"
    if kind == "extra_forbidden":
        return _unknown(model, path, table)
    if path == ("key",):
        return f"{_shown(detail['input'])} is no name of a file here", f"Rename the file: {FORMS[KEY].name}."
    if kind == "string_pattern_mismatch":
        return form_message(detail["ctx"]["pattern"], detail["input"])
    if kind == "value_error":
        return _refused(detail, field)
    if kind in _WORDS:
        return _WORDS[kind](detail, field)
    if kind.endswith("_type") and detail["input"] is None:
        return "is empty", f"Write {_example(field)}"
    return f"{_shown(detail['input'])} does not belong here", f"Write {_example(field)}"


def _unknown(model: type[BaseModel], path: Path, table: FieldTable) -> _Said:
    name, glued, value = str(path[-1]).partition(":")
    if glued:
        return f"a blank is missing behind the colon of «{name}:»", f"Write {name}: {value}"
    owner = model_at(model, path[:-1]) or model
    declared = [field.id for field in table.of(owner.__name__.lower())]
    names = [name for name in written_fields(owner) if name not in (*_BODIES, "fields")] + declared
    may_declare = owner.__name__.lower() in ("paper", "claim", "topic")
    otherwise = "Remove it, or declare it in content/fields.yml." if may_declare else "Remove it."
    fix = did_you_mean(name, names, otherwise)
    declare = " Else declare it in content/fields.yml." if may_declare and fix.startswith("Did") else ""
    return f"there is no field «{name}»", fix + declare


def _refused(detail: _Detail, field: FieldInfo | None) -> _Said:
    """What a check of our own refuses: its message is in words, but for those of dates and addresses."""
    said, shown = str(detail["ctx"]["error"]), _shown(detail["input"])
    if any(word in said for word in ("month must", "day ", "year ")):
        return f"{shown} is not a day of the calendar", "Write 2024, 2024-12 or 2024-12-05: months go to 12."
    if "URL" in said or "netloc" in said:
        return f"{shown} is not a web address", "Write an address as in: https://example.org/paper."
    return said, "Correct the fields there."


def _shown(value: Any) -> str:
    """A value as a person wrote it."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    return f"«{str(value).lower() if isinstance(value, bool) else ' '.join(str(value).split())[:80]}»"


def _text_expected(detail: _Detail, field: FieldInfo | None) -> _Said:
    value = detail["input"]
    if value is None:
        return "is empty", f"Write {_example(field)}"
    if isinstance(value, bool):
        word = str(value).lower()
        return f"«{word}» without quotation marks is no text", f"Write it in quotation marks: '{word}'."
    if isinstance(value, dict):
        return f"one text is expected, not {_shown(value)}", "Write the text in quotation marks: 'A: B'."
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        return "one text is expected, not a list", f"Write {value[0]}, without brackets or a hyphen before it."
    return f"one text is expected, not {_shown(value)}", f"Write {_example(field)}"


def _list_expected(detail: _Detail, field: FieldInfo | None) -> _Said:
    value = detail["input"]
    if isinstance(value, str) and value.startswith("-"):
        items = [item.strip(" -") for item in value.split(" -")]
        return (
            "a blank is missing behind the hyphens of the list",
            f"Write a list: «- {items[0]}» on a line of its own.",
        )
    if isinstance(value, str) and field and entry_of(field) is None:
        return f"a list is expected, not {_shown(value)}", f"Write a list: [{value.strip('[]')}]."
    if isinstance(value, dict) and field and entry_of(field):
        return "a list is expected, not one entry", "Write a list: «- » before the first line of the entry."
    return f"a list is expected, not {_shown(value)}", f"Write a list: {_example(field)}"


def _fields_expected(detail: _Detail, field: FieldInfo | None) -> _Said:
    entry = entry_of(field) if field else None
    wanted = f"{_group(entry)}." if entry and detail["is_entry"] else _example(field)
    return f"fields are expected, not {_shown(detail['input'])}", f"Write {wanted}"


def _choice(detail: _Detail, _: FieldInfo | None) -> _Said:
    known = [word.strip("'") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    fix = did_you_mean(str(detail["input"]), known, f"Choose one of: {', '.join(known)}.")
    return f"{_shown(detail['input'])} is not one of the words for it", fix


def _range(detail: _Detail, field: FieldInfo | None) -> _Said:
    return f"{_shown(detail['input'])} is out of range", f"Write {_numbers(field)}."


def _number(detail: _Detail, field: FieldInfo | None) -> _Said:
    if isinstance(detail["input"], list):
        return "one number is expected, or the least and the most", "Write one number, or two as in [3, 60]."
    whole = "whole " if detail["type"].startswith("int") else ""
    return f"{_shown(detail['input'])} is not a {whole}number", f"Write {_numbers(field)}, as in {3 if whole else 2.5}."


def _numbers(field: FieldInfo | None) -> str:
    metadata = field.metadata if field else []
    least, most = (next((getattr(one, name) for one in metadata if hasattr(one, name)), None) for name in ("ge", "le"))
    return (
        "a number" + (f" from {least:g}" if least is not None else "") + (f" to {most:g}" if most is not None else "")
    )


def _count(detail: _Detail, _: FieldInfo | None) -> _Said:
    bounds = detail["ctx"]
    if "max_length" in bounds:
        return f"the list is too long: at most {bounds['max_length']} entries", "Shorten the list."
    return f"the list is too short: at least {bounds['min_length']} entries", "Add what is missing."


def _length(detail: _Detail, field: FieldInfo | None) -> _Said:
    if detail["type"] == "string_too_short":
        return "is empty", f"Write {_example(field)}"
    most = detail["ctx"]["max_length"]
    return f"has {len(detail['input'])} letters; at most {most} are allowed", f"Shorten it to {most} letters."


def _yes_or_no(detail: _Detail, _: FieldInfo | None) -> _Said:
    return f"{_shown(detail['input'])} is neither true nor false", "Write true or false."


_WORDS: dict[str, Callable[[_Detail, FieldInfo | None], _Said]] = {
    **dict.fromkeys(("string_type", "string_sub_type", "string_unicode"), _text_expected),
    **dict.fromkeys(("tuple_type", "list_type"), _list_expected),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), _fields_expected),
    **dict.fromkeys(("enum", "literal_error"), _choice),
    **dict.fromkeys(("greater_than_equal", "less_than_equal", "greater_than", "less_than"), _range),
    **dict.fromkeys(
        (
            "int_type",
            "int_parsing",
            "int_parsing_size",
            "int_from_float",
            "float_type",
            "float_parsing",
            "finite_number",
        ),
        _number,
    ),
    **dict.fromkeys(("too_long", "too_short"), _count),
    **dict.fromkeys(("string_too_short", "string_too_long"), _length),
    **dict.fromkeys(("bool_type", "bool_parsing"), _yes_or_no),
}


def _example(field: FieldInfo | None) -> str:
    """What to write into a field: an example where it has one, and what it means."""
    if field is None:
        return "fields: one «name: value» a line."
    meaning = str(field.description or "a value")
    if field.examples:
        return f"{field.examples[0]} ({meaning})."
    if shape := _shape(field):
        return f"{shape} ({meaning})."
    return f"{meaning}."


def _shape(field: FieldInfo) -> str:
    """The fields that the value, or each entry of it, must have."""
    if own := model_of(field):
        return _group(own)
    entry = entry_of(field)
    return f"[{_group(entry)}]" if entry else ""


def _group(model: type[BaseModel]) -> str:
    fields = model.model_fields
    needed = [name for name, field in fields.items() if field.is_required()] or list(fields)[:2]
    return "{" + ", ".join(f"{name}: …" for name in needed) + "}"
