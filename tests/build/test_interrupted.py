"""A build that ends anywhere leaves the old site or the new one, and nothing that the next build would stumble over."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.build import mkdocs_site
from livingsurvey.build.pipeline import build
from livingsurvey.model.errors import SurveyError
from livingsurvey.store import replaced_folder
from livingsurvey.store.lock import recover

from tests.build.changing import built, cold, differences
from tests.build.sites import contents, edit, site_folder

#: What changes files, by its name in ``os``.
OPERATIONS = ("open", "link", "rename", "replace", "unlink", "mkdir", "rmdir", "remove", "utime", "chmod")
#: How many of the operations of a build are tried, with each fault.
SPREAD = int(os.environ.get("INTERRUPTIONS", "4"))
#: Builds a survey, and ends the process at the given operation without anything being put right.
KILLED = """
import os, sys
from pathlib import Path
from tests.build.test_interrupted import counted, in_one_process
from livingsurvey.build.pipeline import build
in_one_process()
with counted(Path(sys.argv[1]), int(sys.argv[2]), lambda: os._exit(137), exchange=sys.argv[3] == "exchange"):
    build(Path(sys.argv[1]))
"""


def in_one_process() -> None:
    """Let a build begin no other process, whose operations nobody would count."""
    mkdocs_site.way_to_start = lambda: None


@contextmanager
def counted(
    root: Path, at: int = -1, fault: Callable[[], object] = lambda: None, exchange: bool = True
) -> Iterator[list[str]]:
    """Count the operations that change files below a survey; in place of one of them, there is a fault."""
    done: list[str] = []

    def _step(name: str, paths: tuple[Any, ...]) -> None:
        if any(str(path).startswith(f"{root}/") for path in paths if isinstance(path, str | Path)):
            done.append(name)
            if len(done) - 1 == at:
                fault()

    def _wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def _call(*arguments: Any, **named: Any) -> Any:
            if name != "open" or arguments[1] & (os.O_WRONLY | os.O_RDWR):
                _step(name, arguments[:2])
            return function(*arguments, **named)

        return _call

    def _exchanged(one: Path, other: Path) -> bool:
        _step("exchange", (one, other))
        return exchange and real_exchange(one, other)

    real, real_exchange = {name: getattr(os, name) for name in OPERATIONS}, replaced_folder.exchange
    try:
        for name, function in real.items():
            setattr(os, name, _wrapped(name, function))
        replaced_folder.exchange = _exchanged
        yield done
    finally:
        for name, function in real.items():
            setattr(os, name, function)
        replaced_folder.exchange = real_exchange


def no_room() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def stopped() -> None:
    raise KeyboardInterrupt


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey that was built twice and has changed since: something is new, something is different, something goes."""
    root = site_folder(tmp_path_factory.mktemp("base") / "survey")
    for words in ("other words", "more words"):
        build(root)
        edit(root, "one", "abstract", f"abstract, in {words},")
    (root / "content/papers/two.md").unlink()
    (root / "content/pages/new.md").write_text("---\ntitle: New\n---\nIt is new.\n")
    return root


@pytest.fixture(scope="module")
def fresh(base: Path) -> dict[str, bytes]:
    """What it comes to from nothing."""
    return cold(base, base.parent / "fresh")


@pytest.fixture(scope="module")
def operations(base: Path) -> list[str]:
    """What a build of it does to files."""
    root = Path(shutil.copytree(base, base.parent / "counted", symlinks=True))
    with counted(root) as done:
        build(root)
    return done


def numbers(count: int, some: int) -> list[int]:
    """Some of so many operations, with the last ones, where one site takes the place of the other."""
    return sorted({*range(0, count, max(1, count // some)), *range(max(0, count - some), count)})


def site_of(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a site among all that was made."""
    return {path.removeprefix("site/"): data for path, data in files.items() if path[:5] == "site/" and path[-1] != "/"}


def expect_old_or_new(root: Path, old: dict[str, bytes], fresh: dict[str, bytes], at: str) -> None:
    """The site is whole; and the next build comes to the same as one from nothing, with nothing left over."""
    recover(root)
    found = contents(root / "site")
    assert found in (old, site_of(fresh)), at
    assert differences(built(root), fresh) == [], at
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == [], at
    assert not list(root.rglob(".writing-*")), at


@pytest.mark.parametrize("fault", [no_room, stopped])
@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "renames"])
def test_a_fault_anywhere_leaves_one_whole_site(
    base: Path,
    fresh: dict[str, bytes],
    operations: list[str],
    tmp_path: Path,
    fault: Callable[[], object],
    exchange: bool,
) -> None:
    old = contents(base / "site")
    for number in numbers(len(operations), SPREAD):
        root = Path(shutil.copytree(base, tmp_path / f"s{number}", symlinks=True))
        faults = suppress(OSError, SurveyError, KeyboardInterrupt)
        with counted(root, number, fault, exchange) as done, faults:
            build(root)
        expect_old_or_new(root, old, fresh, f"{number}: {done[number : number + 1]}")
        shutil.rmtree(root)


@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_killed_build_leaves_one_whole_site(
    base: Path, fresh: dict[str, bytes], operations: list[str], tmp_path: Path, way: str
) -> None:
    old = contents(base / "site")
    for number in numbers(len(operations), max(3, SPREAD // 4)):
        root = Path(shutil.copytree(base, tmp_path / f"s{number}", symlinks=True))
        command = [sys.executable, "-c", KILLED, str(root), str(number), way]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ended.returncode in (0, 137), ended.stderr
        expect_old_or_new(root, old, fresh, f"{number}: {operations[number]}")
        shutil.rmtree(root)
