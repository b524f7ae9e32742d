"""Putting a new folder in the place of an old one, so that one of the two is there whatever happens."""

import ctypes
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from livingsurvey.store.files import remove
from livingsurvey.store.journal import ForeignJournalError

#: How the folders are called in which the new one is made, next to the place where it is to be.
PREFIX = ".site-"
_OLD, _TARGET = "old", "target"
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


def replace_folder(new: Path, target: Path, mark: str = "", keep: Callable[[Path], None] | None = None) -> None:
    """Put the folder ``new`` where ``target`` is; both must be on one file system. The old one goes.

    Where the system can exchange two folders, one of them is there at any time. Elsewhere it is noted next to ``new``
    where the old one belongs, so that it can be put back after a crash.

    Args:
        new: the new folder.
        target: its place.
        mark: what shows that the note was made here (:func:`livingsurvey.store.journal.mark`).
        keep: takes the old folder; without it, it is removed.

    Raises:
        OSError: when it cannot be done; the old folder is then where it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name(_OLD)
    new.with_name(_TARGET).write_text(f"{mark}\n{target.absolute()}", "utf-8")
    exchanged = False
    try:
        exchanged = target.is_dir() and not target.is_symlink() and exchange(new, target)
        if exchanged:
            new.rename(old)
        else:
            if os.path.lexists(target):
                target.rename(old)
            new.rename(target)
    except BaseException:
        if exchanged and new.exists():
            exchange(new, target)
        elif os.path.lexists(old) and not os.path.lexists(target):
            old.rename(target)
        raise
    if keep and old.exists():
        keep(old)
    with suppress(OSError):  # what is left of it goes with the folder that it is in
        remove(old)
    with suppress(OSError):  # it goes with the folder that it is in
        new.with_name(_TARGET).unlink()


def exchange(one: Path, other: Path) -> bool:
    """Let two folders have each other's place in one step; return whether the system could do that (Linux can)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def remove_staging(staging: Path, mark: str | None = None) -> bool:
    """Remove a folder in which a new one was made; return whether the old one had to be put back from there.

    Args:
        staging: the folder.
        mark: what the note must have; ``None`` where this process made it.

    Raises:
        ForeignJournalError: when the old one would have to be put back, but the note was made elsewhere.
        OSError: when it cannot be put back; it stays where it is.
    """
    old, noted, back = staging / _OLD, staging / _TARGET, False
    if os.path.lexists(old) and noted.is_file():
        made_by, _, place = noted.read_text("utf-8", errors="surrogateescape").partition("\n")
        if mark not in (None, made_by):
            raise ForeignJournalError(staging.name)
        target = Path(place)
        if not os.path.lexists(target):
            old.rename(target)
            back = True
    shutil.rmtree(staging, ignore_errors=True)
    return back


def restore_folders(root: Path, mark: str) -> Iterator[str]:
    """Put back what was being replaced when a command was killed, and remove what it had made for it.

    Args:
        root: the folder in which it was made.
        mark: what shows that it was made here.

    Returns:
        A line for each folder that is back.

    Raises:
        ForeignJournalError: when it was made elsewhere.
        OSError: when one cannot be put back.
    """
    for staging in sorted(root.glob(f"{PREFIX}*")):
        if remove_staging(staging, mark):
            yield "The last build was interrupted; the site before it is back."
