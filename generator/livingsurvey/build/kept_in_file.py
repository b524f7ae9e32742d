"""Results that are kept in a file from one build for the next (:mod:`livingsurvey.model.kept`)."""

import json
from pathlib import Path
from typing import Any

from livingsurvey.site.data.scripts import digest_of
from livingsurvey.store.files import write_kept


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
        self._known: dict[str, tuple[str, Any]] | None = None
        self._used: dict[str, tuple[str, Any]] = {}
        self._is_new = False

    def get(self, name: str, digest: str) -> Any | None:
        """Return the result that was put under this name last, where it was put with this digest; else nothing."""
        self._known = self._read() if self._known is None else self._known
        found = self._known.get(name)
        if found is None or found[0] != digest:
            return None
        self._used[name] = found
        return found[1]

    def put(self, name: str, digest: str, data: Any) -> None:
        """Keep a result in place of the one that has its name."""
        self._used[name] = (digest, data)
        self._is_new = True

    def save(self) -> None:
        """Write what was asked for and what is new, if anything is.

        Raises:
            OSError: when it cannot be written.
        """
        if self._is_new or (self._known is not None and len(self._used) != len(self._known)):
            body = json.dumps(self._used, ensure_ascii=False, separators=(",", ":")).encode()
            write_kept(self._path, f"{self._head(body)}\n".encode() + body)
            self._known, self._is_new = dict(self._used), False

    def _head(self, body: bytes) -> str:
        return digest_of(self._program.encode(), body)

    def _read(self) -> dict[str, tuple[str, Any]]:
        try:
            head, _, body = self._path.read_bytes().partition(b"\n")
            if head.decode() != self._head(body):
                return {}
            return {name: (digest, data) for name, (digest, data) in json.loads(body).items()}
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return {}
