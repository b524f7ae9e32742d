"""The whole survey as data: ``data/survey.json`` and the JSON Schema next to it."""

from dataclasses import asdict
from functools import cache
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.related_papers import Related
from livingsurvey.model import Paper, Settings, Survey, Topic, paths
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.document import exported_fields, models_of
from livingsurvey.site.data.json_lines import dense, json_file
from livingsurvey.site.figures import figure_in_data
from livingsurvey.site.messages import Messages
from livingsurvey.site.words import reason_text


def export_data(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the survey as JSON and its schema, by path from the site's root."""
    document = {
        "survey": dense(_survey(survey, analysis)).encode(),
        "counts": dense(survey.counts.model_dump()).encode(),
        "topics": (topic_data(survey, topic) for topic in survey.topics),
        "papers": (_paper(survey, analysis, paper) for paper in survey.papers),
    }
    schema = models_of(survey.fields).document.model_json_schema() | {
        "$schema": "https://json-schema.org/draft/2020-12/schema"
    }
    return {
        "data/survey.json": json_file(document),
        "data/survey.schema.json": f"{dense(schema)}\n".encode(),
    }


def _survey(survey: Survey, analysis: Analysis) -> dict[str, Any]:
    settings: Settings = survey.settings
    shared = settings.model_dump(include={"name", "tagline", "description", "site_url", "repository", "licence"})
    sources = [
        source.model_dump(exclude={"note", "date"}) | {"date": source.date.model_dump(exclude_none=True)}
        for source in survey.sources
    ]
    repeated = [asdict(one) for one in analysis.repeatability]
    return shared | {"scope": settings.scope.statement, "sources": sources, "repeatability": repeated}


def topic_data(survey: Survey, topic: Topic) -> dict[str, Any]:
    """What is exported of a topic."""
    shared = topic.model_dump(include={"key", "title", "parent", "summary", "next_door", "advice"})
    return (
        shared
        | exported_fields(survey.fields, "topic", topic.fields)
        | {
            "papers": [paper.key for paper in survey.papers_of[topic.key]],
            "url": paths.topic_url(topic),
            "source_path": topic.path,
        }
    )


def _related(related: Related) -> dict[str, Any]:
    return {"key": related.key, "reasons": [reason_text(_english(), reason) for reason in related.reasons]}


@cache
def _english() -> Messages:
    """The words of data, whatever the language of the pages."""
    return Messages()


def _paper(survey: Survey, analysis: Analysis, paper: Paper) -> dict[str, Any]:
    derived = {
        "abstract_text": plain_text(analysis.abstract[paper.key]),
        "year": paper.year,
        "links": [link.model_dump() for link in analysis.links[paper.key]],
        "names": analysis.names[paper.key],
        "related": [_related(related) for related in analysis.related[paper.key]],
        "url": paths.paper_url(paper),
        "source_path": paper.path,
    }
    dumped = paper.model_dump(mode="json", exclude={"links", "fields"})
    claims = [
        claim.model_dump(mode="json", exclude={"fields"})
        | {"figure": figure_in_data(survey, claim)}
        | exported_fields(survey.fields, "claim", claim.fields)
        for claim in paper.claims
    ]
    return dumped | {"claims": claims} | exported_fields(survey.fields, "paper", paper.fields) | derived
