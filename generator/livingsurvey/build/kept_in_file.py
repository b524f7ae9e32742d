"""Results that are kept in a file from one build for the next (:mod:`livingsurvey.model.kept`).

They may be most of a survey's data: so each stays as it is written, on a line of its own, until it is asked for, and
what is new waits in a file until it is saved.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from livingsurvey.model.digests import digest_of, digest_of_texts
from livingsurvey.store.files import write_kept

#: Lines by name: the name, what the result depends on, the result; as JSON, which has no tabs and no ends of lines.
_Lines = dict[bytes, bytes]
_AT_ONCE = 1 << 20  # bytes


class KeptInFile:
    """Results of one kind. Those that a build has not asked for are forgotten when it saves the others."""

    def __init__(self, path: Path, program: str) -> None:
        """Take the file, which is read when a result is first asked for.

        Args:
            path: the file; one that is damaged, or is not there, has no results.
            program: a digest of the program: what another one has kept does not count.
        """
        self._path = path
        self._program = program
        self._known: _Lines | None = None
        self._begin()

    def _begin(self) -> None:
        """Know of nothing that is to be saved."""
        self._used: set[bytes] = set()
        self._new: BinaryIO | None = None
        self._digests: list[str] = []  # of what is new

    def get(self, name: str, digest: str) -> Any | None:
        """Return the result that was put under this name last, where it was put with this digest; else nothing."""
        self._known = self._read() if self._known is None else self._known
        key, begin = _json(name), b"%s\t%s\t" % (_json(name), _json(digest))
        line = self._known.get(key, b"")
        if not line.startswith(begin):
            return None
        self._used.add(key)
        return json.loads(line[len(begin) :])

    def put(self, name: str, digest: str, data: Any) -> None:
        """Keep a result in place of the one that has its name."""
        line = b"\t".join(map(_json, (name, digest, data)))
        self._new = self._new or cast("BinaryIO", TemporaryFile("w+b"))  # noqa: SIM115  # it has no name, and goes by itself
        self._new.write(line + b"\n")
        self._digests.append(digest_of(line))

    def save(self) -> None:
        """Write what was asked for and what is new, if anything is. All of it is read again when more is asked for.

        Raises:
            OSError: when it cannot be written.
        """
        if self._new or (self._known is not None and len(self._used) != len(self._known)):
            write_kept(self._path, self._written())
        if self._new:
            self._new.close()
        self._known = None
        self._begin()

    def _written(self) -> Iterator[bytes]:
        """The file: each result on a line, where of one name the last one counts; then what says that all is there."""
        old = [line for key, line in (self._known or {}).items() if key in self._used]
        yield from (line + b"\n" for line in old)
        if self._new:
            self._new.seek(0)
            yield from iter(partial(self._new.read, _AT_ONCE), b"")
        yield self._end([*map(digest_of, old), *self._digests])

    def _end(self, digests: Iterable[str]) -> bytes:
        return digest_of_texts([self._program, *digests]).encode()

    def _read(self) -> _Lines:
        try:
            *lines, end = self._path.read_bytes().split(b"\n")
        except OSError:
            return {}
        return {line.partition(b"\t")[0]: line for line in lines} if end == self._end(map(digest_of, lines)) else {}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
