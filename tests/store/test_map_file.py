"""``content/map.json``: read as it was written, and what is wrong with it is told."""

from pathlib import Path

import pytest
from livingsurvey.store import load
from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text

from tests.builders import survey_folder


def test_places_are_read_as_they_were_written(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    places = {"b": (1000.0, 2.5), "a": (0.0, 640.0)}
    (root / MAP_FILE).write_text(layout_text(places))
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None
    assert loaded.survey.layout == places


def test_a_place_is_one_line_in_the_order_of_keys() -> None:
    assert layout_text({"b": (3, 4), "a": (1.5, 2)}) == '{\n"a": [1.5, 2],\n"b": [3, 4]\n}\n'


def test_a_survey_without_the_file_has_no_places(tmp_path: Path) -> None:
    loaded = load(survey_folder(tmp_path))
    assert loaded.findings == ()
    assert loaded.survey is not None
    assert loaded.survey.layout == {}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('{\n"a": [1, 2],\n<<<<<<< HEAD\n}', 3, "no JSON"),
        ('{"a": [1]}', 0, "a: two numbers"),
        ('{"a": [1, "far"]}', 0, "a: two numbers"),
        ('{"a": [1, NaN]}', 0, "NaN is no number"),
        ('{"a": [1, -Infinity]}', 0, "-Infinity is no number"),
        ('{"a": [1, 1e999]}', 0, "a: two numbers"),
        (f'{{"a": [1, {"9" * 5000}]}}', 0, "thousands of digits"),
        ('{"a": [true, 1]}', 0, "a: two numbers"),
        ('{"a": ["1", 1]}', 0, "a: two numbers"),
        ('{"a": [1, 2],\n "b": [1, 2],\n "a": [3, 4]}', 3, "«a» is there twice, with [1, 2] and [3, 4]"),
        ('{"é": [1, 2],\n "\\u00e9": [3, 4]}', 0, "«é» is there twice"),
        ('{"a": [1, 2],\n "a": [1, 2]}', 2, "«a» is there twice"),
        ("[" * 100_000, 0, "too deeply nested"),
        ('{"a": [1, -3]}', 0, "a: two numbers from 0"),
        ("[]", 0, "for each paper two numbers"),
        ("", 1, "no JSON"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_and_the_survey_goes_on(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    root = survey_folder(tmp_path)
    (root / MAP_FILE).write_text(text)
    loaded = load(root)
    (finding,) = loaded.findings
    assert (finding.file, finding.line, finding.rule) == (MAP_FILE, line, "layout")
    assert told in finding.message
    assert "survey layout" in finding.fix
    assert loaded.survey is not None
    assert loaded.survey.layout == {}


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    root = survey_folder(tmp_path)
    (root / MAP_FILE).write_bytes(b"\xff\xfe")
    (finding,) = load(root).findings
    assert "cannot be read" in finding.message
