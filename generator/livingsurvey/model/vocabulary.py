"""Controlled vocabularies: one name for one thing, with its definition and the other names it goes by."""

from typing import Literal

from pydantic import Field

from livingsurvey.model.base import Address, ArxivId, Doi, Frozen, Key, Line

#: Which way a figure goes, or which way is better.
Way = Literal["less", "more"]


class FigureWords(Frozen):
    """The words behind a figure of a measure: ``40 %`` *less time*, ``2.5×`` *faster*."""

    less: Line = Field(description="behind a figure that goes down", examples=["less time"])
    more: Line = Field(description="behind a figure that goes up", examples=["more time"])
    times_less: Line | None = Field(
        default=None, description="behind a factor that goes down, where it has other words", examples=["faster"]
    )
    times_more: Line | None = Field(
        default=None, description="behind a factor that goes up, where it has other words", examples=["slower"]
    )

    def going(self, way: Way, *, times: bool = False) -> str:
        """The words for a direction, of a factor those of ``times`` where there are any."""
        less, more = (self.times_less, self.times_more) if times else (None, None)
        return (less or self.less) if way == "less" else (more or self.more)


class Reference(Frozen):
    """Where a work that papers name was published, though this survey does not hold it.

    ``source`` is the address of the public copy that states authors, year and number.
    """

    title: Line = Field(description="the title as published", examples=["Reef Check: A Protocol for Divers"])
    authors: tuple[Line, ...] = Field(default=(), description="one name an entry", examples=["Ada Lovelace"])
    year: int | None = Field(default=None, ge=1000, le=9999, description="the year it first appeared", examples=[2019])
    arxiv: ArxivId | None = Field(default=None, description="the arXiv number without version", examples=["2205.14135"])
    doi: Doi | None = Field(default=None, description="the DOI without https://doi.org/")
    source: Address | None = Field(default=None, description="the address of the public copy that states this")


class Term(Frozen):
    """An entry of a vocabulary.

    ``name`` is what papers use, ``synonyms`` are other spellings, ``parent`` is the id of a wider term,
    ``deprecated_to`` the id of the term to use instead. ``overview`` says that papers with the term review others;
    ``better`` and ``words`` are of what claims measure, ``strength`` of how they were found; ``paper`` and
    ``reference`` are of works that papers name.
    """

    id: Key = Field(description="a short name for addresses")
    name: Line = Field(description="what papers use")
    definition: Line = Field(description="what it is, in one sentence")
    synonyms: tuple[Line, ...] = Field(default=(), description="other spellings of the name")
    parent: Key | None = Field(default=None, description="the id of a wider term")
    deprecated_to: Key | None = Field(default=None, description="the id of the term to use instead")
    overview: bool = Field(default=False, description="whether papers with it review others: topics name these first")
    better: Way | None = Field(
        default=None, description="of what claims measure: whether less or more of it is better", examples=["less"]
    )
    words: FigureWords | None = Field(
        default=None,
        description="of what claims measure: how its figures are written out; else less or more and its name",
        examples=["{less: less time, more: more time, times_less: faster, times_more: slower}"],
    )
    strength: int = Field(
        default=0,
        ge=0,
        le=9,
        description="of how a result was found: how much it weighs as evidence; of comparable results, the page of a "
        "topic shows the one of greatest weight as its example",
        examples=[2],
    )
    paper: Key | None = Field(
        default=None, description="of a work that papers name: the key of the paper of this survey that introduces it"
    )
    reference: Reference | None = Field(
        default=None, description="of a work that papers name and this survey does not have: where it was published"
    )


#: The vocabulary of reasons for excluding a paper, which every survey may have besides those of its own fields.
REASONS = "reasons"
