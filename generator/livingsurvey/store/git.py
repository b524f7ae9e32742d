"""The one place that runs git: each function asks one question and answers with a typed value, or with an error."""

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from livingsurvey.model.errors import SurveyError

#: Begins the line of a commit in :func:`file_changes`, as no path does.
COMMIT_MARK = "\x01"
_KINDS = {"100755": "now a program", "120000": "now a link", "160000": "now another repository"}
_SECONDS = 300
#: Nothing that a change can bring, and no habit of a user, alters an answer: neither attributes nor replacements of
#: commits, names are given as they are, and a path is a path, whatever signs it holds.
_PLAIN = (
    *("--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", f"core.attributesFile={os.devnull}", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"),
    *("-c", "log.showSignature=false", "-c", "log.mailmap=false", "-c", "i18n.logOutputEncoding=UTF-8"),
    *("-c", "color.ui=false", "-c", "advice.graftFileDeprecated=false", "-c", f"core.hooksPath={os.devnull}"),
)
_SETTINGS = {"GIT_GRAFT_FILE": os.devnull, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


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
    form = ("--relative", "--no-renames", "--no-ext-diff", "--name-status", f"--format={COMMIT_MARK}%ct")
    return _text(root, "log", *form, f"{since}..{until}" if since else until, "--", folder).splitlines()


class Version(NamedTuple):
    """A change of a plain file by a commit, at a time in seconds: the names under which git has it before and after."""

    commit: str
    time: int
    path: str
    old: str
    new: str


def changed_versions(root: Path, folder: str, until: str) -> list[Version]:
    """List how each commit changed files that there were before and after, newest commit first.

    Args:
        root: a folder of the repository; paths are relative to it.
        folder: only files below it count, from ``root``.
        until: the last commit.

    Raises:
        GitError: when there is no git, no repository, or no such commit.
    """
    form = ("--relative", "--no-renames", "--no-ext-diff", "--no-abbrev", "--diff-filter=M", "--raw")
    found, commit, time = list[Version](), "", "0"
    for line in _text(root, "log", *form, f"--format={COMMIT_MARK}%H %ct", until, "--", folder).splitlines():
        if line.startswith(COMMIT_MARK):
            commit, _, time = line[1:].partition(" ")
        elif line.startswith(":100"):
            about, _, path = line.partition("\t")
            found.append(Version(commit, int(time), path, *about.split()[2:4]))
    return found


def commit_of(root: Path, ref: str) -> str:
    """Find the commit that a branch, tag or other name means.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    # The sign that ends options comes first, so that a name can never be one.
    return _text(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()


def kind_of(mode: str) -> str:
    """What a file of a mode is, in words."""
    return _KINDS.get(mode, "now a plain file")


class TreeFile(NamedTuple):
    """A file of a commit: where it is, the mode and the name under which git has it, and its size in bytes."""

    path: str
    mode: str
    name: str
    size: int

    @property
    def is_plain(self) -> bool:
        """Whether it is a file, and neither a link nor another repository."""
        return self.mode.startswith("100")


def tree_files(root: Path, ref: str, folder: str = ".") -> list[TreeFile]:
    """List all files below a folder as they were at a commit, without asking attributes.

    Args:
        root: a folder of the repository; paths are relative to it.
        ref: a branch, tag or commit.
        folder: only files below it, from ``root``; or one file.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    listed = _run(root, "ls-tree", "-r", "-l", "-z", commit_of(root, ref), "--", *([f"./{folder}"] * (folder != ".")))
    return [_tree_file(*os.fsdecode(line).split("\t", 1)) for line in listed.split(b"\0") if line]


def _tree_file(about: str, path: str) -> TreeFile:
    mode, _, name, size = about.split()
    return TreeFile(path, mode, name, int(size) if size.isdigit() else 0)


def contents(root: Path, names: Iterable[str]) -> list[bytes]:
    """Read what git has under these names, byte for byte: no filter, no conversion, nothing left out.

    Raises:
        GitError: when git does not have one of them.
    """
    names = list(names)
    if not names:
        return []
    given = "".join(f"{name}\n" for name in names).encode()
    answer, found, start = _run(root, "cat-file", "--batch", given=given), list[bytes](), 0
    for name in names:
        end = answer.find(b"\n", start)
        head = answer[start:end].split()
        if end < 0 or len(head) != 3 or head[1] != b"blob":
            raise GitError(f"git cat-file: {name} is missing")
        start = end + 1 + int(head[2]) + 1  # a line end follows each
        found.append(answer[end + 1 : start - 1])
    return found


def name_of(data: bytes, length: int = 40) -> str:
    """The name under which git has these bytes, of the length that the repository's names have."""
    digest = hashlib.sha1(usedforsecurity=False) if length == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(data) + data)
    return digest.hexdigest()


def file_at(root: Path, ref: str, name: str) -> bytes | None:
    """Read a file as it was at a commit; ``None`` where it was not there, or was no plain file.

    Args:
        root: a folder of the repository.
        ref: a branch, tag or commit.
        name: the file, from ``root``.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    listed = [file for file in tree_files(root, ref, name) if file.path == name and file.is_plain]
    return contents(root, [listed[0].name])[0] if listed else None


def present_files(root: Path) -> list[str]:
    """List the files that are under version control or might be put there, in order: those that are ignored are not.

    Raises:
        GitError: when there is no git or no repository.
    """
    listed = _run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return sorted({os.fsdecode(name).rstrip("/") for name in listed.split(b"\0") if name})


def staged_modes(root: Path) -> dict[str, str]:
    """The modes of the files under version control as they would be committed, by path.

    Raises:
        GitError: when there is no git or no repository.
    """
    listed = (os.fsdecode(line).split("\t", 1) for line in _run(root, "ls-files", "-z", "--stage").split(b"\0") if line)
    return {path: about[:6] for about, path in listed}


def subject_of(root: Path, ref: str) -> str:
    """Find the first line of a commit's message.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    return _text(root, "log", "-1", "--format=%s", commit_of(root, ref)).strip()


def messages_since(root: Path, ref: str) -> str:
    """Join the messages of all commits that are new since a branch, tag or commit.

    Returns:
        One after the other, parted by the sign of number 0, which no message can hold.

    Raises:
        GitError: when there is no git, no repository, or no such name.
    """
    return _text(root, "log", "-z", "--format=%B", f"{commit_of(root, ref)}..HEAD")


def user_name(root: Path) -> str:
    """Find the name under which the user commits.

    Raises:
        GitError: when there is no git, or no name is set.
    """
    return _text(root, "config", "user.name").strip()


def ask(root: Path, *arguments: str) -> str:
    """Ask git what no other function here asks, and return its answer as text.

    Raises:
        GitError: when git is missing, or refuses.
    """
    return _text(root, *arguments)


def _text(root: Path, *arguments: str) -> str:
    return _run(root, *arguments).decode(errors="replace")


def _run(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", *_PLAIN, "-C", str(root), *arguments]
    settings = os.environ | _SETTINGS
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=_SECONDS, env=settings)
    except FileNotFoundError as error:
        raise GitError("git is not installed.") from error
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
        raise GitError(f"git {arguments[0]}: {said or 'no such branch, tag or commit'}") from error
    return done.stdout
