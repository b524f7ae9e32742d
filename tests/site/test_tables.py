"""Tables of papers and of claims, as front matter and as the theme shows them."""

import re
from dataclasses import replace
from typing import Any

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import NOT_STATED, Change, FieldTable, Place, Survey, SurveyField, Term
from livingsurvey.model.fields import FieldType
from livingsurvey.site.renderer import Renderer
from livingsurvey.site.tables import claim_table, paper_table
from livingsurvey.site.topic.topic_pages import claims_of

from tests.builders import FIELDS, claim, paper, survey
from tests.site.engines import Parsed
from tests.theme.frames import FRAMES, Frame, context_of, jinja_frame

CLAIM = claim(quote="Q.", measure="memory", change=Change(form="factor", value=2, unit="×"))
KINDS = {"kinds": (Term(id="method", name="method", definition="A way."),)}


def number(owner: str, **fields: Any) -> SurveyField:
    """A field of a number that tables show."""
    shows = (Place.TABLE,)
    return SurveyField(id="size", of=owner, label="Size", help="H.", type=FieldType.NUMBER, shows=shows, **fields)


def renderer(*papers: Any, fields: FieldTable = FIELDS) -> Renderer:
    """A renderer of a survey of the papers."""
    made: Survey = replace(survey(*papers, vocabulary=KINDS), fields=fields)
    return Renderer(made, derive(made))


def papers_shown(made: Renderer, up: str = "../") -> dict[str, Any]:
    return paper_table(made, made.survey.papers, "All", up)


def claims_shown(made: Renderer) -> dict[str, Any]:
    return claim_table(made, claims_of(made, made.survey.papers), "Results")


def cells(html: str) -> list[list[str]]:
    """The text of each cell of each row, heads too."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return [[Parsed(cell).text for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)] for row in rows]


def table(meta: dict[str, Any], frame: Frame = jinja_frame) -> list[list[str]]:
    """The first table of a topic's page with this front matter."""
    html = frame("topic.html", context_of(meta))
    return cells(re.findall(r"<table>.*?</table>", html, re.DOTALL)[0])


def test_a_paper_has_a_link_its_terms_its_year_and_its_venue() -> None:
    full = paper("p", title="One", kind="method", published="2024-05", venue="ICML 2024", summary="S.")
    assert papers_shown(renderer(full)) == {
        "papers_caption": "All",
        "paper_columns": ["Kind"],
        "papers": [
            {
                **{"label": "One", "url": "../papers/p.html", "excluded": None, "summary": "S."},
                "cells": [[{"label": "method", "url": "../kinds/method.html"}]],
                "year": {"label": "2024", "url": "../years/2024.html"},
                "venue": {"label": "ICML 2024", "url": "../venues/icml-2024.html"},
            }
        ],
    }


def test_links_lead_from_where_the_page_is() -> None:
    (row,) = papers_shown(renderer(paper("p", kind="method")), up="")["papers"]
    assert (row["url"], row["cells"][0][0]["url"]) == ("papers/p.html", "kinds/method.html")


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_not_known_of_a_paper_is_a_dash(frame: Frame) -> None:
    known = paper("q", title="Two", kind="method")
    meta = {**papers_shown(renderer(paper("p", title="One"), known)), "count": "2 papers"}
    assert table(meta, frame)[:2] == [["Paper", "Kind", "Year", "Venue"], ["One", "–", "–", "–"]]


def test_a_field_that_none_of_the_papers_has_is_no_column() -> None:
    assert table(papers_shown(renderer(paper("p", title="One"))))[0] == ["Paper", "Year", "Venue"]


def test_an_excluded_paper_is_marked() -> None:
    meta = papers_shown(renderer(paper("p", title="One", status="excluded", reason="x")))
    assert table(meta)[1][0] == "One excluded"


@pytest.mark.parametrize(("value", "shown"), [({"size": 1200.0}, "1200 people"), ({"size": NOT_STATED}, "Not stated")])
def test_declared_fields_that_tables_show_are_columns_after_the_heading(value: dict[str, Any], shown: str) -> None:
    made = paper("p", title="One").model_copy(update={"fields": {"kind": NOT_STATED, **value}})
    fields = FieldTable((number("paper", unit="people"), *FIELDS.fields))
    assert table(papers_shown(renderer(made, fields=fields))) == [
        ["Paper", "Kind", "Size", "Year", "Venue"],
        ["One", "Not stated", shown, "–", "–"],
    ]


def test_without_declared_fields_there_are_those_of_every_survey() -> None:
    made = renderer(paper("p", title="One", claims=(CLAIM,)), fields=FieldTable())
    assert table(papers_shown(made))[0] == ["Paper", "Year", "Venue"]
    assert table(claims_shown(made))[0] == ["Paper", "Change", "Baseline", "Setting", "Year", "Code"]


def test_declared_fields_of_claims_are_columns_besides_their_group() -> None:
    fields = FieldTable((*FIELDS.fields, number("claim")))
    made = renderer(paper("p", title="One", claims=(CLAIM,)), fields=fields)
    head, row = table(claims_shown(made))
    assert head == ["Paper", "Measure", "Change", "Baseline", "Setting", "Size", "Kind", "Year", "Code"]
    assert row[1:] == ["memory", *row[2:3], "–", "–", "–", "–", "–", "–"]


def test_an_address_of_code_that_is_none_leads_nowhere() -> None:
    meta = claims_shown(renderer(paper("p", claims=(CLAIM,))))
    meta["results"][0]["code"] = "javascript:alert(1)"
    assert 'href="#" rel="external noopener">code</a>' in jinja_frame("topic.html", context_of(meta))


def test_without_papers_or_claims_there_is_no_table() -> None:
    assert (papers_shown(renderer()), claims_shown(renderer(paper("p")))) == ({}, {})
