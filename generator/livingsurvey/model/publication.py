"""What a bibliography states of a publication, by the variables of CSL; hyphens in their names are underscores.

Source: Citation Style Language 1.0.2, https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, StringConstraints, model_serializer

from livingsurvey.model.base import Frozen, Line, PartialDate
from livingsurvey.model.names import Name, parse_name

#: The types of works that CSL knows.
CslType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
]

#: How many authors a source left out: a number, or this word where it does not say.
SOME = "some"
LEFT_OUT = r"^(some|[0-9]{1,6})$"


#: Types that say little of a work: another record may know better.
VAGUE = frozenset(["article", "document", "webpage", "manuscript", "post", "entry"])


class NameParts(Frozen):
    """The parts of a name; of an organisation the family alone."""

    family: Line = Field(description="the family's name, or the whole name of an organisation")
    given: Line | None = Field(default=None, description="the given names")
    particle: Line | None = Field(default=None, description="what is before the family's name, such as van de")
    suffix: Line | None = Field(default=None, description="what is behind it, such as Jr.")

    @property
    def name(self) -> Name:
        """The name that they are parts of."""
        return Name(self.family, self.given or "", self.particle or "", self.suffix or "")

    @model_serializer(mode="wrap")
    def _without_gaps(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in dump(self).items() if value}


class Publication(Frozen):
    """What a bibliography states in addition to title, authors, date and venue; what it does not state stays empty."""

    type: CslType | None = Field(default=None, description="the type of work, as CSL names it", examples=["chapter"])
    genre: Line | None = Field(default=None, description="a class within the type", examples=["PhD thesis"])
    container_title_short: Line | None = Field(
        default=None, description="the short form of the venue's name", examples=["Mar. Biol."]
    )
    collection_title: Line | None = Field(default=None, description="the series that it belongs to")
    collection_number: Line | None = Field(default=None, description="its number in the series")
    publisher: Line | None = Field(default=None, description="the publisher; of a thesis, the school")
    publisher_place: Line | None = Field(default=None, description="the place of the publisher")
    institution: Line | None = Field(default=None, description="the institution, where there is a publisher too")
    volume: Line | None = Field(default=None, description="the volume")
    number_of_volumes: Line | None = Field(default=None, description="of how many volumes it consists")
    issue: Line | None = Field(default=None, description="the issue of the journal")
    page: Line | None = Field(default=None, description="the pages", examples=["12–19"])
    number: Line | None = Field(default=None, description="the number of an article, a report or a standard")
    chapter_number: Line | None = Field(default=None, description="the chapter")
    edition: Line | None = Field(default=None, description="the edition")
    editor: tuple[Line, ...] = Field(default=(), description="the editors, one name an entry")
    translator: tuple[Line, ...] = Field(default=(), description="the translators, one name an entry")
    collaboration: Line | None = Field(default=None, description="the group that the authors write for")
    authors_omitted: Annotated[str, StringConstraints(pattern=LEFT_OUT)] | None = Field(
        default=None, description="how many authors the source leaves out; some where it does not say how many"
    )
    event_title: Line | None = Field(default=None, description="the conference")
    event_place: Line | None = Field(default=None, description="where the conference was held")
    isbn: Line | None = Field(default=None, description="the ISBN")
    issn: Line | None = Field(default=None, description="the ISSN")
    pmid: Line | None = Field(default=None, description="the number in PubMed")
    pmcid: Line | None = Field(default=None, description="the number in PubMed Central")
    language: Line | None = Field(default=None, description="the language", examples=["en"])
    original_date: PartialDate | None = Field(default=None, description="when the original was published")
    accessed: PartialDate | None = Field(default=None, description="when the address was visited")
    keyword: tuple[Line, ...] = Field(default=(), description="the keywords that the source states")
    note: Line | None = Field(default=None, description="what else the source says")
    names: dict[Line, NameParts] = Field(
        default_factory=dict,
        description="how names divide, where it cannot be seen from the name as shown; an organisation's has a family "
        "only",
        examples=["{Eva Lind Berg: {family: Lind Berg, given: Eva}}"],
    )

    def name_of(self, shown: str) -> Name:
        """A person's or an organisation's name, taken apart as the bibliography states it.

        Args:
            shown: the name as ``authors``, ``editor`` or ``translator`` have it.
        """
        parts = self.names.get(shown)
        return parts.name if parts else parse_name(shown)

    @model_serializer(mode="wrap")
    def _without_gaps(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in dump(self).items() if value}


def joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What two records state of one publication, as mappings; where both state something, the first counts."""
    names = {**other.get("names", {}), **one.get("names", {})}
    both = {**other, **one} | ({"names": names} if names else {})
    if one.get("type") in VAGUE and other.get("type"):
        both["type"] = other["type"]
    return {name: both[name] for name in Publication.model_fields if name in both}
