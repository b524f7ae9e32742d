"""The preview in a process of its own: it has no threads, as the server has, so it may share its work with copies."""

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from livingsurvey.build.crew import way_to_start

_DIED = "Not rebuilt: the process that builds has died; the next change is built anew"


class Following(Protocol):
    """What follows the sources of a survey."""

    def refresh(self) -> str | None:
        """Bring the pages of changed papers up to date, and say so."""

    def rebuild(self) -> str:
        """Bring all up to date, and say so."""


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
        line: str | None = self._asked("refresh")
        return line

    def rebuild(self) -> str:
        """Bring all up to date; return one line that says so, or what is wrong."""
        return self._asked("rebuild") or _DIED

    def _start(self) -> None:
        context = multiprocessing.get_context(way_to_start() or "spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(target=_follow, args=(there, self._pipe, *self._made_with))  # type: ignore[attr-defined]
        self._process.start()
        there.close()

    def _asked(self, what: str) -> str | None:
        """What the other process answers; nothing where it has died, and another one is started."""
        try:
            self._pipe.send(what)
            answer: str | None = self._pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            self._start()
            return None
        return answer


def _follow(pipe: Any, copied: Any, make: Callable[..., Following], given: tuple[Any, ...]) -> None:
    """In the other process: do as asked, until nobody asks any more."""
    copied.close()  # as long as it is open here, this process would wait for more, even if the first is gone
    following = make(*given)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            pipe.send(getattr(following, pipe.recv())())
