"""The results as a script, which the page of results loads to sort and filter them.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

from generator.exports.scripts import script
from generator.insight import Insight
from generator.insight.results import FORMS, Result, results_of
from generator.model import Survey
from generator.model.markup import plain_text
from generator.model.wording import change_text

PATH = "assets/results-data.js"

#: The cells of a row and of a paper, in this order.
COLUMNS = "paper measure form value low unit bound text against on quote".split()
PAPER_COLUMNS = "key title year kind topics".split()
#: What the page has: the columns of its table, its filters, and the column that groups its rows.
PAGE = {
    "table": "paper measure change against on topic kind year".split(),
    "filters": "measure topic kind year form bound".split(),
    "group": "measure",
}


def export_results(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return the results in the order of the page; papers and names are there once each."""
    results = results_of(survey, insight.quotes)
    papers = list(dict.fromkeys(result.paper.key for result in results))
    number = {key: n for n, key in enumerate(papers)}
    data = {
        **PAGE,
        "columns": COLUMNS,
        "rows": [_row(result, number[result.paper.key]) for result in results],
        "paper_columns": PAPER_COLUMNS,
        "papers": [_paper(survey, insight, key) for key in papers],
        "topics": {topic.key: [topic.title, topic.parent] for topic in survey.topics},
        "terms": {
            "measure": _names(survey, "measures", [result.claim.measure for result in results]),
            "kind": _names(survey, "kinds", [result.paper.kind or "" for result in results]),
        },
        "forms": FORMS,
    }
    return {PATH: script("data.results", data)}


def _row(result: Result, paper: int) -> list[str | int | float | None]:
    claim, change = result.claim, result.claim.change
    figure = [change.form, change.value, change.low, change.unit, result.bound, change_text(change)]
    return [paper, claim.measure, *figure, claim.against, claim.on, plain_text(result.quote)]


def _paper(survey: Survey, insight: Insight, key: str) -> list[str | int | list[str] | None]:
    paper = survey.paper[key]
    topics = [topic for topic in paper.topics if topic in survey.topic]
    return [key, plain_text(insight.title[key]), paper.year, paper.kind, topics]


def _names(survey: Survey, vocabulary: str, ids: list[str]) -> dict[str, str]:
    return {id_: survey.word(vocabulary, id_) or id_ for id_ in dict.fromkeys(ids)}
