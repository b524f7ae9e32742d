"""Results that are kept in a file from one build for the next (:mod:`livingsurvey.model.kept`).

They may be most of a survey's data: so each stays as it is written, on a line of its own, until it is asked for.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from livingsurvey.model.digests import digest_of
from livingsurvey.store.files import write_kept

#: Lines by name: the name, what the result depends on, the result; as JSON, which has no tabs and no ends of lines.
_Lines = dict[bytes, bytes]


class KeptInFile:
    """Results of one kind. Those that a build has not asked for are forgotten when it saves the others."""

    def __init__(self, path: Path, program: str) -> None:
        """Take the file, which is read when a result is first asked for.

        Args:
            path: the file; one that is damaged, or is not there, has no results.
            program: a digest of the program: what another one has kept does not count.
        """
        self._path = path
        self._program = program.encode()
        self._known: _Lines | None = None
        self._used: _Lines = {}
        self._is_new = False

    def get(self, name: str, digest: str) -> Any | None:
        """Return the result that was put under this name last, where it was put with this digest; else nothing."""
        self._known = self._read() if self._known is None else self._known
        key, begin = _json(name), b"%s\t%s\t" % (_json(name), _json(digest))
        line = self._known.get(key, b"")
        if not line.startswith(begin):
            return None
        self._used[key] = line
        return json.loads(line[len(begin) :])

    def put(self, name: str, digest: str, data: Any) -> None:
        """Keep a result in place of the one that has its name."""
        self._used[_json(name)] = b"\t".join(map(_json, (name, digest, data)))
        self._is_new = True

    def save(self) -> None:
        """Write what was asked for and what is new, if anything is. All of it is read again when more is asked for.

        Raises:
            OSError: when it cannot be written.
        """
        if self._is_new or (self._known is not None and len(self._used) != len(self._known)):
            lines = self._used.values()
            write_kept(self._path, b"\n".join([self._head(lines), *lines]))
        self._known, self._used, self._is_new = None, {}, False

    def _head(self, lines: Iterable[bytes]) -> bytes:
        return digest_of(self._program, *lines).encode()

    def _read(self) -> _Lines:
        try:
            head, *lines = self._path.read_bytes().split(b"\n")
        except OSError:
            return {}
        return {line.partition(b"\t")[0]: line for line in lines} if head == self._head(lines) else {}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
