"""What the files of the content looked like when they were read, so that a change by somebody else is noticed."""

import os
from collections.abc import Mapping
from pathlib import Path

#: By path, when each file below ``content`` was written, and its size.
Stamps = Mapping[str, tuple[int, int]]


def stamp_of(path: Path) -> tuple[int, int] | None:
    """When a file was written, and its size; ``None`` where there is none."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size


def stamps_of(root: Path) -> Stamps:
    """When each file of the content was written, and how large it is."""
    found: dict[str, tuple[int, int]] = {}
    folders = [str(root / "content")]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_mtime_ns, status.st_size)
    return found
