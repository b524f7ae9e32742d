"""What is marked to do is told with its place, as advice, until it is done."""

from pathlib import Path

from livingsurvey.checks.run import check
from livingsurvey.model import Finding
from livingsurvey.store import load

from tests.builders import paper_file, survey_folder


def told(root: Path, extra: str) -> list[Finding]:
    """The findings about what is to do in a paper with these fields."""
    survey_folder(root, {"a": paper_file("a", extra)})
    return [finding for finding in check(root, load(root)) if finding.rule == "to-do"]


def test_a_mark_is_told_with_its_field_line_and_column(tmp_path: Path) -> None:
    (finding,) = told(tmp_path, "summary:  # to do: one sentence; in your own words\n")
    assert (finding.line, finding.column) == (4, 11)
    assert finding.message == "summary is to do: one sentence."


def test_a_mark_within_a_text_is_text(tmp_path: Path) -> None:
    assert told(tmp_path, "published_abstract: |-\n  This # to do: stays.\n") == []


def test_a_paper_that_is_finished_is_not_read_again(tmp_path: Path) -> None:
    done = "status: excluded\nreason: off\nvenue:  # to do: look it up\n"
    assert told(tmp_path, done) == []


def test_an_included_paper_that_lacks_something_is_told(tmp_path: Path) -> None:
    assert len(told(tmp_path, "status: included\nkind:  # to do: choose\n")) == 1
