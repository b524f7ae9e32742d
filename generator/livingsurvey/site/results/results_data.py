"""The results as a script, which the page of results loads to sort and filter them.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

import json

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.results import FORMS, Result, results_of
from livingsurvey.model import Survey, SurveyField
from livingsurvey.model.markup import plain_text
from livingsurvey.model.wording import change_text

PATH = "assets/results-data.js"

#: What stands in a row, in this order.
FIELDS = "paper measure form value low unit bound text against on quote".split()


def export_results(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the results in the order of the page; papers and names are told once each."""
    results = results_of(survey, analysis.quotes)
    papers = list(dict.fromkeys(result.paper.key for result in results))
    number = {key: n for n, key in enumerate(papers)}
    data = {
        "fields": FIELDS,
        "rows": [_row(result, survey.group_of(result.claim), number[result.paper.key]) for result in results],
        "papers": [_paper(survey, analysis, key) for key in papers],
        "topics": {topic.key: [topic.title, topic.parent] for topic in survey.topics},
        "measures": _names(survey, survey.fields.grouping, [survey.group_of(r.claim) for r in results]),
        "kinds": _names(survey, survey.fields.heading, [survey.heading_of(r.paper) for r in results]),
        "forms": FORMS,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return {PATH: f"window.surveyResults={text};\n".encode()}


def _row(result: Result, group: str, paper: int) -> list[str | int | float | None]:
    claim, change = result.claim, result.claim.change
    figure = [change.form, change.value, change.low, change.unit, result.bound, change_text(change)]
    return [paper, group, *figure, claim.against, claim.on, plain_text(result.quote)]


def _paper(survey: Survey, analysis: Analysis, key: str) -> list[str | int | list[str] | None]:
    paper = survey.paper[key]
    topics = [topic for topic in paper.topics if topic in survey.topic]
    return [key, plain_text(analysis.title[key]), paper.year, survey.heading_of(paper) or None, topics]


def _names(survey: Survey, field: SurveyField | None, ids: list[str]) -> dict[str, str]:
    vocabulary = field.vocabulary or "" if field else ""
    return {id_: survey.word(vocabulary, id_) or id_ for id_ in dict.fromkeys(ids)}
