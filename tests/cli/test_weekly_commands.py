"""``survey github resume``, ``candidates`` and ``decide``: what the workflows run, on the events that GitHub sends."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.cli import app
from livingsurvey.github.ticked_boxes import Tick, read_ticks
from livingsurvey.github.weekly_branch import BRANCH
from typer.testing import CliRunner, Result

from tests.github.conftest import begun, origin
from tests.github.github import TOKEN, running
from tests.github.keeping import KeepingGitHub
from tests.github.repository import clone, commit, git, tip
from tests.github.weekly import found, watching, works

__all__ = ["begun", "origin"]
PULL, ISSUE = 101, 102
(FIRST,) = (one.key for one in works(1))


@pytest.fixture
def github(origin: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeepingGitHub]:
    """A GitHub in whose workflows this runs."""
    work = clone(origin, "begin")
    watching(work)
    commit(work, "Save searches")
    git(work, "push", "-q", "origin", "main")
    with running(KeepingGitHub(origin)) as made:
        monkeypatch.setenv("GITHUB_REPOSITORY", "owner/survey")
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setenv("GITHUB_API_URL", made.url)
        yield made


def run(root: Path, *words: str, code: int = 0) -> Result:
    """Run ``survey github``."""
    result = CliRunner().invoke(app, ["github", *words, "-C", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


def week(github: KeepingGitHub, name: str, number: int, first: int = 0) -> str:
    """One run of the workflow `watch`, whose searches find so many."""
    root = clone(github.origin, name)
    said = run(root, "resume").output
    found(root, works(number, first))
    return said + run(root, "candidates").output


def decide(github: KeepingGitHub, name: str, event: Any, code: int = 0) -> str:
    """One run of the workflow `candidates`."""
    root = clone(github.origin, name)
    path = root.parent / f"{name}.json"
    path.write_text(json.dumps(event))
    return run(root, "decide", str(path), code=code).output


def test_two_weeks_make_one_pull_request_and_one_issue(github: KeepingGitHub) -> None:
    assert "Begins from the main branch." in week(github, "first", 2)
    said = week(github, "second", 1, first=2)
    assert f"Goes on from #{PULL}." in said and f"Renewed issue {ISSUE}." in said
    assert [pull["title"] for pull in github.pulls] == ["Saved searches: 3 new candidates"]
    assert len(github.issues) == 1


def test_a_comment_decides_and_has_one_answer(github: KeepingGitHub) -> None:
    week(github, "first", 2)
    github.tick(ISSUE, FIRST, "exclude:no-reef")
    event = github.comment(ISSUE)
    assert "Decided: 1" in decide(github, "done", event)
    assert "Nothing is ticked." in decide(github, "again", event)
    answers = [one["body"] for one in github.said[ISSUE] if one["body"].startswith("<!-- survey decisions")]
    assert len(answers) == 1


def test_a_strangers_comment_asks_and_does_nothing(github: KeepingGitHub) -> None:
    week(github, "first", 2)
    github.tick(ISSUE, FIRST, "exclude:no-reef")
    before = tip(github.origin, f"refs/heads/{BRANCH}")
    github.asked.clear()
    said = decide(github, "done", github.comment(ISSUE, login="stranger", author_association="CONTRIBUTOR"))
    assert said == "The comment is not a curator's.\n"
    assert github.asked == []
    assert tip(github.origin, f"refs/heads/{BRANCH}") == before


def test_a_branch_that_was_taken_over_is_said_where_people_look(github: KeepingGitHub) -> None:
    week(github, "first", 2)
    github.tick(ISSUE, FIRST, "unsure")
    github.approve(PULL)
    assert "was approved as it is" in decide(github, "done", github.comment(ISSUE))
    root = clone(github.origin, "second")
    assert "Not begun." in run(root, "resume", code=1).output
    bodies = [one["body"] for one in github.said[ISSUE]]
    assert any("The searches of" in body and "did not run." in body for body in bodies)
    assert any(body.startswith("<!-- survey decisions") and "Nothing was changed" in body for body in bodies)
    assert read_ticks(github.issue(ISSUE)["body"]) == (Tick(FIRST, "unsure"),)


def test_a_forge_that_does_not_answer_is_told(github: KeepingGitHub) -> None:
    root = clone(github.origin, "first")
    run(root, "resume")
    found(root, works(1))
    github.refused = {"/pulls": 500}
    assert "Not proposed." in run(root, "candidates", code=1).output


def test_an_event_that_is_no_json_is_a_wrong_call(github: KeepingGitHub) -> None:
    root = clone(github.origin, "first")
    (root / "event.json").write_bytes(b"{")
    run(root, "decide", str(root / "event.json"), code=2)


def test_without_a_token_it_is_a_wrong_call(github: KeepingGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert "GITHUB_TOKEN" in run(clone(github.origin, "first"), "resume", code=2).output
