"""A build that is killed costs nothing but time, and a preview shows a change whole or not at all."""

import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.build.server import Preview
from livingsurvey.store import lock

from tests.build.sites import edit, site_contents, site_folder
from tests.hostile.faults import Fault, run

BUILD = ("build", "-C", "s")
#: Changes one file, says so, waits, and changes another one: both are one change.
WRITER = """
import sys
from pathlib import Path
from livingsurvey.store.lock import locked
from livingsurvey.store.transaction import FileChange, apply
root = Path(sys.argv[1])
with locked(root):
    for key in ("one", "two"):
        file = f"content/papers/{key}.md"
        before = (root / file).read_bytes()
        apply(root, [FileChange(file, before, before.replace(b"The abstract of", b"Other words on"))])
        print("written", flush=True)
        sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder ``s`` with a survey, one of whose papers has changed since its site was built."""
    base = tmp_path_factory.mktemp("built")
    site_folder(base / "s")
    edit(base / "s", "one", "The abstract of one.", "Former words.")
    assert run(BUILD, base).code == 0
    edit(base / "s", "one", "Former words.", "The abstract of one.")
    return base


@pytest.fixture(scope="module")
def whole(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, ...], dict[str, bytes]]:
    """The file operations of a build of it, and what it makes where nothing was built before."""
    base = tmp_path_factory.mktemp("whole")
    shutil.copytree(built / "s", base / "s")
    operations = run(BUILD, base, Fault(base / "s")).operations
    for made in ("build", "site"):
        shutil.rmtree(base / "s" / made)
    assert run(BUILD, base).code == 0
    return operations, site_contents(base / "s/site")


@pytest.mark.parametrize("at", ["pages", "half-way", "new site there", "record", "stamp"])
def test_a_build_after_a_killed_one_is_as_a_fresh_one(
    built: Path, whole: tuple[tuple[str, ...], dict[str, bytes]], tmp_path: Path, at: str
) -> None:
    operations, fresh = whole
    renames = [n for n, one in enumerate(operations) if one.startswith("os.rename /")]
    number = {
        "pages": next(n for n, one in enumerate(operations) if "/build/docs/" in one),
        "half-way": len(operations) // 2,
        "new site there": next(n for n in renames if operations[n].startswith("os.rename /.site-")),
        "record": next(n for n in renames if operations[n].startswith("os.rename /build/.writing-")),
        "stamp": renames[-1],
    }[at]
    shutil.copytree(built / "s", tmp_path / "s")
    assert run(BUILD, tmp_path, Fault(tmp_path / "s", number, "kill")).code == 137
    again = run(BUILD, tmp_path)
    assert again.code == 0
    assert site_contents(tmp_path / "s/site") == fresh
    assert not [path.name for path in (tmp_path / "s").iterdir() if path.name.startswith(".site-")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey."""
    return site_folder(tmp_path / "survey")


@pytest.fixture
def writer(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A command that has made half of its change."""
    command = [sys.executable, "-c", WRITER, str(root)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stdout.readline() == "written\n"
        yield process
        process.kill()


@pytest.mark.parametrize("killed", [False, True])
def test_a_preview_waits_for_a_command_that_writes(
    root: Path, writer: subprocess.Popen[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    waits = threading.Event()
    monkeypatch.setattr(lock, "_say", lambda line: waits.set() or True)
    preview, lines = Preview(root, tmp_path / "preview", "http://127.0.0.1:1/"), list[str]()
    thread = threading.Thread(target=lambda: lines.append(preview.rebuild()))
    thread.start()
    assert waits.wait(120)
    assert not preview.site.exists()
    if killed:
        writer.send_signal(signal.SIGKILL)
    else:
        writer.communicate("go on\ngo on\n")
    thread.join(120)
    assert lines[0].startswith("Built all pages in ")
    shown = [(preview.site / f"papers/{key}.html").read_text() for key in ("one", "two")]
    assert ["Other words on" in text for text in shown] == [not killed] * 2
