"""The results as a script, which the page of results loads to sort and filter them.

A script, since a page opened from a folder may load scripts but not fetch data.
"""

from collections.abc import Iterable

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.figures import better_way, direction, ranks_of, scales_of
from livingsurvey.analysis.results import Result, results_of
from livingsurvey.analysis.versions import disagrees
from livingsurvey.model import NOT_STATED, FieldType, Place, Survey, SurveyField
from livingsurvey.model.fields import text_of, words_of
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.scripts import script
from livingsurvey.site.figures import figure_text
from livingsurvey.site.messages import Messages

PATH = "assets/results-data.js"
#: What a row has besides its paper and what it is grouped by. Only figures of one ``_scale`` are ranked, the greatest
#: ``_worth`` first; no survey's field begins with an underscore.
_COLUMNS = "claim figure form value low unit bound direction better against on quote disagrees _scale _worth".split()
#: The columns that rows are grouped by and that papers begin with, where the survey has no fields for them.
_GROUP, _HEADING = "group", "heading"


def faceted(survey: Survey) -> list[SurveyField]:
    """The fields of claims that results are filtered by, besides the one that they are grouped by: one term each."""
    fields = survey.fields
    return [
        field
        for field in fields.shown(Place.FACET, "claim")
        if field != fields.grouping and field.type in (FieldType.TERM, FieldType.YES_NO)
    ]


def column_of(field: SurveyField) -> str:
    """The column that has a declared field of claims; the names of other columns are taken."""
    return f"field_{field.facet}" if field.facet in ("paper", *_COLUMNS) else field.facet


def _shown_fields(survey: Survey) -> list[SurveyField]:
    fields = survey.fields
    wanted = dict.fromkeys([*fields.shown(Place.PAGE, "claim"), *faceted(survey)])
    return [field for field in wanted if field != fields.grouping]


def export_results(survey: Survey, analysis: Analysis, messages: Messages | None = None) -> dict[str, bytes]:
    """Return the results in the order of the page, in the words of ``messages``; papers and names are there once."""
    words = messages or Messages()
    results = results_of(survey, analysis.quotes)
    ranks = ranks_of(survey, (result.claim for result in results))
    scale = scales_of(ranks)
    group = survey.fields.grouping.facet if survey.fields.grouping else _GROUP
    heading = survey.fields.heading.facet if survey.fields.heading else _HEADING
    own = _shown_fields(survey)
    papers = list(dict.fromkeys(result.paper.key for result in results))
    number = {key: n for n, key in enumerate(papers)}
    data = {
        # The column that groups the rows.
        "group": group,
        "columns": ["paper", group, *map(column_of, own), *_COLUMNS],
        # The columns that say how a result was found, each with its label.
        "evidence": [[column_of(field), field.label] for field in own],
        "not_stated": NOT_STATED,
        "rows": [
            [number[result.paper.key], *_row(survey, words, result, own), scale[one], one.worth]
            for result, one in zip(results, ranks, strict=True)
        ],
        "paper_columns": ["key", "title", "year", heading, "topics"],
        "papers": [_paper(survey, analysis, key) for key in papers],
        "topics": {topic.key: [topic.title, topic.parent] for topic in survey.topics},
        "terms": {
            group: _names(survey, survey.fields.grouping, (survey.group_of(result.claim) for result in results)),
            heading: _names(survey, survey.fields.heading, (survey.heading_of(result.paper) for result in results)),
            **{column_of(field): _own_names(survey, words, field, results) for field in own},
        },
    }
    return {PATH: script("data.results", data)}


def _row(survey: Survey, messages: Messages, result: Result, own: list[SurveyField]) -> list[str | int | float | None]:
    claim, change = result.claim, result.claim.change
    figure = [change.form, change.value, change.low, change.unit, result.bound]
    return [
        survey.group_of(claim),
        *(text_of(claim.fields.get(field.id)) or None for field in own),
        *(result.number, figure_text(messages, survey, claim), *figure),
        *(direction(survey, claim), better_way(survey, claim)),
        *(
            claim.against if claim.against != NOT_STATED else messages.t("field.not_stated"),
            claim.on,
            plain_text(result.quote),
            disagrees(result.paper, claim) or None,
        ),
    ]


def _paper(survey: Survey, analysis: Analysis, key: str) -> list[str | int | list[str] | None]:
    paper = survey.paper[key]
    topics = [topic for topic in paper.topics if topic in survey.topic]
    return [key, plain_text(analysis.title[key]), paper.year, survey.heading_of(paper) or None, topics]


def _names(survey: Survey, field: SurveyField | None, ids: Iterable[str]) -> dict[str, str]:
    vocabulary = field.vocabulary or "" if field else ""
    return {id_: survey.word(vocabulary, id_) or id_ for id_ in dict.fromkeys(ids)}


def _own_names(survey: Survey, messages: Messages, field: SurveyField, results: Iterable[Result]) -> dict[str, str]:
    """What the values of a claim's own field are called that are not called as they are written."""
    values = {value for result in results for value in words_of(result.claim.fields.get(field.id))}
    said = {NOT_STATED: messages.t("field.not_stated")}
    if field.type == FieldType.YES_NO:
        said |= {value: messages.t(f"field.{value}") for value in ("yes", "no")}
    known = _names(survey, field, sorted(values)) if field.type == FieldType.TERM else {}
    return {value: name for value, name in (known | said).items() if value in values and name != value}
