"""Doing a part of the work in a second process, where there is a second processor for it."""

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


def can_fork() -> bool:
    """Return whether forking this process is safe and of use: on Linux, from one thread, with two processors."""
    return (os.cpu_count() or 1) > 1 and is_alone()


def is_alone() -> bool:
    """Return whether this process has one thread only, also of libraries, and a system where forking is safe then."""
    try:
        return sys.platform.startswith("linux") and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


class ForkedTask(Generic[Result]):
    """A function at work in a forked copy of this process; what it returns is sent back.

    Where forking is no option, or the copy dies, the function is run here when its result is asked for.
    """

    def __init__(self, function: Callable[[], Result], wanted: bool = True) -> None:
        self._function = function
        self._receiver: Any = None
        if wanted and can_fork():
            context = multiprocessing.get_context("fork")
            self._receiver, sender = context.Pipe(duplex=False)
            context.Process(target=_send, args=(sender, function), daemon=True).start()
            sender.close()

    @property
    def is_forked(self) -> bool:
        """Whether a second process is at it."""
        return self._receiver is not None

    def result(self) -> Result:
        """Wait for the result."""
        if self._receiver is not None:
            try:
                sent: Result = pickle.loads(self._receiver.recv_bytes())
                return sent
            except (EOFError, OSError):
                pass  # it died; an error of the function itself shows when it is run again
        return self._function()


def _send(sender: Any, function: Callable[[], Any]) -> None:
    sender.send_bytes(pickle.dumps(function()))
    sender.close()
