"""The pages of years, with their papers by month."""

from collections import Counter
from functools import partial
from itertools import groupby
from typing import Any

from livingsurvey.analysis.index_entries import IndexEntry
from livingsurvey.model import Paper, Status
from livingsurvey.site.entries.entry_data import Fact, explore_link, fact, papers_of, trail
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer


def year_pages(renderer: Renderer) -> Pages:
    """The page of each year in which a paper was published."""
    entries = renderer.analysis.entries["years"]
    keys = sorted(entries)
    neighbours = zip(["", *keys], keys, [*keys[1:], ""], strict=False)
    return {
        f"years/{key}.md": partial(_year, renderer, entries[key], before, after) for before, key, after in neighbours
    }


def _year(renderer: Renderer, entry: IndexEntry, before: str, after: str) -> Page:
    papers = sorted(papers_of(renderer.survey, entry), key=_month, reverse=True)
    description = renderer.messages.t("years.lead", count=entry.total, year=entry.key)
    links = renderer.page_links
    meta = {
        "title": entry.key,
        "description": description,
        "page_template": "year.html",
        "page_kind": "year",
        "styles": ["entries"],
        "trail": trail(renderer, "years"),
        "facts": _areas(renderer, papers),
        "months": [_in_month(renderer, month, list(found)) for month, found in groupby(papers, key=_month)],
        "previous": links.entry("years", before).data() if before else {},
        "next": links.entry("years", after).data() if after else {},
    }
    shown = {"entry": entry, "description": description, "explore": explore_link(renderer, "years", entry.key)}
    return Page(meta, renderer.markdown("entries/year.md.j2", **shown))


def _month(paper: Paper) -> int:
    """The month of publication, 0 where it is not known."""
    return int((paper.published or "")[5:7] or 0)


def _in_month(renderer: Renderer, month: int, papers: list[Paper]) -> dict[str, Any]:
    messages = renderer.messages
    return {
        "label": messages.month(month) if month else messages.t("years.no_month"),
        "papers": [_listed(renderer, paper) for paper in papers],
    }


def _listed(renderer: Renderer, paper: Paper) -> dict[str, Any]:
    excluded = paper.status == Status.EXCLUDED or None
    return renderer.page_links.paper(paper.key).data() | {"venue": paper.venue, "excluded": excluded}


def _areas(renderer: Renderer, papers: list[Paper]) -> list[Fact]:
    """The areas of some papers with how many each has; excluded papers do not count."""
    survey = renderer.survey
    counts = Counter(
        area
        for paper in papers
        if paper.status != Status.EXCLUDED
        for area in {survey.topic[key].parent or key for key in paper.topics if key in survey.topic}
    )
    areas = [area.key for area in survey.areas if counts[area.key]]
    return fact(renderer.messages.t("years.areas"), map(renderer.page_links.topic, areas), (counts[a] for a in areas))
