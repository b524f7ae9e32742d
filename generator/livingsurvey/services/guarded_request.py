"""A request that is watched: where each of its connections really leads, and when its time is over."""

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from livingsurvey.model.errors import SurveyError
from livingsurvey.services.public_hosts import is_public, leads_inside

if TYPE_CHECKING:
    import httpx


class ServiceError(SurveyError):
    """No usable answer; the message says why. That nothing was changed is for the caller to say.

    Args:
        message: what is wrong.
        status: the number of the answer that refuses what was asked; 0 where there is none.
    """

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


class PrivateHostError(ServiceError):
    """An address leads to a machine that is not on the public internet; it was not asked.

    Args:
        host: the machine.
        first: the host that redirects to it; ``None`` where it was to be asked itself.
    """

    def __init__(self, host: str, first: str | None = None) -> None:
        self.why = "redirects to a private address" if first else "a private address"
        super().__init__(f"{f'{first} redirects to ' if first else ''}{host}, a private address that is not asked.")


class GuardedRequest:
    """Watches one request and all its redirects.

    Names are looked up before connecting, so that a private host hears nothing, and the address of each connection
    is checked once it is made, before anything is sent: a name may by then lead elsewhere.

    Args:
        own: the host and port that may be private because whoever asks has named them.
        within: whether a private one of these may lead to others, as one service of an intranet does to another.
        seconds: the time for everything, after which the connection is closed.
    """

    def __init__(self, own: tuple[str, int | None] | None, within: bool, seconds: float) -> None:
        self.late = False
        self._own = own
        self._within = within and own is not None and leads_inside(own[0])
        self._first: str | None = None
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._close)
        self._timer.daemon = True

    def __enter__(self) -> "GuardedRequest":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def admit(self, request: "httpx.Request") -> None:
        """Let a request go to its host, or refuse it; called for the first one and for each redirect.

        Args:
            request: it is asked to report its connections.

        Raises:
            PrivateHostError: when its host is a private one.
        """
        host = request.url.raw_host.decode("ascii")
        refused = PrivateHostError(host, self._first)
        self._first = self._first or host
        free = self._within or (request.url.host, request.url.port) == self._own
        if not free and leads_inside(host):
            raise refused
        asked: list[str] = []

        def _traced(event: str, found: Mapping[str, Any]) -> None:
            if event.endswith("connect_tcp.started"):
                asked[:] = [_text(found["host"])]
            elif event.endswith(("connect_tcp.complete", "start_tls.complete")):
                self._stream = found["return_value"]
                # Where a proxy is in between, the connection is to it: it was set by whoever runs us.
                if not free and asked == [host]:
                    self._check(refused)

        request.extensions["trace"] = _traced

    def _check(self, refused: PrivateHostError) -> None:
        address = self._stream.get_extra_info("server_addr")
        if not is_public(str(address[0])):
            self._stream.close()
            raise refused

    def _close(self) -> None:
        """End what still waits for an answer: a server that sends a byte now and then must not hold us."""
        self.late = True
        connection = self._stream.get_extra_info("socket") if self._stream else None
        if connection is not None:
            with contextlib.suppress(OSError):  # it has ended by itself
                connection.shutdown(socket.SHUT_RDWR)


def _text(host: bytes | str) -> str:
    return (host.decode("ascii") if isinstance(host, bytes) else host).strip("[]")
