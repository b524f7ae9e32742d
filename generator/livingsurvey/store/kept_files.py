"""What was read from files, kept below ``build/cache`` for the next command, so that it reads only what changed.

Nothing that is kept is ever trusted for what a file says now: a file counts as unchanged only if its size, both its
times and its number on the disk are what they were, and if it had not just been written when it was read (a second
change within one tick of the clock would not show). The kept files themselves count only where they were written, by
this very version of Python and of the package, and whole: so a change of the survey that brings its own, a cache of
another machine and one that was damaged are the same as none. What is kept is plain data, and no program.
"""

import hashlib
import marshal
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import pydantic

import livingsurvey
from livingsurvey.store.files import is_temporary, read_plain, write_atomically
from livingsurvey.store.packed import Packing, Shape

#: Below the survey's root: the folder, and the file in it that tells this place from any other.
FOLDER = Path("build/cache")
_MARK = "mark"
_HEAD = b"What livingsurvey read, as plain data; may be deleted at any time.\n"
_LARGEST = 2_000_000_000  # bytes of one file
_IN_ONE = 1024  # files of a folder that are kept in one: each is written anew when one of them has changed
_TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system

#: What tells a state of a file from any other.
Stamp = tuple[Any, ...]


def stamp_of(status: os.stat_result) -> Stamp:
    """What tells a state of a file from any other: no program sets the time at which its entry was changed."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_mode


def changed_at(status: os.stat_result) -> int:
    """When a file, or its entry, was changed last, in nanoseconds."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


class _Part(NamedTuple):
    """A file of kept outcomes: by name the stamp and the packed outcome, how it is packed, and what was asked for."""

    entries: dict[str, tuple[Stamp, Any]]
    packing: Packing
    used: dict[str, tuple[Stamp, Any]]


class KeptFiles:
    """What was read before below a survey's root, for one reading of all of it: whatever is not asked for, goes.

    Args:
        root: the survey's folder.
        kind: the name of the folder of what is kept together.
        now: tells the time in nanoseconds.
    """

    def __init__(self, root: Path, kind: str, now: Callable[[], int] = time.time_ns) -> None:
        self._folder = root / FOLDER / kind
        self._now = now
        self._usable = not any(path.is_symlink() for path in (self._folder, *self._folder.parents[:2]))
        self._sizes: dict[str, int] = {}
        self._parts: dict[str, _Part] = {}

    def expect(self, folder: str, files: int) -> None:
        """Say how many files a folder has before they are read, so that they are kept in parts of some size."""
        self._sizes[folder] = 1 << max(0, (files - 1).bit_length() - _IN_ONE.bit_length() + 1)

    def read(self, name: str, stamp: Stamp, changed: int, make: Callable[[], Any]) -> Any:
        """Return what is read from a file, and keep it.

        Args:
            name: of the file, with its folder.
            stamp: everything that the outcome depends on, but for this package.
            changed: when the file was changed, in nanoseconds.
            make: reads the file.
        """
        title = self._title(name)
        part = self._parts.get(title) or self._parts.setdefault(title, self._opened(title))
        kept = part.entries.get(name)
        with suppress(*_MALFORMED):
            if kept and kept[0] == stamp:
                outcome = part.packing.unpack(kept[1])
                part.used[name] = kept
                return outcome
        settled = changed < self._now() - _TICK
        outcome = make()
        with suppress(TypeError):  # what is no plain data and no model is read again each time
            packed = part.packing.pack(outcome)
            if settled:
                part.used[name] = (stamp, packed)
            return part.packing.unpack(packed)  # takes less memory
        return outcome

    def save(self) -> None:
        """Keep what was read since, if it can be kept; nothing depends on it."""
        if not self._usable:
            return
        for title, part in self._parts.items():
            with suppress(OSError):
                if part.used != part.entries:
                    self._write(title, part)
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in (*self._parts, _MARK) and not is_temporary(path.name):
                    path.unlink()

    def _title(self, name: str) -> str:
        """The name of the part that keeps a file."""
        folder = name.rpartition("/")[0]
        count = self._sizes.get(folder, 1)
        return f"{folder.replace('/', '-')}.{crc32(name.encode(errors='surrogatepass')) % count + 1}-of-{count}"

    def _opened(self, title: str) -> _Part:
        if self._usable:
            with suppress(OSError, *_MALFORMED):
                shapes, entries = self._payload(title)
                return _Part(dict(entries), Packing(shapes), {})
        return _Part({}, Packing(), {})

    def _payload(self, title: str) -> tuple[tuple[Shape, ...], Any]:
        """What a part holds.

        Raises:
            OSError: when there is none.
            ValueError: when it is none that was written here, as it is now.
        """
        data = memoryview(read_plain(self._folder / title, _LARGEST))
        payload = data[len(_HEAD) + 64 :]
        if data[: len(data) - len(payload)] != _HEAD + self._origin(title) + hashlib.sha256(payload).digest():
            raise ValueError("is damaged, or from elsewhere")
        shapes, entries = marshal.loads(payload)  # which was written here
        return tuple(Shape(*shape) for shape in shapes), entries

    def _write(self, title: str, part: _Part) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            (self._folder / _MARK).touch(exist_ok=False)
        payload = marshal.dumps((tuple(map(tuple, part.packing.shapes)), part.used))
        digest = hashlib.sha256(payload).digest()
        write_atomically(self._folder / title, b"".join((_HEAD, self._origin(title), digest, payload)))

    def _origin(self, title: str) -> bytes:
        """A digest of where and by what a part is written: nobody else can foretell the number and time of the mark."""
        mark = (self._folder / _MARK).lstat()
        return hashlib.sha256(f"{_program()}\0{title}\0{mark.st_ino}\0{mark.st_ctime_ns}".encode()).digest()


#: What unpacking raises of data that is none of ours.
_MALFORMED = (ValueError, TypeError, LookupError, EOFError, AttributeError, ImportError, RecursionError)


@cache
def _program() -> str:
    """A digest of what reads: Python, its libraries, and this package."""
    here = Path(livingsurvey.__file__).parent
    libraries = Path(sysconfig.get_path("purelib")).stat().st_mtime_ns
    user = os.getuid() if hasattr(os, "getuid") else 0  # what one may read, another may not
    lines = [f"{user} {sys.version} {marshal.version} {pydantic.VERSION} {libraries} {livingsurvey.__version__} {here}"]
    lines += _listed(str(here))
    return hashlib.sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def _listed(folder: str) -> Iterator[str]:
    """A line for each file of Python below a folder."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _listed(entry.path)
            elif entry.name.endswith(".py"):
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
