"""Visiting web addresses with patience: what answers, what has moved, what is gone, what merely refuses robots.

Of each host one address is asked at a time, with a pause between two; several hosts are asked at once.
"""

import socket
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from livingsurvey import __version__
from livingsurvey.services.http_client import PASSING_FAULTS, HttpClient, HttpPolicy, PrivateHostError, asked_to_wait

if TYPE_CHECKING:
    import httpx

_GONE = (404, 410)
_REFUSING = (401, 403, 429, 999)
_PERMANENT = (301, 308)
_MOST_REDIRECTS = 8
#: Many hosts refuse whatever does not look like a browser.
_AGENT = {"User-Agent": f"Mozilla/5.0 (compatible; livingsurvey/{__version__}; survey links)"}
#: What answers 503 to whom it takes for a robot: words of the header «server», and hosts.
_PROTECTIVE = ("cloudflare", "akamai", "ddos-guard", "sucuri", "imperva", "datadome")
_PROTECTED = ("acm.org", "sciencedirect.com", "wiley.com", "researchgate.net", "openai.com", "medium.com", "amazon.com")
_NO_HOST = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


class Outcome(StrEnum):
    """What became of a visit."""

    OK = "ok"
    REDIRECTED = "redirected"
    DEAD = "dead"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to an address: the outcome, why, and the new address of what has moved for good."""

    url: str
    outcome: Outcome
    why: str
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, how often to try, and how many hosts to ask at once."""

    timeout: float = 20.0
    tries: int = 3
    backoff: float = 2.0
    longest_wait: float = 60.0
    pause: float = 1.0
    hosts: int = 8


def visit_all(urls: Iterable[str], patience: Patience, sleep: Callable[[float], None] = time.sleep) -> Iterator[Visit]:
    """Visit addresses, each once.

    Args:
        urls: the addresses; one that is given twice is visited once.
        patience: how long to wait, how often to try.
        sleep: what waits.

    Returns:
        The visits, those of one host together, when all of its addresses were visited.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        by_host[_host(url)].append(url)
    policy = HttpPolicy(patience.timeout, retries=0, redirects=_MOST_REDIRECTS)
    client = HttpClient(policy, "survey links", headers=_AGENT, strangers=True)
    with client, ThreadPoolExecutor(patience.hosts) as pool:
        visitor = _Visitor(client, patience, sleep)
        for done in as_completed([pool.submit(visitor.host, those) for those in by_host.values()]):
            yield from done.result()


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""


class _Visitor:
    def __init__(self, client: HttpClient, patience: Patience, sleep: Callable[[float], None]) -> None:
        self._client = client
        self._patience = patience
        self._sleep = sleep

    def host(self, urls: list[str]) -> list[Visit]:
        """Visit the addresses of one host, one after the other."""
        visits = []
        for number, url in enumerate(urls):
            if number:
                self._sleep(self._patience.pause)
            visits.append(self._visit(url))
        return visits

    def _visit(self, url: str) -> Visit:
        """Ask for the head of a page; whatever does not answer that well is asked for the page."""
        import httpx

        visit = Visit(url, Outcome.UNSURE, "it was not asked")
        for number in range(self._patience.tries):
            wait = self._patience.backoff * 2**number
            try:
                response = self._ask("HEAD", url)
                if response.status_code >= 400:
                    self._sleep(self._patience.pause)
                    response = self._ask("GET", url)
                visit = _judged(url, response)
                if response.status_code not in PASSING_FAULTS:
                    return visit
                wait = asked_to_wait(response) or wait
            except httpx.TooManyRedirects:
                return Visit(url, Outcome.UNSURE, "its redirects go in a circle, or too far")
            except PrivateHostError as error:
                return Visit(url, Outcome.UNSURE, error.why)
            except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
                visit = _failed(url, error)
                if visit.outcome == Outcome.DEAD:
                    return visit
            if number + 1 < self._patience.tries:
                self._sleep(min(wait, self._patience.longest_wait))
        return visit

    def _ask(self, method: str, url: str) -> "httpx.Response":
        """The answer without its body."""
        with self._client.open(method, url) as response:
            return response


def _judged(url: str, response: "httpx.Response") -> Visit:
    status = response.status_code
    why = f"answer {status}"
    if status < 400:
        moved = bool(response.history) and response.history[0].status_code in _PERMANENT
        if moved and str(response.url) != url:
            return Visit(url, Outcome.REDIRECTED, f"answer {response.history[0].status_code}", str(response.url))
        return Visit(url, Outcome.OK, why)
    if status in _GONE:
        return Visit(url, Outcome.DEAD, why)
    if status in _REFUSING or (status == 503 and _is_protective(response)):
        return Visit(url, Outcome.REFUSED, why)
    return Visit(url, Outcome.UNSURE, why)


def _is_protective(response: "httpx.Response") -> bool:
    server, host = response.headers.get("server", "").casefold(), response.url.host
    return any(name in server for name in _PROTECTIVE) or any(
        host == name or host.endswith(f".{name}") for name in _PROTECTED
    )


def _failed(url: str, error: Exception) -> Visit:
    import httpx

    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror) and cause.errno in _NO_HOST:
            return Visit(url, Outcome.DEAD, "no such host")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpx.TimeoutException):
        return Visit(url, Outcome.UNSURE, "no answer in time")
    return Visit(url, Outcome.UNSURE, f"no answer: {type(error).__name__}")
