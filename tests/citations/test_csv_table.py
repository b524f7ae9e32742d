"""CSV: rows that a strict reader takes apart, and no cell that a spreadsheet computes."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.csv_table import COLUMNS, columns_of, csv_entry, csv_file, row
from livingsurvey.model import Place, Survey
from livingsurvey.model.text import clean

from tests.citations.samples import FIELD_IDS, HEAD, HOSTILE, entry, hostile

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def read(text: str, fields: tuple[str, ...] = FIELD_IDS) -> list[dict[str, str]]:
    """What a strict reader finds: every row has every column."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(cells) for cells in rows} == {len(columns_of(fields))}
    assert rows[0] == columns_of(fields)
    return [dict(zip(columns_of(fields), cells, strict=True)) for cells in rows[1:]]


def test_a_row_holds_what_its_columns_promise() -> None:
    made = entry(
        title="H_2O, a Cache",
        authors=("Ada Lovelace", "Alan Turing"),
        published="2024-05",
        arxiv="2405.00010",
        doi="10.1000/x",
        code=("https://github.com/a/b",),
        topics=("caches",),
        summary='It "evicts".',
    )
    [told] = read(csv_file([csv_entry(made)], HEAD))
    assert {name: value for name, value in told.items() if value} == {
        "key": "a-paper",
        "citation_key": "lovelace2024h2o",
        "title": "H₂O, a Cache",
        "authors": "Ada Lovelace; Alan Turing",
        "published": "2024-05",
        "year": "2024",
        "topics": "Key-value caches",
        "summary": 'It "evicts".',
        "arxiv": "https://arxiv.org/abs/2405.00010",
        "doi": "10.1000/x",
        "code": "https://github.com/a/b",
        "selection": "A Survey: all papers",
        "date": "2026-01-02",
    }


def test_lines_end_as_the_standard_has_it_and_the_columns_come_first() -> None:
    text = csv_file([csv_entry(entry(summary="x"))], HEAD)
    assert text.startswith(",".join(columns_of(FIELD_IDS)) + "\r\n")
    assert text.count("\n") == text.count("\r\n") == 2


def test_every_column_says_what_it_holds() -> None:
    assert all(COLUMNS.values())


@pytest.mark.parametrize("sign", FORMULA)
def test_a_cell_that_begins_like_a_formula_is_neutral(sign: str) -> None:
    [told] = csv.reader([row((f"{sign}1+1", f" {sign}1+1", "2024", "1.5"))])
    bare = sign.strip()
    assert told == [f"'{bare}1+1" if bare else "1+1"] * 2 + ["2024", "1.5"]


def test_a_query_that_begins_like_a_formula_is_neutral() -> None:
    [told] = read(csv_file([csv_entry(entry())], FileHeader("=cmd|'/C calc'!A0", "x", 1, "=1", "", FIELD_IDS)))
    assert (told["selection"], told["date"]) == ("'=cmd|'/C calc'!A0: x", "'=1")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_stay_in_their_cells_and_compute_nothing(text: str) -> None:
    rows = read(csv_file([csv_entry(hostile(text)), csv_entry(entry())], HEAD))
    assert [told["key"] for told in rows] == ["a-paper", "a-paper"]
    assert [value for told in rows for value in told.values() if value.startswith(FORMULA)] == []


def without_apostrophes(text: str) -> str:
    """A text without those that precede what would begin a formula, in a later part of a cell too."""
    return re.sub(f"'(?=[{re.escape(''.join(FORMULA))}])", "", text)


@given(st.text(max_size=60))
@example(";=")
@settings(max_examples=100)
def test_any_text_comes_back(text: str) -> None:
    [[told, after]] = csv.reader(io.StringIO(row((text, "x")), newline=""), strict=True)
    assert without_apostrophes(told) == without_apostrophes(clean(text).strip())
    assert not any(part.lstrip(' "').startswith(FORMULA) for part in told.split(";"))
    assert after == "x"


def test_the_whole_collection_comes_back(real_survey: Survey, real_insight: Analysis) -> None:
    made = [csv_entry(entry_of(real_survey, real_insight, paper)) for paper in real_survey.papers]
    fields = tuple(field.id for field in real_survey.fields.shown(Place.EXPORT))
    rows = read(csv_file(made, replace(HEAD, fields=fields)), fields)
    assert [told["key"] for told in rows] == [paper.key for paper in real_survey.papers]
    assert [told["authors"] for told in rows] == ["; ".join(paper.authors) for paper in real_survey.papers]
    assert [value for told in rows for value in told.values() if value.startswith(FORMULA)] == []
