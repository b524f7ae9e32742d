"""A paper as the survey knows it: its facts, its curation and where it was seen."""

from datetime import date
from enum import StrEnum
from typing import Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, field_validator, model_serializer, model_validator

from livingsurvey.model.base import Address, ArxivId, Doi, Frozen, Key, Line, PartialDate
from livingsurvey.model.fields import NOT_STATED, FieldValue
from livingsurvey.model.figures import FORM_PARTS
from livingsurvey.model.names import Name, parse_name
from livingsurvey.model.publication import Publication
from livingsurvey.model.vocabulary import Way


class Status(StrEnum):
    """The outcome of screening."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Link(Frozen):
    """An address with a label to show for it."""

    label: Line = Field(description="what the link is called, such as project page", examples=["project page"])
    url: Address = Field(description="a web address", examples=["https://example.org"])


class Seen(Frozen):
    """One record of the paper: the source, its rank there and the line of its title (both from 1)."""

    source: Key = Field(description="the id of a source in sources.yml")
    rank: int = Field(ge=1, description="the place in the listing, from 1")
    line: int = Field(ge=1, description="the line of the record in the source's file, from 1")


class Change(Frozen):
    """A reported change as data, in the form in which its sentence states it: numbers are never converted.

    ``factor``: so many times less or more (``unit`` is ``×``). ``orders``: so many orders of magnitude, without a
    ``value`` where the sentence does not count them. ``change``: signed relative percentage. ``points``: signed
    difference of a score. ``percent``: signed percentage of which the sentence does not say whether it is relative or
    in points. ``share``: what remains of the baseline, in percent. ``level``: an absolute value in its own unit.
    ``growth``: how a cost grows with its input, a formula ``to`` and no number. ``low`` is the lower end of a range.
    Which way a factor goes and which way is better says its measure, unless ``direction`` and ``better`` say otherwise.
    """

    form: Literal["factor", "orders", "change", "points", "percent", "share", "level", "growth"] = Field(
        description="factor: so many times less or more; orders: so many orders of magnitude less or more; change: a "
        "signed relative percentage; points: a signed difference of a score; percent: a signed percentage of which the "
        "sentence does not say whether it is relative or in points; share: what remains of the baseline, in percent; "
        "level: an absolute value in its own unit; growth: how it grows with its input, as a formula",
        examples=["factor"],
    )
    value: float | None = Field(
        default=None,
        description="the number; of a range, its upper end; absent for a growth, and for orders that are not counted",
        examples=[2.5],
    )
    low: float | None = Field(default=None, description="the lower end of a range", examples=[1.8])
    unit: Line | None = Field(
        default=None,
        description="× for factors, «orders of magnitude» for orders, % for changes, percentages and shares, none for "
        "a growth, else the unit of the value",
        examples=["×"],
    )
    to: Line | None = Field(
        default=None, description="of a growth: what it is, as the sentence writes it, such as O(n log n)"
    )
    instead_of: Line | None = Field(
        default=None, description="of a growth: what it was, as the sentence writes it, where it says so"
    )
    bound: Literal["up to", "at least", "about", "average", "more than", "less than"] | None = Field(
        default=None, description="what the sentence says of the number; average: «on average»", examples=["up to"]
    )
    direction: Way | None = Field(
        default=None,
        description="of a factor: whether it says less or more, where that is not the better way of its measure",
        examples=["more"],
    )
    better: Way | None = Field(
        default=None,
        description="which way is better, where it is not that of its measure, as of an error among scores",
        examples=["less"],
    )
    words: Line | None = Field(
        default=None,
        description="what to write behind the number, where the words of its measure do not fit",
        examples=["fewer tool calls"],
    )

    @model_validator(mode="after")
    def _has_what_its_form_needs(self) -> Self:
        parts = FORM_PARTS[self.form]
        if spare := next((name for name in parts.none if getattr(self, name) is not None), None):
            raise ValueError(f"a change of the form {self.form} has no «{spare}»")
        needed = (*parts.needed, *(("value",) if self.low is not None else ()))
        if lacking := next((name for name in needed if getattr(self, name) is None), None):
            raise ValueError(f"a change of the form {self.form} needs «{lacking}»")
        return self

    @property
    def ends(self) -> tuple[float, ...]:
        """The numbers that are stated, the lower end of a range first."""
        return tuple(end for end in (self.low, self.value) if end is not None)


def terms_in(fields: dict[str, FieldValue], field: str) -> tuple[str, ...]:
    """The terms that a field of terms holds; none where it is absent, or the text does not state any."""
    value = fields.get(field)
    if value is None or value == NOT_STATED:
        return ()
    return value if isinstance(value, tuple) else (str(value),)


class Claim(Frozen):
    """A quantitative result that the abstract states; ``quote`` is the sentence that states it."""

    quote: Line = Field(description="the sentence of the abstract that states the result, word for word")
    fields: dict[str, FieldValue] = Field(default_factory=dict, description="the values of the survey's own fields")
    change: Change = Field(description="the number as data", examples=["{form: factor, value: 2.5, unit: ×}"])
    against: Line | None = Field(
        default=None,
        description="what it is compared with, as the sentence names it; «not stated» where it names nothing",
        examples=["full fine-tuning"],
    )
    on: Line | None = Field(default=None, description="the setting it was measured in, as the sentence names it")

    def terms(self, field: str) -> tuple[str, ...]:
        """The terms in one of the survey's own fields; none where it is absent or not stated."""
        return terms_in(self.fields, field)


