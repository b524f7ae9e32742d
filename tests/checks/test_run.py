"""Running all rules: findings of reading and of rules together, in order, each with its line."""

from pathlib import Path

from livingsurvey.checks.run import check
from livingsurvey.model import Finding
from livingsurvey.store import load

from tests.builders import paper_file, survey_folder


def findings(root: Path) -> tuple[Finding, ...]:
    """What the checks find below ``root``."""
    return check(root, load(root))


def test_findings_of_reading_and_of_rules_stand_together_in_order_of_place(tmp_path: Path) -> None:
    papers = {
        "c": paper_file("c", "status: maybe\n"),
        "a": paper_file("a", "topics: [lost]\n", "[@absent]\n"),
        "b": "no front matter\n",
    }
    assert [(f.file, f.line, f.rule) for f in findings(survey_folder(tmp_path, papers))] == [
        ("content/papers/a.md", 4, "unknown-topic"),
        ("content/papers/a.md", 8, "unknown-citation"),
        ("content/papers/b.md", 1, "front-matter"),
        ("content/papers/c.md", 4, "schema"),
    ]


def test_the_column_is_where_the_quoted_text_begins(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n")})
    assert [(f.line, f.column) for f in findings(root)] == [(4, 10)]


def test_what_stands_nowhere_in_its_file_is_reported_for_the_file_as_a_whole(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, pages__index="---\ntitle: Home\n---\n")
    assert [(f.file, f.line, f.column) for f in findings(root)] == [("content/pages/index.md", 0, 0)]


def test_a_citation_behind_others_is_found_on_its_line(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", body="\n\nFirst.\n[@a; @lost]\n")})
    assert [(f.line, f.column) for f in findings(root)] == [(10, 6)]


def test_a_survey_that_cannot_be_read_has_only_the_findings_of_reading(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n")})
    (root / "content/survey.yml").unlink()
    assert [f.file for f in findings(root)] == ["content/survey.yml"]


def test_checking_twice_finds_the_same(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {key: paper_file(key, "topics: [x, y]\n") for key in ("a", "b")})
    assert findings(root) == findings(root) != ()


def test_checking_changes_no_file(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "topics: [lost]\n"), "b": "bad"})
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    findings(root)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
