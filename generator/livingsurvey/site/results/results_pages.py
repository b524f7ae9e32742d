"""All results of the survey in one table, which a script can sort and filter."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from livingsurvey.analysis.results import BOUNDS, FORMS, Result, results_of
from livingsurvey.model import Paper, Survey, SurveyField
from livingsurvey.site.renderer import Renderer

#: Rows that the page itself holds. A script shows the others from the data; pages stay readable without one.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter: its value in the address, what it is called, and how many results it has."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the table; options may stand in groups."""

    key: str
    label: str
    groups: list[tuple[str, list[Choice]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The results on one measure: those that the page shows, and how many there are."""

    id: str
    name: str
    rows: list[Result]
    count: int


def result_pages(renderer: Renderer) -> dict[str, str]:
    """Render the table of results."""
    results = results_of(renderer.survey, renderer.analysis.quotes)
    measured = _measured(renderer.survey, results)
    shown = sum(len(group.rows) for group in measured)
    context = {"measured": measured, "count": len(results), "shown": shown, "topic_of": _topic_of(renderer.survey)}
    papers = len({result.paper.key for result in results})
    filters = _filters(renderer.survey, results)
    return {"results.md": renderer.page("results/results.md.j2", papers=papers, filters=filters, **context)}


def _measured(survey: Survey, results: list[Result]) -> list[Measured]:
    by_measure = [(key, list(group)) for key, group in groupby(results, key=lambda r: survey.group_of(r.claim))]
    names = _names(survey, survey.fields.grouping)
    each = MOST if len(results) <= MOST else max(1, MOST // len(by_measure))
    return [Measured(key, names.get(key) or key or "Other", group[:each], len(group)) for key, group in by_measure]


def _topic_of(survey: Survey) -> Callable[[Paper], Any]:
    return lambda paper: survey.topic.get(paper.primary_topic or "")


def _filters(survey: Survey, results: list[Result]) -> list[Filter]:
    """The filters that have something to choose from."""
    years = [str(r.paper.year) for r in results if r.paper.year]
    filters = [
        *_of_field(survey, survey.fields.grouping, (survey.group_of(r.claim) for r in results)),
        Filter("topic", "Topic", _topics(survey, results)),
        *_of_field(survey, survey.fields.heading, (survey.heading_of(r.paper) for r in results)),
        Filter("year", "Year", _choices(years, {year: year for year in sorted(years, reverse=True)})),
        Filter("form", "Form", _choices((r.claim.change.form for r in results), FORMS)),
        Filter("bound", "Figure", _choices((r.bound for r in results), {name: name for name in BOUNDS})),
    ]
    return [one for one in filters if any(options for _, options in one.groups)]


def _of_field(survey: Survey, field: SurveyField | None, values: Iterable[str]) -> list[Filter]:
    """The filter of a field that the survey declares, if it does."""
    chosen = _choices((value for value in values if value), _names(survey, field))
    return [Filter(field.facet, field.label, chosen)] if field else []


def _names(survey: Survey, field: SurveyField | None) -> dict[str, str]:
    terms = survey.vocabulary.get(field.vocabulary or "", ()) if field else ()
    return {term.id: term.name for term in terms}


def _choices(values: Iterable[str], names: dict[str, str]) -> list[tuple[str, list[Choice]]]:
    """What there is to choose from, in the order of ``names``; what they do not know comes last."""
    counts = Counter(values)
    known = [Choice(value, name, counts[value]) for value, name in names.items() if counts[value]]
    return [("", known + [Choice(value, value, counts[value]) for value in sorted(counts.keys() - names.keys())])]


def _topics(survey: Survey, results: list[Result]) -> list[tuple[str, list[Choice]]]:
    """Topics by area; the first of each group is the area as a whole."""
    counts: Counter[str] = Counter()
    for result in results:
        keys = [key for key in result.paper.topics if key in survey.topic]
        counts.update({*keys, *(parent for key in keys if (parent := survey.topic[key].parent))})
    return [
        (
            area.title,
            [Choice(f"area:{area.key}", f"All of {area.title}", counts[area.key])]
            + [Choice(f"topic:{t.key}", t.title, counts[t.key]) for t in survey.topics_of[area.key] if counts[t.key]],
        )
        for area in survey.areas
        if counts[area.key]
    ]
