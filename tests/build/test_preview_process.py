"""What follows the sources works in a process of its own."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from livingsurvey.build.crew import way_to_start
from livingsurvey.build.preview_process import PreviewProcess


def two_processors(_: int) -> set[int]:
    """In place of what the system says of its processors."""
    return {0, 1}


class Follower:
    """Says in which process it is, how it may share work there, and how often it was asked."""

    def __init__(self, folder: Path) -> None:
        vars(os).update(sched_getaffinity=two_processors)
        self.problems: tuple[str, ...] = ()
        self._folder = folder
        self._asked = 0

    def refresh(self) -> str | None:
        """Nothing, or the end of this process."""
        if (self._folder / "die").exists():
            os._exit(1)
        return None

    def rebuild(self, stops: Callable[[], bool]) -> str | None:
        """What is known of this process; where it has to wait, nothing, once it is to stop."""
        self.refresh()
        while (self._folder / "wait").exists():
            if stops():
                return None
        self._asked += 1
        self.problems = ("first", "second")
        return f"{os.getpid()} {way_to_start()} {self._asked}"


@pytest.fixture
def following(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PreviewProcess]:
    """A follower at work."""
    monkeypatch.setattr(os, "sched_getaffinity", two_processors, raising=False)
    with PreviewProcess(Follower, tmp_path) as started:
        yield started


def test_it_stays_the_same_process_which_is_another_one(following: PreviewProcess) -> None:
    first, *_ = str(following.rebuild()).split()
    assert following.refresh() is None
    again, _, asked = str(following.rebuild()).split()
    assert (first == again, first == str(os.getpid()), asked) == (True, False, "2")


def test_it_may_share_its_work_whatever_threads_the_server_has(following: PreviewProcess) -> None:
    wait = threading.Event()
    threading.Thread(target=wait.wait, daemon=True).start()
    assert way_to_start() == "spawn"
    assert str(following.rebuild()).split()[1] == ("fork" if sys.platform.startswith("linux") else "spawn")
    wait.set()


def test_one_that_dies_is_started_again(following: PreviewProcess, tmp_path: Path) -> None:
    first, *_ = str(following.rebuild()).split()
    (tmp_path / "die").touch()
    assert following.refresh() is None
    assert following.rebuild() == "Not rebuilt: the process that builds has died; the next change is built anew"
    (tmp_path / "die").unlink()
    later, _, asked = str(following.rebuild()).split()
    assert (first == later, asked) == (False, "1")


def test_it_says_what_is_wrong(following: PreviewProcess) -> None:
    assert following.problems == ()
    following.rebuild()
    assert following.problems == ("first", "second")


def test_it_stops_when_it_is_to_and_goes_on_when_it_is_asked_again(following: PreviewProcess, tmp_path: Path) -> None:
    (tmp_path / "wait").touch()
    assert following.rebuild(lambda: True) is None
    (tmp_path / "wait").unlink()
    assert following.refresh() is None
    assert str(following.rebuild()).endswith(" 1")


def test_what_is_to_stop_and_has_just_ended_does_no_harm(following: PreviewProcess) -> None:
    for _ in range(20):
        following.rebuild(lambda: True)
        assert following.refresh() is None
    assert following.rebuild() is not None


def test_it_ends_with_the_server(tmp_path: Path) -> None:
    with PreviewProcess(Follower, tmp_path) as started:
        pid = int(str(started.rebuild()).split()[0])
        os.kill(pid, 0)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
