"""The wrapper of git: typed answers, or one clear error."""

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.store import git
from livingsurvey.store.git import GitError, Revision

from tests.build.repositories import commit
from tests.build.repositories import git as run

START = 1_700_000_000
QUESTIONS: dict[str, Callable[[Path], object]] = {
    "last_change": lambda root: git.last_change(root, "content"),
    "is_shallow": git.is_shallow,
    "file_changes": lambda root: git.file_changes(root, "content", "HEAD"),
    "commit_of": lambda root: git.commit_of(root, "HEAD"),
    "archive": lambda root: git.archive(root, "HEAD", "content"),
    "messages_since": lambda root: git.messages_since(root, "HEAD"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which a file was added, changed and, after another folder was, deleted."""
    (tmp_path / "content").mkdir()
    for time, text in ((START + 1, "old"), (START + 2, "new")):
        (tmp_path / "content/a.md").write_text(text)
        commit(tmp_path, time, f"Write {text}")
    (tmp_path / "other").write_text("x")
    commit(tmp_path, START + 3, "Elsewhere")
    return tmp_path


def test_the_last_change_is_of_the_path_alone(root: Path) -> None:
    assert git.last_change(root, "content") == Revision(git.commit_of(root, "HEAD~1"), START + 2)
    assert git.last_change(root, "other") == Revision(git.commit_of(root, "HEAD"), START + 3)


def test_what_was_never_committed_has_no_last_change(root: Path) -> None:
    assert git.last_change(root, "absent") is None


def test_a_clone_may_be_shallow(root: Path, tmp_path: Path) -> None:
    run(root, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "clone"))
    assert (git.is_shallow(root), git.is_shallow(tmp_path / "clone")) == (False, True)


def test_an_ancestor_is_part_of_the_history(root: Path) -> None:
    first, last = git.commit_of(root, "HEAD~2"), git.commit_of(root, "HEAD")
    assert git.is_ancestor(root, first, last)
    assert not git.is_ancestor(root, last, first)
    assert not git.is_ancestor(root, "0" * 40, last)


def test_changes_are_listed_with_their_times(root: Path) -> None:
    run(root, "rm", "-q", "content/a.md")
    commit(root, START + 4)
    lines = [line for line in git.file_changes(root, "content", "HEAD") if line]
    told = [(START + 4, "D"), (START + 2, "M"), (START + 1, "A")]
    assert lines == [line for time, status in told for line in (f"\x01{time}", f"{status}\tcontent/a.md")]
    since = git.file_changes(root, "content", "HEAD", since=git.commit_of(root, "HEAD~2"))
    assert [line for line in since if line] == lines[:2]


def test_paths_are_from_the_folder_that_was_named(root: Path) -> None:
    (root / "inner/content").mkdir(parents=True)
    (root / "inner/content/b.md").write_text("b")
    commit(root, START + 5)
    assert "A\tcontent/b.md" in git.file_changes(root / "inner", "content", "HEAD")


def test_an_archive_holds_the_folder_as_it_was(root: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(git.archive(root, "HEAD~2", "content"))) as tar:
        file = tar.extractfile("content/a.md")
        assert file is not None
        assert file.read() == b"old"


def test_messages_are_those_since_a_commit(root: Path) -> None:
    assert git.messages_since(root, "HEAD~2").split() == ["Elsewhere", "Write", "new"]
    assert git.messages_since(root, "HEAD").strip() == ""


@pytest.mark.parametrize("ref", ["nowhere", "--help", "-x", "", "HEAD:content", "HEAD~99", "--output=x"])
def test_a_name_that_means_no_commit_is_an_error(root: Path, ref: str) -> None:
    for ask in (git.commit_of, git.messages_since, lambda root, ref: git.archive(root, ref, "content")):
        with pytest.raises(GitError, match="rev-parse: no such branch"):
            ask(root, ref)
    assert not (root / "x").exists()


def test_a_folder_that_is_not_there_is_an_error(root: Path) -> None:
    with pytest.raises(GitError, match=r"archive: .*absent"):
        git.archive(root, "HEAD", "absent")


@pytest.mark.parametrize("question", QUESTIONS)
def test_where_there_is_no_repository_that_is_said(tmp_path: Path, question: str) -> None:
    with pytest.raises(GitError, match=r"git (log|rev-parse|archive)"):
        QUESTIONS[question](tmp_path)


@pytest.mark.parametrize("question", QUESTIONS)
def test_where_there_is_no_git_that_is_said(root: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match=r"git is not installed\."):
        QUESTIONS[question](root)


def test_a_name_that_no_command_can_take_is_an_error(root: Path) -> None:
    with pytest.raises(GitError):
        git.commit_of(root, "a\0b")
