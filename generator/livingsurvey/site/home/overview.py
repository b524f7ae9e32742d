"""What there is in a survey that nobody has ordered yet: years, venues, people, keywords and the newest papers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Status, Survey, paths
from livingsurvey.site import words
from livingsurvey.site.links import has_page
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

_NEWEST = 6
_NAMED = 8  # venues and people
_KEYWORDS = 16
_BARS = 16  # periods in the chart of years
_WIDTHS = (1, 10, 100)  # years in a period
_MOST_PAPERS = 0.8  # of those with a year, which the periods of a chart must hold

#: Named values for the theme's template.
_Data = dict[str, Any]


class Period(NamedTuple):
    """Some years that follow each other, and how many papers they have."""

    first: int
    last: int
    papers: int

    @property
    def label(self) -> str:
        """The year, or the first and the last one."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def overview(renderer: Renderer) -> _Data:
    """What the first page shows in place of an order by topics, as front matter; what is not known is left out."""
    papers = [paper for paper in renderer.survey.newest if paper.status != Status.EXCLUDED]
    if not papers:
        return {}
    return {
        **_years(renderer, papers),
        "newest": [_newest(renderer, paper) for paper in papers[:_NEWEST]],
        "lists": [one for one in _lists(renderer, papers) if one["entries"]],
    }


def periods(years: Iterable[int]) -> tuple[list[Period], int]:
    """The last years, decades or centuries in which most papers were published.

    Args:
        years: of each paper.

    Returns:
        Periods without a gap, and how many papers are older than they.
    """
    counts = Counter(years)
    if not counts:
        return [], 0
    for width in _WIDTHS:
        found = _periods(counts, width)
        shown = sum(period.papers for period in found)
        if shown >= _MOST_PAPERS * counts.total():
            break
    return found, counts.total() - shown


def _periods(counts: Counter[int], width: int) -> list[Period]:
    last = max(counts) // width
    first = max(min(counts) // width, last - _BARS + 1)
    by_period: Counter[int] = Counter()
    for year, count in counts.items():
        by_period[year // width] += count
    return [Period(n * width, (n + 1) * width - 1, by_period[n]) for n in range(first, last + 1)]


def _years(renderer: Renderer, papers: list[Paper]) -> _Data:
    """The papers by year, as ``partials/chart.html`` shows them; of a single period there is nothing to see."""
    t = renderer.messages.t
    found, older = periods(paper.year for paper in papers if paper.year)
    if len(found) < 2:
        return {}
    undated = sum(paper.year is None for paper in papers)
    remarks = [(older, "home.older", {"year": found[0].first}), (undated, "trends.undated", {})]
    return {
        "years": [period.label for period in found],
        "chart": {
            "label": t("entries.papers"),
            "total": sum(period.papers for period in found),
            "cells": [[period.papers, _url(period)] if period.papers else 0 for period in found],
        },
        "partial": next((p.label for p in found if p.first <= (renderer.years.running or 0) <= p.last), ""),
        "most": max(period.papers for period in found),
        "chart_remark": " ".join(t(key, count=count, **values) for count, key, values in remarks if count),
    }


def _url(period: Period) -> str:
    return paths.entry_url("years", str(period.first)) if period.first == period.last else "years/index.html"


def _newest(renderer: Renderer, paper: Paper) -> _Data:
    facts = words.facts_of(renderer.messages, paper)
    return renderer.page_links.paper(paper.key).data("") | {"note": " · ".join(facts)}


def _lists(renderer: Renderer, papers: list[Paper]) -> Iterator[_Data]:
    """The venues and people with most papers, and the keywords that most papers have."""
    t = renderer.messages.t
    for kind in ("venues", "people"):
        entries = [entry for entry in renderer.analysis.entries[kind].values() if entry.papers and has_page(entry)]
        most = sorted(entries, key=lambda entry: (-len(entry.papers), entry.name.casefold()))[:_NAMED]
        links = [renderer.page_links.entry(kind, one.key).data("") | {"count": len(one.papers)} for one in most]
        total = len(renderer.analysis.entries[kind])
        every = PageLink(t("home.all_of_them", count=total), f"{kind}/index.html").data("")
        yield {"title": t(f"entries.{kind}"), "entries": links, "all": every}
    named = [{"label": name, "count": count} for name, count in keywords(papers)[:_KEYWORDS]]
    yield {"title": t("paper.keywords"), "entries": named, "inline": True}


def keywords(papers: Iterable[Paper]) -> list[tuple[str, int]]:
    """The keywords that more than one paper has, those of most papers first; capitals make no other word.

    Args:
        papers: those that count.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for name in {word.casefold(): word for word in paper.publication.keyword}.values() if paper.publication else ():
            spellings[name.casefold()][name] += 1
    counted = [(min(names, key=lambda n: (-names[n], n)), names.total()) for names in spellings.values()]
    return sorted((one for one in counted if one[1] > 1), key=lambda one: (-one[1], one[0].casefold()))


def shows_overview(survey: Survey) -> bool:
    """Return whether the survey is not in order yet: a paper is not screened, or there are no topics."""
    return not survey.areas or survey.counts.screened < survey.counts.papers
