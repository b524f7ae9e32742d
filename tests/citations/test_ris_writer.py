"""RIS: read by an independent parser field by field, and one record a paper whatever a field holds."""

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.ris_writer import ris_entry, ris_file
from livingsurvey.model import Survey

from tests.citations.samples import HEAD, HOSTILE, entry, hostile


def read(text: str) -> list[dict[str, object]]:
    """The records that rispy finds."""
    found: list[dict[str, object]] = rispy.loads(text)
    return found


def test_a_conference_paper_has_all_its_fields() -> None:
    made = entry(
        title="H_2O and Mélange",
        authors=("Herbert van de Sompel", "Kimi Team, Inc.", "John Smith Jr."),
        venue="ICML 2024",
        arxiv="2405.00001",
        doi="10.1000/x",
        summary="In short.",
        topics=("caches",),
    )
    assert ris_entry(made).split("\r\n") == [
        "TY  - CONF",
        "AU  - van de Sompel, Herbert",
        "AU  - Kimi Team Inc.",
        "AU  - Smith, John, Jr.",
        "TI  - H₂O and Mélange",
        "T2  - ICML 2024",
        "PY  - 2024",
        "DO  - 10.1000/x",
        "UR  - https://arxiv.org/abs/2405.00001",
        "M1  - arXiv:2405.00001",
        "KW  - Key-value caches",
        "N1  - In short.",
        "ID  - sompelh2o",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize(
    ("venue", "arxiv", "kind"),
    [
        (None, "2405.00001", "UNPB"),
        (None, None, "GEN"),
        ("ICML 2024", None, "CONF"),
        ("Nature, 2024", None, "JOUR"),
        ("PhD thesis, MIT", None, "THES"),
        ("A Book (book chapter, A Press)", None, "CHAP"),
        ("A blog", None, "GEN"),
    ],
)
def test_every_kind_has_its_type(venue: str | None, arxiv: str | None, kind: str) -> None:
    assert read(ris_entry(entry(venue=venue, arxiv=arxiv)))[0]["type_of_reference"] == kind


@pytest.mark.parametrize(
    ("published", "told"),
    [("2024", None), ("2024-05", "2024/05//"), ("2024-05-06", "2024/05/06/"), (None, None)],
)
def test_a_date_is_told_as_far_as_it_is_known(published: str | None, told: str | None) -> None:
    record = read(ris_entry(entry(published=published)))[0]
    assert record.get("date") == told
    assert record.get("year") == (published[:4] if published else None)


def test_a_journal_has_volume_number_and_page() -> None:
    record = read(ris_entry(entry(venue="PRX Energy 4, 023008 (2025)")))[0]
    assert (record["secondary_title"], record["volume"], record["start_page"]) == ("PRX Energy", "4", "023008")


def test_a_file_begins_with_three_lines_that_are_no_field() -> None:
    text = ris_file(
        [ris_entry(entry()), ris_entry(entry())], FileHeader("S", "q\r\nTY  - BOOK", 2, "2026-01-02", "CC0")
    )
    head = text.split("\r\n\r\n")[0].split("\r\n")
    assert head == [
        "Provider: S",
        "Database: q TY - BOOK (2 papers · 2026-01-02 · CC0)",
        'Content: text/plain; charset="UTF-8"',
    ]
    assert len(read(text)) == 2


def test_every_line_ends_as_the_specification_has_it() -> None:
    text = ris_file([ris_entry(entry(summary="x"))], HEAD)
    assert text.count("\n") == text.count("\r") == text.count("\r\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_begin_no_field_and_no_tag(text: str) -> None:
    made = ris_entry(hostile(text))
    records = read(ris_file([made, ris_entry(entry())], HEAD))
    assert len(records) == 2
    tags = [line[:6] for line in made.splitlines() if line]
    names = len(hostile(text).names)
    assert tags == ["TY  - ", *["AU  - "] * names, *(f"{tag}  - " for tag in tags_after_authors(tags))]
    assert "BOOK" not in {record["type_of_reference"] for record in records}
    assert "<script" not in made
    assert "<img" not in made


def tags_after_authors(tags: list[str]) -> list[str]:
    """The known tags, each once, in the order of a record."""
    order = "TI T2 M3 PB PY DA VL IS SP DO UR M1 KW N1 ID ER".split()
    return [tag for tag in order if f"{tag}  - " in tags]


@given(st.text(min_size=1, max_size=60))
@settings(max_examples=80)
def test_any_title_and_name_is_one_record_that_comes_back(text: str) -> None:
    made = hostile(text)
    [record] = read(ris_entry(made))
    assert len(record.get("authors", [])) == len(made.names)  # type: ignore[arg-type]


def test_the_whole_collection_comes_back(real_survey: Survey, real_insight: Analysis) -> None:
    entries = [entry_of(real_survey, real_insight, paper) for paper in real_survey.papers]
    records = read(ris_file(list(map(ris_entry, entries)), HEAD))
    assert [record["id"] for record in records] == [
        real_insight.citation_key[paper.key] for paper in real_survey.papers
    ]
    assert [record["title"] for record in records] == [entry.title_text for entry in entries]
    assert [len(record.get("authors", [])) for record in records] == [  # type: ignore[arg-type]
        len(paper.authors) for paper in real_survey.papers
    ]
