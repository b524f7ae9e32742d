"""The one place that runs git: each function asks one question and answers with a typed value, or with an error."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from livingsurvey.model.errors import SurveyError

#: Begins the line of a commit in :func:`file_changes`, as no path does.
COMMIT_MARK = "\x01"
_SECONDS = 300


class GitError(SurveyError):
    """Git could not answer; the message says why."""


class Revision(NamedTuple):
    """A commit: its name, and its time in seconds since 1970."""

    name: str
    time: int


def last_change(root: Path, path: str) -> Revision | None:
    """Find the last commit that touched a path.

    Args:
        root: a folder of the repository.
        path: a file or folder, from ``root``.

    Returns:
        The commit; ``None`` where the path was never committed.

    Raises:
        GitError: when there is no git, no repository, or no commit.
    """
    words = _text(root, "log", "-1", "--format=%H %ct", "--", path).split()
    return Revision(words[0], int(words[1])) if words else None


def is_shallow(root: Path) -> bool:
    """Tell whether the repository lacks its older commits, as clones of workflows do.

    Raises:
        GitError: when there is no git or no repository.
    """
    return _text(root, "rev-parse", "--is-shallow-repository").strip() == "true"


def is_ancestor(root: Path, older: str, newer: str) -> bool:
    """Tell whether one commit is part of the history of another; one that is not known is part of none."""
    try:
        return _text(root, "merge-base", older, newer).strip() == older
    except GitError:
        return False


def file_changes(root: Path, folder: str, until: str, since: str | None = None) -> list[str]:
    """List which files each commit added (``A``), changed (``M``) or deleted (``D``), newest commit first.

    Args:
        root: a folder of the repository; paths are relative to it.
        folder: only files below it count, from ``root``.
        until: the last commit.
        since: leave out this commit and those before it.

    Returns:
        For each commit a line of :data:`COMMIT_MARK` and its time, then lines of status, tab and path.

    Raises:
        GitError: when there is no git, no repository, or no such commit.
    """
    form = ("--relative", "--no-renames", "--name-status", f"--format={COMMIT_MARK}%ct")
    return _text(root, "log", *form, f"{since}..{until}" if since else until, "--", folder).splitlines()


def commit_of(root: Path, ref: str) -> str:
    """Find the commit that a branch, tag or other name means.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    # The sign that ends options comes first, so that a name can never be one.
    return _text(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()


def archive(root: Path, ref: str, folder: str) -> bytes:
    """Pack a folder as it was at a commit.

    Args:
        root: a folder of the repository.
        ref: a branch, tag or commit.
        folder: what to pack, from ``root``.

    Returns:
        A tar file.

    Raises:
        GitError: when there is no git, no repository, no such name, or no such folder in it.
    """
    return _run(root, "archive", "--format=tar", commit_of(root, ref), folder)


def file_at(root: Path, ref: str, name: str) -> bytes | None:
    """Read a file as it was at a commit; ``None`` where it was not there.

    Args:
        root: a folder of the repository.
        ref: a branch, tag or commit.
        name: the file, from ``root``.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    commit = commit_of(root, ref)
    listed = _run(root, "ls-tree", "--name-only", commit, "--", f"./{name}")
    return _run(root, "show", f"{commit}:./{name}") if listed else None


def messages_since(root: Path, ref: str) -> str:
    """Join the messages of all commits that are new since a branch, tag or commit.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    return _text(root, "log", "--format=%B%n", f"{commit_of(root, ref)}..HEAD")


def user_name(root: Path) -> str:
    """Find the name under which the user commits.

    Raises:
        GitError: when there is no git, or no name is set.
    """
    return _text(root, "config", "user.name").strip()


def _text(root: Path, *arguments: str) -> str:
    return _run(root, *arguments).decode(errors="replace")


def _run(root: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout
    except FileNotFoundError as error:
        raise GitError("git is not installed.") from error
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
        raise GitError(f"git {arguments[0]}: {said or 'no such branch, tag or commit'}") from error
