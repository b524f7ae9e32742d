"""The survey as data: what ``data/survey.json`` holds. Its JSON Schema and its documentation are made from this."""

from functools import lru_cache
from typing import Any, Literal

from livingsurvey.model import NOT_STATED, FieldTable, FieldType, Publication, SurveyField
from livingsurvey.model.paper import Claim, Link, Provenance, Seen, Status
from livingsurvey.model.survey import Counts
from livingsurvey.model.vocabulary import Way
from pydantic import BaseModel, ConfigDict, Field, create_model

_FIGURE = "the figure in words, with its direction: 1.8× less memory"


class _Exported(BaseModel):
    # What validates takes long to make, and only tests and the documentation ask for it.
    model_config = ConfigDict(extra="forbid", defer_build=True)


class RelatedData(_Exported):
    """A related paper and the reasons for calling it so."""

    key: str = Field(description="of the other paper")
    reasons: list[str] = Field(description="in words, the strongest first")


class PaperData(_Exported):
    """A paper. Fields that nobody has filled yet are null or empty."""

    key: str = Field(description="names the paper for good")
    aliases: list[str] = Field(description="keys it had before")
    title: str = Field(description="as captured")
    abstract: str = Field(description="the captured text, verbatim")
    abstract_text: str = Field(description="the text as the site shows it, without markup")
    authors: list[str] = Field(description="in order")
    year: int | None = Field(description="of publication")
    published: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known")
    venue: str | None = Field(description="where it was published")
    arxiv: str | None = Field(description="number at arXiv")
    doi: str | None = Field(description="without https://doi.org/")
    links: list[Link] = Field(description="addresses with a label")
    code: list[str] = Field(description="addresses of code")
    publication: Publication | None = Field(
        description="what its bibliography states besides, by the variables of CSL: type, volume, pages and so on"
    )
    topics: list[str] = Field(description="keys of topics, the primary one first")
    status: Status | None = Field(description="included, excluded, or null while not screened")
    reason: str | None = Field(description="why it was excluded, an id of the vocabulary of reasons")
    summary: str | None = Field(description="one sentence in the curators' words")
    claims: list[Claim] = Field(description="results that the abstract states, each with its sentence")
    names: list[str] = Field(description="keys of papers that this one names")
    related: list[RelatedData] = Field(description="papers of the survey close to it, with reasons")
    published_abstract: str | None = Field(description="the text as published, LaTeX kept, where it is known")
    provenance: dict[str, Provenance] = Field(description="where facts that no curator typed were taken from")
    seen: list[Seen] = Field(description="each record of it in a source")
    notes: str = Field(description="a curator's note, in Markdown")
    url: str = Field(description="the page's address from the site's root")
    source_path: str = Field(description="the file a curator edits, from the repository's root")


class TopicData(_Exported):
    """A topic, or an area where ``parent`` is null."""

    key: str = Field(description="names the topic for good")
    title: str = Field(description="its name")
    parent: str | None = Field(description="key of its area")
    summary: str = Field(description="its definition")
    next_door: str | None = Field(description="what belongs elsewhere")
    advice: str | None = Field(description="what a curator would use when, in Markdown")
    papers: list[str] = Field(description="keys of papers that are not excluded, newest first")
    url: str = Field(description="the page's address from the site's root")
    source_path: str = Field(description="the file a curator edits, from the repository's root")


class SourceData(_Exported):
    """A capture or bibliography."""

    id: str = Field(description="names the source")
    file: str = Field(description="its name in content/sources")
    format: str = Field(description="which parser reads it")
    origin: str = Field(description="where it was taken from")
    date: dict[str, int] = Field(description="what is known of it: any of year, month, day")
    sha256: str = Field(description="of the file's bytes")


class RepeatabilityData(_Exported):
    """How far two independent readings of one field agree, before differences were settled."""

    field: str = Field(description="what was read: a field, status, reason, or topic, the primary one")
    of: Literal["paper", "claim"] = Field(description="what has the field")
    count: int = Field(description="how many of these were read twice")
    agreed: int = Field(description="how many of these were read alike")
    kappa: float | None = Field(description="Cohen's kappa; null where it is not defined")
    f1: float | None = Field(description="of lists: the mean F1; null for fields of one value")


class SurveyData(_Exported):
    """What the survey is."""

    name: str = Field(description="what it is called")
    tagline: str = Field(description="in a few words")
    description: str = Field(description="in one sentence")
    site_url: str | None = Field(description="where it is published")
    repository: str | None = Field(description="where its files are kept")
    licence: str = Field(description="SPDX identifier of the licence of the survey's own text")
    scope: str = Field(description="what belongs in it")
    sources: list[SourceData] = Field(description="captures and bibliographies")
    repeatability: list[RepeatabilityData] = Field(description="of each field that was read twice")


