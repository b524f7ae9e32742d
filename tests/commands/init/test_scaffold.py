"""Starting a survey: what is written, that nothing is overwritten, and that it keeps up with this one."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from livingsurvey.checks.run import check
from livingsurvey.commands.init import OccupiedFolderError, start
from livingsurvey.store import load

from tests.builders import REPOSITORY


class _Loader(yaml.SafeLoader):
    """Reads ``!ENV`` as MkDocs does, as text."""


_Loader.add_constructor("!ENV", lambda loader, node: "env")


def settings_of(folder: Path) -> dict[str, Any]:
    """The settings of MkDocs."""
    held: dict[str, Any] = yaml.load((folder / "mkdocs.yml").read_text(), Loader=_Loader)
    return held


def pages_of(nav: Any) -> set[str]:
    """The pages that a navigation names."""
    if isinstance(nav, str):
        return {nav}
    entries = nav.values() if isinstance(nav, dict) else nav
    return {page for entry in entries for page in pages_of(entry)}


def test_a_new_survey_can_be_read_and_has_no_finding(tmp_path: Path) -> None:
    written = start(tmp_path / "new", "Coral reefs")
    loaded = load(tmp_path / "new")
    assert (loaded.findings, check(tmp_path / "new", loaded)) == ((), ())
    assert loaded.survey is not None
    assert (loaded.survey.settings.name, loaded.survey.papers) == ("Coral reefs", ())
    assert {"mkdocs.yml", ".gitignore", "README.md", "content/survey.yml"} <= set(written)


def test_its_vocabularies_define_what_they_name(tmp_path: Path) -> None:
    start(tmp_path, "X")
    survey = load(tmp_path).survey
    assert survey is not None
    assert set(survey.vocabulary) == {"kinds", "reasons", "measures"}
    assert all(term.definition for terms in survey.vocabulary.values() for term in terms)


@pytest.mark.parametrize("name", ["A: b # c", '"quoted"', "{{ x }}", "!tag", "- list", "日本語", "null", "<b>x</b>"])
def test_any_name_is_kept_as_it_is(tmp_path: Path, name: str) -> None:
    start(tmp_path, name)
    survey = load(tmp_path).survey
    assert survey is not None
    assert survey.settings.name == settings_of(tmp_path)["site_name"] == name


def test_a_second_start_writes_only_what_is_missing(tmp_path: Path) -> None:
    start(tmp_path, "First")
    (tmp_path / "README.md").write_text("Mine.")
    (tmp_path / "mkdocs.yml").unlink()
    assert start(tmp_path, "Second") == ["mkdocs.yml"]
    assert (tmp_path / "README.md").read_text() == "Mine."
    assert load(tmp_path).survey.settings.name == "First"  # type: ignore[union-attr]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("x")
    with pytest.raises(OccupiedFolderError, match=r"not empty, and holds no survey \(thesis\.tex\)"):
        start(tmp_path, "X")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OccupiedFolderError, match="it is a file"):
        start(tmp_path / "file", "X")


def test_a_fresh_repository_counts_as_empty(tmp_path: Path) -> None:
    for name in (".git", "LICENSE"):
        (tmp_path / name).mkdir()
    assert "content/survey.yml" in start(tmp_path, "X")


def test_no_file_of_the_theme_is_copied(tmp_path: Path) -> None:
    assert [path for path in start(tmp_path, "X") if path.startswith("overrides")] == []
    assert settings_of(tmp_path)["theme"]["name"] == "survey"


def test_its_settings_keep_up_with_this_survey_s(tmp_path: Path) -> None:
    start(tmp_path, "X")
    theirs, ours = settings_of(tmp_path), settings_of(REPOSITORY)
    own = {"site_name", "site_description", "copyright", "nav"}
    assert {k: v for k, v in theirs.items() if k not in own} == {k: v for k, v in ours.items() if k not in own}


def test_its_navigation_names_every_page_that_each_survey_has(tmp_path: Path) -> None:
    start(tmp_path, "X")
    by_hand = {path.name for path in (REPOSITORY / "content/pages").glob("*.md")}
    theirs, ours = (pages_of(settings_of(folder)["nav"]) for folder in (tmp_path, REPOSITORY))
    assert ours - by_hand <= theirs
    assert theirs - ours <= {path.name for path in (tmp_path / "content/pages").glob("*.md")}
