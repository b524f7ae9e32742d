"""Trends: papers by year and area, and the terms they name, year by year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from livingsurvey.model import Paper, Status, Survey, SurveyField, paths
from livingsurvey.site.maps.gap_map import shade_of
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.svg import Bar, bars
from livingsurvey.site.words import plural
from markupsafe import Markup

_MOST = 12  # entries of a vocabulary that are shown
_LEAST = 2  # papers that make an entry worth a chart
_SPAN = 12  # years shown, up to the newest

#: What is to be counted: its name, its page, its papers, and how the page of all papers is narrowed to them.
_Rows = Sequence[tuple[str, str | None, list[Paper], Mapping[str, str] | None]]


class Series(NamedTuple):
    """A row of counts by year, drawn and as numbers: each with its shade and where its papers are."""

    title: str
    href: str | None
    total: int
    chart: Markup
    cells: list[tuple[int, int, str | None]]


class Group(NamedTuple):
    """Series on one scale."""

    title: str
    row_name: str
    series: list[Series]


class Span(NamedTuple):
    """The years on the axis, and the newest date known, where it shows that the last year is not complete."""

    years: list[int]
    newest: str | None
    undated: int

    @property
    def partial(self) -> int | None:
        """The year that is not complete."""
        return self.years[-1] if self.newest else None


def trend_pages(renderer: Renderer) -> dict[str, str]:
    """Render the trends."""
    survey = renderer.survey
    papers = [paper for paper in survey.papers if paper.status == Status.INCLUDED]
    span = _span(papers)
    groups = [
        _all(papers, span),
        _areas(survey, span),
        *(_terms(survey, papers, field, span) for field in _counted(survey)),
    ]
    return {"trends.md": renderer.page("maps/trends.md.j2", span=span, groups=[g for g in groups if g.series])}


def _span(papers: list[Paper]) -> Span:
    years = [paper.year for paper in papers if paper.year]
    if not years:
        return Span([], None, len(papers))
    last = max(years)
    newest = max(paper.published for paper in papers if paper.published and paper.year == last)
    # Without a clock, a year is known to be over only when a paper of its December is here.
    complete = newest[5:7] == "12"
    first = max(min(years), last - _SPAN + 1)
    return Span(list(range(first, last + 1)), None if complete else newest, len(papers) - len(years))


def _all(papers: list[Paper], span: Span) -> Group:
    return _group("All papers", "Papers", [("All included papers", None, papers, {})], span)


def _areas(survey: Survey, span: Span) -> Group:
    rows = [
        (area.title, f"topics/{area.key}.html", _included(survey.papers_of[area.key]), {"area": area.key})
        for area in survey.areas
    ]
    return _group("Papers by area", "Area", rows, span)


def _included(papers: Iterable[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.status == Status.INCLUDED]


def _counted(survey: Survey) -> list[SurveyField]:
    """The fields of papers whose terms are counted: those that may have several."""
    return [field for field in survey.fields.of("paper") if field.by_name]


def _terms(survey: Survey, papers: list[Paper], field: SurveyField, span: Span) -> Group:
    users: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        for name in dict.fromkeys(paper.terms(field.id)):
            users[name].append(paper)
    names = sorted((n for n in users if len(users[n]) >= _LEAST), key=lambda name: (-len(users[name]), name))
    rows = [(name, None, users[name], _filter(survey, field, name)) for name in names[:_MOST]]
    return _group(f"{field.plural} over time", field.label, rows, span)


def _filter(survey: Survey, field: SurveyField, name: str) -> dict[str, str] | None:
    """How the page of all papers is narrowed to a name; what is in no vocabulary has no address there."""
    term = survey.term.get(field.vocabulary or "", {}).get(name)
    return {field.facet: term.id} if term else None


def _group(title: str, row_name: str, rows: _Rows, span: Span) -> Group:
    counted = [(name, href, narrowed, Counter(paper.year for paper in papers)) for name, href, papers, narrowed in rows]
    most = max((count[year] for *_, count in counted for year in span.years), default=0)
    series = [_series(name, href, narrowed, count, span, most) for name, href, narrowed, count in counted if most]
    return Group(title, row_name, series)


def _series(
    name: str, href: str | None, narrowed: Mapping[str, str] | None, count: Counter[int | None], span: Span, most: int
) -> Series:
    shown = [_bar(name, year, count[year], narrowed, span) for year in span.years]
    total = sum(count[year] for year in span.years)
    years = f"{span.years[0]} to {span.years[-1]}"
    description = f"{plural(total, 'paper')} from {years}; the same numbers are in the table below."
    chart = bars(f"{name}: papers by year", description, shown, most)
    return Series(name, href, total, chart, [(bar.count, shade_of(bar.count), bar.href) for bar in shown])


def _bar(name: str, year: int, count: int, narrowed: Mapping[str, str] | None, span: Span) -> Bar:
    href = None
    if narrowed is not None and count:
        href = paths.explore_url(**narrowed, year=year, status=Status.INCLUDED.value)
    part = year == span.partial
    return Bar(str(year), count, f"{name}, {year}: {plural(count, 'paper')}{' so far' if part else ''}", href, part)
