"""The page about auditing: what the chain of a number is, and a list of all numbers that leads to each."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import Any

from livingsurvey.analysis.results import Result, results_of
from livingsurvey.analysis.settlements import Settlement
from livingsurvey.model import CapturedRecord, paths
from livingsurvey.site import words
from livingsurvey.site.audit.read_values import outcome
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.renderer import Renderer

#: Numbers that the page lists; of more, the page of results leads to each.
MOST = 2_000

#: Named values for the theme's template.
_Data = dict[str, Any]


def audit_pages(renderer: Renderer) -> Pages:
    """Render the page; without any number it says what one would be followed through."""
    return {"audit.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    results = results_of(renderer.survey, renderer.analysis.quotes)
    t = renderer.messages.t
    meta = {
        "title": t("audit.page_title"),
        "description": t("audit.description"),
        "page_template": "audit.html",
        "page_kind": "audit",
        "styles": ["audit"],
        "groups": _groups(renderer, results[:MOST]),
        "left_out": max(0, len(results) - MOST) or None,
    }
    papers = len({result.paper.key for result in results})
    body = renderer.markdown("audit/audit.md.j2", count=len(results), papers=papers, **_counts(renderer, results))
    return Page(meta, body)


def _counts(renderer: Renderer, results: Iterable[Result]) -> dict[str, int]:
    """How many numbers quote the captured abstract, how many the published one, and how many were read, and twice."""
    counts = {"captured": 0, "published": 0, "read": 0, "twice": 0}
    for result in results:
        counts["captured" if result.claim.quote in result.paper.abstract else "published"] += 1
        readers = [len(one.independent) for one in _settlements(renderer, result)]
        counts["read"] += any(readers)
        counts["twice"] += any(n > 1 for n in readers)
    return counts


def _settlements(renderer: Renderer, result: Result) -> list[Settlement]:
    return [one for one in renderer.analysis.settlements.get(result.paper.key, ()) if one.claim == result.number]


def _groups(renderer: Renderer, results: list[Result]) -> list[_Data]:
    """The numbers by what they are grouped under, as the page of results has them."""
    survey = renderer.survey
    groups = groupby(results, key=lambda result: survey.group_of(result.claim))
    return [{"label": _label(renderer, name), "rows": [_row(renderer, one) for one in found]} for name, found in groups]


def _label(renderer: Renderer, name: str) -> str:
    field = renderer.survey.fields.grouping
    return renderer.survey.word((field.vocabulary if field else "") or "", name) or renderer.messages.t("results.other")


def _row(renderer: Renderer, result: Result) -> _Data:
    """A number: what it leads to, its paper, where the sentence was captured, and what readings of it come to."""
    paper = result.paper
    return {
        "url": paths.audit_url(paper.key, result.number),
        "figure": renderer.figure(result.claim),
        "paper": renderer.page_links.paper(paper.key).data(up=""),
        "capture": _capture(renderer, result),
        "outcomes": list(dict.fromkeys(outcome(renderer, one) for one in _settlements(renderer, result))),
    }


def _capture(renderer: Renderer, result: Result) -> str:
    """The source and the line where the sentence was captured, or where its record begins that lost signs of it."""
    quote, records = result.claim.quote, renderer.survey.captured.get(result.paper.key, ())
    places = [(record, n) for record in records for n, line in enumerate(record.lines) if quote in line]
    for record, n in [*places, *((record, 0) for record in records)]:
        return f"{_source_name(renderer, record)}, {renderer.messages.t('audit.line', line=record.line + n)}"
    return ""


def _source_name(renderer: Renderer, record: CapturedRecord) -> str:
    source = next((one for one in renderer.survey.sources if one.id == record.source), None)
    return words.source_name(source) if source else record.source
