"""What tells this program from another version of it: what one has kept is of no use to the other."""

import sys
import sysconfig
from functools import cache
from pathlib import Path

import livingsurvey
from livingsurvey.model.digests import digest_of

_PARTS = (".py", ".j2", ".json", ".yml")


@cache
def program_digest() -> str:
    """Return a digest of this package's files, of the names and versions of all libraries, and of Python's version."""
    package = Path(livingsurvey.__file__).parent
    files = sorted(path for path in package.rglob("*") if path.suffix in _PARTS)
    libraries = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    return digest_of(
        sys.version.encode(), *(name.encode() for name in libraries), *(path.read_bytes() for path in files)
    )
