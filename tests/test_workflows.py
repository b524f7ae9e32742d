"""The workflows: actions are pinned, permissions are least, and nothing a stranger wrote becomes a command."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from livingsurvey.cli import app
from livingsurvey.github import proposed_branch

from tests.builders import REPOSITORY

FOLDER = REPOSITORY / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
BEGUN = sorted((REPOSITORY / "generator/livingsurvey/commands/init/github/workflows").glob("*.yml"))
WRITERS = {"codeql.yml", "comment.yml", "forms.yml", "links.yml", "publish.yml", "release.yml", "scorecard.yml"}


def read(path: Path) -> dict[str, Any]:
    """A workflow; its ``on`` is what YAML 1.1 takes for true."""
    data: dict[Any, Any] = yaml.safe_load(path.read_text())
    return {("on" if key is True else key): value for key, value in data.items()}


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_actions_are_pinned_and_say_their_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text())
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_allowed_that_a_job_does_not_ask_for(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert "permissions" in job
        assert "timeout-minutes" in job


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in WRITERS], ids=lambda path: path.stem)
def test_what_may_run_a_strangers_code_may_only_read(path: Path) -> None:
    for job in read(path)["jobs"].values():
        assert set(job["permissions"].values()) == {"read"}
    assert "secrets." not in path.read_text()
    assert "github.token" not in path.read_text()


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_what_may_write_never_runs_for_a_pull_request(name: str) -> None:
    assert not set(read(FOLDER / name)["on"]) & {"pull_request", "pull_request_target"}
    for step in steps(FOLDER / name):
        assert "ref" not in step.get("with", {}), "only the main branch's own code may run with a token that writes"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_checkout_leaves_its_token_behind(path: Path) -> None:
    checkouts = [step for step in steps(path) if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_expression_stands_in_a_command(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_command_of_ours_exists(path: Path) -> None:
    commands = re.findall(r"\.venv/bin/survey ((?:[a-z]+ ?)+)(.*)", path.read_text())
    for words, rest in commands:
        command: Any = typer.main.get_command(app)
        for word in words.split():
            if hasattr(command, "commands"):  # what follows a command are its arguments
                command = command.commands[word]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, words


@pytest.mark.parametrize("path", BEGUN, ids=lambda path: path.stem)
def test_workflows_of_a_new_survey_are_alike(path: Path) -> None:
    ours = (FOLDER / path.name).read_text().partition("  tests:\n")[0]
    install = 'run: python -m pip install "livingsurvey==SURVEY_VERSION"'
    assert path.read_text() == ours.replace("run: make .venv/site.stamp", install).replace(".venv/bin/survey", "survey")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_pushed_with_force(path: Path) -> None:
    assert not re.search(r"--force|push -f|git push", path.read_text())


def test_what_a_form_proposes_is_checked_and_previewed() -> None:
    for name in proposed_branch.CHECKS:
        given = read(FOLDER / name)["on"]["workflow_dispatch"]["inputs"]
        assert {key for key, value in given.items() if value["required"]} == {"base"}
        assert "github.event.pull_request.base.sha || inputs.base" in (FOLDER / name).read_text()
    (job,) = read(FOLDER / "forms.yml")["jobs"].values()
    assert job["permissions"]["actions"] == "write"


def test_a_comment_is_made_whether_the_build_succeeded_or_not() -> None:
    workflow = read(FOLDER / "comment.yml")
    (job,) = workflow["jobs"].values()
    assert workflow["on"]["workflow_run"]["workflows"] == ["preview"]
    assert "conclusion" not in job["if"]
    assert all(f"'{name}'" in job["if"] for name in ("pull_request", "workflow_dispatch"))


def test_a_comment_takes_nothing_from_the_build() -> None:
    assert not re.search("artifact", (FOLDER / "comment.yml").read_text())


@pytest.mark.parametrize("paths", [[REPOSITORY / ".github"], BEGUN], ids=["ours", "of a new survey"])
def test_zizmor_finds_nothing(paths: list[Path]) -> None:
    command = [Path(sys.executable).with_name("zizmor"), "--offline", "--persona=pedantic", *paths]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "No findings to report" in done.stdout + done.stderr


def test_each_job_of_a_release_has_one_permission_and_publishes_what_was_built() -> None:
    jobs = read(FOLDER / "release.yml")["jobs"]
    assert {name: set(job["permissions"]) for name, job in jobs.items()} == {
        "build": {"contents"},
        "attest": {"attestations", "id-token"},
        "publish": {"id-token"},
        "release": {"contents"},
    }
    assert jobs["publish"]["environment"]["name"] == "pypi"
    assert [name for name, job in jobs.items() if any("make" in step.get("run", "") for step in job["steps"])] == [
        "build"
    ]
    assert "secrets." not in (FOLDER / "release.yml").read_text()


def test_one_version_of_each_action_is_used_everywhere() -> None:
    used = {line for path in (*FILES, *BEGUN) for line in re.findall(r"uses: (.*)", path.read_text())}
    names = [line.partition("@")[0] for line in used]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("kind", ["github-actions", "pip", "npm"])
def test_every_kind_of_dependency_is_watched(kind: str) -> None:
    updates = yaml.safe_load((REPOSITORY / ".github/dependabot.yml").read_text())["updates"]
    (update,) = (one for one in updates if one["package-ecosystem"] == kind)
    assert (REPOSITORY / update["directory"].strip("/")).is_dir()


def test_editors_are_set_as_those_of_a_new_survey() -> None:
    begun = REPOSITORY / "generator/livingsurvey/commands/init/editor/vscode/settings.json"
    assert (REPOSITORY / ".vscode/settings.json").read_text() == begun.read_text()
