"""CSL-JSON: only types and variables that CSL has, taken by an independent processor, and no tag from data."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.csl_json_writer import csl_entry, csl_file
from livingsurvey.model import Survey

from tests.citations.samples import HEAD, HOSTILE, entry, hostile


@cache
def names_in(schema: str) -> frozenset[str]:
    """The words that a part of the CSL schema, as citeproc-py carries it, puts in quotes."""
    text = (files("citeproc") / "data/schema/schemas/styles" / schema).read_text()
    return frozenset(re.findall(r'"([\w-]+)"', text))


def item(**given: Any) -> dict[str, Any]:
    """The item of a paper with these fields."""
    read: dict[str, Any] = json.loads(csl_entry(entry(**given)))
    return read


def check(items: list[dict[str, Any]]) -> None:
    """By the CSL-JSON schema: known types and variables, each value of the right shape."""
    for one in items:
        assert one["type"] in names_in("csl-types.rnc")
        assert set(one) - {"id", "type"} <= names_in("csl-variables.rnc")
        assert all(value for value in one.values())
        for person in one.get("author", ()):
            assert set(person) <= {"family", "given", "non-dropping-particle", "suffix", "literal"}
            assert ("literal" in person) != ("family" in person)
        parts = one.get("issued", {"date-parts": [[1]]})["date-parts"]
        assert [len(date) in (1, 2, 3) and all(isinstance(n, int) for n in date) for date in parts] == [True]
        others = [value for name, value in one.items() if name not in ("author", "issued")]
        assert all(isinstance(value, str) for value in others)


def processed(items: list[dict[str, Any]]) -> list[str]:
    """The bibliography that citeproc-py sets in the style it carries."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(one["id"]) for one in items]))
    return [str(set_) for set_ in bibliography.bibliography()]


def test_a_preprint_has_all_its_fields() -> None:
    told = item(
        title="H_2O",
        authors=("Herbert van de Sompel", "Kimi Team", "John Smith Jr."),
        published="2024-05-06",
        arxiv="2405.00001",
        summary="In short.",
        topics=("caches",),
    )
    assert told == {
        "id": "sompel2024h2o",
        "type": "article",
        "title": "H<sub>2</sub>O",
        "author": [
            {"family": "Sompel", "given": "Herbert", "non-dropping-particle": "van de"},
            {"literal": "Kimi Team"},
            {"family": "Smith", "given": "John", "suffix": "Jr."},
        ],
        "issued": {"date-parts": [[2024, 5, 6]]},
        "publisher": "arXiv",
        "genre": "preprint",
        "number": "arXiv:2405.00001",
        "URL": "https://arxiv.org/abs/2405.00001",
        "keyword": "Key-value caches",
        "annote": "In short.",
    }


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("ICML 2024", "paper-conference"),
        ("Nature, 2024", "article-journal"),
        ("PhD thesis, MIT", "thesis"),
        ("A Book (book chapter, A Press)", "chapter"),
        ("A blog", "document"),
        (None, "document"),
    ],
)
def test_every_kind_has_its_type(venue: str | None, kind: str) -> None:
    told = item(venue=venue)
    check([told])
    assert told["type"] == kind


def test_a_title_holds_no_latex() -> None:
    assert item(title=r"D^{2}MoE & 50\% of $\alpha$")["title"] == "D<sup>2</sup>MoE & 50% of α"


def test_a_file_tells_its_origin_in_every_item_and_is_a_list() -> None:
    told = json.loads(
        csl_file([csl_entry(entry()), csl_entry(entry(title="B"))], FileHeader("S", 'q="<b>"', 2, "2026", ""))
    )
    check(told)
    assert [one["source"] for one in told] == ['S: q="‹b>", 2026'] * 2


def test_a_file_without_papers_is_an_empty_list() -> None:
    assert json.loads(csl_file([], HEAD)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_stay_text(text: str) -> None:
    told = json.loads(csl_file([csl_entry(hostile(text))], HEAD))
    check(told)
    assert len(told) == 1
    assert not re.search(r"<(?!/?su[bp]>)[A-Za-z/!?]", json.dumps(told))


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=80)
def test_any_text_is_a_valid_item(text: str) -> None:
    check(json.loads(csl_file([csl_entry(hostile(text))], HEAD)))


def test_the_whole_collection_is_valid_and_set_by_an_independent_processor(
    real_survey: Survey, real_insight: Analysis
) -> None:
    entries = [entry_of(real_survey, real_insight, paper) for paper in real_survey.papers]
    items = json.loads(csl_file(list(map(csl_entry, entries)), HEAD))
    check(items)
    made = processed(items)
    assert len(made) == len(real_survey.papers)
    assert [made_ for made_ in made if "\\" in made_ or "{" in made_] == []
    assert sum("Kimi Team" in made_ for made_ in made) >= 1
