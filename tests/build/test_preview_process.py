"""What follows the sources works in a process of its own."""

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from livingsurvey.build.crew import way_to_start
from livingsurvey.build.preview_process import PreviewProcess


class Follower:
    """Says in which process it is, how it may share work there, and how often it was asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked = 0

    def refresh(self) -> str | None:
        """Nothing, or the end of this process."""
        if (self._folder / "die").exists():
            os._exit(1)
        return None

    def rebuild(self) -> str:
        """What is known of this process."""
        self.refresh()
        self._asked += 1
        return f"{os.getpid()} {way_to_start()} {self._asked}"


@pytest.fixture
def following(tmp_path: Path) -> Iterator[PreviewProcess]:
    """A follower at work."""
    with PreviewProcess(Follower, tmp_path) as started:
        yield started


def test_it_stays_the_same_process_which_is_another_one(following: PreviewProcess) -> None:
    first, *_ = following.rebuild().split()
    assert following.refresh() is None
    again, _, asked = following.rebuild().split()
    assert (first == again, first == str(os.getpid()), asked) == (True, False, "2")


def test_it_may_share_its_work_whatever_threads_the_server_has(following: PreviewProcess) -> None:
    wait = threading.Event()
    threading.Thread(target=wait.wait, daemon=True).start()
    assert way_to_start() in ("spawn", None)
    way = "fork" if sys.platform.startswith("linux") else "spawn"
    assert following.rebuild().split()[1] == (way if way_to_start() else "None")
    wait.set()


def test_one_that_dies_is_started_again(following: PreviewProcess, tmp_path: Path) -> None:
    first, *_ = following.rebuild().split()
    (tmp_path / "die").touch()
    assert following.refresh() is None
    assert following.rebuild() == "Not rebuilt: the process that builds has died; the next change is built anew"
    (tmp_path / "die").unlink()
    later, _, asked = following.rebuild().split()
    assert (first == later, asked) == (False, "1")


def test_it_ends_with_the_server(tmp_path: Path) -> None:
    with PreviewProcess(Follower, tmp_path) as started:
        pid = int(started.rebuild().split()[0])
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
