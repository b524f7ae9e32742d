"""Work in a forked process: the same result, whatever becomes of the process."""

import multiprocessing
import os

import pytest
from livingsurvey.build import forked_task
from livingsurvey.build.forked_task import ForkedTask

HERE = os.getpid()


@pytest.fixture
def _forking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forked_task, "way_to_start", lambda: "fork")


@pytest.mark.usefixtures("_forking")
def test_the_work_is_done_in_another_process() -> None:
    assert ForkedTask(os.getpid).result() != HERE


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


@pytest.mark.parametrize("way", ["spawn", None])
def test_the_work_is_done_here_where_processes_cannot_be_forked(
    way: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forked_task, "way_to_start", lambda: way)
    assert ForkedTask(os.getpid).result() == HERE


@pytest.mark.usefixtures("_forking")
def test_an_error_of_the_work_itself_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        ForkedTask(lambda: 1 / 0).result()


@pytest.mark.usefixtures("_forking")
def test_of_what_nobody_asks_for_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    for work in (lambda: 1 / 0, lambda: "x" * 5_000_000):
        ForkedTask(work)
    for process in multiprocessing.active_children():
        process.join(20)
        assert process.exitcode == 0
    assert capfd.readouterr() == ("", "")
