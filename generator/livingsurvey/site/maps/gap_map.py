"""The gap map: how many included papers each topic has with each term of the fields that are its axes."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from livingsurvey.model import Paper, Place, Status, Survey, SurveyField, Topic, paths
from livingsurvey.site.page import Page, Pages
from livingsurvey.site.page_links import PageLink
from livingsurvey.site.renderer import Renderer

_NAMED = 6  # empty combinations that the text names
_EXPECTED = 1.0  # expected papers from which on an empty combination is named

#: What a paper counts under: the terms that it or its claims have.
Values = Callable[[Paper], Sequence[str]]


class Cell(NamedTuple):
    """How many papers there are, and where they are listed, if there are any."""

    papers: int
    url: str


class Row(NamedTuple):
    """A row: what it is called, where that leads, how many papers it has, and its cells."""

    title: str
    href: str
    total: int
    is_head: bool
    cells: list[Cell]


class Gap(NamedTuple):
    """An empty combination, and how many papers would be expected if both were independent."""

    row: str
    column: str
    expected: float


class Matrix(NamedTuple):
    """Counts by row group, row and column. ``columns`` are names and definitions."""

    field: SurveyField
    columns: list[tuple[str, str]]
    groups: list[list[Row]]
    gaps: list[Gap]

    @property
    def counts(self) -> bool:
        """Whether anything is counted."""
        return any(cell.papers for rows in self.groups for row in rows for cell in row.cells)

    def data(self, caption: str, row_name: str) -> dict[str, Any]:
        """The matrix in front matter, as ``partials/matrix.html`` shows it on a page at the site's root."""
        columns = [{"label": name, "about": definition} for name, definition in self.columns]
        groups = [[_row_data(row) for row in rows] for rows in self.groups]
        return {"caption": caption, "row_name": row_name, "columns": columns, "groups": groups}


def _row_data(row: Row) -> dict[str, Any]:
    cells = [[cell.papers, cell.url] if cell.papers else 0 for cell in row.cells]
    return PageLink(row.title, paths.address_of(row.href)).data("") | {"total": row.total, "cells": cells}


def gap_pages(renderer: Renderer) -> Pages:
    """The page of the gap map."""
    return {"gap-map.md": partial(_page, renderer.without_summaries)}


def _page(renderer: Renderer) -> Page:
    survey, t = renderer.survey, renderer.messages.t
    matrices = [matrix for field in axes(survey) if (matrix := matrix_of(survey, field)).counts]
    meta = {
        "title": t("gap.title"),
        "description": t("gap.description"),
        "page_template": "gap-map.html",
        "page_kind": "gaps",
        "scripts": ["explore-state", "gap-counts", "gap-map"],
        "styles": ["maps"],
        "empty": not matrices or None,
        "axes": [matrix.field.facet for matrix in matrices],
        "matrices": [
            matrix.data(t("gap.caption", field=renderer.messages.in_sentence(matrix.field.label)), t("gap.rows"))
            for matrix in matrices
        ],
    }
    return Page(meta, renderer.markdown("maps/gap-map.md.j2", matrices=matrices))


def has_gap_map(survey: Survey) -> bool:
    """Return whether a topic has a paper with a term that topics are set against."""
    return any(matrix_of(survey, field).counts for field in axes(survey))


def axes(survey: Survey) -> list[SurveyField]:
    """The fields that topics are set against."""
    return [field for field in survey.fields.with_terms if Place.AXIS in field.shows]


def matrix_of(survey: Survey, field: SurveyField, with_topics: bool = True) -> Matrix:
    """Areas, and with ``with_topics`` their topics, against the terms of a field of papers or of their claims."""

    def _values(paper: Paper) -> list[str]:
        owners = (paper,) if field.of == "paper" else paper.claims
        return list(dict.fromkeys(name for owner in owners for name in owner.terms(field.id)))

    return _matrix(survey, field, _values, with_topics)


def _matrix(survey: Survey, field: SurveyField, values: Values, with_topics: bool) -> Matrix:
    used = Counter(value for paper in _included(survey.papers) for value in values(paper))
    terms = survey.vocabulary.get(field.vocabulary or "", ())
    named = [(term.name if field.by_name else term.id, term) for term in terms]
    ids = [word for word, term in named if used[word] or not (term.deprecated_to or field.by_name)]
    ids += sorted(used.keys() - set(ids))
    groups = [
        [_row(survey, topic, field, ids, values) for topic in (area, *survey.topics_of[area.key] * with_topics)]
        for area in survey.areas
    ]
    heads = [_column(survey, field.vocabulary or "", value) for value in ids]
    papers = len(_included(survey.papers)) or 1
    return Matrix(field, heads, groups, _emptiest(groups, heads, [used[value] / papers for value in ids]))


def _included(papers: Sequence[Paper]) -> list[Paper]:
    return [paper for paper in papers if paper.status == Status.INCLUDED]


def _column(survey: Survey, vocabulary: str, value: str) -> tuple[str, str]:
    term = survey.term.get(vocabulary, {}).get(value)
    return (term.name, term.definition) if term else (value, "")


def _row(survey: Survey, topic: Topic, field: SurveyField, ids: list[str], values: Values) -> Row:
    papers = _included(survey.papers_of[topic.key])
    counts = Counter(value for paper in papers for value in values(paper))
    narrowed = {"topic" if topic.parent else "area": topic.key}
    cells = [
        Cell(
            count,
            paths.explore_url(**narrowed, **{field.facet: _id_of(survey, field, value)}, status=Status.INCLUDED.value)
            if count
            else "",
        )
        for value in ids
        for count in (counts[value],)
    ]
    return Row(topic.title, paths.topic_source(topic.key), len(papers), topic.parent is None, cells)


def _id_of(survey: Survey, field: SurveyField, value: str) -> str:
    term = survey.term.get(field.vocabulary or "", {}).get(value)
    return term.id if term else value


def _emptiest(groups: list[list[Row]], heads: list[tuple[str, str]], shares: list[float]) -> list[Gap]:
    """Areas without a paper in a column, where most would be expected by the share of papers that the column has."""
    areas = [rows[0] for rows in groups if rows]
    gaps = [
        Gap(row.title, head[0], row.total * share)
        for row in areas
        for cell, head, share in zip(row.cells, heads, shares, strict=True)
        if not cell.papers
    ]
    ordered = sorted(gaps, key=lambda gap: (-gap.expected, gap.row, gap.column))
    return [gap for gap in ordered[:_NAMED] if gap.expected >= _EXPECTED]
