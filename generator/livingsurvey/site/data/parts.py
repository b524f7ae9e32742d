"""Parts of the survey as files of their own: claims, relations, topics and vocabularies."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.figures import better_way, direction
from livingsurvey.model import Status, Survey
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.csv_rows import csv_table
from livingsurvey.site.data.document import RelationData, exported_fields, models_of
from livingsurvey.site.data.json_lines import json_file
from livingsurvey.site.data.survey_data import topic_data
from livingsurvey.site.figures import figure_in_data


def export_parts(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return claims and relations as CSV and JSON, topics and vocabularies as JSON."""
    columns = list(models_of(survey.fields).claim.model_fields)
    claims = list(_claims(survey, analysis, columns))
    relations = list(_relations(survey, analysis))
    topics = [topic_data(survey, topic) for topic in survey.topics]
    terms = {name: (term.model_dump() for term in terms) for name, terms in survey.vocabulary.items()}
    return {
        "data/claims.csv": csv_table(columns, ([*claim.values()] for claim in claims)),
        "data/claims.json": json_file(claims),
        "data/relations.csv": csv_table([*RelationData.model_fields], ([*one.values()] for one in relations)),
        "data/relations.json": json_file(relations),
        "data/topics.json": json_file(topics),
        "data/vocabulary.json": json_file(terms),
    }


def _claims(survey: Survey, analysis: Analysis, columns: list[str]) -> Iterator[dict[str, Any]]:
    for paper in survey.papers:
        if paper.status == Status.EXCLUDED:
            continue
        of_paper = {
            "paper": paper.key,
            "title": plain_text(analysis.title[paper.key]),
            "year": paper.year,
            "topic": paper.primary_topic,
        }
        for number, (claim, quote) in enumerate(zip(paper.claims, analysis.quotes[paper.key], strict=True), start=1):
            row = of_paper | exported_fields(survey.fields, "claim", claim.fields)
            row |= {"claim": number, "quote": plain_text(quote)} | claim.change.model_dump()
            row |= {"figure": figure_in_data(survey, claim)}
            row |= {"direction": direction(survey, claim), "better": better_way(survey, claim)}
            row |= {"against": claim.against, "on": claim.on}
            yield {name: row[name] for name in columns}


def _relations(survey: Survey, analysis: Analysis) -> Iterator[dict[str, str]]:
    """Every relation between two papers, by the key of the one whose abstract says so."""
    for paper in survey.papers:
        for one in analysis.relations.get(paper.key, ()):
            if one.source == paper.key:
                found_by = "machine" if one.kind == "names" else "curator"
                said = {"paper": one.source, "kind": one.kind, "other": one.to, "quote": plain_text(one.quote)}
                yield said | {"found_by": found_by}
