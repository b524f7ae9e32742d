"""Statements as data for other programs."""

import csv
import json

from livingsurvey.analysis import derive
from livingsurvey.model import Statements, Survey
from livingsurvey.site.statements.statement_data import StatementData, export_statements

from tests.site.statements.samples import stated


def exported(survey: Survey) -> dict[str, str]:
    """The files as text."""
    return {path: data.decode("utf-8-sig") for path, data in export_statements(survey, derive(survey)).items()}


def test_every_statement_is_an_entry_with_its_quotations() -> None:
    entries = [StatementData(**entry) for entry in json.loads(exported(stated())["data/statements.json"])]
    assert [(entry.kind, entry.id, entry.date, entry.asked) for entry in entries] == [
        ("consensus", "fast", "2025-01-02", None),
        ("disagreements", "good", "2025-01", None),
        ("questions", "why", "2025-03", "2025-01-02"),
    ]
    assert [quoted.stance for quoted in entries[0].papers] == ["support", "support", "support", "dissent"]
    assert [(quoted.stance, quoted.says) for quoted in entries[1].papers] == [("side", "Says a"), ("side", "Says b")]
    assert entries[2].url == "questions.html#statement-why"


def test_every_quotation_is_a_row() -> None:
    rows = list(csv.DictReader(exported(stated())["data/statements.csv"].splitlines()))
    assert [(row["id"], row["stance"], row["paper"]) for row in rows] == [
        *(("fast", "support", key) for key in "abc"),
        ("fast", "dissent", "d"),
        *(("good", "side", key) for key in "ab"),
        ("why", "support", "a"),
    ]
    assert rows[4]["topics"] == "t; u"


def test_a_survey_without_statements_has_empty_files() -> None:
    files = exported(stated(statements=Statements()))
    assert json.loads(files["data/statements.json"]) == []
    assert len(files["data/statements.csv"].splitlines()) == 1
