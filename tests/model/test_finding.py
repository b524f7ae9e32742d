"""Findings: data that reads as file, place, rule and mend."""

import pytest
from livingsurvey.model import Finding, Severity
from livingsurvey.model.finding import lines_to_say


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (Finding("a.md", 3, 7, "schema", "too long.", "Shorten it."), "a.md:3:7: schema: too long. Shorten it."),
        (Finding("a.md", 3, 0, "schema", "too long.", "Shorten it."), "a.md:3: schema: too long. Shorten it."),
        (Finding("a.md", 0, 0, "file", "is empty.", "Remove it."), "a.md: file: is empty. Remove it."),
        (Finding("a.md", 3, 7, "schema", "too long."), "a.md:3:7: schema: too long."),
    ],
)
def test_a_finding_reads_as_place_rule_message_and_fix(finding: Finding, text: str) -> None:
    assert str(finding) == text


def test_findings_sort_by_file_line_and_column() -> None:
    ordered = [
        Finding("a.md", 0, 0, "z", "m"),
        Finding("a.md", 2, 9, "z", "m"),
        Finding("a.md", 10, 1, "a", "m"),
        Finding("a.md", 10, 2, "a", "m"),
        Finding("b.md", 1, 1, "a", "m"),
    ]
    assert sorted(ordered[n] for n in (4, 2, 0, 3, 1)) == ordered


def test_findings_that_say_the_same_are_one() -> None:
    assert len({Finding("a.md", 1, 1, "r", "m"), Finding("a.md", 1, 1, "r", "m")}) == 1


def test_a_finding_is_an_error_unless_it_says_otherwise() -> None:
    assert Finding("a.md", 1, 1, "r", "m").severity == Severity.ERROR


def test_a_finding_as_plain_data_keeps_every_field_but_the_path() -> None:
    finding = Finding("a.md", 1, 2, "r", "m", "f", Severity.WARNING, path=("title",))
    assert finding.as_dict() == {
        "file": "a.md",
        "line": 1,
        "column": 2,
        "rule": "r",
        "message": "m",
        "fix": "f",
        "severity": "warning",
        "fixable": False,
        "unsafe": False,
    }


def test_what_findings_ask_to_say_in_a_commit_is_there_once() -> None:
    asked = [Finding("a.md", 1, 1, "papers-dropped", "Gone.", f"If so, say «{line}» in a commit message.")
             for line in ("Removes: 2 papers", "Empties: doi", "Removes: 2 papers")]  # fmt: skip
    assert lines_to_say([*asked, Finding("a.md", 1, 1, "other", "No.", "Say «no».")]) == [
        "Removes: 2 papers",
        "Empties: doi",
    ]
