"""Reading and writing files so that no one ever sees half of one."""

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from livingsurvey.model.errors import UnsafePathError

_TEMPORARY = re.compile(r"\.writing-[a-z0-9_]{8}")
_MODE = 0o644
_FEW = 8  # files, above which it is quicker to let the system write everything


def write_atomically(path: Path, data: bytes | Iterable[bytes], durable: bool = False) -> None:
    """Write ``data`` to ``path`` in one step, creating folders as needed.

    The bytes go to a temporary file next to the target, which then replaces it, so a reader sees
    either the old file or the new one. Who may read it stays as it is.

    Args:
        path: the file.
        data: what it is to hold, whole or in parts.
        durable: wait until it would be there after a power failure, too.

    Raises:
        OSError: when the folder cannot be written; the old file is then untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.writelines([data] if isinstance(data, bytes) else data)
        Path(temporary).chmod(stat.S_IMODE(path.stat().st_mode) if path.is_file() else _MODE)
        if durable:
            make_durable([Path(temporary)])
        Path(temporary).replace(path)
        if durable:
            make_durable([path.parent])
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_kept(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file that only the tool itself writes, in one step; a folder or anything else in its place goes first.

    Args:
        path: the file.
        data: what it is to hold, whole or in parts.

    Raises:
        OSError: when it cannot be written.
    """
    if path.is_dir() or not path.parent.is_dir():
        clear_place(path)
    write_atomically(path, data)


def remove(path: Path) -> None:
    """Remove whatever is at a path, if anything is; of a link, where it leads to stays.

    Raises:
        OSError: when it cannot be removed.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def clear_place(path: Path) -> None:
    """Remove what is in the place of a file that only the tool itself writes, or of a folder that it is in.

    Raises:
        OSError: when it cannot be removed.
    """
    there = next(one for one in (path, *path.parents) if os.path.lexists(one))
    if there == path or not there.is_dir():
        with suppress(FileNotFoundError, IsADirectoryError):  # another process has done it
            remove(there)
    path.parent.mkdir(parents=True, exist_ok=True)


def is_temporary(name: str) -> bool:
    """Whether a file is one that was being written when its writer was killed."""
    return _TEMPORARY.fullmatch(name) is not None


def make_durable(paths: Collection[Path]) -> None:
    """Wait until files and folders are as they are after a power failure, too.

    Raises:
        OSError: when they cannot be written.
    """
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        if path.is_dir() and os.name == "nt":  # where a folder cannot be opened
            continue
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_plain(path: Path, most: int) -> bytes:
    """Read a plain file of at most ``most`` bytes: no link, pipe or device, and nothing in a folder that is a link.

    Raises:
        OSError: when it is none, or cannot be read; the message completes "the file …".
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or path.parent.is_symlink():  # a pipe would never end
        raise OSError("is not a plain file.")
    if status.st_size > most:
        raise OSError(f"has {status.st_size:,} bytes; at most {most:,} are read.")
    return path.read_bytes()


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write ``data`` unless the file has it already; return whether it was written."""
    if has_content(path, data):
        return False
    write_atomically(path, data)
    return True


def has_content(path: Path, data: bytes) -> bool:
    """Return whether a file is there and has these bytes.

    Raises:
        OSError: when it cannot be read.
    """
    return path.is_file() and path.read_bytes() == data


def inside(root: Path, relative: str) -> Path:
    """Resolve ``relative`` below ``root``.

    Raises:
        UnsafePathError: when the path is absolute or would leave ``root``.
    """
    pure = PurePosixPath(relative)
    if not pure.parts or pure.is_absolute() or ".." in pure.parts or "\\" in relative:
        raise UnsafePathError(f"path leaves its folder: {relative!r}", file=relative)
    return root / pure


def write_tree(root: Path, files: Mapping[str, bytes]) -> "TreeChange":
    """Make the folder ``root`` contain exactly ``files`` (relative path -> bytes).

    Files that have their bytes already are not touched, so their time stamps show a builder what is
    new. Files that are no longer wanted are removed, as are folders left empty.

    Raises:
        UnsafePathError: when a path would leave ``root``; nothing is written then.
    """
    targets = {inside(root, name): data for name, data in files.items()}
    if not root.is_dir():
        clear_place(root)
    present = list(root.rglob("*"))
    stale = [path for path in present if path.is_file() and path not in targets]
    linked = [path for path in present if path.is_symlink() and path.is_dir()]
    for path in (*stale, *linked):  # first, since a folder may be wanted where a file was; and a link leads elsewhere
        path.unlink()
    _remove_empty_folders(root)
    written = [path for path, data in targets.items() if write_if_changed(path, data)]
    return TreeChange(written=tuple(written), removed=tuple(stale), total=len(targets))


def _remove_empty_folders(root: Path) -> None:
    for folder in sorted((p for p in root.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


class TreeChange:
    """What :func:`write_tree` did: paths ``written`` and ``removed``, and the ``total`` wanted."""

    __slots__ = ("removed", "total", "written")

    def __init__(self, written: tuple[Path, ...], removed: tuple[Path, ...], total: int) -> None:
        self.written = written
        self.removed = removed
        self.total = total

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)
