"""A paper as the survey knows it: its facts, its curation and where it was seen."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\r\n]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'`\\{}|^]+$", max_length=2000)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
ArxivId = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})$")]
Doi = Annotated[str, StringConstraints(pattern=r"^10\.[0-9]{4,9}/[^\s<>\"]+$")]


class Frozen(BaseModel):
    """Base of everything read from content: immutable, and unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _empty_means_absent(cls, value: Any, info: ValidationInfo) -> Any:
        """An empty entry (``venue:``) means the same as no entry."""
        field = cls.model_fields[info.field_name or ""]
        if value is None and not field.is_required():
            return field.get_default(call_default_factory=True, validated_data={})
        return value


class Status(StrEnum):
    """The outcome of screening."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Link(Frozen):
    """An address with a label to show for it."""

    label: Line
    url: Address


class Seen(Frozen):
    """One record of the paper: the source, its rank there and the line of its title (both from 1)."""

    source: Key
    rank: int = Field(ge=1)
    line: int = Field(ge=1)


class Change(Frozen):
    """A reported change as data.

    ``factor``: so many times better (``unit`` is ``×``). ``change``: signed relative percentage.
    ``points``: signed difference of a score. ``share``: what remains of the baseline, in percent.
    ``level``: an absolute value in its own unit. ``low`` is the lower end where a range is reported.
    """

    form: Literal["factor", "change", "points", "share", "level"]
    value: float
    low: float | None = None
    unit: Line
    bound: Literal["up to", "at least", "about"] | None = None


class Claim(Frozen):
    """A quantitative result that the abstract states; ``quote`` is the sentence that states it."""

    quote: Line
    measure: Key
    change: Change
    against: Line | None = None
    on: Line | None = None


class Provenance(Frozen):
    """Where a fact was taken from: a file below ``content/facts`` and the line (from 1) that states it."""

    file: Line
    line: int = Field(ge=1)


class Paper(Frozen):
    """A paper: one file below ``content/papers``.

    ``abstract`` is the captured text, never edited; ``published_abstract`` the text as published, where it is
    known and the capture lost something. ``provenance`` tells, by field, where a fact was taken from that no
    curator typed. ``notes`` is the body of the file, in Markdown.
    """

    key: Key
    aliases: tuple[Key, ...] = ()
    title: Line
    authors: tuple[Line, ...] = ()
    published: PartialDate | None = None
    venue: Line | None = None
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    code: tuple[Address, ...] = ()
    links: tuple[Link, ...] = ()
    status: Status | None = None
    reason: Key | None = None
    kind: Key | None = None
    topics: tuple[Key, ...] = Field(default=(), max_length=3)
    summary: Line | None = None
    benchmarks: tuple[Line, ...] = ()
    models: tuple[Line, ...] = ()
    methods: tuple[Line, ...] = ()
    claims: tuple[Claim, ...] = Field(default=(), max_length=4)
    abstract: Annotated[str, StringConstraints(min_length=1)]
    published_abstract: str | None = None
    seen: tuple[Seen, ...] = ()
    provenance: dict[str, Provenance] = Field(default_factory=dict)
    notes: str = Field(default="", json_schema_extra={"description": "the body of the file"})

    @field_validator("published")
    @classmethod
    def _is_a_real_date(cls, value: str | None) -> str | None:
        if value is not None:
            parts = [int(part) for part in value.split("-")]
            date(*[*parts, 1, 1][:3])  # raises ValueError, which pydantic reports with the field
        return value

    @property
    def year(self) -> int | None:
        """The year of publication, where known."""
        return int(self.published[:4]) if self.published else None

    @property
    def primary_topic(self) -> str | None:
        """The key of the first topic, where there is one."""
        return self.topics[0] if self.topics else None

    @property
    def path(self) -> str:
        """The file that holds this paper, relative to the survey's root."""
        return f"content/papers/{self.key}.md"
