"""What other people made and the site carries: pinned, unchanged, and with its licence."""

import hashlib
import importlib.util
import io
import json
import subprocess
import tarfile
import zipfile
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.builders import REPOSITORY

ASSETS = REPOSITORY / "overrides" / "assets"
LIBRARIES: list[dict[str, Any]] = json.loads((ASSETS / "vendor" / "vendor.json").read_text())

each_library = pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library["package"])


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    """The script that refreshes."""
    spec = importlib.util.spec_from_file_location("refresh", ASSETS / "vendor" / "refresh.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def archive(**files: bytes) -> bytes:
    """An npm archive of these files; ``__`` stands for a dot."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as packed:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name.replace('__', '.')}")
            entry.size = len(text)
            packed.addfile(entry, io.BytesIO(text))
    return written.getvalue()


def wheel(**files: bytes) -> bytes:
    """A wheel of these files; ``__`` stands for a dot."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, text in files.items():
            packed.writestr(name.replace("__", "."), text)
    return written.getvalue()


def library() -> dict[str, Any]:
    """A library that nothing pins yet."""
    return {
        "package": "small",
        "version": "1.0.0",
        "files": {"small.js": {"from": "index.js"}, "L.txt": {"from": "L.txt"}},
    }


@each_library
def test_files_are_those_that_were_pinned(library: dict[str, Any]) -> None:
    for target, file in library["files"].items():
        assert hashlib.sha256((ASSETS / target).read_bytes()).hexdigest() == file["sha256"], target


@each_library
def test_a_library_says_what_it_is_and_brings_its_licence(library: dict[str, Any]) -> None:
    assert all(library[name] for name in ("name", "version", "licence", "package", "integrity"))
    assert library["licence_file"] in library["files"]
    assert len((ASSETS / library["licence_file"]).read_text()) > 500


def test_nothing_is_carried_that_is_not_pinned() -> None:
    own = {"vendor/vendor.json", "vendor/refresh.py"}
    carried = {
        path.relative_to(ASSETS).as_posix() for folder in ("vendor", "fonts") for path in (ASSETS / folder).glob("*.*")
    }
    assert carried - own == {target for library in LIBRARIES for target in library["files"]}


def test_a_pinned_library_is_written_again(vendor: ModuleType, tmp_path: Path) -> None:
    pinned, packed = library(), archive(index__js=b"code\n//# sourceMappingURL=index.js.map", L__txt=b"licence")
    vendor.refresh(pinned, packed, pin=True, assets=tmp_path)
    (tmp_path / "small.js").write_text("changed")
    vendor.refresh(pinned, packed, assets=tmp_path)
    assert (tmp_path / "small.js").read_bytes() == b"code\n"
    assert (tmp_path / "L.txt").read_bytes() == b"licence"


@pytest.mark.parametrize("where", ["archive", "file"])
def test_what_is_not_what_was_pinned_is_not_written(vendor: ModuleType, tmp_path: Path, where: str) -> None:
    pinned, packed = library(), archive(index__js=b"code", L__txt=b"licence")
    vendor.refresh(pinned, packed, pin=True, assets=tmp_path)
    wrong = deepcopy(pinned)
    if where == "archive":
        packed = archive(index__js=b"evil", L__txt=b"licence")
    else:
        wrong["files"]["L.txt"]["sha256"] = "0" * 64
    (tmp_path / "small.js").write_text("as it was")
    with pytest.raises(vendor.Mismatch, match="is pinned"):
        vendor.refresh(wrong, packed, assets=tmp_path)
    assert (tmp_path / "small.js").read_text() == "as it was"


def test_an_archive_that_lacks_a_file_is_refused(vendor: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        vendor.refresh(library(), archive(index__js=b"code"), pin=True, assets=tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_pypi_has_is_taken_from_its_wheel(vendor: ModuleType, tmp_path: Path) -> None:
    pinned = {**library(), "registry": "pypi"}
    vendor.refresh(pinned, wheel(index__js="höher".encode(), L__txt=b"licence"), pin=True, assets=tmp_path)
    assert (tmp_path / "small.js").read_bytes() == "höher".encode()
    assert pinned["files"]["L.txt"]["sha256"] == hashlib.sha256(b"licence").hexdigest()
    with pytest.raises(vendor.Mismatch, match="integrity"):
        vendor.refresh(pinned, wheel(index__js=b"evil", L__txt=b"licence"), assets=tmp_path)
    with pytest.raises(KeyError):
        vendor.refresh(pinned, wheel(index__js=b"code"), pin=True, assets=tmp_path)
    assert (tmp_path / "small.js").read_bytes() == "höher".encode()


@pytest.mark.parametrize(
    ("registry", "command", "archive"),
    [("pypi", ["small==1.0.0"], "small-1.0.0-py3-none-any.whl"), ("npm", ["small@1.0.0"], "small-1.0.0.tgz")],
)
def test_an_archive_is_asked_for_where_it_is_said_to_be(
    vendor: ModuleType, monkeypatch: pytest.MonkeyPatch, registry: str, command: list[str], archive: str
) -> None:
    asked: list[list[str]] = []

    def _run(given: list[str], cwd: str, **_: Any) -> None:
        asked.append(given)
        (Path(cwd) / archive).write_bytes(b"packed")

    monkeypatch.setattr(subprocess, "run", _run)
    assert vendor.fetch({**library(), "registry": registry}) == b"packed"
    assert asked[0][-1:] == command
    assert registry == "npm" or "pip" in asked[0]
