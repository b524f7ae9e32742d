"""An earlier state of the survey, read from version control."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from livingsurvey.model.errors import SurveyError, UnsafePathError
from livingsurvey.store import git
from livingsurvey.store.files import inside

#: An environment variable: a commit or a folder. An extension that is not the same there is not run.
TRUSTED = "SURVEY_TRUSTED"
#: Most files and bytes of the content at one commit: a hundred times what a large survey has.
_MOST_FILES, _MOST_BYTES = 500_000, 1_000_000_000
_REPOSITORY = "160000"  # the mode of another repository within this one


class BaseRevisionError(SurveyError):
    """The earlier state is not available; the message says why."""


@contextmanager
def content_at(root: Path, ref: str) -> Iterator[Path]:
    """Give a temporary folder with ``content/`` as it was at ``ref``: a branch, a tag or a commit.

    Every plain file is there, byte for byte, whatever attributes say of it. Links and other repositories are not:
    nothing reads them as content.

    Raises:
        BaseRevisionError: when there is no such state, or it has no content.
    """
    files, data = _content(root, ref)
    with tempfile.TemporaryDirectory(prefix="survey-base-") as folder:
        try:
            for file, content in zip(files, data, strict=True):
                path = inside(Path(folder), file.path)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        except (UnsafePathError, OSError, ValueError) as error:
            raise BaseRevisionError(f"the content of {ref} cannot be unpacked: {error}") from error
        yield Path(folder)


def _content(root: Path, ref: str) -> tuple[list[git.TreeFile], list[bytes]]:
    with _told(root, ref):
        files = [file for file in git.tree_files(root, ref, "content") if file.is_plain]
        if not any(file.path.startswith("content/") for file in files):
            raise BaseRevisionError(f"{ref} has no folder «content».")
        if len(files) > _MOST_FILES or sum(file.size for file in files) > _MOST_BYTES:
            raise BaseRevisionError(f"the content of {ref} is too large: more than {_MOST_BYTES:,} bytes.")
        return files, git.contents(root, [file.name for file in files])


@contextmanager
def _told(root: Path, ref: str) -> Iterator[None]:
    """Turn an error of git into one that also says what to do where the clone lacks what was asked for."""
    try:
        yield
    except git.GitError as error:
        raise BaseRevisionError(f"{error}{_missing(root, ref)}") from error


def _missing(root: Path, ref: str) -> str:
    try:
        if git.is_shallow(root):
            return (
                f". This clone is shallow and does not reach {ref}, so nothing is known of what was there. Run "
                "`git fetch --unshallow` (in a workflow: give actions/checkout «fetch-depth: 0»)."
            )
        git.commit_of(root, "HEAD")
    except git.GitError:
        return ""
    if (Path(ref) / "content").is_dir():
        return f". If you mean the folder, write ./{ref}."
    return f". If {ref} is on a server, fetch it first: `git fetch origin {ref}`." if _is_name(ref) else ""


def _is_name(ref: str) -> bool:
    """Whether a name may be given to a shell as it is."""
    return ref[:1].isalnum() and ref.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum()


def messages_since(root: Path, ref: str) -> str:
    """The messages of all commits that are new since ``ref``, parted by the sign of number 0.

    Raises:
        BaseRevisionError: when there is no such state, or the clone does not reach back to it, so that messages of
            commits would be missed.
    """
    with _told(root, ref):
        if git.is_shallow(root) and not git.is_ancestor(root, git.commit_of(root, ref), "HEAD"):
            raise git.GitError("the commits since then are not here")
        return git.messages_since(root, ref)


def changed_files(root: Path, base: str, names: Iterable[str]) -> set[str]:
    """The files below ``root`` that are not byte for byte what they were at ``base``, a folder or a state of git.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    return {name for name in names if _read(root / name) != file_at(root, base, name)}


class PathChange(NamedTuple):
    """A file that is not what it was: its path, and its content before and now.

    ``None`` where it was or is not there. Of links, what they lead to; of other repositories, which commit. ``kind``
    says what it is now, such as «now a link», where it was something else.
    """

    path: str
    before: bytes | None
    after: bytes | None
    kind: str = ""


def changed_paths(root: Path, ref: str) -> list[PathChange]:
    """All files below ``root`` that differ from those at ``ref``, but for those that git ignores and does not have.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    with _told(root, ref):
        before = {file.path: file for file in git.tree_files(root, ref)}
        present, inner = git.present_files(root), _repositories(root)
        now = {path: inner.get(path) or _on_disk(root / path) for path in {*before, *present}}
        kinds = _new_kinds(root, before)
        changed = sorted(path for path, data in now.items() if path in kinds or not _is_same(before.get(path), data))
        existing = [path for path in changed if path in before and before[path].mode != _REPOSITORY]
        old = dict(zip(existing, git.contents(root, [before[path].name for path in existing]), strict=True))
        old |= {path: before[path].name.encode() for path in changed if path in before and path not in old}
    return [PathChange(path, old.get(path), now[path], kinds.get(path, "")) for path in changed]


def _new_kinds(root: Path, before: dict[str, git.TreeFile]) -> dict[str, str]:
    """What each file is that was something else before: a link may hold the same bytes as the file that it replaces."""
    modes = git.staged_modes(root)
    modes |= {path: "120000" for path in before if (root / path).is_symlink()}
    kinds = {path: git.kind_of(modes.get(path, file.mode)) for path, file in before.items()}
    return {path: kind for path, kind in kinds.items() if kind != git.kind_of(before[path].mode)}


def _repositories(root: Path) -> dict[str, bytes]:
    """The commits of other repositories within this one, by path."""
    return {file.path: file.name.encode() for file in git.tree_files(root, "HEAD") if file.mode == _REPOSITORY}


def _on_disk(path: Path) -> bytes | None:
    try:
        return os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
    except OSError:
        return None


def _is_same(file: git.TreeFile | None, data: bytes | None) -> bool:
    """Whether a file holds what git has of it."""
    if file is None or data is None:
        return file is None and data is None
    return file.name == (data.decode("latin-1") if file.mode == _REPOSITORY else git.name_of(data, len(file.name)))


def file_at(root: Path, base: str, name: str) -> bytes | None:
    """The content of a file at ``base``; ``None`` where it was not there.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    if is_folder(base):
        return _read(Path(base) / name)
    with _told(root, base):
        return git.file_at(root, base, name)


def is_folder(base: str) -> bool:
    """Whether ``base`` names a folder with a survey, and no state of git.

    A folder is named from ``/`` or ``.``, as no branch, tag or commit is: otherwise a change could bring a folder that
    is called like the commit it is compared with.
    """
    named = base.startswith((".", "/")) or Path(base).is_absolute()
    return named and (Path(base) / "content" / "survey.yml").is_file()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
