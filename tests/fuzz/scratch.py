"""A folder for the few files that a target must have, in memory where the system has such a place."""

import tempfile
from functools import lru_cache
from pathlib import Path

_MEMORY = Path("/dev/shm")


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None)


def scratch() -> Path:
    """The folder, which goes with the process."""
    return Path(_folder().name)
