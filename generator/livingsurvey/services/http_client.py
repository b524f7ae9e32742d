"""The one HTTP client: time-outs, size limits, retries, an honest user agent, and no way to a private host."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from livingsurvey import __version__
from livingsurvey.services.guarded_request import GuardedRequest, PrivateHostError, ServiceError
from livingsurvey.services.public_hosts import is_plainly_private

if TYPE_CHECKING:
    import httpx

#: Answers after which it is worth asking again.
PASSING_FAULTS = (429, 500, 502, 503, 504)
MAX_BYTES = 5_000_000  # of one answer
_LONGEST_MARK = 500  # characters of a header by which an answer is known again


__all__ = ["FetchedAnswer", "HttpClient", "HttpPolicy", "PrivateHostError", "ServiceError", "asked_to_wait"]


@dataclass(frozen=True, slots=True)
class HttpPolicy:
    """How long to wait, in seconds, how often to ask again, and how many redirects to follow.

    ``timeout`` is for each step; a request with all its redirects and its answer may take ``steps`` times as long.
    """

    timeout: float = 20.0
    retries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    redirects: int = 8
    steps: int = 6


@dataclass(frozen=True, slots=True)
class FetchedAnswer:
    """What a server answered: its ``data``, and the marks by which it can be asked later whether that has changed.

    ``etag`` and ``modified`` are its headers ``ETag`` and ``Last-Modified``; ``unchanged`` says that it answers a
    conditional request, and has nothing new.
    """

    data: bytes
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


class HttpClient:
    """Asks public hosts; several threads may share it. Each request has a connection of its own, which is checked.

    A host that is asked directly may be private; a public one never leads to it.

    Args:
        policy: how long to wait, and how often to ask again.
        purpose: what the requests are for; part of the user agent.
        mailto: whom to write to about them.
        headers: sent with every request; ``Authorization`` is left out where a redirect leads to another host.
        strangers: whether the addresses come from content, and not from the settings of whoever asks: then a private
            host must be named plainly, by its number, and leads to no other.
        clock: the time in seconds.
        sleep: what waits.
    """

    def __init__(
        self,
        policy: HttpPolicy,
        purpose: str,
        mailto: str | None = None,
        headers: Mapping[str, str] | None = None,
        strangers: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        import httpx

        self._strangers = strangers
        self._policy, self._clock, self._sleep = policy, clock, sleep
        contact = f"; mailto:{mailto}" if mailto else ""
        self._client = httpx.Client(
            headers={"User-Agent": f"livingsurvey/{__version__} ({purpose}{contact})", **(headers or {})},
            timeout=policy.timeout,
            follow_redirects=True,
            max_redirects=policy.redirects,
            limits=httpx.Limits(max_keepalive_connections=0),
            event_hooks={"request": [lambda request: request.extensions["guard"].admit(request)]},
        )

    def __enter__(self) -> "HttpClient":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @contextmanager
    def open(self, method: str, url: str, **given: Any) -> "Iterator[httpx.Response]":
        """Ask once; the answer's body is read only by whoever wants it.

        Args:
            method: of the request, such as ``HEAD``.
            url: what to ask.
            given: parameters or JSON, as httpx names them.

        Raises:
            PrivateHostError: when it is, or leads to, a private host.
            httpx.HTTPError: when there is no answer.
        """
        import httpx

        whole = self._policy.steps * self._policy.timeout
        with GuardedRequest(self._own(httpx.URL(url)), not self._strangers, whole) as guard:
            try:
                with self._client.stream(method, url, extensions={"guard": guard}, **given) as response:
                    yield response
            except httpx.TransportError as error:
                if guard.late:
                    raise httpx.ReadTimeout("it took too long") from error
                raise

    def _own(self, url: "httpx.URL") -> tuple[str, int | None] | None:
        return None if self._strangers and not is_plainly_private(url.host) else (url.host, url.port)

    def fetch(self, url: str, method: str = "GET", most: int = MAX_BYTES, **given: Any) -> bytes:
        """Ask until there is an answer, and read its data: see :meth:`fetch_answer`."""
        return self.fetch_answer(url, method, most, **given).data

    def fetch_answer(self, url: str, method: str = "GET", most: int = MAX_BYTES, **given: Any) -> FetchedAnswer:
        """Ask until there is an answer, and read it.

        Args:
            url: what to ask.
            method: of the request; one that changes something should have a policy without retries.
            most: bytes that are read at most.
            given: parameters, headers or JSON, as httpx names them.

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
                        return _answer(response, self._body(response, url, most))
                    wait = self._allowed(asked_to_wait(response), wait)
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:  # the last: a host that cannot be one
                if last or isinstance(error, _for_good()):
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
            raise ServiceError(_refusal(url, response.status_code), response.status_code)
        deadline = self._clock() + self._policy.timeout
        data = bytearray()
        for piece in response.iter_bytes():
            data += piece
            if len(data) > most:
                raise ServiceError(f"{_host(url)} answered with more than {most:,} bytes.")
            if self._clock() > deadline:
                raise ServiceError(f"{_host(url)} was too slow: half an answer in {self._policy.timeout:g} s.")
        return bytes(data)


def _answer(response: "httpx.Response", data: bytes) -> FetchedAnswer:
    etag, modified = (response.headers.get(name, "")[:_LONGEST_MARK] for name in ("etag", "last-modified"))
    return FetchedAnswer(data, etag, modified, response.status_code == 304)


def _for_good() -> tuple[type[Exception], ...]:
    """Errors after which it is not worth asking again."""
    import httpx

    return httpx.TooManyRedirects, httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError


def asked_to_wait(response: "httpx.Response") -> float | None:
    """The seconds that a server asks to wait; a date counts as none."""
    value = response.headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else None


def _host(url: str) -> str:
    return urlsplit(url).netloc or url


def _reason(error: Exception) -> str:
    return str(error).rpartition("] ")[2].strip("().") or type(error).__name__


def _refusal(url: str, status: int) -> str:
    if status in (404, 410):
        return f"{_host(url)} does not know it (answer {status})."
    if status == 400:
        return f"{_host(url)} cannot read what it is asked (answer 400); look at how the query is written."
    if status == 429:
        return f"{_host(url)} is asked too often (answer 429); try again later."
    return f"{_host(url)} refused (answer {status})."
