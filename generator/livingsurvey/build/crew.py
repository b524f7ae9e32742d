"""Sharing independent tasks between processes, begun in the plainest way that is safe on the system.

Where a copy of this process can be made safely (on Linux, from one thread), the others begin as copies. Elsewhere they
begin anew (``spawn``), and the work is sent to them. Where neither is of use, this process does everything.
"""

import gc
import logging
import multiprocessing
import os
import pickle
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from math import inf
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, cast

from livingsurvey.model.errors import SurveyError

#: Processes that are of use; more would wait for the disk.
_MOST = 8
#: After how many seconds others send what they have done: soon where somebody waits for it, else not before the end.
_OFTEN, _AT_THE_END = 0.1, inf
#: Tasks that are done, by number, each with its result; the error that ended them; whether there is more to come.
_Message = tuple[list[tuple[int, Any]], str | None, bool]


class WorkFailedError(SurveyError):
    """A task has failed in another process; the message is that of its error."""


class SharedWork(Protocol):
    """Tasks in stages. To be sent to a process that begins anew, it must be picklable."""

    def begin(self, stage: str, argument: Any) -> int:
        """Prepare for a stage; return how many tasks it has, the same in every process."""

    def do(self, stage: str, task: int) -> Any:
        """Do a task, by its number; return what can be sent to another process."""


def way_to_start() -> str | None:
    """Return how other processes are to begin: ``fork``, ``spawn``, or ``None`` where there is one processor only."""
    if len(_processors()) < 2:
        return None
    return "fork" if sys.platform.startswith("linux") and _threads() == 1 else "spawn"


def _threads() -> int:
    """How many threads this process has, also those of libraries, as far as the system tells."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return threading.active_count()


def _processors() -> range | set[int]:
    """The processors that this process may use."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)


class Crew:
    """This process and others, which share the tasks of some work.

    Use it as a context: at its end the others are gone.
    """

    def __init__(
        self, work: SharedWork, way: str | None, processes: int | None = None, takes_part: bool = True
    ) -> None:
        """Prepare the others, which begin with the first stage.

        Args:
            work: what there is to do.
            way: how other processes begin (:func:`way_to_start`); ``None`` for none.
            processes: how many work; by default, one for each processor.
            takes_part: whether this process is one of them. Otherwise it takes what the others have done as they do it,
                and does itself only what is left undone: neither needs memory for what the other needs it for.
        """
        self._work = work
        self._way = way
        self._takes_part = takes_part
        self._others = min(processes or len(_processors()), _MOST) - takes_part if way else 0
        self._started: list[tuple[Any, Any]] = []
        self._next: Any = None

    def __enter__(self) -> "Crew":
        """Start the others, as far as that can be done."""
        gc.freeze()  # what is known by now stays, so nobody need look through it again, nor copy it
        context = multiprocessing.get_context(self._way)
        with suppress(OSError, pickle.PicklingError, AttributeError, TypeError):  # what cannot be sent is done here
            for _ in range(self._others):
                self._next = self._next or context.Value("q", 0)
                here, there = context.Pipe()
                ours = [*(pipe for _, pipe in self._started), here] if self._way == "fork" else []  # which it has, too
                given = self._work, there, self._next, ours, _AT_THE_END if self._takes_part else _OFTEN
                process = context.Process(target=_take_part, args=given, daemon=True)  # type: ignore[attr-defined]
                process.start()
                there.close()
                self._started.append((process, here))
        return self

    def __exit__(self, *_: object) -> None:
        """Let the others go."""
        for process, pipe in self._started:
            pipe.close()
            process.terminate()
            process.join()
        gc.unfreeze()

    def run(self, stage: str, argument: Any = None) -> Iterator[Any]:
        """Do all tasks of a stage; yield their results, in no order.

        What another process has not done, because it died, is done here.

        Args:
            stage: which.
            argument: what the work gets to prepare for it.

        Raises:
            WorkFailedError: when a task fails in another process. An error in this one is raised as it is.
        """
        if self._next is not None:
            self._next.value = 0
        alive = [pipe for _, pipe in self._started if _sent(pipe, (stage, argument))]
        count, done = self._work.begin(stage, argument), set[int]()
        for task in _taken(self._next, count) if self._takes_part or not alive else ():
            done.add(task)
            yield self._work.do(stage, task)
        for task, result in _received(alive):
            done.add(task)
            yield result
        for task in sorted(set(range(count)) - done):
            yield self._work.do(stage, task)


def _taken(following: Any, count: int) -> Iterator[int]:
    """The tasks that fall to this process, one at a time: where several are long, each process takes one of them."""
    if following is None:
        yield from range(count)
        return
    while True:
        with following.get_lock():
            task = following.value
            following.value = task + 1
        if task >= count:
            return
        yield task


def _sent(pipe: Any, message: Any) -> bool:
    """Send, if somebody is there to receive."""
    try:
        pipe.send(message)
    except OSError:
        return False
    return True


def _received(pipes: list[Any]) -> Iterator[tuple[int, Any]]:
    """What other processes have done of the stage, as it comes; of one that died, what it has sent before."""
    while pipes:
        for pipe in cast("list[Any]", wait(pipes)):
            try:
                done, error, goes_on = pipe.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                done, error, goes_on = [], None, False
            if error is not None:
                raise WorkFailedError(error)
            yield from done
            if not goes_on:
                pipes.remove(pipe)


def _take_part(work: SharedWork, pipe: Any, following: Any, copied: list[Any], every: float) -> None:
    """In another process: do what falls to it, stage by stage, until nobody asks any more, or there is nobody to."""
    logging.getLogger().addHandler(logging.NullHandler())  # what there is to say, the first process says
    for end in copied:  # as long as any process has it open, this one would wait for more, even if the first is gone
        end.close()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            stage, argument = pipe.recv()
            for message in _shares(work, stage, argument, following, every):
                pipe.send(message)


def _shares(work: SharedWork, stage: str, argument: Any, following: Any, every: float) -> Iterator[_Message]:
    """This process' share of a stage: what there is every so many seconds, and the rest; or the error that ended it."""
    done: list[tuple[int, Any]] = []
    last = monotonic()
    try:
        for task in _taken(following, work.begin(stage, argument)):
            done.append((task, work.do(stage, task)))
            if monotonic() - last > every:
                yield done, None, True
                done, last = [], monotonic()
        yield done, None, False
    except Exception as error:  # which is told where it can be reported
        yield [], str(error) or type(error).__name__, False