class Document(_Exported):
    """``survey.json``."""

    survey: SurveyData = Field(description="what the survey is")
    counts: Counts = Field(description="its numbers")
    topics: list[TopicData] = Field(description="topics and areas, in order")
    papers: list[PaperData] = Field(description="all papers, excluded ones too, by key")


class ClaimData(_Exported):
    """A result that an abstract states, of a paper that is not excluded."""

    paper: str = Field(description="key of the paper")
    title: str = Field(description="of the paper, as the site shows it")
    year: int | None = Field(description="of publication")
    topic: str | None = Field(description="key of the paper's primary topic")
    claim: int = Field(description="its number in the paper, from 1, as in papers/KEY.html#claim-1")
    figure: str = Field(description=_FIGURE)
    form: str = Field(
        description="factor (so many times less or more), orders (so many orders of magnitude), change (signed "
        "relative percentage), points (signed difference), percent (signed, not said whether relative or in points), "
        "share (what remains of the baseline, in percent), level (an absolute value) or growth (a formula of the input)"
    )
    value: float | None = Field(
        description="the figure; the higher end where a range is reported; null for a growth, and for orders that are "
        "not counted"
    )
    low: float | None = Field(description="the lower end of a range")
    unit: str | None = Field(description="what the figure counts; null for a growth")
    to: str | None = Field(description="of a growth: the formula")
    instead_of: str | None = Field(description="of a growth: the formula before, where it is stated")
    bound: str | None = Field(description="up to, at least, about, average, more than or less than")
    direction: Way | None = Field(description="which way the figure goes; null for a level")
    better: Way | None = Field(description="which way is better, where it is known")
    against: str | None = Field(description="the baseline, as stated; «not stated» where the sentence names none")
    on: str | None = Field(description="the task or setting, as stated")
    quote: str = Field(description="the sentence that states it, as the site shows it")


class RelationData(_Exported):
    """What the abstract of one paper says of another paper."""

    paper: str = Field(description="key of the paper whose abstract says so")
    kind: str = Field(description="refines, disputes, builds-on or names")
    other: str = Field(description="key of the paper that it says so of")
    quote: str = Field(description="the words that say so, as the site shows them; empty where none were found")
    found_by: Literal["curator", "machine"] = Field(description="who found it: a machine finds who names whom")


class Models:
    """The models of the exported data of one survey, with the fields that it declares."""

    def __init__(self, table: FieldTable) -> None:
        of_claim = {"figure": (str, Field(description=_FIGURE))} | _definitions(table, "claim")
        claim = create_model("Claim", __base__=Claim, __doc__=Claim.__doc__, **of_claim)
        papers: dict[str, Any] = {"claims": (list[claim], PaperData.model_fields["claims"])}  # type: ignore[valid-type]
        self.paper = create_model(
            "PaperData", __base__=PaperData, __doc__=PaperData.__doc__, **_definitions(table, "paper"), **papers
        )
        self.topic = create_model(
            "TopicData", __base__=TopicData, __doc__=TopicData.__doc__, **_definitions(table, "topic")
        )
        self.claim = create_model(
            "ClaimData", __base__=ClaimData, __doc__=ClaimData.__doc__, **_definitions(table, "claim")
        )
        whole: dict[str, Any] = {
            "topics": (list[self.topic], Document.model_fields["topics"]),  # type: ignore[name-defined]
            "papers": (list[self.paper], Document.model_fields["papers"]),  # type: ignore[name-defined]
        }
        self.document = create_model("Document", __base__=Document, __doc__=Document.__doc__, **whole)


@lru_cache(maxsize=8)
def models_of(table: FieldTable) -> Models:
    """Return the models of the exported data of a survey with these fields."""
    return Models(table)


def _definitions(table: FieldTable, owner: str) -> dict[str, Any]:
    """The declared fields of an owner, as pydantic defines fields."""
    return {field.id: (_type(field), Field(description=_meaning(field))) for field in table.of(owner)}


def _type(field: SurveyField) -> Any:
    """Null means that nobody has looked; :data:`NOT_STATED` that the text does not say."""
    if field.type == FieldType.TERMS:
        return list[str] | Literal["not stated"]
    if field.type in (FieldType.NUMBER, FieldType.YES_NO):
        return (float if field.type == FieldType.NUMBER else bool) | Literal["not stated"] | None
    return str | None


def _meaning(field: SurveyField) -> str:
    what = f"; {'names' if field.by_name else 'the id'} of {field.vocabulary}" if field.has_terms else ""
    unit = f", in {field.unit}" if field.unit else ""
    return f"{field.help.rstrip('.')}{unit}{what}; «{NOT_STATED}» where the text does not say"


def exported_fields(table: FieldTable, owner: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of declared fields as they are exported: every field is there, null or an empty list if absent."""
    empty: dict[str, Any] = {field.id: [] if field.type == FieldType.TERMS else None for field in table.of(owner)}
    return {name: values.get(name, nothing) for name, nothing in empty.items()}