class Provenance(Frozen):
    """Where a fact was taken from that no curator typed.

    A ``file`` below ``content/facts`` or ``content/sources`` with the ``line`` that states it, or the ``url`` of a
    service's answer that states it. Where a curator has corrected the fact, ``corrected`` says why; the place, if one
    is named, is then the one that states it otherwise.
    """

    file: Line | None = Field(default=None, description="a file below content/facts or content/sources")
    line: int | None = Field(default=None, ge=1, description="the line of it that states the fact, from 1")
    url: Address | None = Field(default=None, description="instead of a file: the address of the answer that states it")
    corrected: Line | None = Field(
        default=None,
        description="of a fact that a curator has corrected: why, or where it says so",
    )

    @model_validator(mode="after")
    def _is_one_place(self) -> Self:
        if (self.file is None) != (self.line is None) or (self.file is not None and self.url is not None):
            raise ValueError("give a file and its line, or a url")
        if self.file is None and self.url is None and self.corrected is None:
            raise ValueError("give a file and its line, or a url, or say why it was corrected")
        return self

    @model_serializer(mode="wrap")
    def _without_gaps(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in dump(self).items() if value is not None}


class Paper(Frozen):
    """A paper: one file below ``content/papers``.

    ``abstract`` is the captured text, never edited, and empty where a source states none; ``published_abstract``
    the text as published, where it is known and the capture lost something. ``provenance`` says, by field, where a
    fact was taken from that no curator typed, and why a curator corrected it. ``notes`` is the body of the file, in
    Markdown.
    """

    key: Key = Field(
        description="the file's name without .md; derived once from the title, never changed by itself",
        examples=["coral-bleaching-under-repeated-heat-stress"],
    )
    aliases: tuple[Key, ...] = Field(default=(), description="keys the paper had before; their addresses lead here")
    title: Line = Field(
        description="the title as published",
        examples=["Coral Bleaching under Repeated Heat Stress"],
    )
    authors: tuple[Line, ...] = Field(
        default=(), description="one name an entry, in the order of the paper", examples=["Ada Lovelace"]
    )
    published: PartialDate | None = Field(
        default=None,
        description="the day it first appeared, as far as it is known: 2024, 2024-12 or 2024-12-05",
        examples=["2022-05-27"],
    )
    venue: Line | None = Field(
        default=None,
        description="where it was published, with the year; empty where it is not known",
        examples=["Marine Biology 2022"],
    )
    arxiv: ArxivId | None = Field(default=None, description="the arXiv number without version", examples=["2205.14135"])
    doi: Doi | None = Field(
        default=None, description="the DOI without https://doi.org/", examples=["10.1145/3600006.3613165"]
    )
    code: tuple[Address, ...] = Field(
        default=(),
        description="addresses of the paper's code; project pages and models are links",
        examples=["https://github.com/example/bleaching-model"],
    )
    links: tuple[Link, ...] = Field(default=(), description="other addresses, each with a label")
    publication: Publication | None = Field(
        default=None,
        description="what its bibliography states besides: type, volume, pages, publisher, editors and so on",
        examples=["{type: article-journal, volume: '12', page: 1–9}"],
    )
    status: Status | None = Field(
        default=None,
        description="the outcome of screening: included or excluded; empty until somebody has screened it",
        examples=["included"],
    )
    reason: Key | None = Field(
        default=None,
        description="of an excluded paper, the id of a reason in vocabulary/reasons.yml",
        examples=["not-ai"],
    )
    topics: tuple[Key, ...] = Field(
        default=(),
        description="keys of topics, the primary one first",
        examples=["[coral-bleaching]"],
    )
    summary: Line | None = Field(
        default=None,
        description="one sentence of your own, at most 30 words: what it does, to what, to save what",
        examples=["Compares bleaching after one and after several heat waves, to find what recovery takes."],
    )
    fields: dict[str, FieldValue] = Field(default_factory=dict, description="the values of the survey's own fields")
    claims: tuple[Claim, ...] = Field(
        default=(), max_length=8, description="results the abstract states, the headline first, at most eight"
    )
    abstract: str = Field(
        description="the captured text, verbatim; whoever corrects it says why under provenance; empty where no source "
        "states one"
    )
    published_abstract: str | None = Field(
        default=None, description="the text as published, LaTeX kept, where the capture lost something"
    )
    seen: tuple[Seen, ...] = Field(
        default=(), description="where the paper was found: one entry a record; written by survey ingest"
    )
    provenance: dict[str, Provenance] = Field(
        default_factory=dict,
        description="by field, where a fact that no curator typed was taken from, written by survey enrich; and why a "
        "curator corrected it",
    )
    notes: str = Field(default="", description="a curator's note in Markdown: the text below the front matter")

    @field_validator("abstract", mode="before")
    @classmethod
    def _may_be_unknown(cls, value: Any) -> Any:
        return "" if value is None else value

    @field_validator("provenance")
    @classmethod
    def _of_one_place_each(cls, value: dict[str, Provenance]) -> dict[str, Provenance]:
        """Let facts that are from the same place have one object for it: most of a paper's are."""
        same: dict[Provenance, Provenance] = {}
        return {name: same.setdefault(place, place) for name, place in value.items()}

    @field_validator("published")
    @classmethod
    def _is_a_real_date(cls, value: str | None) -> str | None:
        if value is not None:
            parts = [int(part) for part in value.split("-")]
            date(*[*parts, 1, 1][:3])  # raises ValueError, which pydantic reports with the field
        return value

    def terms(self, field: str) -> tuple[str, ...]:
        """The terms in one of the survey's own fields; none where it is absent or not stated."""
        return terms_in(self.fields, field)

    def name_of(self, shown: str) -> Name:
        """The name of one of its people, taken apart as the bibliography states it, or else as well as can be seen."""
        return self.publication.name_of(shown) if self.publication else parse_name(shown)

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
