"""Reading the fields that a survey declares: what is wrong is told, and the good ones around it stay."""

from pathlib import Path

import pytest
from livingsurvey.model import NOT_STATED, FieldTable
from livingsurvey.store.survey_reader import Cache, load

from tests.builders import paper_file, survey_folder

DOSE = "- id: dose\n  label: Dose\n  help: How much.\n  type: number\n  unit: mg\n"


def declared(root: Path, text: str, **papers: str) -> Path:
    """A survey that declares its own fields."""
    survey_folder(root, papers)
    (root / "content/fields.yml").write_text(text)
    return root


def test_a_declared_field_is_read_from_papers(tmp_path: Path) -> None:
    root = declared(tmp_path, DOSE, one=paper_file("one", "dose: 20\n"), two=paper_file("two", "dose: not stated\n"))
    loaded = load(root)
    assert loaded.findings == () and loaded.survey is not None
    assert [paper.fields for paper in loaded.survey.papers] == [{"dose": 20.0}, {"dose": NOT_STATED}]


def test_a_field_that_is_not_declared_is_an_error_that_says_where_to_declare_it(tmp_path: Path) -> None:
    (finding,) = load(declared(tmp_path, DOSE, one=paper_file("one", "doze: 20\n"))).findings
    assert (finding.file, finding.line, finding.rule) == ("content/papers/one.md", 4, "schema")
    assert "content/fields.yml" in finding.fix


def test_a_wrong_value_is_told_at_its_line_with_what_to_write(tmp_path: Path) -> None:
    (finding,) = load(declared(tmp_path, DOSE, one=paper_file("one", "dose: much\n"))).findings
    assert (finding.line, finding.message) == (4, "dose: «much» is not a number.")
    assert finding.fix == "Write a number of mg, or «not stated»."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DOSE.replace("id: dose", "id: title"), "every paper has"),
        (DOSE + DOSE, "declared twice"),
        (DOSE.replace("type: number", "type: colour"), "type"),
        (DOSE.replace("type: number", "type: terms"), "vocabulary"),
        (DOSE.replace("  label: Dose\n", ""), "label"),
        ("dose: 1\n", "a list is expected"),
    ],
)
def test_a_wrong_declaration_is_told_and_the_others_stay(tmp_path: Path, text: str, said: str) -> None:
    loaded = load(declared(tmp_path, text, one=paper_file("one")))
    assert [finding.file for finding in loaded.findings] == ["content/fields.yml"]
    assert said in loaded.findings[0].message
    assert loaded.survey is not None and list(loaded.survey.paper) == ["one"]


def test_a_survey_without_the_file_declares_nothing(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / "content/fields.yml").unlink()
    survey = load(root).survey
    assert survey is not None and survey.fields == FieldTable()


def test_papers_are_read_again_when_the_fields_change(tmp_path: Path) -> None:
    root, cache = declared(tmp_path, DOSE, one=paper_file("one", "dose: 20\n")), Cache()
    assert load(root, cache).findings == ()
    (root / "content/fields.yml").write_text(DOSE.replace("id: dose", "id: amount"))
    assert [finding.rule for finding in load(root, cache).findings] == ["schema"]
