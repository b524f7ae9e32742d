"""The years that charts of papers share: all of one set have the same axis, and a year without papers is on it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Survey

_SPAN = 12  # years that fit next to each other on a telephone


class TimeAxis(NamedTuple):
    """The years of an axis, whether older papers are counted with its first year, and how complete the last one is.

    ``newest`` is the date of the newest paper where the last year still runs.
    """

    years: list[int]
    has_older: bool = False
    newest: str | None = None

    @property
    def running(self) -> int | None:
        """The year that is not complete."""
        return self.years[-1] if self.newest else None

    @property
    def labels(self) -> list[str]:
        """What the years are called: the first one is ``–2014`` where it includes older ones, too."""
        names = [str(year) for year in self.years]
        return [f"–{names[0]}", *names[1:]] if self.has_older else names

    def counts(self, papers: Iterable[Paper]) -> list[int]:
        """How many of the papers each year has; older ones count with the first."""
        found = Counter(max(paper.year, self.years[0]) for paper in papers if paper.year and self.years)
        return [found[year] for year in self.years]

    def chart(self, papers: Iterable[Paper], label: str) -> dict[str, Any] | None:
        """What ``partials/bars.html`` shows as ``bars``: a chart of its own, or nothing where no paper has a year."""
        counts = self.counts(papers)
        return {**self.row(counts, label), **self.scale(max(counts))} if any(counts) else None

    def row(self, counts: list[int], label: str) -> dict[str, Any]:
        """The bars of one chart, without links."""
        return {"label": label, "total": sum(counts), "cells": [[count, ""] if count else 0 for count in counts]}

    def scale(self, most: int) -> dict[str, Any]:
        """The axes of a chart: the years, which of them still runs, and the number at the top."""
        running = self.labels[-1] if self.newest else None
        return {"years": self.labels, "partial": running, "most": most}


def time_axis(survey: Survey, papers: Iterable[Paper]) -> TimeAxis:
    """The axis for the papers: every year up to the newest, but no more than have room.

    The last year still runs where the newest dated capture is of it. Where no capture states a year, a year is over
    once a paper of its December is known. The clock is not asked: the same survey gives the same charts.
    """
    dated = [paper for paper in papers if paper.year]
    if not dated:
        return TimeAxis([])
    years = [paper.year for paper in dated if paper.year]
    last = max(years)
    newest = max(paper.published or "" for paper in dated if paper.year == last)
    first = max(min(years), last - _SPAN + 1)
    return TimeAxis(list(range(first, last + 1)), min(years) < first, newest if _runs(survey, last, newest) else None)


def _runs(survey: Survey, last: int, newest: str) -> bool:
    captured = max((source.date.year for source in survey.sources if source.date.year), default=0)
    return captured == last or (captured < last and newest[5:7] != "12")
