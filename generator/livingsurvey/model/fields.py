"""The fields that a survey declares for its papers, claims and topics: ``content/fields.yml``, one entry a field.

Everything that depends on a survey's own fields follows from this table: validation, schemas, the page of fields,
rules, facets and columns, index and term pages, axes of the gap map, exports and forms.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Final, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import Field, StringConstraints, model_validator

from livingsurvey.model.base import Frozen, Key, Line
from livingsurvey.model.identity import is_key
from livingsurvey.model.site_names import OWN_NAMES

#: What a field holds where the text was read and does not say. A field that is absent was not looked at.
NOT_STATED: Final = "not stated"

#: A value of a declared field: text, terms, a number, yes or no, or :data:`NOT_STATED`.
FieldValue = str | float | bool | tuple[str, ...]

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")
_ADDRESS = re.compile(r"(?=.{1,2000}\Z)https?://[^\s<>\"'`\\{}|^]+\Z")
_ID = re.compile(r"(?=.{1,100}\Z)[a-z0-9]+(-[a-z0-9]+)*\Z")
#: How a number is written, once the signs that part its thousands are taken out.
NUMBER, THOUSANDS = r"^[+-]?[0-9]+(\.[0-9]+)?$", ",\u202f"


class FieldType(StrEnum):
    """What a field may hold."""

    TERM = "term"
    TERMS = "terms"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"
    YES_NO = "yes-no"
    QUOTATION = "quotation"


class Place(StrEnum):
    """Where a field is shown."""

    HEADING = "heading"
    PAGE = "page"
    TABLE = "table"
    FACET = "facet"
    COLUMN = "column"
    INDEX = "index"
    AXIS = "axis"
    LANE = "lane"
    EXPORT = "export"


FIELD_ID = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
FieldId = Annotated[str, StringConstraints(pattern=FIELD_ID, max_length=40)]


class SurveyField(Frozen):
    """A field that a survey declares.

    ``vocabulary`` names the file of its terms, ``filter`` is what Explore calls it in addresses, ``weight`` how much
    its words count in search, where a title counts 4 and an abstract 1.
    """

    id: FieldId = Field(description="what files call it", examples=["study_design"])
    of: Literal["paper", "claim", "topic"] = Field(default="paper", description="what has it")
    label: Line = Field(description="what readers see", examples=["Study design"])
    labels: Line | None = Field(default=None, description="the label for several", examples=["Study designs"])
    help: Line = Field(description="what belongs in it, in one sentence")
    type: FieldType = Field(
        description="term or terms of a vocabulary, text, number, date, address, yes-no, or a quotation of the abstract"
    )
    vocabulary: Key | None = Field(
        default=None, description="of terms: the file content/vocabulary/NAME.yml", examples=["study-designs"]
    )
    unit: Line | None = Field(default=None, description="of a number: what it counts", examples=["participants"])
    required: bool = Field(default=False, description="whether an included paper must have it before it is published")
    shows: tuple[Place, ...] = Field(
        default=(Place.PAGE, Place.EXPORT),
        description="where it is shown: heading, page, table, facet, column (of Explore; at first if in tables), "
        "index (a page for each term), axis (of the gap map), lane (of a topic's timeline), export",
    )
    filter: FieldId | None = Field(default=None, description="its name in addresses of Explore; else the id")
    weight: float = Field(default=0, ge=0, le=10, description="how much its words count in search; a title counts 4")
    examples: tuple[Line, ...] = Field(default=(), description="values as files write them")

    @model_validator(mode="after")
    def _has_terms_somewhere(self) -> Self:
        if self.has_terms and not self.vocabulary:
            raise ValueError("a field of terms needs the name of its vocabulary")
        return self

    @property
    def has_terms(self) -> bool:
        """Whether its values are terms of a vocabulary."""
        return self.type in (FieldType.TERM, FieldType.TERMS)

    @property
    def by_name(self) -> bool:
        """Whether files write the names of terms, as they do where there may be several, rather than their ids."""
        return self.type == FieldType.TERMS

    @property
    def plural(self) -> str:
        """The label for several."""
        return self.labels or self.label

    @property
    def facet(self) -> str:
        """Its name in addresses of Explore."""
        return self.filter or self.id


class Problem(NamedTuple):
    """What is wrong with a value: the way to it, what it is, and what to write instead."""

    path: tuple[str | int, ...]
    message: str
    fix: str


@dataclass(frozen=True)
class FieldTable:
    """The fields of a survey, in their order; not ``complete`` where some of those it declares cannot be read."""

    fields: tuple[SurveyField, ...] = ()
    complete: bool = True

    @cached_property
    def by_id(self) -> dict[tuple[str, str], SurveyField]:
        """Fields by what has them and id."""
        return {(field.of, field.id): field for field in self.fields}

    def of(self, owner: str) -> tuple[SurveyField, ...]:
        """The fields of ``paper``, ``claim`` or ``topic``."""
        return self._by_owner.get(owner, ())

    @cached_property
    def _by_owner(self) -> dict[str, tuple[SurveyField, ...]]:
        return {owner: tuple(field for field in self.fields if field.of == owner) for owner in _WRITTEN_AFTER}

    def shown(self, place: Place, owner: str = "paper") -> tuple[SurveyField, ...]:
        """The fields of an owner that are shown in a place."""
        return self._shown.get((owner, place), ())

    @cached_property
    def _shown(self) -> dict[tuple[str, Place], tuple[SurveyField, ...]]:
        """For each owner and place the fields; pages ask for them once for each result."""
        owners = self._by_owner.items()
        return {(of, place): tuple(f for f in fields if place in f.shows) for of, fields in owners for place in Place}

    @cached_property
    def with_terms(self) -> tuple[SurveyField, ...]:
        """Fields whose values are terms, whatever has them."""
        return tuple(field for field in self.fields if field.has_terms)

    @cached_property
    def vocabularies(self) -> dict[str, tuple[SurveyField, ...]]:
        """The fields of each vocabulary, in the order of the first."""
        found: dict[str, list[SurveyField]] = {}
        for field in self.with_terms:
            found.setdefault(field.vocabulary or "", []).append(field)
        return {name: tuple(fields) for name, fields in found.items()}

    @cached_property
    def paged(self) -> tuple[str, ...]:
        """The vocabularies whose terms are to have pages."""
        return tuple(name for name, fields in self.vocabularies.items() if any(Place.INDEX in f.shows for f in fields))

    @cached_property
    def indexed(self) -> tuple[str, ...]:
        """The vocabularies whose terms have pages: those that are to, and whose folder is not the site's own."""
        return tuple(name for name in self.paged if is_key(name) and name not in OWN_NAMES)

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The vocabularies of things that texts name: those of fields that may have several terms."""
        return tuple(name for name, fields in self.vocabularies.items() if any(field.by_name for field in fields))

    @cached_property
    def linked(self) -> tuple[str, ...]:
        """The vocabularies whose terms prose may link to: named things, and what claims are about that has pages."""
        return tuple(
            name
            for name, fields in self.vocabularies.items()
            if any(f.by_name or (f.of == "claim" and Place.INDEX in f.shows) for f in fields)
        )

    @cached_property
    def grouping(self) -> SurveyField | None:
        """The field that results are grouped by: the first of claims that holds one term."""
        return next((field for field in self.of("claim") if field.type == FieldType.TERM), None)

    @cached_property
    def heading(self) -> SurveyField | None:
        """The field that is said of a paper first: the first of papers that is shown above its title."""
        return next(iter(self.shown(Place.HEADING)), None)

    def label(self, vocabulary: str) -> SurveyField:
        """The field that a vocabulary is called after: the first of its fields."""
        return self.vocabularies[vocabulary][0]

    def split(self, owner: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
        """Set an owner's declared fields apart from those of the model.

        Args:
            owner: ``paper``, ``claim`` or ``topic``.
            data: everything that a file states of it.

        Returns:
            ``data`` with the declared fields under ``fields``, and what is wrong with their values.
        """
        kept: dict[str, Any] = {}
        values: dict[str, FieldValue] = {}
        problems: list[Problem] = []
        for name, value in data.items():
            field = self.by_id.get((owner, name))
            if field is None:
                kept[name] = value
            elif value is not None and value != []:
                try:
                    values[name] = parse_value(field, value)
                except ValueError as error:
                    problems.append(Problem((name,), str(error), f"Write {form_of(field)}, or «{NOT_STATED}»."))
        return (kept | {"fields": values} if values else kept), problems


def parse_value(field: SurveyField, value: Any) -> FieldValue:
    """Return a value as the model holds it.

    Args:
        field: what it is a value of.
        value: as YAML gives it: text, true or false, or a list of texts.

    Raises:
        ValueError: when the field cannot hold it; the message says what is wrong.
    """
    if value == NOT_STATED:
        return NOT_STATED
    if field.type == FieldType.TERMS:
        return _lines(value if isinstance(value, list | tuple) else [value])
    if field.type == FieldType.YES_NO:
        return _yes_or_no(value)
    line = _line(value)
    if field.type == FieldType.TERM and not _ID.match(str(value)):
        raise ValueError(f"«{line[:40]}» is not the id of a term: small letters and digits, joined by hyphens")
    if field.type == FieldType.NUMBER:
        return parse_number(line)
    if field.type == FieldType.DATE:
        return _date(line)
    if field.type == FieldType.ADDRESS:
        return _address(line)
    return line


def parse_number(line: str) -> float:
    """Return the number that a text is.

    Raises:
        ValueError: when it is none; the message says so.
    """
    plain = line.translate(dict.fromkeys(map(ord, THOUSANDS)))
    if not re.fullmatch(NUMBER, plain):
        raise ValueError(f"«{line[:40]}» is not a number")
    return float(plain)


def form_of(field: SurveyField) -> str:
    """Say in words what a field may hold: ``a number of participants``."""
    vocabulary = f"content/vocabulary/{field.vocabulary}.yml"
    forms = {
        FieldType.TERM: f"the id of a term of {vocabulary}",
        FieldType.TERMS: f"a list of names of terms of {vocabulary}",
        FieldType.TEXT: "text on one line",
        FieldType.NUMBER: f"a number of {field.unit}" if field.unit else "a number",
        FieldType.DATE: "a date as 2024, 2024-12 or 2024-12-05",
        FieldType.ADDRESS: "a web address that begins with https:// or http://",
        FieldType.YES_NO: "yes or no",
        FieldType.QUOTATION: "words of the abstract, unchanged",
    }
    return forms[field.type]


def words_of(value: FieldValue | None) -> tuple[str, ...]:
    """What a value is counted and filtered under: each of its terms, or itself as text; nothing where it is absent."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (text_of(value),)


