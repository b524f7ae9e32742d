"""Shared tasks: the same results however many processes do them, and whatever becomes of these."""

import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from livingsurvey.build import crew
from livingsurvey.build.crew import Crew, WorkFailedError, way_to_start

#: A module of its own: a process that begins anew must be able to import what it is sent.
MODULE = """
import os
from pathlib import Path
from time import monotonic, sleep

class Squares:
    def __init__(self, sign, fault=None):
        self.sign, self.fault, self.first = Path(sign), fault, os.getpid()

    def begin(self, stage, count):
        self.stage, self.is_shared = stage, count > 10
        return count

    def do(self, stage, task):
        assert stage == self.stage
        if os.getpid() != self.first:
            self.sign.touch()
            if self.fault:
                self.fault()
        while self.is_shared and not self.sign.exists():
            sleep(0.01)  # until another has taken a share
        return stage, task * task, os.getpid()

class Patient(Squares):
    def do(self, stage, task):
        if task == 0:
            sleep(0.2)  # longer than anybody keeps what is done
        ends = monotonic() + 20
        while task and not self.sign.exists():
            assert monotonic() < ends
            sleep(0.01)
        return stage, task * task, os.getpid()

def die():
    os._exit(1)

def fail():
    raise ValueError("no square")
"""
WAYS = ["fork", "spawn", None]
COUNT = 24


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The module."""
    folder = tmp_path_factory.mktemp("crew")
    (folder / "squares_of_crew.py").write_text(MODULE)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield importlib.import_module("squares_of_crew")


@pytest.fixture
def sign(tmp_path: Path) -> Path:
    """A file that is there once another process has begun."""
    return tmp_path / "sign"


def squares(stage: str, count: int = COUNT) -> list[tuple[str, int]]:
    return [(stage, task * task) for task in range(count)]


@pytest.mark.parametrize("way", WAYS)
def test_each_task_is_done_once_in_each_stage(tasks: Any, sign: Path, way: str | None) -> None:
    if way is None:
        sign.touch()
    with Crew(tasks.Squares(sign), way, processes=3) as crew:
        runs = {stage: sorted(crew.run(stage, count)) for stage, count in (("all", COUNT), ("few", 1), ("none", 0))}
    found = {stage: [result[:2] for result in results] for stage, results in runs.items()}
    assert found == {"few": squares("few", 1), "none": [], "all": squares("all", COUNT)}
    processes = {process for *_, process in runs["all"]}
    assert (processes == {os.getpid()}) is (way is None)


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_what_a_process_leaves_undone_is_done_here_in_every_stage(tasks: Any, sign: Path, way: str) -> None:
    with Crew(tasks.Squares(sign, tasks.die), way, processes=2) as crew:
        for stage in ("first", "second"):
            results = sorted(crew.run(stage, COUNT))
            assert [result[:2] for result in results] == squares(stage)
            assert {process for *_, process in results} == {os.getpid()}


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_where_the_first_process_only_collects_the_others_do_all(tasks: Any, sign: Path, way: str) -> None:
    with Crew(tasks.Squares(sign), way, processes=2, takes_part=False) as crew:
        for stage in ("first", "second"):
            results = sorted(crew.run(stage, COUNT))
            assert [result[:2] for result in results] == squares(stage)
            assert os.getpid() not in {process for *_, process in results}


def test_what_others_have_done_is_collected_as_they_do_it(tasks: Any, sign: Path) -> None:
    """All other tasks wait until the first is collected."""
    with Crew(tasks.Patient(sign), "fork", processes=2, takes_part=False) as crew:
        run = crew.run("all", COUNT)
        first = next(run)
        sign.touch()
        assert [result[:2] for result in sorted([first, *run])] == squares("all")


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_what_others_leave_undone_is_done_by_who_collects(tasks: Any, sign: Path, way: str) -> None:
    with Crew(tasks.Squares(sign, tasks.die), way, processes=2, takes_part=False) as crew:
        results = sorted(crew.run("first", COUNT))
    assert [result[:2] for result in results] == squares("first")
    assert {process for *_, process in results} == {os.getpid()}


@pytest.mark.parametrize("way", ["fork", "spawn"])
def test_an_error_in_another_process_is_told(tasks: Any, sign: Path, way: str) -> None:
    with (
        Crew(tasks.Squares(sign, tasks.fail), way, processes=2) as crew,
        pytest.raises(WorkFailedError, match="no square"),
    ):
        list(crew.run("first", COUNT))


def test_an_error_in_this_process_is_raised_as_it_is(tasks: Any, sign: Path) -> None:
    work = tasks.Squares(sign, tasks.fail)
    work.first = None
    with Crew(work, None) as crew, pytest.raises(ValueError, match="no square"):
        list(crew.run("first", COUNT))


def test_work_that_cannot_be_sent_is_done_here(tasks: Any, sign: Path) -> None:
    sign.touch()
    with Crew(tasks.Squares(sign, lambda: None), "spawn", processes=2) as crew:
        assert {process for *_, process in crew.run("first", COUNT)} == {os.getpid()}


def test_the_others_are_gone_at_the_end(tasks: Any, sign: Path) -> None:
    crew = Crew(tasks.Squares(sign), "fork", processes=3)
    with crew:
        others = [process for process, _ in crew._started]
        assert all(process.is_alive() for process in others)
    assert others
    assert not any(process.is_alive() for process in others)


ABANDONED = """
import os, sys
sys.path.insert(0, sys.argv[1])
from squares_of_crew import Squares
from livingsurvey.build.crew import Crew
crew = Crew(Squares("unused"), "fork", processes=3).__enter__()
print(*(process.pid for process, _ in crew._started), flush=True)
os.kill(os.getpid(), 9)
"""


def test_no_process_is_left_when_the_first_is_killed(tasks: Any) -> None:
    folder = str(Path(tasks.__file__).parent)
    command = [sys.executable, "-c", ABANDONED, folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    others, end = done.stdout.split(), monotonic() + 20
    assert len(others) == 2
    while any(_is_at_work(other) for other in others):
        assert monotonic() < end
        sleep(0.05)


def _is_at_work(process: str) -> bool:
    """Whether a process is there, and not only as one whose end nobody has asked about."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("platform", "processors", "threads", "way"),
    [
        ("linux", 2, 1, "fork"),
        ("linux", 2, 2, "spawn"),
        ("linux", 1, 1, None),
        ("darwin", 2, 1, "spawn"),
        ("win32", 8, 3, "spawn"),
        ("win32", 1, 1, None),
    ],
)
def test_processes_are_copied_only_where_that_is_safe(
    platform: str, processors: int, threads: int, way: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(processors)), raising=False)
    monkeypatch.setattr(crew, "_threads", lambda: threads)
    assert way_to_start() == way


@pytest.mark.parametrize(("processors", "way"), [(None, None), (1, None), (2, "spawn")])
def test_where_nobody_says_which_processors_are_free_all_are(
    processors: int | None, way: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert way_to_start() == way
