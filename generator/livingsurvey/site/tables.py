"""Tables of papers and of claims, for the front matter of pages that show them.

Each function gives the part of a page's ``meta`` that the partial of the theme of the same name shows.
"""

from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.figures import ranks_of, scales_of
from livingsurvey.analysis.versions import disagrees
from livingsurvey.model import Claim, Paper, Place, Status, SurveyField, paths
from livingsurvey.model.markup import Inline
from livingsurvey.site.inline_data import inline_data
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.paper.field_facts import baseline, evidence, field_fact
from livingsurvey.site.renderer import Renderer

#: A claim with its paper, and its quotation as shown.
ShownClaim = tuple[Paper, Claim, Inline]


def paper_table(renderer: Renderer, papers: Iterable[Paper], caption: str, up: str = "../") -> dict[str, Any]:
    """What ``partials/paper_table.html`` shows: ``papers``, ``paper_columns`` and ``papers_caption``.

    A row has a link to the paper, its ``cells`` of declared fields, ``year``, … A field that none of the papers has is
    no column.

    Args:
        renderer: of the survey.
        papers: in the order of the rows.
        caption: what the table is called for those who do not see it.
        up: the way from the page to the site's root.
    """
    listed = list(papers)
    columns = [field for field in _columns(renderer) if any(field.id in paper.fields for paper in listed)]
    rows = [_paper_row(renderer, paper, columns, up) for paper in listed]
    labels = [field.label for field in columns]
    return {"papers_caption": caption, "paper_columns": labels, "papers": rows} if rows else {}


def claim_table(renderer: Renderer, claims: Iterable[ShownClaim], caption: str, up: str = "../") -> dict[str, Any]:
    """What ``partials/comparison.html`` shows: ``results``, ``result_columns`` and ``results_caption``.

    Args:
        renderer: of the survey.
        claims: with their papers and quotations, in the order of the rows.
        caption: what the table is called for those who do not see it.
        up: the way from the page to the site's root.
    """
    fields = renderer.survey.fields
    rows = claim_rows(renderer, claims, up)
    named = {"group": fields.grouping, "heading": fields.heading}
    columns: dict[str, Any] = {name: field.label for name, field in named.items() if field}
    columns["more"] = [field.label for field in _claim_columns(renderer)]
    return {"results_caption": caption, "result_columns": columns, "results": rows} if rows else {}


def claim_rows(renderer: Renderer, claims: Iterable[ShownClaim], up: str = "../") -> list[dict[str, Any]]:
    """The rows of a table of claims: each has a link to the paper, ``quote``, ``change``, ``baseline``, …"""
    shown = list(claims)
    ranks = ranks_of(renderer.survey, (claim for _, claim, _ in shown))
    scale = scales_of(ranks)
    places = ({"scale": scale[one], "worth": one.worth} for one in ranks)
    return [_claim_row(renderer, claim, up) | place for claim, place in zip(shown, places, strict=True)]


def _columns(renderer: Renderer) -> list[SurveyField]:
    """The declared fields of papers that tables show, the one that is said of a paper first in front."""
    fields = renderer.survey.fields
    heading = [fields.heading] if fields.heading else []
    return heading + [field for field in fields.shown(Place.TABLE) if field not in heading]


def _claim_columns(renderer: Renderer) -> list[SurveyField]:
    """The declared fields of claims that tables show besides the one that claims are grouped by."""
    fields = renderer.survey.fields
    return [field for field in fields.shown(Place.TABLE, "claim") if field is not fields.grouping]


def _paper_row(renderer: Renderer, paper: Paper, columns: list[SurveyField], up: str) -> dict[str, Any]:
    links = renderer.page_links
    venue = links.entry("venues", renderer.analysis.venue_key[paper.venue]) if paper.venue else None
    year = links.entry("years", str(paper.year)) if paper.year else None
    return links.paper(paper.key).data(up) | {
        "excluded": paper.status == Status.EXCLUDED or None,
        "summary": paper.summary,
        "cells": [_cell(renderer, paper, field, up) for field in columns],
        "year": year and year.data(up),
        "venue": venue and venue.data(up),
    }


def _claim_row(renderer: Renderer, shown: ShownClaim, up: str) -> dict[str, Any]:
    paper, claim, quote = shown
    number, more = paper.claims.index(claim) + 1, _claim_columns(renderer)
    return renderer.page_links.paper(paper.key).data(up) | {
        "key": paper.key,
        "claim": number,
        "quote": inline_data(quote),
        "group": renderer.survey.group_word(claim),
        "change": renderer.figure(claim),
        "versions": versions_link(claim, paper, up),
        "baseline": baseline(renderer, claim),
        "setting": claim.on,
        "evidence": evidence(renderer, claim, tuple(more), unsaid=(renderer.messages.t("table.baseline"),)),
        "more": [_cell(renderer, claim, field, up) for field in more],
        "heading": renderer.survey.heading_word(paper),
        "audit": up + paths.audit_url(paper.key, number),
        "correct": up + paths.correct_url(paper=paper.key, claim=number),
        "year": paper.year,
        "code": paper.code[0] if paper.code else None,
    }


def versions_link(claim: Claim, paper: Paper, up: str) -> str | None:
    """Where a paper's page shows that the versions of a claim's sentence disagree, if they do."""
    return f"{up}{paths.paper_url(paper)}#versions" if disagrees(paper, claim) else None


def _cell(renderer: Renderer, owner: Paper | Claim, field: SurveyField, up: str) -> list[dict[str, Any]]:
    """What a cell shows, without definitions, which would be there again in each row."""
    value = owner.fields.get(field.id)
    if value is None:
        return []
    return [PageLink(link.label, link.url).data(up) for link in field_fact(renderer, field, value).links]
