"""Work in a forked process: the same result, whatever becomes of the process."""

import os
import sys
import threading

import pytest
from livingsurvey.build import forked_task
from livingsurvey.build.forked_task import ForkedTask, can_fork

HERE = os.getpid()


@pytest.fixture
def _forking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked_task, "can_fork", lambda: True)


@pytest.mark.usefixtures("_forking")
def test_the_work_is_done_in_another_process() -> None:
    work = ForkedTask(os.getpid)
    assert work.is_forked
    assert work.result() != HERE


@pytest.mark.usefixtures("_forking")
def test_a_large_result_comes_back_whole() -> None:
    assert ForkedTask(lambda: "x" * 5_000_000).result() == "x" * 5_000_000


def _dies_elsewhere() -> str:
    if os.getpid() != HERE:
        os._exit(1)
    return "done here"


@pytest.mark.usefixtures("_forking")
def test_the_work_is_done_here_when_the_other_process_dies() -> None:
    assert ForkedTask(_dies_elsewhere).result() == "done here"


def test_the_work_is_done_here_when_nobody_wants_another_process() -> None:
    work = ForkedTask(os.getpid, wanted=False)
    assert not work.is_forked
    assert work.result() == HERE


def test_the_work_is_done_here_where_processes_cannot_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked_task, "can_fork", lambda: False)
    assert ForkedTask(os.getpid).result() == HERE


def test_an_error_of_the_work_itself_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        ForkedTask(lambda: 1 / 0, wanted=False).result()


@pytest.mark.parametrize(
    ("platform", "processors", "threads", "possible"),
    [
        ("linux", 2, 1, True),
        ("linux", 1, 1, False),
        ("linux", None, 1, False),
        ("linux", 2, 2, False),
        ("win32", 2, 1, False),
        ("darwin", 2, 1, False),
    ],
)
def test_only_a_single_thread_on_linux_with_two_processors_forks(
    platform: str, processors: int | None, threads: int, possible: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    monkeypatch.setattr(threading, "active_count", lambda: threads)
    assert can_fork() is possible
