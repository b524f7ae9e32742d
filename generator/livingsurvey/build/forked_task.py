"""Doing a part of the work in a second process, where there is a second processor for it."""

import multiprocessing
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from livingsurvey.build.crew import way_to_start

Result = TypeVar("Result")


class ForkedTask(Generic[Result]):
    """A function at work in a forked copy of this process; what it returns is sent back.

    Where forking is no option, or the copy dies, the function is run here when its result is asked for.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        """Begin, where that is an option."""
        self._function = function
        self._receiver: Any = None
        if way_to_start() == "fork":
            context = multiprocessing.get_context("fork")
            self._receiver, sender = context.Pipe(duplex=False)
            context.Process(target=_send, args=(self._receiver, sender, function), daemon=True).start()
            sender.close()

    @property
    def is_forked(self) -> bool:
        """Whether a second process is at it."""
        return self._receiver is not None

    def result(self) -> Result:
        """Wait for the result."""
        if self._receiver is not None:
            try:
                with open(self._receiver.fileno(), "rb", closefd=False) as stream:
                    sent: Result = pickle.load(stream)  # as it comes: a search index is large
                return sent
            except (EOFError, OSError, pickle.UnpicklingError):
                pass  # it died; an error of the function itself shows when it is run again
        return self._function()


def _send(receiver: Any, sender: Any, function: Callable[[], Any]) -> None:
    receiver.close()  # as long as it is open here, this process would wait for ever when nobody wants the result
    with suppress(Exception):  # it is raised where the function is run again, if anybody asks for the result
        result = function()
        with open(sender.fileno(), "wb", closefd=False) as stream:
            pickle.dump(result, stream)
    sender.close()
