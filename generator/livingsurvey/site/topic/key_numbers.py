"""The card of a topic's key numbers, as data of its page."""

from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.key_numbers import KeyNumber, key_numbers
from livingsurvey.model import Paper, Topic, paths
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.field_facts import baseline, evidence
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.results.results_pages import BOUNDS

_NO_BREAK = "\u00a0"
#: Named values for the theme's template.
_Data = dict[str, Any]


def key_number_card(renderer: Renderer, topic: Topic, papers: Iterable[Paper]) -> _Data:
    """What ``partials/key_numbers.html`` shows: ``key_numbers`` and ``key_numbers_group``; nothing without any.

    Args:
        renderer: of the survey.
        topic: whose page it is.
        papers: of the topic.
    """
    found = key_numbers(renderer.survey, papers)
    grouping = renderer.survey.fields.grouping
    rows = [_row(renderer, topic, one) for one in found]
    return {"key_numbers": rows, "key_numbers_group": grouping.label if grouping else ""} if rows else {}


def _row(renderer: Renderer, topic: Topic, number: KeyNumber) -> _Data:
    t, field = renderer.messages.t, renderer.survey.fields.grouping
    filters = f"topic={topic.key}&{field.facet}={number.group}" if field else f"topic={topic.key}"
    form = f"{filters}&form={number.range.change.form}"
    papers = PageLink(t("count.papers", count=number.papers), f"results.html#{form}")
    return {
        "group": renderer.survey.group_word(number.range),
        "range": renderer.figure(number.range),
        "bounds": [
            f"{t(key)}:{_NO_BREAK}{number.bounds[bound]}" for bound, key in BOUNDS.items() if bound in number.bounds
        ],
        "papers": papers.data(),
        "example": _example(renderer, *number.best),
    }


def _example(renderer: Renderer, paper: Paper, n: int) -> _Data:
    """The result that is evidenced best: its figure, which leads to it on its paper's page, baseline and quotation."""
    claim = paper.claims[n]
    result = PageLink(renderer.figure(claim), f"{paths.paper_url(paper)}#claim-{n + 1}")
    return {
        "result": result.data(),
        "paper": renderer.page_links.paper(paper.key).data(),
        "baseline": baseline(renderer, claim),
        "quote": inline_data(renderer.analysis.quotes[paper.key][n]),
        "evidence": evidence(renderer, claim),
    }
