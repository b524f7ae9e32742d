"""What is needed to undo a change of files, kept below ``build/journal`` until all of the change is done.

A change is taken in steps, each a folder with the files as they were and a list of them. The list is written last, and
before any file is touched: without it nothing was changed. A step that is found later was interrupted, and is undone;
unless it came from elsewhere, with somebody's change of the survey or with a copy: nobody may undo what they like.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from livingsurvey.model.errors import SurveyError
from livingsurvey.store.files import write_atomically

#: Below the survey's root: the file that is locked while a command works on it.
LOCK = Path("build/lock")
#: Below the survey's root: the steps of a change that is not done, one that is, and what nobody but a person can undo.
FOLDER = Path("build/journal")
_DONE = Path("build/journal-done")
_KEPT = Path("build/journal-kept")
_LIST = "files.json"


class ForeignJournalError(SurveyError):
    """What is kept of an interrupted change was not kept here; nothing was done with it."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} is left of a command that was interrupted in another copy of this survey, and is not trusted "
            "here. Compare what is in it with the content, then remove it and build/lock.",
            file=file,
        )


def mark(root: Path) -> str:
    """What tells this survey's lock from any other: where it is on the disk, and when it was made there."""
    try:
        status = (root / LOCK).stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_ino} {status.st_ctime_ns}"


@contextmanager
def step(root: Path, states: Mapping[str, bytes | None]) -> Iterator[None]:
    """Keep what is needed to undo what is done inside, and undo it when that fails.

    Args:
        root: the survey's folder.
        states: what each file is to hold, ``None`` where it is to go.

    Raises:
        OSError: when it cannot be kept; nothing may be changed then.
    """
    folder = root / FOLDER / str(1 + max((int(known.name) for known in _steps(root)), default=0))
    try:
        _keep(root, folder, states)
        yield
    except BaseException:
        with suppress(OSError):  # whoever holds the survey tries again, and tells
            _undo(root, folder)
        raise


def forget(root: Path) -> None:
    """Note that a change is done: from now on it is not undone.

    Raises:
        OSError: when that cannot be noted.
    """
    if (root / FOLDER).exists():
        shutil.rmtree(root / _DONE, ignore_errors=True)
        (root / FOLDER).replace(root / _DONE)
        shutil.rmtree(root / _DONE, ignore_errors=True)


def is_done(root: Path) -> bool:
    """Whether it was noted that the change is done, and only what was kept for it is left to be removed."""
    return (root / _DONE).exists() and not (root / FOLDER).exists()


def undo(root: Path) -> tuple[int, list[str]]:
    """Undo all that is not done; return how many files are back, and what a person should know, one line each.

    Raises:
        ForeignJournalError: when it came from elsewhere; nothing is undone then.
        OSError: when files cannot be put back; what is left of the journal stays for the next time.
    """
    _refuse_foreign(root)
    restored, lines = 0, list[str]()
    for folder in reversed(_steps(root)):
        count, said = _undo(root, folder)
        restored, lines = restored + count, lines + said
    for folder in (root / FOLDER, root / _DONE):
        shutil.rmtree(folder, ignore_errors=True)
    return restored, lines


def remains(root: Path) -> bool:
    """Whether anything is left of a change, to be undone or removed."""
    return (root / FOLDER).exists() or (root / _DONE).exists()


def _steps(root: Path) -> list[Path]:
    numbered = (folder for folder in (root / FOLDER).glob("*") if folder.name.isdecimal())
    return sorted(numbered, key=lambda folder: int(folder.name))


def _refuse_foreign(root: Path) -> None:
    for folder in _steps(root):
        if (folder / _LIST).is_file() and _listed(folder).get("mark") != mark(root):
            raise ForeignJournalError(FOLDER.as_posix())


def _listed(folder: Path) -> dict[str, Any]:
    try:
        listed = json.loads((folder / _LIST).read_bytes())
    except (ValueError, RecursionError):
        listed = None  # this program writes no such list
    return listed if isinstance(listed, dict) else {}


def _keep(root: Path, folder: Path, states: Mapping[str, bytes | None]) -> None:
    folder.mkdir(parents=True)
    files = {}
    for number, (file, after) in enumerate(states.items()):
        before = _content(root / file)
        if before is not None:
            _link(root / file, folder / str(number))
        files[file] = {"before": _digest(before), "after": _digest(after)}
    listed = {"mark": mark(root), "files": files, "folders": _missing_folders(root, states)}
    write_atomically(folder / _LIST, json.dumps(listed).encode(), durable=True)


def _link(path: Path, place: Path) -> None:
    """Keep a file without copying it: it is going to be replaced, never written into."""
    try:
        os.link(path, place)
    except OSError:  # not every file system can
        shutil.copy2(path, place)


def _missing_folders(root: Path, files: Iterable[str]) -> list[str]:
    """The folders that will be made for files, the outer ones first."""
    parents = {parent for file in files for parent in Path(file).parents}
    return sorted(parent.as_posix() for parent in parents if not (root / parent).exists())


def _undo(root: Path, folder: Path) -> tuple[int, list[str]]:
    """Undo one step; return how many files were put back, and what a person should know."""
    restored, lines = 0, list[str]()
    if (folder / _LIST).is_file():
        listed = _listed(folder)
        for number, (file, digests) in enumerate(listed["files"].items()):
            now = _digest(_content(root / file))
            if now not in (digests["before"], digests["after"]):
                lines += _not_undone(root, file, folder / str(number))
            elif now != digests["before"]:
                _put_back(root / file, folder / str(number))
                restored += 1
        for made in reversed(listed["folders"]):
            with suppress(OSError):  # it was not made yet, or something else is in it
                (root / made).rmdir()
    shutil.rmtree(folder, ignore_errors=True)
    return restored, lines


def _put_back(path: Path, kept: Path) -> None:
    if not kept.exists():
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept.replace(path)
    except OSError:  # build/ may be on another disk
        write_atomically(path, kept.read_bytes())


def _not_undone(root: Path, file: str, kept: Path) -> Iterator[str]:
    """Leave a file that someone has changed since, and keep what it was before."""
    said = f"{file} was changed after a command that wrote it had been interrupted, and stays as it is."
    if not kept.exists():
        yield f"{said} Look at it: it was new."
    elif not ((root / file).exists() and kept.samefile(root / file)):  # else it was not written yet
        place = root / _KEPT / file
        place.parent.mkdir(parents=True, exist_ok=True)
        kept.replace(place)
        yield f"{said} Its content before is in {_KEPT.as_posix()}/{file}: compare them."


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
