"""Trends: papers by year and area, and the terms they name, year by year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Status, Survey, SurveyField, paths
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.shown import has_trends, included
from livingsurvey.site.time_axis import TimeAxis, time_axis

_MOST = 12  # entries of a vocabulary that are shown
_LEAST = 2  # papers that make an entry worth a chart


class Series(NamedTuple):
    """What is counted: its name and page, its papers, and how the page of all papers is narrowed to them."""

    name: PageLink
    papers: list[Paper]
    narrowed: Mapping[str, str] | None


class Group(NamedTuple):
    """Series on one scale, under the heading of a section and of a table's first column."""

    title: str
    row_name: str
    series: list[Series]


def trend_pages(renderer: Renderer) -> Pages:
    """The page of the trends."""
    return {"trends.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    survey, t = renderer.survey, renderer.messages.t
    papers = list(included(survey))
    axis = time_axis(survey, papers)
    everything = Series(PageLink(t("trends.all_included")), papers, {})
    groups = [
        Group(t("trends.all"), t("trends.papers"), [everything]),
        Group(t("trends.by_area"), t("trends.area"), _areas(survey)),
        *(_terms(renderer, papers, field) for field in _counted(survey)),
    ]
    drawn = [(group.title, data) for group in groups if (data := _data(renderer, group, axis))["rows"]]
    meta = {
        "title": t("trends.title"),
        "description": t("trends.description"),
        "page_template": "trends.html",
        "page_kind": "trends",
        "scripts": ["save-figure"],
        "styles": ["maps"],
        "empty": not has_trends(survey) or None,
        "years": axis.labels,
        "columns": [{"label": label} for label in axis.labels],
        "partial": axis.labels[-1] if axis.newest else None,
        "groups": [data for _, data in drawn],
    }
    undated = sum(not paper.year for paper in papers)
    body = renderer.markdown("maps/trends.md.j2", axis=axis, undated=undated, titles=[title for title, _ in drawn])
    return Page(meta, body)


def _areas(survey: Survey) -> list[Series]:
    return [
        Series(PageLink(area.title, paths.topic_url(area)), _included(survey.papers_of[area.key]), {"area": area.key})
        for area in survey.areas
    ]


def _included(papers: Iterable[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.status == Status.INCLUDED]


def _counted(survey: Survey) -> list[SurveyField]:
    """The fields of papers whose terms are counted: those that may have several."""
    return [field for field in survey.fields.of("paper") if field.by_name]


def _terms(renderer: Renderer, papers: list[Paper], field: SurveyField) -> Group:
    users: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for name in dict.fromkeys(paper.terms(field.id)):
            users[name].append(paper)
    names = sorted((n for n in users if len(users[n]) >= _LEAST), key=lambda name: (-len(users[name]), name))
    series = [Series(PageLink(name), users[name], _filter(renderer.survey, field, name)) for name in names[:_MOST]]
    return Group(renderer.messages.t("trends.over_time", field=field.plural), field.label, series)


def _filter(survey: Survey, field: SurveyField, name: str) -> dict[str, str] | None:
    """How the page of all papers is narrowed to a name; what is in no vocabulary has no address there."""
    term = survey.term.get(field.vocabulary or "", {}).get(name)
    return {field.facet: term.id} if term else None


def _data(renderer: Renderer, group: Group, axis: TimeAxis) -> dict[str, Any]:
    """A group in front matter: the theme draws its charts and writes its table; nothing where nothing is counted."""
    rows = [row for series in group.series if (row := _row(series, axis))["total"]]
    key = "trends.caption_partial" if axis.running else "trends.caption"
    caption = renderer.messages.t(key, title=group.title, year=axis.running)
    return {"title": group.title, "caption": caption, "row_name": group.row_name, "rows": rows}


def _row(series: Series, axis: TimeAxis) -> dict[str, Any]:
    counts = axis.counts(series.papers)
    row = axis.row(counts, "")
    row["cells"] = [
        [count, "" if axis.has_older and n == 0 else _papers_of(series, year)] if count else 0
        for n, (count, year) in enumerate(zip(counts, axis.years, strict=True))
    ]
    return row | series.name.data("")


def _papers_of(series: Series, year: int) -> str:
    """Where the papers of a year are listed."""
    if series.narrowed is None:
        return ""
    return paths.explore_url(**series.narrowed, year=year, status=Status.INCLUDED.value)
