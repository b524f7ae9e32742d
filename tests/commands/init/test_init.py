"""Starting a survey: what is written, that nothing is overwritten, and that it keeps up with this one."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from livingsurvey.checks.run import check
from livingsurvey.commands.init import TEMPLATES, OccupiedFolderError, files_of, github_files, start
from livingsurvey.model import FieldTable
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
    assert {"mkdocs.yml", ".gitignore", "README.md", "content/fields.yml", "content/survey.yml"} <= set(written)


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_writes_few_files_and_no_theme(tmp_path: Path, template: str) -> None:
    written = start(tmp_path, "X", template)
    own = [path for path in written if not path.startswith((".github/", ".vscode/"))]
    assert len(own) <= 13  # what each survey needs, and a file for each vocabulary of its field
    assert not [path for path in written if path.startswith("overrides")]


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_is_a_survey_without_a_finding(tmp_path: Path, template: str) -> None:
    start(tmp_path, "X", template)
    loaded = load(tmp_path)
    assert (loaded.findings, check(tmp_path, loaded)) == ((), ())
    assert loaded.survey is not None and loaded.survey.fields.heading is not None
    assert set(loaded.survey.vocabulary) <= {"reasons", *loaded.survey.fields.vocabularies}


def test_medicine_brings_pico_design_size_and_bias() -> None:
    fields = read_table(files_of("X", "medicine"))
    assert {"population", "intervention", "comparator", "study_design", "sample_size", "risk_of_bias"} <= fields
    assert ("claim", "outcome") in read_owners(files_of("X", "medicine"))


def test_humanities_brings_editor_original_date_language_and_archive() -> None:
    assert {"editor", "original_date", "language", "archive"} <= read_table(files_of("X", "humanities"))


def read_owners(files: dict[str, str]) -> set[tuple[str, str]]:
    """What has each declared field, and its id."""
    return {(entry.get("of", "paper"), entry["id"]) for entry in yaml.safe_load(files["content/fields.yml"])}


def read_table(files: dict[str, str]) -> set[str]:
    """The ids of the declared fields."""
    return {name for _, name in read_owners(files)}


def test_the_form_for_corrections_names_the_fields_of_the_template(tmp_path: Path) -> None:
    start(tmp_path, "X", "medicine")
    form = yaml.safe_load((tmp_path / ".github/ISSUE_TEMPLATE/correct.yml").read_text())
    field = form["body"][1]
    assert field["type"] == "input"  # an address can fill in no other
    assert {"title", "study_design", "sample_size"} <= set(re.findall(r"\w+", field["attributes"]["description"]))


def test_its_workflows_are_those_of_this_repository_with_the_package_installed() -> None:
    theirs = github_files(FieldTable())
    of_the_generator = {"codeql.yml", "fuzz.yml", "release.yml", "scorecard.yml", "zensical.yml"}
    for path in sorted((REPOSITORY / ".github/workflows").glob("*.yml")):
        if path.name in of_the_generator:
            assert f".github/workflows/{path.name}" not in theirs
            continue
        ours = path.read_text().partition("  tests:\n    name: The generator")[0].replace(".venv/bin/survey", "survey")
        install = f'- run: python -m pip install "livingsurvey=={version("livingsurvey")}"'
        ours = ours.replace("- run: make .venv/site.stamp", install)
        assert theirs[f".github/workflows/{path.name}"] == ours


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
    with pytest.raises(OccupiedFolderError, match=r"not empty, and there is no survey in it \(thesis\.tex\)"):
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
