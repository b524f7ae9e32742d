"""Fetch what other people made and the site carries: ``make vendor``.

``vendor.json`` pins each package of npm, or of PyPI where it says so as ``registry``: its version, its archive's
checksum, which files are taken and where they are below ``overrides/assets``, with their checksums. For a new version,
change ``version`` and run with ``--pin``, which accepts the new checksums; look at the difference before committing it.
"""

import base64
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import IO, Any

MANIFEST = Path(__file__).with_name("vendor.json")
ASSETS = MANIFEST.parent.parent

_PIP = (sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "--only-binary=:all:")
# A map that is not carried would be asked for by a browser's tools.
_SOURCE_MAP = re.compile(rb"\n?//# sourceMappingURL=[^\n]*\n?\Z")


class Mismatch(Exception):
    """What was fetched is not what was pinned."""


def main() -> int:
    """Fetch everything; with ``--pin``, note the checksums instead of comparing them."""
    pin = "--pin" in sys.argv[1:]
    libraries = json.loads(MANIFEST.read_text())
    try:
        for library in libraries:
            refresh(library, fetch(library), pin)
            print(f"{library['package']} {library['version']}")
    except (Mismatch, KeyError, subprocess.CalledProcessError) as error:
        print(f"Not refreshed: {error}", file=sys.stderr)
        return 1
    if pin:
        MANIFEST.write_text(json.dumps(libraries, indent=2) + "\n")
    return 0


def fetch(library: dict[str, Any]) -> bytes:
    """The package's archive, as npm or pip gives it."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(_command(library), cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return next(path for path in Path(folder).iterdir() if path.suffix in (".tgz", ".whl")).read_bytes()


def _command(library: dict[str, Any]) -> list[str]:
    """What puts the archive into the folder where it is run."""
    package, version = library["package"], library["version"]
    if _is_wheel(library):
        return [*_PIP, f"{package}=={version}"]
    return ["npm", "pack", "--silent", f"{package}@{version}"]


def _is_wheel(library: dict[str, Any]) -> bool:
    return library.get("registry") == "pypi"


def refresh(library: dict[str, Any], archive: bytes, pin: bool = False, assets: Path = ASSETS) -> None:
    """Write a library's files below ``assets``, all or none.

    Raises:
        Mismatch: when a checksum is not the pinned one and ``pin`` is not set.
        KeyError: when the archive lacks a file.
    """
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    _compare(library, "integrity", f"sha512-{digest}", f"{library['package']} {library['version']}", pin)
    with tempfile.TemporaryFile() as opened:
        opened.write(archive)
        opened.seek(0)
        read = _of_wheel if _is_wheel(library) else _of_npm
        texts = read(opened, {target: file["from"] for target, file in library["files"].items()})
    for target, text in texts.items():
        _compare(library["files"][target], "sha256", hashlib.sha256(text).hexdigest(), target, pin)
    for target, text in texts.items():
        (assets / target).write_bytes(text)


def _of_npm(archive: IO[bytes], wanted: dict[str, str]) -> dict[str, bytes]:
    with tarfile.open(fileobj=archive) as packed:
        return {target: _member(packed, name) for target, name in wanted.items()}


def _of_wheel(archive: IO[bytes], wanted: dict[str, str]) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as packed:
        return {target: _without_map(name, packed.read(name)) for target, name in wanted.items()}


def _member(packed: tarfile.TarFile, name: str) -> bytes:
    member = packed.extractfile(f"package/{name}")
    if member is None:
        raise KeyError(f"{name} is no file of the archive")
    return _without_map(name, member.read())


def _without_map(name: str, text: bytes) -> bytes:
    return _SOURCE_MAP.sub(b"\n", text) if name.endswith(".js") else text


def _compare(pinned: dict[str, Any], name: str, found: str, what: str, pin: bool) -> None:
    if pin:
        pinned[name] = found
    elif pinned.get(name) != found:
        raise Mismatch(f"{what}: {name} is {found}, but {pinned.get(name)} is pinned.")


if __name__ == "__main__":
    sys.exit(main())
