"""Searching arXiv: https://info.arxiv.org/help/api/user-manual.html."""

import re
from urllib.parse import urlencode

from livingsurvey.importers.arxiv_atom import parse_atom
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, ends, half, number, root_of, unusable
from livingsurvey.services.service_client import ServiceClient

_PAGE = 100  # records of an answer
_TRIES = 3  # for a page that should not be empty, as arXiv's now and then are
_TOTAL = re.compile(rb"<(?:\w+:)?totalResults[^<>]*>\s*(\d{1,9})\s*<")


def search_arxiv(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for papers whose first version was submitted since a day, the oldest first, so that places do not move.

    arXiv announces a paper some days after that: who asks each week should begin some days before the last time.

    Args:
        client: asks.
        request: its query is arXiv's ``search_query``, such as ``cat:cs.LG AND abs:"sparse attention"``.
        position: how many results were read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    start = number(position)
    page, entries = _page(client, _path(request, start, min(_PAGE, wanted)), start)
    whole = not page.fault
    done = start + (entries if whole else len(page.records))
    at_end = whole and (not entries or done >= (page.total or 0))
    return SearchedPage(page.listing, page.url, "" if at_end else str(done), page.total, page.fault)


def _path(request: SearchRequest, start: int, size: int) -> str:
    days = [day.replace("-", "") for day in (request.since, request.until)]
    query = f"({request.query}) AND submittedDate:[{days[0]}0000 TO {days[1]}2359]"
    given = {"search_query": query, "start": start, "max_results": size}
    return f"?{urlencode(given | {'sortBy': 'submittedDate', 'sortOrder': 'ascending'})}"


def _page(client: ServiceClient, path: str, start: int) -> tuple[SearchedPage, int]:
    """A page and the number of its entries, asked for again where it is empty though it should not be."""
    for _ in range(_TRIES):
        data, url = client.get("arxiv", path)
        listing = parse_atom(data, "arXiv")
        found = _TOTAL.search(data)
        entries = len(listing.records) + len(listing.failures)
        if root_of(data) != "feed" or (listing.failures and not listing.records) or not (found or entries):
            raise unusable("arXiv", listing)
        total = int(found[1]) if found else None
        if entries or (total or 0) <= start:
            return SearchedPage(listing, url, "", total, "" if ends(data, "feed") else half("arXiv")), entries
    raise ServiceError(f"arXiv says that there are {total} results, and gave an empty page from {start} on.")
