"""The whole survey as data: ``data/survey.json`` and the JSON Schema beside it."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from generator.insight import Insight
from generator.model import Claim, Counts, Link, Paper, Provenance, Seen, Settings, Status, Survey, Topic, paths
from generator.model.markup import plain_text


class _Exported(BaseModel):
    model_config = ConfigDict(extra="forbid")


class RelatedData(_Exported):
    """A related paper and the reasons for calling it so."""

    key: str
    reasons: list[str]


class PaperData(_Exported):
    """A paper. Fields that nobody has filled yet are null or empty."""

    key: str
    aliases: list[str]
    title: str
    abstract: str = Field(description="the captured text, verbatim")
    abstract_text: str = Field(description="the text as the site shows it, without markup")
    authors: list[str]
    year: int | None
    published: str | None = Field(description="YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known")
    venue: str | None
    arxiv: str | None
    doi: str | None
    links: list[Link]
    code: list[str]
    kind: str | None
    topics: list[str] = Field(description="keys of topics, the primary one first")
    benchmarks: list[str]
    models: list[str]
    methods: list[str]
    status: Status | None
    reason: str | None
    summary: str | None
    claims: list[Claim]
    names: list[str] = Field(description="keys of papers that this one names")
    related: list[RelatedData]
    published_abstract: str | None = Field(description="the text as published, LaTeX kept, where it is known")
    provenance: dict[str, Provenance] = Field(description="where facts that no curator typed were taken from")
    seen: list[Seen]
    notes: str
    url: str = Field(description="the page's address from the site's root")
    source_path: str = Field(description="the file a curator edits, from the repository's root")


class TopicData(_Exported):
    """A topic, or an area where ``parent`` is null."""

    key: str
    title: str
    parent: str | None
    summary: str
    next_door: str | None
    papers: list[str] = Field(description="keys of papers that are not excluded, newest first")
    url: str
    source_path: str


class SourceData(_Exported):
    """A capture or bibliography."""

    id: str
    file: str
    format: str
    origin: str
    date: dict[str, int] = Field(description="what is known of it: any of year, month, day")
    sha256: str


class SurveyData(_Exported):
    """What the survey is."""

    name: str
    tagline: str
    description: str
    site_url: str | None
    repository: str | None
    licence: str
    scope: str
    sources: list[SourceData]


class Document(_Exported):
    """``survey.json``."""

    survey: SurveyData
    counts: Counts
    topics: list[TopicData]
    papers: list[PaperData]


def export_data(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return the survey as JSON and its schema, by path from the site's root."""
    document = {
        "survey": _json(_survey(survey)),
        "counts": _json(survey.counts.model_dump()),
        "topics": _lines(_topic(survey, topic) for topic in survey.topics),
        "papers": _lines(_paper(insight, paper) for paper in survey.papers),
    }
    text = ",\n".join(f'"{name}": {value}' for name, value in document.items())
    schema = Document.model_json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {
        "data/survey.json": f"{{{text}}}\n".encode(),
        "data/survey.schema.json": json.dumps(schema, ensure_ascii=False, indent=1).encode(),
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[Any]) -> str:
    """A JSON list with one entry a line: readable with line tools, and many times faster to write than indented."""
    return "[\n" + ",\n".join(_json(value) for value in values) + "\n]"


def _survey(survey: Survey) -> dict[str, Any]:
    settings: Settings = survey.settings
    shared = settings.model_dump(include={"name", "tagline", "description", "site_url", "repository", "licence"})
    sources = [
        source.model_dump(exclude={"note", "date"}) | {"date": source.date.model_dump(exclude_none=True)}
        for source in survey.sources
    ]
    return shared | {"scope": settings.scope.statement, "sources": sources}


def _topic(survey: Survey, topic: Topic) -> dict[str, Any]:
    return topic.model_dump(include={"key", "title", "parent", "summary", "next_door"}) | {
        "papers": [paper.key for paper in survey.papers_of[topic.key]],
        "url": paths.topic_url(topic),
        "source_path": topic.path,
    }


def _paper(insight: Insight, paper: Paper) -> dict[str, Any]:
    derived = {
        "abstract_text": plain_text(insight.abstract[paper.key]),
        "year": paper.year,
        "links": [link.model_dump() for link in insight.links[paper.key]],
        "names": insight.names[paper.key],
        "related": [{"key": r.key, "reasons": r.reasons} for r in insight.related[paper.key]],
        "url": paths.paper_url(paper),
        "source_path": paper.path,
    }
    return paper.model_dump(mode="json", exclude={"links"}) | derived
