"""Mending: tried on a copy, refused where anything else would change, and never outside the survey."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from livingsurvey.commands.fix_findings import fixes
from livingsurvey.store import load, yaml_text
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import apply
from livingsurvey.store.yaml_edit import Put, splice

from tests.builders import paper_file, survey_folder

TODAY = date(2026, 1, 1)


def fixed(root: Path) -> dict[str, str]:
    """The files that would be fixed, as they would be."""
    return {one.file.rpartition("/")[2]: one.after.decode() for one in fixes(root, load(root), TODAY)}


def test_a_survey_without_findings_is_left_alone(tmp_path: Path) -> None:
    assert fixed(survey_folder(tmp_path, {"a": paper_file("a")})) == {}


def test_comments_quotes_and_hand_formatting_stay(tmp_path: Path) -> None:
    fields = '# mine\nauthors:   [ "Ada  Lovelace" ,  Grace Hopper ]   # two\nvenue: "V"\n'
    root = survey_folder(tmp_path, {"a": paper_file("a", fields, body="It  is.\n")})
    assert fixed(root) == {"a.md": paper_file("a", fields.replace("Ada  L", "Ada L"), body="It  is.\n")}


def test_several_fixes_of_one_file_come_together(tmp_path: Path) -> None:
    fields = "authors: [Ada  Lovelace, Ada Lovelace]\r\nvenue: A &amp; B  \r\n"
    root = survey_folder(tmp_path)
    (root / "content/papers/a.md").write_bytes(("\ufeff" + paper_file("a", fields, body="# It")).encode())
    assert fixed(root) == {"a.md": paper_file("a", "authors: [Ada Lovelace]\nvenue: A & B\n", body="## It\n")}


def test_a_fix_that_would_break_another_rule_is_refused(tmp_path: Path) -> None:
    terms = "- {id: a, name: Alpha, definition: D.}\n- {id: b, name: Beta, definition: D., deprecated_to: a}\n"
    root = survey_folder(tmp_path, {"a": paper_file("a", "methods:\n  - Alpha\n  - Beta  # both\n")})
    (root / "content/vocabulary").mkdir()
    (root / "content/vocabulary/methods.yml").write_text(terms)
    assert fixed(root) == {}


def test_a_link_out_of_the_survey_is_neither_followed_nor_written(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("venue:\tx  \n")
    root = survey_folder(tmp_path / "survey", {"a": paper_file("a", "venue: A  V\n")})
    (root / "content/papers/b.md").symlink_to(outside)
    apply(root, fixes(root, load(root), TODAY))
    assert outside.read_text() == "venue:\tx  \n"
    assert "venue: A V\n" in (root / "content/papers/a.md").read_text()


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "venue: A  V\n")})
    found = fixes(root, load(root), TODAY)
    (root / "content/papers/a.md").write_text("new")
    with pytest.raises(EditRefusedError, match="changed meanwhile"):
        apply(root, found)
    assert (root / "content/papers/a.md").read_text() == "new"


def test_the_diff_shows_what_changes(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"a": paper_file("a", "venue: A  V\n")})
    (one,) = fixes(root, load(root), TODAY)
    lines = one.diff().splitlines()
    assert lines[:2] == ["--- content/papers/a.md", "+++ content/papers/a.md"]
    assert [line for line in lines[2:] if line[0] in "+-"] == ["-venue: A  V", "+venue: A V"]


LINE = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)


@pytest.mark.parametrize("form", ["title: {}", "title: '{}'", 'title: "{}"', "title: >-\n  {}", "title: [x]"])
@example(new="true")
@example(new="Null")
@given(new=LINE.filter(lambda text: text.strip() == text and text.isprintable()))
def test_whatever_is_put_is_read_again(form: str, new: str) -> None:
    old = f"---\nkey: a\n{form.format('Old title')}\nvenue: V  # why\n---\nBody\n"
    text = splice("a.md", old, [Put(("title",), "Old title", new)])
    read = yaml_text.parse(text.split("\n---\n")[0][4:])
    changed = "[x]" not in form
    assert read == {"key": "a", "title": new if changed else ["x"], "venue": "V"}
    assert text.endswith("\nvenue: V  # why\n---\nBody\n")
