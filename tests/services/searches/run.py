"""Searching the loopback server, and the answers of services that tests share."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from livingsurvey.services.searching import FoundRecords, SearchRequest, search

from tests.services.conftest import Reply, Service

SINCE, UNTIL = "2026-05-25", "2026-05-31"


def request(name: str, query: str = "sparse attention", **given: Any) -> SearchRequest:
    """A request for at most ten records of the last week of May 2026."""
    return SearchRequest(**({"service": name, "query": query, "since": SINCE, "until": UNTIL, "most": 10} | given))


def run(service: Service, name: str, query: str = "sparse attention", **given: Any) -> FoundRecords:
    """Search a service that is not patient, and does not wait."""
    return search(service.client(retries=given.pop("retries", 0)), request(name, query, **given))


def titles(found: FoundRecords) -> list[str]:
    """The titles that were found."""
    return [record.title for record in found.records]


def parameters(service: Service, asked: int = -1) -> dict[str, str]:
    """The parameters of one of the requests that were made."""
    return {name: values[0] for name, values in parse_qs(urlsplit(service.asked[asked]).query).items()}


def replies(*bodies: Any) -> list[Reply]:
    """Answers one after the other: texts as they are, others as JSON."""
    return [
        body if isinstance(body, Reply) else Reply(body if isinstance(body, str) else json.dumps(body))
        for body in bodies
    ]
