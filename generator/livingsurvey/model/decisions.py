"""What a survey says about decisions: constraints of readers, each with the papers that answer it."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from livingsurvey.model.base import Frozen, Key, Line
from livingsurvey.model.fields import FieldId

#: Values of a facet of the page of all papers.
FacetValues = Annotated[tuple[Line, ...], Field(min_length=1)]


class NamedSearch(Frozen):
    """A search that has a feed, for readers who follow more than a topic and less than everything."""

    key: Key = Field(description="the name of its feed's file")
    name: Line = Field(description="what it is called")
    where: Mapping[str, FacetValues] = Field(
        default_factory=dict,
        description="by facet, as addresses of the page of all papers name it: any of these values",
    )
    without: Mapping[str, FacetValues] = Field(default_factory=dict, description="by facet: none of these values")


class Constraint(Frozen):
    """A constraint that a reader may have, and which papers answer it: as a named search finds them."""

    id: Key = Field(description="a short name for addresses")
    question: Line = Field(description="the constraint in a reader's words", examples=["Divers are few"])
    where: Mapping[str, FacetValues] = Field(
        description="by facet, as addresses of the page of all papers name it: any of these values",
        examples=["{measure: [dive-time, divers]}"],
    )
    without: Mapping[str, FacetValues] = Field(default_factory=dict, description="by facet: none of these values")

    @property
    def search(self) -> NamedSearch:
        """The search that finds its papers."""
        return NamedSearch(key=self.id, name=self.question, where=self.where, without=self.without)


class Decisions(Frozen):
    """The table "What to use when": its constraints, and what it says of each paper next to its figure."""

    columns: tuple[FieldId, ...] = Field(
        default=(), description="fields of papers that are shown next to the figure", examples=["[quality, adoption]"]
    )
    quotations: Mapping[FieldId, FieldId] = Field(
        default_factory=dict,
        description="by column: the field that quotes the abstract for it; papers that state it come first",
        examples=["{quality: quality_sentence}"],
    )
    papers: int = Field(default=5, ge=1, le=20, description="how many papers a constraint names in an area")
    papers_of_topic: int = Field(default=3, ge=1, le=20, description="how many papers a constraint names in a topic")
    constraints: tuple[Constraint, ...] = Field(description="in the order of the table")


#: What the abstract of one paper says of another's work.
RelationKind = Literal["refines", "disputes", "builds-on"]


class PaperRelation(Frozen):
    """A relation between two papers of the survey that the abstract of the first states."""

    source: Key = Field(alias="from", description="the key of the paper whose abstract says so")
    to: Key = Field(description="the key of the paper that it says so of")
    kind: RelationKind = Field(description="refines, disputes or builds-on", examples=["refines"])
    quote: Line = Field(description="the words of the first paper's abstract that say so, unchanged")

    @property
    def id(self) -> str:
        """What it is called among relations."""
        return f"{self.source} {self.kind} {self.to}"