def text_of(value: FieldValue | None) -> str:
    """A value as text of one cell: several are parted by semicolons, and one that is absent is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value if isinstance(value, str) else "; ".join(value)


def _line(value: Any) -> str:
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str | int | float):
        raise ValueError("one value is expected, not several")
    line = str(value).strip()
    if not line or "\n" in line or "\r" in line:
        raise ValueError("text on one line is expected")
    return line


def _lines(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(_line(value) for value in values)


def _yes_or_no(value: Any) -> bool:
    known = {True: True, False: False, "yes": True, "no": False, "true": True, "false": False}
    if isinstance(value, str | bool) and value in known:
        return known[value]
    raise ValueError("yes or no is expected")


def _date(line: str) -> str:
    if not _DATE.match(line):
        raise ValueError(f"«{line[:40]}» is not a date")
    parts = [int(part) for part in line.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        raise ValueError(f"«{line}» is not a day of the calendar") from error
    return line


def _address(line: str) -> str:
    if not _ADDRESS.match(line):
        raise ValueError(f"«{line[:80]}» is not a web address")
    try:
        urlsplit(line)
    except ValueError as error:
        raise ValueError(f"«{line[:80]}» is not a web address") from error
    return line


#: After which field of the model the declared ones are written: those of one term, and all others.
_WRITTEN_AFTER = {"paper": ("reason", "summary"), "claim": ("quote", "on"), "topic": ("summary", "summary")}


def written_order(table: FieldTable, owner: str, names: Iterable[str]) -> tuple[str, ...]:
    """The order in which a file writes its fields: the declared ones are among those of the model.

    Args:
        table: the survey's fields.
        owner: ``paper``, ``claim`` or ``topic``.
        names: the fields of the model, in their order.
    """
    one_term, others = (
        [field.id for field in table.of(owner) if (field.type == FieldType.TERM) is wanted] for wanted in (True, False)
    )
    first, last = _WRITTEN_AFTER[owner]
    order: list[str] = []
    for name in names:
        if name != "fields":
            order += [name, *(one_term if name == first else ()), *(others if name == last else ())]
    return tuple(order)


def as_written(table: FieldTable, owner: str, dumped: Mapping[str, Any]) -> dict[str, Any]:
    """Return an owner's data as its file writes it, with the declared fields in their places.

    Args:
        table: the survey's fields.
        owner: ``paper``, ``claim`` or ``topic``.
        dumped: what the model's ``model_dump(mode="json")`` gives.
    """
    values = {name: value for name, value in dumped.items() if name != "fields"}
    values |= {name: _as_text(value) for name, value in dumped.get("fields", {}).items()}
    empty: dict[str, Any] = {f.id: [] if f.type == FieldType.TERMS else None for f in table.of(owner)}
    written = {name: values.get(name, empty.get(name)) for name in written_order(table, owner, dumped)}
    if "claims" in written:
        written["claims"] = [as_written(table, "claim", claim) for claim in dumped["claims"]]
    return written


def _as_text(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value
