"""A key that is not the file's name, a body in the front matter, and files that editors leave behind."""

from pathlib import Path

import pytest
from livingsurvey.store import load

from tests.builders import paper_file, survey_folder


def test_a_key_that_is_not_the_files_name_is_reported_at_its_line(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a-paper": paper_file("other"), "b-paper": paper_file("b-paper")})
    loaded = load(root)
    assert [(f.file, f.line, f.rule) for f in loaded.findings] == [("content/papers/a-paper.md", 2, "key-mismatch")]
    assert loaded.survey is not None
    assert [paper.key for paper in loaded.survey.papers] == ["b-paper"]


@pytest.mark.parametrize(
    ("folder", "field", "text"),
    [
        ("papers", "notes", paper_file("a", "notes: Mine.\n")),
        ("topics", "prose", "---\ntitle: T\nsummary: S.\nprose: Mine.\n---\n"),
        ("pages", "body", "---\ntitle: T\nbody: Mine.\n---\n"),
    ],
)
def test_a_body_in_the_front_matter_is_reported_and_not_lost(
    tmp_path: Path, folder: str, field: str, text: str
) -> None:
    root = survey_folder(tmp_path)
    (root / "content" / folder / "a.md").write_text(text)
    (finding,) = load(root).findings
    assert field in finding.message
    assert finding.line == text.split("\n").index(f"{field}: Mine.") + 1


def test_an_editors_lock_file_is_no_paper(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a-paper": paper_file()})
    (root / "content/papers/.#a-paper.md").symlink_to("someone@somewhere.1")
    assert load(root).findings == ()
