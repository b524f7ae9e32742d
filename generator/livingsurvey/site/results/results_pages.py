"""All results of the survey in one table, which a script can sort and filter."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import groupby
from typing import Any

from livingsurvey.analysis.figures import FORMS
from livingsurvey.analysis.results import Result, results_of
from livingsurvey.model import NOT_STATED, Survey, SurveyField, Topic, paths
from livingsurvey.model.fields import words_of
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.paper.field_facts import baseline, evidence
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.results.results_data import column_of, faceted
from livingsurvey.site.tables import versions_link

#: Rows that are in the page itself. A script shows the others from the data; pages stay readable without one.
MOST = 1000
#: The bounds of a figure, with the messages that name them; without one it is exact.
BOUNDS = {
    "exact": "results.bound.exact",
    "about": "results.bound.about",
    "at least": "results.bound.at_least",
    "up to": "results.bound.up_to",
    "average": "results.bound.average",
    "more than": "results.bound.more_than",
    "less than": "results.bound.less_than",
}

#: Named values for the theme's template.
_Data = dict[str, Any]


def result_pages(renderer: Renderer) -> Pages:
    """Render the table of results."""
    return {"results.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    results = results_of(renderer.survey, renderer.analysis.quotes)
    papers = len({result.paper.key for result in results})
    body = renderer.markdown("results/results.md.j2", count=len(results), papers=papers)
    return Page(_head(renderer) | (_table(renderer, results) if results else {"empty": True}), body)


def _head(renderer: Renderer) -> _Data:
    return {
        "title": renderer.messages.t("results.title"),
        "description": renderer.messages.t("results.description"),
        "page_template": "results.html",
        "page_kind": "results",
        "scripts": ["tables", "results-rows", "results"],
        "styles": ["results"],
    }


def _table(renderer: Renderer, results: list[Result]) -> _Data:
    grouping = renderer.survey.fields.grouping
    groups = _groups(renderer, results)
    return {
        "count": len(results),
        "shown": sum(len(group["rows"]) for group in groups),
        "filters": _filters(renderer, results),
        "group_label": grouping.plural if grouping else "",
        "columns": _columns(renderer),
        "groups": groups,
    }


def _columns(renderer: Renderer) -> list[_Data]:
    """The columns of the table, by the names that the data for the script has."""
    t, fields = renderer.messages.t, renderer.survey.fields
    return [
        {"id": "paper", "label": t("table.paper")},
        *_column_of(fields.grouping),
        {"id": "change", "label": t("table.change")},
        {"id": "against", "label": t("table.baseline")},
        {"id": "on", "label": t("table.setting")},
        {"id": "topic", "label": t("results.topic")},
        *_column_of(fields.heading),
        {"id": "year", "label": t("table.year")},
    ]


def _column_of(field: SurveyField | None) -> list[_Data]:
    return [{"id": field.facet, "label": field.label}] if field else []


def _groups(renderer: Renderer, results: list[Result]) -> list[_Data]:
    """The results by what they are grouped under: as many rows of each as the page has room for."""
    field = renderer.survey.fields.grouping
    names = _names(renderer.survey, field)
    grouped = [(id_, list(rows)) for id_, rows in groupby(results, key=lambda r: renderer.survey.group_of(r.claim))]
    each = MOST if len(results) <= MOST else max(1, MOST // len(grouped))
    return [
        {
            "anchor": f"{field.facet if field else 'group'}={id_}",
            "label": names.get(id_) or id_ or renderer.messages.t("results.other"),
            "count": len(rows),
            "rows": [_row(renderer, result) for result in rows[:each]],
        }
        for id_, rows in grouped
    ]


def _row(renderer: Renderer, result: Result) -> _Data:
    """The cells of a result by column, and its quotation."""
    survey, links = renderer.survey, renderer.page_links
    paper, claim = result.paper, result.claim
    topic = next((key for key in paper.topics if key in survey.topic), None)
    cells = {
        "paper": links.paper(paper.key).data(up=""),
        "key": paper.key,
        "claim": result.number,
        "quote": inline_data(result.quote),
        "change": renderer.figure(claim),
        "versions": versions_link(claim, paper, up=""),
        "against": baseline(renderer, claim),
        "evidence": evidence(renderer, claim, unsaid=(renderer.messages.t("table.baseline"),)),
        "on": claim.on,
        "topic": links.topic(topic).data(up="") if topic else None,
        "year": paper.year,
        "audit": paths.audit_url(paper.key, result.number),
        "correct": paths.correct_url(paper=paper.key, claim=result.number),
    }
    fields = {survey.fields.grouping: survey.group_word(claim), survey.fields.heading: survey.heading_word(paper)}
    cells |= {field.facet: name for field, name in fields.items() if field}
    return cells


def _filters(renderer: Renderer, results: list[Result]) -> list[_Data]:
    """The filters that have something to choose from."""
    survey, t = renderer.survey, renderer.messages.t
    years = [str(r.paper.year) for r in results if r.paper.year]
    forms = {form: t(f"results.form.{form}") for form in FORMS}
    bounds = {bound: t(key) for bound, key in BOUNDS.items()}
    filters = [
        *_of_field(survey, survey.fields.grouping, (survey.group_of(r.claim) for r in results)),
        _filter("topic", t("results.topic"), _topics(renderer, results)),
        *_of_field(survey, survey.fields.heading, (survey.heading_of(r.paper) for r in results)),
        _filter("year", t("table.year"), _choices(years, {year: year for year in sorted(years, reverse=True)})),
        *(_of_claim(renderer, field, results) for field in faceted(survey)),
        _filter("form", t("results.unit"), _choices((r.claim.change.form for r in results), forms)),
        _filter("bound", t("results.bound"), _choices((r.bound for r in results), bounds)),
    ]
    return [one for one in filters if any(group["options"] for group in one["groups"])]


def _filter(id_: str, label: str, groups: list[_Data]) -> _Data:
    return {"id": id_, "label": label, "groups": groups}


def _of_field(survey: Survey, field: SurveyField | None, values: Iterable[str]) -> list[_Data]:
    """The filter of a field that the survey declares, if it does."""
    chosen = _choices((value for value in values if value), _names(survey, field))
    return [_filter(field.facet, field.label, chosen)] if field else []


def _of_claim(renderer: Renderer, field: SurveyField, results: Iterable[Result]) -> _Data:
    """The filter of a field of claims besides the one that they are grouped by."""
    names = _names(renderer.survey, field) | {NOT_STATED: renderer.messages.t("field.not_stated")}
    values = (value for result in results for value in words_of(result.claim.fields.get(field.id)))
    return _filter(column_of(field), field.label, _choices(values, names))


def _names(survey: Survey, field: SurveyField | None) -> dict[str, str]:
    terms = survey.vocabulary.get(field.vocabulary or "", ()) if field else ()
    return {term.id: term.name for term in terms}


def _option(value: str, label: str, count: int) -> _Data:
    """An option of a filter: its value in the address, what it is called, and how many results it has."""
    return {"value": value, "label": label, "count": count}


def _choices(values: Iterable[str], names: Mapping[str, str]) -> list[_Data]:
    """What there is to choose from, in the order of ``names``; what they do not know comes last."""
    counts = Counter(values)
    known = [_option(value, name, counts[value]) for value, name in names.items() if counts[value]]
    others = [_option(value, value, counts[value]) for value in sorted(counts.keys() - names.keys())]
    return [{"options": known + others}]


def _topics(renderer: Renderer, results: list[Result]) -> list[_Data]:
    """Topics by area; the first of each group is the area as a whole."""
    survey = renderer.survey
    counts: Counter[str] = Counter()
    for result in results:
        keys = [key for key in result.paper.topics if key in survey.topic]
        counts.update({*keys, *(parent for key in keys if (parent := survey.topic[key].parent))})
    return [_area(renderer, area, counts) for area in survey.areas if counts[area.key]]


def _area(renderer: Renderer, area: Topic, counts: Counter[str]) -> _Data:
    whole = _option(f"area:{area.key}", renderer.messages.t("results.all_of", area=area.title), counts[area.key])
    topics = [topic for topic in renderer.survey.topics_of[area.key] if counts[topic.key]]
    return {
        "label": area.title,
        "options": [whole, *(_option(f"topic:{topic.key}", topic.title, counts[topic.key]) for topic in topics)],
    }
