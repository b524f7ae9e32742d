"""The preview in a process of its own: it has no threads, as the server has, so it may share its work with copies."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from livingsurvey.build.crew import way_to_start

_REFRESH, _REBUILD, _STOP = "refresh", "rebuild", "stop"  # the last one says nothing to who has stopped by himself
_WAIT = 0.05  # seconds until it is asked again whether to stop
_DIED = "Not rebuilt: the process that builds has died; the next change is built anew"


class Following(Protocol):
    """What follows the sources of a survey; ``problems`` is what was wrong with these the last time."""

    problems: tuple[str, ...]

    def refresh(self) -> str | None:
        """Bring the pages of changed papers up to date, and say so."""

    def rebuild(self, stops: Callable[[], bool]) -> str | None:
        """Bring all up to date, and say so; nothing where it was to stop on the way."""


class PreviewProcess:
    """Something that follows the sources, made and asked in another process.

    Use it as a context: at its end the other process is gone.
    """

    def __init__(self, make: Callable[..., Following], *given: Any) -> None:
        """Prepare the other process; before this one has threads, since a copy of one that has is not safe.

        Args:
            make: makes it there; like what it is given, it can be sent to another process.
            given: what it is made with.
        """
        self._made_with = make, given
        self.problems: tuple[str, ...] = ()
        self._process: Any = None
        self._pipe: Any = None

    def __enter__(self) -> "PreviewProcess":
        """Start it."""
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it, whatever it is at: what it makes is not in place until all of it is made."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()

    def refresh(self) -> str | None:
        """Bring only the pages of changed papers up to date; return one line that says so, if there are any."""
        try:
            self._pipe.send(_REFRESH)
            return self._answer()
        except (EOFError, OSError):
            self._start_again()
            return None

    def rebuild(self, stops: Callable[[], bool] = lambda: False) -> str | None:
        """Bring all up to date; return one line that says so, or what is wrong.

        Args:
            stops: asked on the way whether to stop, since something has changed meanwhile; then there is no line.
        """
        try:
            self._pipe.send(_REBUILD)
            while not self._pipe.poll(_WAIT):
                if stops():
                    self._pipe.send(_STOP)
                    break
            return self._answer()
        except (EOFError, OSError):
            self._start_again()
            return _DIED

    def _answer(self) -> str | None:
        line: str | None
        line, self.problems = self._pipe.recv()
        return line

    def _start(self) -> None:
        context = multiprocessing.get_context(way_to_start() or "spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_follow, args=(there, self._pipe, *self._made_with))  # type: ignore[attr-defined]
        self._process.start()
        there.close()

    def _start_again(self) -> None:
        """Start another one in place of one that has died."""
        self._pipe.close()
        self._process.join()
        self._start()


def _follow(pipe: Any, copied: Any, make: Callable[..., Following], given: tuple[Any, ...]) -> None:
    """In the other process: do as asked, until nobody asks any more."""
    copied.close()  # as long as it is open here, this process would wait for more, even if the first is gone
    following = make(*given)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            asked = pipe.recv()
            if asked == _REFRESH:
                pipe.send((following.refresh(), following.problems))
            elif asked == _REBUILD:
                pipe.send((following.rebuild(pipe.poll), following.problems))
