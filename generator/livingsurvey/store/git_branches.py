"""Branches of the repository that a clone was made from: fetching what is there, and adding to it, never replacing."""

from pathlib import Path
from typing import NamedTuple

from livingsurvey.store.git import GitError, ask, commit_of, is_ancestor

_ORIGIN = "origin"


class Author(NamedTuple):
    """Who a commit is by."""

    name: str
    email: str


class BranchCommit(NamedTuple):
    """A commit: its name, the addresses of author and committer, and its message."""

    name: str
    author: str
    committer: str
    message: str


def fetch(root: Path, ref: str) -> str | None:
    """Fetch what the origin has under the full name of a ref, as data: nothing is checked out.

    Args:
        root: a folder of the repository.
        ref: such as ``refs/heads/main``.

    Returns:
        The commit; ``None`` where the origin has no such ref.

    Raises:
        GitError: when the origin cannot be asked.
    """
    listed = ask(root, "ls-remote", "--quiet", _ORIGIN, ref).splitlines()
    if not any(line.split("\t")[1:] == [ref] for line in listed):
        return None
    ask(
        root,
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-recurse-submodules",
        "--no-write-fetch-head",
        _ORIGIN,
        f"+{ref}:{_here(ref)}",
    )
    return commit_of(root, _here(ref))


def push(root: Path, commit: str, ref: str) -> None:
    """Move a ref of the origin forward to a commit. It is refused where that would leave out a commit it has.

    Raises:
        GitError: when it is refused, or the origin cannot be asked.
    """
    ask(root, "push", "--quiet", "--no-force", _ORIGIN, f"{commit}:{ref}")


def commits_between(root: Path, old: str, new: str) -> list[BranchCommit]:
    """List the commits that ``new`` has and ``old`` has not, newest first.

    Raises:
        GitError: when there is no such commit.
    """
    listed = ask(
        root, "log", "-z", "--format=%H%n%ae%n%ce%n%B", f"{commit_of(root, old)}..{commit_of(root, new)}", "--"
    )
    parts = (entry.split("\n", 3) for entry in listed.split("\0") if entry)
    return [BranchCommit(name, author, committer, message) for name, author, committer, message in parts]


def common_commit(root: Path, one: str, other: str) -> str | None:
    """Find the last commit that two histories share; ``None`` where they share none."""
    try:
        return ask(root, "merge-base", commit_of(root, one), commit_of(root, other)).strip() or None
    except GitError:
        return None


def merged_tree(root: Path, one: str, other: str) -> str | None:
    """Merge two commits as data: nothing is checked out, and no branch is moved.

    Returns:
        The tree of files that has the changes of both; ``None`` where both change the same lines.

    Raises:
        GitError: when there is no such commit.
    """
    commits = commit_of(root, one), commit_of(root, other)
    try:
        return ask(root, "merge-tree", "--write-tree", *commits).split()[0]
    except GitError:
        return None


def put_folder(root: Path, tree: str, folder: str) -> None:
    """Make a folder of what is checked out as it is in a tree; files that the tree lacks are removed.

    Raises:
        GitError: when the tree has no such folder.
    """
    ask(root, "restore", f"--source={tree}", "--staged", "--worktree", "--", folder)


def is_changed(root: Path, folder: str) -> bool:
    """Whether a folder differs from the commit that is checked out, new files and what is staged included.

    Raises:
        GitError: when there is no repository.
    """
    return bool(ask(root, "status", "--porcelain", "--untracked-files=all", "--", folder).strip())


def commit_folder(root: Path, folder: str, onto: str | None, message: str, author: Author) -> str | None:
    """Commit a folder as it is now, on top of what is checked out and of a branch.

    The commit follows both, so that the branch can move forward to it. No branch is moved here.

    Args:
        root: the repository's folder.
        folder: what is committed; all else is as it is checked out.
        onto: the newest commit of the branch, if there is one.
        message: of the commit.
        author: who commits.

    Returns:
        The commit; ``None`` where there is nothing to commit.

    Raises:
        GitError: when git refuses.
    """
    ask(root, "add", "--all", "--", folder)
    tree, parents = ask(root, "write-tree").strip(), _parents(root, commit_of(root, "HEAD"), onto)
    if tree == ask(root, "rev-parse", f"{parents[0]}^{{tree}}").strip():
        return None
    who = ("-c", f"user.name={author.name}", "-c", f"user.email={author.email}")
    return ask(root, *who, "commit-tree", *(f"-p{parent}" for parent in parents), "-m", message, tree).strip()


def _parents(root: Path, head: str, onto: str | None) -> list[str]:
    if onto is None or is_ancestor(root, onto, head):
        return [head]
    return [onto] if is_ancestor(root, head, onto) else [onto, head]


def _here(ref: str) -> str:
    return f"refs/survey/{ref.removeprefix('refs/')}"
