"""The lock of a survey: one command at a time writes, and what one that was killed left behind is put right.

The lock is one of the system on the file ``build/lock``, so it ends with the process, however that ends. The file goes
when a command has ended well: one that is there, and that nobody has locked, says that a command was killed.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from livingsurvey.store import journal
from livingsurvey.store.files import is_temporary
from livingsurvey.store.replaced_folder import restore_folders

LOCK = journal.LOCK
_WAITING = "Waiting for another survey command to finish."
#: Folders of a survey in which no command writes.
_OTHERS = frozenset((".git", ".venv", "venv", "node_modules"))

try:
    import fcntl
except ImportError:  # Windows
    import msvcrt


class _Mine(threading.local):
    """The surveys that this thread has locked."""

    def __init__(self) -> None:
        self.roots: set[Path] = set()


_mine = _Mine()


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Lock a survey as long as what is inside works on it; another command waits.

    All changes of files that are applied inside are one: when it ends with an exception, they are undone. Whoever
    has locked a survey may lock it again.

    Args:
        root: the survey's folder.

    Raises:
        ForeignJournalError: when something is left of a command that was interrupted elsewhere.
        OSError: when nothing can be written there.
    """
    if root.resolve() in _mine.roots:
        yield
        return
    handle = _lock_file(root / LOCK, wait=True)
    assert handle is not None
    with _while_locked(root, *handle):
        try:
            yield
            journal.forget(root)
        except BaseException as error:
            _undo(root, error)
            raise


def recover(root: Path) -> None:
    """Put right what a killed command left behind, and say so; where there is nothing, this takes no time.

    Raises:
        ForeignJournalError: when something is left of a command that was interrupted elsewhere.
        OSError: when a change cannot be undone.
    """
    if root.resolve() in _mine.roots or not (root / LOCK).exists():
        return
    try:
        handle = _lock_file(root / LOCK, wait=False)
    except OSError as error:
        if (root / journal.FOLDER).exists():
            error.add_note("A command was interrupted here; whoever may write here has to run one, which undoes it.")
            raise
        return  # nothing can be written here, and nothing has to be
    if handle:
        with _while_locked(root, *handle):
            pass


@contextmanager
def _while_locked(root: Path, handle: int, left: bool) -> Iterator[None]:
    """Recover if the lock was left by a killed command; remove it when what is inside has ended, and is all right."""
    _mine.roots.add(key := root.resolve())
    try:
        if left or journal.remains(root):
            _recover(root)
        yield
    except OSError:  # the next command looks whether anything was left
        raise
    except BaseException:
        _release(root)
        raise
    else:
        _release(root)
    finally:
        _mine.roots.discard(key)
        _unlock(handle)
        os.close(handle)


def _release(root: Path) -> None:
    """Remove the lock, and the folder if nothing else is in it; unless something remains to be undone."""
    with suppress(OSError):
        if not journal.remains(root):
            (root / LOCK).unlink()
            (root / LOCK).parent.rmdir()


def _recover(root: Path) -> None:
    restored, lines = journal.undo(root)
    undone = [f"Undid an interrupted change of {restored} file{'s' * (restored != 1)}."] if restored else []
    for line in (*undone, *lines, *restore_folders(root, journal.mark(root))):
        _say(line)
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in _OTHERS]
        for name in filter(is_temporary, files):
            (Path(folder) / name).unlink(missing_ok=True)


def _undo(root: Path, error: BaseException) -> None:
    """Undo what was begun, and note on the error what became of it."""
    became = "The change is made." if journal.is_done(root) else "Nothing was changed."
    try:
        _, lines = journal.undo(root)
    except OSError as failed:
        error.add_note(f"What was begun could not be undone ({failed.strerror}); the next survey command undoes it.")
    else:
        for line in (became, *lines):
            error.add_note(line)


def _lock_file(path: Path, wait: bool) -> tuple[int, bool] | None:
    """Lock a file; return its handle, and whether it was there before. ``None``: it is locked, and nobody waits."""
    announced = False
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, left = _opened(path)
        except (FileExistsError, FileNotFoundError):
            if path.parent.is_file() or path.parent.is_symlink():
                raise
            continue  # whoever locked the survey has just removed the folder
        try:
            if not _try_lock(handle):
                if not wait:
                    os.close(handle)
                    return None
                announced = announced or _say(_WAITING)
                _wait_for_lock(handle)
            if path.exists() and os.path.samestat(os.fstat(handle), path.stat()):
                return handle, left
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # it was removed while this command waited


def _opened(path: Path) -> tuple[int, bool]:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644), False
    except FileExistsError:
        return os.open(path, os.O_RDWR), True


if sys.platform == "win32":

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(handle: int) -> None:
        while not _try_lock(handle):
            threading.Event().wait(0.1)

    def _unlock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def _say(line: str) -> bool:
    """Tell whoever started this: apart from what the command prints, which a program may read."""
    sys.stderr.write(f"{line}\n")
    return True
