"""Asking the services that know papers: where they are, and the pauses that they ask for."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from livingsurvey.services.http_client import HttpClient, HttpPolicy

_PAUSE = {"arxiv": 3.0}  # seconds between two requests, where a service asks for it

#: Addresses of the services; an environment variable SURVEY_<NAME>_URL replaces one.
ADDRESSES = {
    "arxiv": "https://export.arxiv.org/api/query",
    "crossref": "https://api.crossref.org",
    "openalex": "https://api.openalex.org",
    "anthology": "https://aclanthology.org",
    "openreview": "https://api2.openreview.net",
}


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Where the services are if not at :data:`ADDRESSES`, how patiently to ask, and whom they may write to."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    policy: HttpPolicy = field(default_factory=HttpPolicy)
    mailto: str | None = None

    def address(self, service: str) -> str:
        """The address of a service, without a slash at its end."""
        return self.addresses.get(service, ADDRESSES[service]).rstrip("/")


def settings_from(environment: Mapping[str, str], mailto: str | None = None) -> ServiceSettings:
    """The settings that an environment asks for.

    Args:
        environment: ``SURVEY_<NAME>_URL`` replaces an address, ``SURVEY_TIMEOUT`` and ``SURVEY_BACKOFF`` are seconds.
        mailto: whom the services may write to.
    """
    given = {name: environment.get(f"SURVEY_{name.upper()}_URL", "") for name in ADDRESSES}
    try:
        timeout = float(environment.get("SURVEY_TIMEOUT", "20"))
        backoff = float(environment.get("SURVEY_BACKOFF", "1"))
    except ValueError:
        timeout, backoff = 20.0, 1.0
    return ServiceSettings({n: url for n, url in given.items() if url}, HttpPolicy(timeout, backoff=backoff), mailto)


class ServiceClient:
    """Fetches answers over one pool of connections, keeping the pauses that services ask for.

    Args:
        settings: where the services are, and how patiently to ask them.
        clock: the time in seconds.
        sleep: what waits.
    """

    def __init__(
        self,
        settings: ServiceSettings,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings = settings
        self._clock, self._sleep = clock, sleep
        self._last: dict[str, float] = {}
        self._http = HttpClient(settings.policy, "survey new", settings.mailto, clock=clock, sleep=sleep)

    def get(self, service: str, path: str = "") -> tuple[bytes, str]:
        """Fetch what a service answers.

        Args:
            service: its name in :data:`ADDRESSES`.
            path: what is asked, below its address.

        Returns:
            The answer, and the address that was asked.

        Raises:
            ServiceError: when there is none within the time-out, in spite of retries.
        """
        url = self.settings.address(service) + path
        self._pause(service)
        return self._http.fetch(url), url

    def _pause(self, service: str) -> None:
        """Wait until a service may be asked again. Only the public services need pauses."""
        wait = _PAUSE.get(service, 0.0) if service not in self.settings.addresses else 0.0
        if service in self._last and (left := self._last[service] + wait - self._clock()) > 0:
            self._sleep(left)
        self._last[service] = self._clock()
