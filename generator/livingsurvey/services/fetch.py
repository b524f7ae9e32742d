"""Fetching one answer: with a time-out over all of it, patience where it is asked for, and politeness.

The clients that exist for these services (arxiv.py, pyalex) set no time-out, so that a silent server holds them
for ever, and their addresses cannot be tested on loopback; urllib3 does both, and is what they stand on.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from livingsurvey import __version__
from livingsurvey.model.errors import SurveyError

MAX_BYTES = 5_000_000  # of one answer
_PAUSE = {"arxiv": 3.0}  # seconds between two requests, where a service asks for it
_CHUNK = 65_536


class ServiceError(SurveyError):
    """No usable answer; the message says why, and that nothing was changed is for the caller to say."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where the services are, and how long to wait for them, in seconds."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 20.0
    retries: int = 3
    backoff: float = 1.0
    longest_wait: float = 60.0
    mailto: str | None = None

    def address(self, service: str) -> str:
        """The address of a service, without a slash at its end."""
        return self.addresses.get(service, ADDRESSES[service]).rstrip("/")


#: Addresses of the services; an environment variable SURVEY_<NAME>_URL replaces one.
ADDRESSES = {
    "arxiv": "https://export.arxiv.org/api/query",
    "crossref": "https://api.crossref.org",
    "openalex": "https://api.openalex.org",
    "anthology": "https://aclanthology.org",
    "openreview": "https://api2.openreview.net",
}


def reach_from(environment: Mapping[str, str], mailto: str | None = None) -> Reach:
    """The reach that an environment asks for: other addresses, or another time-out."""
    given = {name: environment.get(f"SURVEY_{name.upper()}_URL", "") for name in ADDRESSES}
    try:
        timeout = float(environment.get("SURVEY_TIMEOUT", "20"))
        backoff = float(environment.get("SURVEY_BACKOFF", "1"))
    except ValueError:
        timeout, backoff = 20.0, 1.0
    return Reach({n: url for n, url in given.items() if url}, timeout=timeout, backoff=backoff, mailto=mailto)


class Fetcher:
    """Fetches answers over one pool of connections, keeping the pauses that services ask for."""

    def __init__(
        self,
        reach: Reach,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        from urllib3 import PoolManager

        self.reach = reach
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}
        contact = f"; mailto:{reach.mailto}" if reach.mailto else ""
        self._pool = PoolManager(headers={"User-Agent": f"livingsurvey/{__version__} (survey new{contact})"})

    def get(self, service: str, path: str = "") -> tuple[bytes, str]:
        """Fetch what a service answers at ``path``; return the answer and the address that was asked.

        Raises:
            ServiceError: when there is none within the time-out, in spite of retries.
        """
        url = self.reach.address(service) + path
        if urlsplit(url).scheme not in ("http", "https"):
            raise ServiceError(f"{url} is no web address.")
        self._pause(service)
        return self._read(url), url

    def _pause(self, service: str) -> None:
        """Wait until a service may be asked again. Only the public services need pauses."""
        wait = _PAUSE.get(service, 0.0) if service not in self.reach.addresses else 0.0
        if service in self._last and (left := self._last[service] + wait - self._clock()) > 0:
            self._sleep(left)
        self._last[service] = self._clock()

    def _read(self, url: str) -> bytes:
        from urllib3.exceptions import HTTPError
        from urllib3.util import Timeout

        deadline = self._clock() + self.reach.timeout * (1 + self.reach.retries)
        try:
            response = self._pool.request(
                "GET", url, retries=self._retries(), timeout=Timeout(total=self.reach.timeout), preload_content=False
            )
            if response.status >= 400:
                raise ServiceError(_refusal(url, response.status))
            return self._body(response, url, min(deadline, self._clock() + self.reach.timeout))
        except HTTPError as error:
            raise ServiceError(f"{_host(url)} did not answer: {_reason(error)}.") from error

    def _body(self, response: object, url: str, deadline: float) -> bytes:
        """Read an answer piece by piece: one that trickles must not hold us, nor a huge one fill the memory."""
        held = bytearray()
        try:
            while piece := response.read1(_CHUNK):  # type: ignore[attr-defined]
                held += piece
                if len(held) > MAX_BYTES:
                    raise ServiceError(f"{_host(url)} answered with more than {MAX_BYTES:,} bytes.")
                if self._clock() > deadline:
                    raise ServiceError(f"{_host(url)} was too slow: half an answer in {self.reach.timeout:g} s.")
        finally:
            response.close()  # type: ignore[attr-defined]
        return bytes(held)

    def _retries(self) -> object:
        from urllib3.util import Retry

        longest = self.reach.longest_wait

        class Patience(Retry):
            """Waits as long as a server asks for, but no longer than a person would."""

            def parse_retry_after(self, retry_after: str) -> float:
                """The seconds a server asks us to wait."""
                seconds = super().parse_retry_after(retry_after)
                if seconds > longest:
                    raise ServiceError(f"the service asks to wait {seconds:.0f} s; try again later.")
                return seconds

        return Patience(
            total=self.reach.retries,
            redirect=3,
            status_forcelist=(429, 500, 502, 503, 504),
            backoff_factor=self.reach.backoff,
            backoff_max=30,
            raise_on_status=False,
        )


def _host(url: str) -> str:
    return urlsplit(url).netloc or url


def _reason(error: Exception) -> str:
    """The innermost reason, without the objects that urllib3 prints."""
    while isinstance(inner := getattr(error, "reason", None), Exception):
        error = inner
    return str(error).rpartition(": ")[2].strip("().") or type(error).__name__


def _refusal(url: str, status: int) -> str:
    if status in (404, 410):
        return f"{_host(url)} does not know it (answer {status})."
    if status == 429:
        return f"{_host(url)} is asked too often (answer 429); try again later."
    return f"{_host(url)} refused (answer {status})."
