"""Fetching from and adding to the repository that a clone was made from."""

import subprocess
from pathlib import Path

import pytest
from livingsurvey.store import git_branches
from livingsurvey.store.git import GitError, commit_of

US = git_branches.Author("Us", "us@example.org")


def git(root: Path, *arguments: str) -> str:
    """Run git as a person."""
    command = ["git", "-C", str(root), "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def write(root: Path, text: str, file: str = "content/a.md") -> None:
    """Write a file."""
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(text)


def commit(root: Path, text: str) -> str:
    """BranchCommit a text as a person."""
    write(root, text)
    git(root, "add", "--all")
    git(root, "commit", "-qm", text)
    return commit_of(root, "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A clone with one commit, which its origin has as well."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(tmp_path / "origin")], check=True)
    root = tmp_path / "root"
    subprocess.run(["git", "clone", "-q", str(tmp_path / "origin"), str(root)], check=True, capture_output=True)
    git(root, "switch", "-qc", "main")
    commit(root, "first")
    git(root, "push", "-q", "origin", "main")
    return root


def test_a_ref_is_fetched_and_nothing_is_checked_out(root: Path) -> None:
    git(root, "push", "-q", "origin", "HEAD:refs/pull/5/head")
    before = git(root, "status", "--porcelain", "--branch")
    assert git_branches.fetch(root, "refs/pull/5/head") == commit_of(root, "HEAD")
    assert git(root, "status", "--porcelain", "--branch") == before


@pytest.mark.parametrize("ref", ["refs/heads/nothing", "refs/heads/mai", "refs/heads/*", "heads/main"])
def test_a_ref_that_is_not_there_is_none(root: Path, ref: str) -> None:
    assert git_branches.fetch(root, ref) is None


def test_a_ref_that_was_moved_back_is_fetched_as_it_is(root: Path) -> None:
    first = commit_of(root, "HEAD")
    commit(root, "second")
    git(root, "push", "-q", "origin", "main")
    git_branches.fetch(root, "refs/heads/main")
    git(root, "push", "-qf", "origin", f"{first}:main")
    assert git_branches.fetch(root, "refs/heads/main") == first


def test_without_an_origin_there_is_an_error(root: Path) -> None:
    git(root, "remote", "remove", "origin")
    with pytest.raises(GitError):
        git_branches.fetch(root, "refs/heads/main")


def test_a_push_moves_forward_and_never_back(root: Path) -> None:
    first, second = commit_of(root, "HEAD"), commit(root, "second")
    git_branches.push(root, second, "refs/heads/form/5")
    assert git_branches.fetch(root, "refs/heads/form/5") == second
    with pytest.raises(GitError, match="rejected"):
        git_branches.push(root, first, "refs/heads/form/5")
    assert git_branches.fetch(root, "refs/heads/form/5") == second


def test_a_folder_alone_is_committed_and_nothing_is_moved(root: Path) -> None:
    head = commit_of(root, "HEAD")
    write(root, "new")
    write(root, "not this", "other.md")
    made = git_branches.commit_folder(root, "content", None, "Change\n\nWhy: so", US)
    assert made is not None
    assert git(root, "diff", "--name-only", head, made) == "content/a.md"
    assert git_branches.commits_between(root, head, made) == [
        git_branches.BranchCommit(made, US.email, US.email, "Change\n\nWhy: so\n")
    ]
    assert commit_of(root, "HEAD") == head


def test_what_is_as_it_was_is_not_committed(root: Path) -> None:
    assert git_branches.commit_folder(root, "content", None, "Change", US) is None
    write(root, "new")
    made = git_branches.commit_folder(root, "content", None, "Change", US)
    assert git_branches.commit_folder(root, "content", made, "Change", US) is None


def test_a_commit_follows_the_branch_and_what_is_checked_out(root: Path) -> None:
    write(root, "new")
    branch = git_branches.commit_folder(root, "content", None, "Change", US)
    main = commit(root, "moved on")
    write(root, "newer")
    made = git_branches.commit_folder(root, "content", branch, "Change", US)
    assert git(root, "log", "-1", "--format=%P", str(made)).split() == [branch, main]
    assert [one.name for one in git_branches.commits_between(root, "HEAD", str(made))] == [made, branch]


def test_a_branch_that_was_merged_is_not_followed_twice(root: Path) -> None:
    first, second = commit_of(root, "HEAD"), commit(root, "second")
    write(root, "new")
    made = git_branches.commit_folder(root, "content", first, "Change", US)
    assert git(root, "log", "-1", "--format=%P", str(made)) == second


def test_histories_have_a_common_commit_or_none(root: Path) -> None:
    first = commit_of(root, "HEAD")
    commit(root, "second")
    assert git_branches.common_commit(root, "HEAD", first) == first
    git(root, "switch", "-q", "--orphan", "own")
    commit(root, "own")
    assert git_branches.common_commit(root, "HEAD", first) is None
    assert git_branches.common_commit(root, "HEAD", "f" * 40) is None
