"""Searching a service for what is new: page after page, and from where the last run stopped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from livingsurvey.importers.records import Record
from livingsurvey.model import Finding
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, SearchService
from livingsurvey.services.searches.arxiv import search_arxiv
from livingsurvey.services.searches.crossref import search_crossref
from livingsurvey.services.searches.daily_papers import search_daily_papers
from livingsurvey.services.searches.dblp import search_dblp
from livingsurvey.services.searches.feed import search_feed
from livingsurvey.services.searches.openalex import search_openalex
from livingsurvey.services.searches.pubmed import search_pubmed
from livingsurvey.services.service_client import ServiceClient

__all__ = ["SEARCH_SERVICES", "FoundRecords", "SearchRequest", "SearchService", "search"]

MOST_PAGES = 50  # answers of one run

#: The services that can be searched, by id.
SEARCH_SERVICES: Mapping[str, SearchService] = {
    one.id: one
    for one in (
        SearchService("arxiv", search_arxiv),
        SearchService("openalex", search_openalex),
        SearchService("crossref", search_crossref),
        SearchService("dblp", search_dblp),
        SearchService("pubmed", search_pubmed),
        SearchService("feed", search_feed),
        SearchService("hf-daily", search_daily_papers),
    )
}
_WITHOUT_QUERY = ("hf-daily",)
_CURSOR = re.compile(r"(?P<since>\d{4}-\d\d-\d\d) (?P<query>[0-9a-f]{12}) (?P<position>\S{1,100})")


@dataclass(frozen=True, slots=True)
class FoundRecords:
    """What a run of a search has found.

    Attributes:
        records: in the order of the service, with ranks from 1.
        urls: the address that was asked for each of them.
        address: the first address that was asked, without what is secret or says who asks.
        total: how many the service says there are, if it does.
        pages: the answers that were read.
        resume: where to go on the next time, if not all was read.
        fault: what went wrong after the records so far, or nothing.
        unchanged: whether a feed is as it was at the last answer.
        etag: a mark of the answer, for the next request.
        modified: the same.
        failures: entries of answers that could not be read.
    """

    records: tuple[Record, ...]
    urls: tuple[str, ...]
    address: str
    total: int | None
    pages: int
    resume: str
    fault: str
    unchanged: bool
    etag: str
    modified: str
    failures: tuple[Finding, ...]


def search(
    client: ServiceClient, request: SearchRequest, services: Mapping[str, SearchService] = SEARCH_SERVICES
) -> FoundRecords:
    """Search a service, page after page, until there is no more, or enough, or something goes wrong.

    What was read before something goes wrong is kept. A place that the service does not know any more is forgotten,
    and the search begins anew.

    Args:
        client: asks the network.
        request: what is looked for.
        services: those that can be asked, by id.

    Raises:
        ServiceError: when nothing at all could be had.
    """
    service = _service(request, services)
    request = replace(request, query=_query(request), resume=request.resume.strip())
    request, position = _begin(request)
    try:
        return _run(client, service, request, position)
    except ServiceError as error:
        if not position or error.status == 429 or not 400 <= error.status < 500:
            raise
        return _run(client, service, request, "")


def _service(request: SearchRequest, services: Mapping[str, SearchService]) -> SearchService:
    if request.service not in services:
        raise ServiceError(f"there is no service «{request.service}» to search; there are {', '.join(services)}.")
    for day in (request.since, request.until):
        if not _is_day(day):
            raise ServiceError(f"«{day}» is no date, such as 2026-05-31.")
    return services[request.service]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _query(request: SearchRequest) -> str:
    query = " ".join(request.query.encode("utf-8", "replace").decode().split())
    if not query and request.service not in _WITHOUT_QUERY:
        raise ServiceError(f"the search of {request.service} asks for nothing; it needs a query.")
    return query


def _digest(request: SearchRequest) -> str:
    return sha256(f"{request.service} {request.query}".encode()).hexdigest()[:12]


def _begin(request: SearchRequest) -> tuple[SearchRequest, str]:
    """Where to begin: a place belongs to the query and the first day for which it was noted."""
    kept = _CURSOR.fullmatch(request.resume)
    if kept is None or kept["query"] != _digest(request) or not _is_day(kept["since"]):
        return request, ""
    return replace(request, since=kept["since"]), kept["position"]


@dataclass(slots=True)
class _Progress:
    """What was read so far."""

    pages: list[SearchedPage] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    fault: str = ""

    def add(self, page: SearchedPage, left: int) -> None:
        """Add an answer."""
        self.pages.append(page)
        taken = page.records[:left]
        first = len(self.records) + 1
        self.records += [replace(record, rank=rank) for rank, record in enumerate(taken, start=first)]
        self.urls += [page.url] * len(taken)
        self.fault = page.fault


def _run(client: ServiceClient, service: SearchService, request: SearchRequest, position: str) -> FoundRecords:
    so_far = _Progress()
    while len(so_far.pages) < MOST_PAGES and (left := request.most - len(so_far.records)) > 0:
        try:
            page = service.ask(client, request, position, left)
        except ServiceError as error:
            if not so_far.pages:
                raise
            so_far.fault = str(error)
            break
        so_far.add(page, left)
        position = page.position
        if page.fault or not position:
            break
    return _found(so_far, f"{request.since} {_digest(request)} {position}" if position else "")


def _found(so_far: _Progress, resume: str) -> FoundRecords:
    pages = so_far.pages
    first = pages[0] if pages else None
    return FoundRecords(
        records=tuple(so_far.records),
        urls=tuple(so_far.urls),
        address=(first.address or first.url) if first else "",
        total=next((page.total for page in pages if page.total is not None), None),
        pages=len(pages),
        resume=resume,
        fault=so_far.fault,
        unchanged=any(page.unchanged for page in pages),
        etag=pages[-1].etag if pages else "",
        modified=pages[-1].modified if pages else "",
        failures=tuple(finding for page in pages for finding in page.failures),
    )
