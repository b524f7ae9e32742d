"""Asking git: its answer, or one error that says what it said."""

from pathlib import Path

import pytest
from livingsurvey.store.git import GitError, git


def test_git_answers(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert git(tmp_path, "rev-parse", "--is-inside-work-tree") == b"true\n"


def test_a_refusal_says_what_git_said(tmp_path: Path) -> None:
    with pytest.raises(GitError, match=r"git rev-parse: .*not a git repository"):
        git(tmp_path, "rev-parse", "HEAD")
    git(tmp_path, "init", "-q")
    with pytest.raises(GitError, match="git rev-parse: no such branch, tag or commit"):
        git(tmp_path, "rev-parse", "--verify", "--quiet", "nothing")


def test_an_argument_that_cannot_be_one_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        git(tmp_path, "log", "a\0b")


def test_git_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="not installed"):
        git(tmp_path, "status")
