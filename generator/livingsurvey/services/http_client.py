"""The one HTTP client: time-outs, size limits, retries, an honest user agent, and no redirect to a private host."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from livingsurvey import __version__
from livingsurvey.model.errors import SurveyError

if TYPE_CHECKING:
    import httpx

#: Answers after which it is worth asking again.
PASSING_FAULTS = (429, 500, 502, 503, 504)
MAX_BYTES = 5_000_000  # of one answer


class ServiceError(SurveyError):
    """No usable answer; the message says why. That nothing was changed is for the caller to say."""


@dataclass(frozen=True, slots=True)
class HttpPolicy:
    """How long to wait, in seconds, how often to ask again, and how many redirects to follow."""

    timeout: float = 20.0
    retries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    redirects: int = 8


class HttpClient:
    """A pool of connections that several threads may share.

    Args:
        policy: how long to wait, and how often to ask again.
        purpose: what the requests are for; part of the user agent.
        mailto: whom to write to about them.
        headers: sent with every request; ``Authorization`` is left out where a redirect leads to another host.
        clock: the time in seconds.
        sleep: what waits.
    """

    def __init__(
        self,
        policy: HttpPolicy,
        purpose: str,
        mailto: str | None = None,
        headers: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        self._policy, self._clock, self._sleep = policy, clock, sleep
        contact = f"; mailto:{mailto}" if mailto else ""
        self._client = httpx.Client(
            headers={"User-Agent": f"livingsurvey/{__version__} ({purpose}{contact})", **(headers or {})},
            timeout=policy.timeout,
            follow_redirects=True,
            max_redirects=policy.redirects,
            event_hooks={"response": [_refuse_private_redirect]},
        )

    def __enter__(self) -> "HttpClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def open(self, method: str, url: str, **given: Any) -> "AbstractContextManager[httpx.Response]":
        """Ask once; the answer's body is read only by whoever wants it.

        Args:
            method: of the request, such as ``HEAD``.
            url: what to ask.
            given: parameters or JSON, as httpx names them.

        Raises:
            ServiceError: when a redirect leads to a private host.
            httpx.HTTPError: when there is no answer.
        """
        return self._client.stream(method, url, **given)

    def fetch(self, url: str, method: str = "GET", most: int = MAX_BYTES, **given: Any) -> bytes:
        """Ask until there is an answer, and read it.

        Args:
            url: what to ask.
            method: of the request; one that changes something should have a policy without retries.
            most: bytes that are read at most.
            given: parameters or JSON, as httpx names them.

        Raises:
            ServiceError: when there is no usable answer within the time-out, in spite of retries.
        """
        import httpx

        if urlsplit(url).scheme not in ("http", "https"):
            raise ServiceError(f"{url} is no web address.")
        for attempt in range(self._policy.retries + 1):
            last = attempt == self._policy.retries
            wait = self._policy.backoff * 2**attempt
            try:
                with self.open(method, url, **given) as response:
                    if last or response.status_code not in PASSING_FAULTS:
                        return self._body(response, url, most)
                    wait = self._allowed(asked_to_wait(response), wait)
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                if last or isinstance(error, httpx.TooManyRedirects | httpx.UnsupportedProtocol | httpx.InvalidURL):
                    raise ServiceError(f"{_host(url)} did not answer: {_reason(error)}.") from error
            self._sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    def _allowed(self, asked: float | None, otherwise: float) -> float:
        """How long to wait: as long as a server asks for, but no longer than a person would."""
        if asked is not None and asked > self._policy.longest_wait:
            raise ServiceError(f"the service asks to wait {asked:.0f} s; try again later.")
        return min(otherwise, self._policy.longest_wait) if asked is None else asked

    def _body(self, response: "httpx.Response", url: str, most: int) -> bytes:
        """Read an answer piece by piece: one that trickles must not block us, nor a huge one fill the memory."""
        if response.status_code >= 400:
            raise ServiceError(_refusal(url, response.status_code))
        deadline = self._clock() + self._policy.timeout
        data = bytearray()
        for piece in response.iter_bytes():
            data += piece
            if len(data) > most:
                raise ServiceError(f"{_host(url)} answered with more than {most:,} bytes.")
            if self._clock() > deadline:
                raise ServiceError(f"{_host(url)} was too slow: half an answer in {self._policy.timeout:g} s.")
        return bytes(data)


def asked_to_wait(response: "httpx.Response") -> float | None:
    """The seconds that a server asks to wait; a date counts as none."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else None


def _refuse_private_redirect(response: "httpx.Response") -> None:
    """A public page must not lead us to a machine behind our own fire wall."""
    if not response.has_redirect_location:
        return
    try:
        target = response.url.join(response.headers["location"])
    except ValueError:  # an address that is none: the client itself refuses it
        return
    if target.host != response.url.host and _is_private(target.host) and not _is_private(response.url.host):
        raise ServiceError(f"{response.url.host} leads to the private host {target.host}, which is not asked.")


def _is_private(host: str) -> bool:
    """Whether a host is no public one; a name that cannot be resolved is not known to be."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, ValueError):
        return False
    return any(not ipaddress.ip_address(str(address[4][0]).partition("%")[0]).is_global for address in found)


def _host(url: str) -> str:
    return urlsplit(url).netloc or url


def _reason(error: Exception) -> str:
    return str(error).rpartition("] ")[2].strip("().") or type(error).__name__


def _refusal(url: str, status: int) -> str:
    if status in (404, 410):
        return f"{_host(url)} does not know it (answer {status})."
    if status == 429:
        return f"{_host(url)} is asked too often (answer 429); try again later."
    return f"{_host(url)} refused (answer {status})."
