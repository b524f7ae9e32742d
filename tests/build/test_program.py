"""What tells a program from another version of it: its files, its libraries and Python."""

import shutil
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import livingsurvey
import pytest
from livingsurvey.build.program import program_digest


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small package in place of this one, with one library."""
    (tmp_path / "package/site").mkdir(parents=True)
    (tmp_path / "libraries/jinja2-3.1.dist-info").mkdir(parents=True)
    for name in ("__init__.py", "site/page.md.j2", "notes.txt"):
        (tmp_path / "package" / name).write_text("x")
    monkeypatch.setattr(livingsurvey, "__file__", str(tmp_path / "package/__init__.py"))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path / "libraries"))
    program_digest.cache_clear()
    yield tmp_path / "package"
    program_digest.cache_clear()


def anew() -> str:
    program_digest.cache_clear()
    return program_digest()


def test_the_same_program_has_the_same_digest(package: Path) -> None:
    before = anew()
    (package / "notes.txt").write_text("other notes")
    assert anew() == before


def test_a_changed_new_or_removed_file_is_another_program(package: Path) -> None:
    digests = [anew()]
    (package / "site/page.md.j2").write_text("y")
    digests.append(anew())
    (package / "site/new.py").write_text("y")
    digests.append(anew())
    shutil.rmtree(package / "site")
    digests.append(anew())
    assert len(set(digests)) == 4


def test_another_version_of_a_library_or_of_python_is_another_program(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = [anew()]
    libraries = package.parent / "libraries"
    (libraries / "jinja2-3.1.dist-info").rename(libraries / "jinja2-3.2.dist-info")
    digests.append(anew())
    monkeypatch.setattr(sys, "version", "3.99")
    digests.append(anew())
    assert len(set(digests)) == 3
