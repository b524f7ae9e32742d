"""Carrying an older survey over: what changes, what stays, and that nothing is left to do afterwards."""

import shutil
from pathlib import Path

import pytest
import yaml
from livingsurvey.cli import app
from livingsurvey.commands import upgrade_survey
from livingsurvey.commands.upgrade_survey import upgrades
from livingsurvey.model import Survey
from livingsurvey.store import load
from livingsurvey.store.transaction import apply
from typer.testing import CliRunner

from tests.builders import REPOSITORY, paper_file, survey_folder

OLD_MKDOCS = """\
site_name: Old
theme:
  name: material
  custom_dir: overrides
  language: en
  font: false # fonts are part of the site
  palette:
    scheme: default

plugins:
  - survey

extra_css:
  - assets/css/survey.css

watch:
  - content
  - overrides
"""


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A survey as an older version wrote it."""
    root = survey_folder(tmp_path, {"one": paper_file("one", "kind: method\nmodels: [GPT-2]\n")})
    (root / "content/fields.yml").unlink()
    (root / "mkdocs.yml").write_text(OLD_MKDOCS)
    (root / "overrides").mkdir()
    (root / "overrides/main.html").write_text("as it was")
    digests = tmp_path / "digests.txt"
    digests.write_text("f5fad1f1e2e3e79c2e3b0d2ee2f5dd4eab51f3b1b5b0c5c3b5a9fe27d1c1e6c5  overrides/other.html\n")
    monkeypatch.setattr(upgrade_survey, "_FORMER_THEME", digests)
    return root


def known_theme(root: Path) -> None:
    """Let the copied template be one that an older version wrote."""
    import hashlib

    digest = hashlib.sha256((root / "overrides/main.html").read_bytes()).hexdigest()
    upgrade_survey._FORMER_THEME.write_text(f"{digest}  overrides/main.html\n")


def test_fields_that_are_in_use_are_declared(old: Path) -> None:
    apply(old, upgrades(old))
    survey = load(old).survey
    assert survey is not None and load(old).findings == ()
    assert [field.id for field in survey.fields.fields] == ["kind", "models"]
    assert survey.paper["one"].fields == {"kind": "method", "models": ("GPT-2",)}


def test_a_copied_theme_is_removed_and_the_theme_of_the_package_named(old: Path) -> None:
    known_theme(old)
    apply(old, upgrades(old))
    settings = yaml.safe_load((old / "mkdocs.yml").read_text())
    assert settings["theme"] == {"name": "survey", "language": "en"}
    assert "extra_css" not in settings and settings["watch"] == ["content"]
    assert not (old / "overrides/main.html").exists()


def test_a_template_that_a_maintainer_has_changed_stays_and_is_used(old: Path) -> None:
    apply(old, upgrades(old))
    assert (old / "overrides/main.html").read_text() == "as it was"
    assert yaml.safe_load((old / "mkdocs.yml").read_text())["theme"]["custom_dir"] == "overrides"


def test_after_an_upgrade_there_is_nothing_to_upgrade(old: Path) -> None:
    known_theme(old)
    apply(old, upgrades(old))
    assert upgrades(old) == []


def test_the_form_for_corrections_names_the_declared_fields(old: Path) -> None:
    form = old / ".github/ISSUE_TEMPLATE/correct.yml"
    form.parent.mkdir(parents=True)
    form.write_text("name: old\n")
    apply(old, upgrades(old))
    names = yaml.safe_load(form.read_text())["body"][1]["attributes"]["description"]
    assert "title, " in names and "kind, models, " in names and "methods" not in names


def test_the_command_shows_what_it_would_write_and_asks(old: Path) -> None:
    before = (old / "mkdocs.yml").read_text()
    for arguments, answer in ((["--dry-run"], ""), ([], "n\n")):
        result = CliRunner().invoke(app, ["upgrade", "--root", str(old), *arguments], input=answer)
        assert "+  name: survey" in result.output and "+- id: kind" in result.output
        assert (old / "mkdocs.yml").read_text() == before
    result = CliRunner().invoke(app, ["upgrade", "--root", str(old), "--yes"])
    assert result.exit_code == 0 and (old / "content/fields.yml").is_file()
    assert "nothing to upgrade" in CliRunner().invoke(app, ["upgrade", "--root", str(old)]).output


def test_this_survey_needs_no_upgrade_and_has_the_fields_that_an_upgrade_declares(
    tmp_path: Path, real_survey: Survey
) -> None:
    assert upgrades(REPOSITORY) == []
    shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    (tmp_path / "content/fields.yml").unlink()
    apply(tmp_path, upgrades(tmp_path))
    survey = load(tmp_path).survey
    assert survey is not None
    upgraded, declared = (
        [one.model_copy(update={"help": ""}) for one in s.fields.fields] for s in (survey, real_survey)
    )
    assert upgraded and set(upgraded) <= set(declared)  # a survey may explain a field in other words


TYPED_IN = [
    "agreement:\n  - {question: Kind, papers: 3, agreed: 2}\n\n  - {question: Topic, papers: 3, agreed: 3}\n",
    "agreement: [{question: Kind, papers: 3, agreed: 2}]\n",
    "agreement:\n- question: Kind\n  papers: 3\n  agreed: 2\n",
    "agreement: [\n  {question: Kind, papers: 3, agreed: 2},\n]\n",
]


@pytest.mark.parametrize("typed", TYPED_IN)
def test_an_agreement_that_was_typed_in_makes_room_for_the_computed_one(tmp_path: Path, typed: str) -> None:
    root = survey_folder(tmp_path)
    path = root / "content/survey.yml"
    plain = path.read_text()
    path.write_text(f"{plain}{typed}limits: [One.]\n")
    assert [found.rule for found in load(root).findings] == ["schema"]
    apply(root, upgrades(root))
    loaded = load(root)
    assert loaded.findings == ()
    assert loaded.survey is not None and loaded.survey.settings.limits == ("One.",)
    lines = path.read_text().removeprefix(plain).splitlines()
    assert lines[0].startswith("# How far readings agree is computed from content/readings")
    assert lines[1:] == ["limits: [One.]"]
    assert upgrades(root) == []
