"""Changing files of the content: all of them, or none."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from livingsurvey.store.files import make_durable, write_atomically
from livingsurvey.store.journal import step
from livingsurvey.store.lock import locked
from livingsurvey.store.survey_edit import EditRefusedError


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file before and after; ``None`` where there is none."""

    file: str
    before: bytes | None
    after: bytes | None
    moved_from: str | None = None

    def diff(self) -> str:
        """What changes, as a unified diff."""
        sides = (self.before, self.after)
        was, now = ((data or b"").decode("utf-8-sig", errors="replace").splitlines(True) for data in sides)
        old, new = self.moved_from or self.file, self.file
        if was == now and old == new:  # only signs that nobody sees
            return f"--- {old}\n+++ {new}\n@@ only the mark of byte order changes @@\n"
        names = ("/dev/null" if self.before is None else old, "/dev/null" if self.after is None else new)
        lines = unified_diff(was, now, *names)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def apply(root: Path, changes: Iterable[FileChange]) -> None:
    """Write all changes, or none of them. Inside :func:`livingsurvey.store.lock.locked`, several sets of them are one.

    Args:
        root: the survey's folder.
        changes: each file as it is now, and as it is to be.

    Raises:
        EditRefusedError: when a file was changed meanwhile, or is outside the survey; nothing is written.
        OSError: when a file cannot be written; those written before are put back.
    """
    changes = list(changes)
    if not changes:
        return
    states = _states(changes)
    with locked(root):
        _refuse_links(root, states)
        for change in changes:
            occupied = change.moved_from and (root / change.file).exists()
            if occupied or _content(root / (change.moved_from or change.file)) != change.before:
                raise EditRefusedError(f"{change.file} was changed meanwhile.", file=change.file)
        with step(root, states):
            for file, data in states.items():
                _put(root / file, data)
            make_durable({root / file for file, data in states.items() if data is not None})


@contextmanager
def content_copy(root: Path, changes: Iterable[FileChange] = ()) -> Iterator[Path]:
    """Give a temporary folder with a copy of ``content/`` in which the changes are made.

    Raises:
        EditRefusedError: when a change is outside the survey.
        OSError: when the copy cannot be made.
    """
    with tempfile.TemporaryDirectory(prefix="survey-copy-") as folder:
        copy = Path(folder)
        shutil.copytree(root / "content", copy / "content", symlinks=True)
        states = _states(changes)
        _refuse_links(copy, states)
        for file, data in states.items():
            _put(copy / file, data)
        yield copy


def _states(changes: Iterable[FileChange]) -> dict[str, bytes | None]:
    """What each file is to be: first what is written, then what is gone."""
    changes = list(changes)
    states: dict[str, bytes | None] = {change.file: change.after for change in changes if change.after is not None}
    states |= {change.file: None for change in changes if change.after is None}
    return states | {change.moved_from: None for change in changes if change.moved_from}


def _refuse_links(root: Path, files: Iterable[str]) -> None:
    """A folder may be a link to one outside the survey: nothing is written there, in a copy neither."""
    base = root.resolve()
    for file in files:
        if not (root / file).parent.resolve().is_relative_to(base):
            raise EditRefusedError(f"{file} is outside the survey, behind a link.", file=file)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _put(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_atomically(path, data)
