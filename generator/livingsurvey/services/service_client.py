"""Asking the services that know papers: where they are, and the pauses that they ask for."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode, urlsplit

from livingsurvey.services.http_client import FetchedAnswer, HttpClient, HttpPolicy, ServiceError
from livingsurvey.services.public_hosts import is_plainly_private

#: Seconds between two requests, where a service asks for it. Crossref allows one list a second; PubMed three requests
#: a second without a key; DBLP asks for a second or two. Of feeds it is the pause for one host: arXiv has feeds, too.
_PAUSE = {"arxiv": 3.0, "crossref": 1.0, "openalex": 0.2, "dblp": 2.0, "pubmed": 0.4, "hf-daily": 1.0, "feed": 3.0}

#: Addresses of the services; an environment variable SURVEY_<NAME>_URL replaces one.
ADDRESSES = {
    "arxiv": "https://export.arxiv.org/api/query",
    "crossref": "https://api.crossref.org",
    "openalex": "https://api.openalex.org",
    "anthology": "https://aclanthology.org",
    "openreview": "https://api2.openreview.net",
    "dblp": "https://dblp.org/search/publ/api",
    "pubmed": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "hf-daily": "https://huggingface.co/api/daily_papers",
}
#: Services that give whoever has a key more; an environment variable SURVEY_<NAME>_KEY has it.
KEYED = ("openalex", "pubmed")
_TOOL = "livingsurvey"  # as PubMed wishes to be told


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where the services are if not at :data:`ADDRESSES`, how patiently to ask, and whom they may write to.

    ``keys`` are secrets, by service; no message and no record has them.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    policy: HttpPolicy = field(default_factory=HttpPolicy)
    mailto: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)

    def address(self, service: str) -> str:
        """The address of a service, without a slash at its end."""
        return self.addresses.get(service, ADDRESSES[service]).rstrip("/")

    def unrecorded(self, service: str) -> dict[str, str]:
        """Parameters that say who asks; the addresses that are recorded do without them."""
        who = {"tool": _TOOL, "email": self.mailto or ""} if service == "pubmed" else {}
        return {name: value for name, value in (who | {"api_key": self.keys.get(service, "")}).items() if value}


def settings_from(environment: Mapping[str, str], mailto: str | None = None) -> ServiceSettings:
    """The settings that an environment asks for.

    Args:
        environment: ``SURVEY_<NAME>_URL`` replaces an address, ``SURVEY_<NAME>_KEY`` is a key of one of :data:`KEYED`,
            ``SURVEY_TIMEOUT`` and ``SURVEY_BACKOFF`` are seconds. A hyphen in a name is an underscore there.
        mailto: whom the services may write to.
    """
    given = {name: environment.get(f"SURVEY_{_upper(name)}_URL", "") for name in ADDRESSES}
    keys = {name: key for name in KEYED if (key := environment.get(f"SURVEY_{_upper(name)}_KEY", "").strip())}
    try:
        timeout = float(environment.get("SURVEY_TIMEOUT", "20"))
        backoff = float(environment.get("SURVEY_BACKOFF", "1"))
    except ValueError:
        timeout, backoff = 20.0, 1.0
    addresses = {name: url for name, url in given.items() if url}
    return ServiceSettings(addresses, HttpPolicy(timeout, backoff=backoff), mailto, keys)


def _upper(service: str) -> str:
    return service.upper().replace("-", "_")


class ServiceClient:
    """Fetches answers over one pool of connections, keeping the pauses that services ask for.

    Args:
        settings: where the services are, and how patiently to ask them.
        clock: the time in seconds.
        sleep: what waits.
        purpose: what the requests are for; part of the user agent.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        purpose: str = "survey new",
    ) -> None:
        self.settings = settings
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}
        self._purpose = purpose
        self._http = self._client(strangers=False)

    def _client(self, strangers: bool) -> HttpClient:
        settings = self.settings
        return HttpClient(
            settings.policy, self._purpose, settings.mailto, None, strangers, clock=self._clock, sleep=self._sleep
        )

    @cached_property
    def _guarded(self) -> HttpClient:
        """The client for addresses from content, which few need."""
        return self._client(strangers=True)

    def get(self, service: str, path: str = "") -> tuple[bytes, str]:
        """Fetch what a service answers.

        Args:
            service: its name in :data:`ADDRESSES`.
            path: what is asked, below its address.

        Returns:
            The answer, and the address that was asked, without what is secret or says who asks.

        Raises:
            ServiceError: when there is none within the time-out, in spite of retries.
        """
        url = self.settings.address(service) + path
        if service not in self.settings.addresses:  # only the public services need pauses
            self._pause(service, _PAUSE.get(service, 0.0))
        who = urlencode(self.settings.unrecorded(service))
        return self._http.fetch(f"{url}{'&' if '?' in url else '?'}{who}" if who else url), url

    def get_stranger(self, url: str, etag: str = "", modified: str = "") -> FetchedAnswer:
        """Fetch an address that comes from content: it leads to no private host, unless it names one by number.

        Args:
            url: the address.
            etag: the header of the last answer, if it is to be fetched only where it has changed since.
            modified: the same.

        Raises:
            ServiceError: when there is no answer within the time-out, in spite of retries.
        """
        host = _host(url)
        if not is_plainly_private(host):
            self._pause(host, _PAUSE["feed"])
        marks = {"If-None-Match": _printable(etag), "If-Modified-Since": _printable(modified)}
        return self._guarded.fetch_answer(url, headers={name: value for name, value in marks.items() if value})

    def _pause(self, asked: str, wait: float) -> None:
        """Wait until a service or host may be asked again."""
        if asked in self._last and (left := self._last[asked] + wait - self._clock()) > 0:
            self._sleep(left)
        self._last[asked] = self._clock()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError as error:
        raise ServiceError(f"{url} is no web address.") from error


def _printable(value: str) -> str:
    """A header's value without what no header may contain: it was kept in a file that anyone may have edited."""
    return "".join(sign for sign in value if " " <= sign <= "~")
