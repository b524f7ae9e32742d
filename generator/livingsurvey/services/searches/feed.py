"""Reading a feed: Atom (RFC 4287), RSS 2.0 or RSS 1.0, as journals, proceedings and arXiv have them."""

from dataclasses import replace

from livingsurvey.importers.feed_reader import FEEDS, parse_feed
from livingsurvey.importers.records import Listing
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, ends, half, number, root_of
from livingsurvey.services.service_client import ServiceClient


def search_feed(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for a feed, unless it is as it was, and read the entries that it announced since a day, or without a day.

    Its address comes from content: a public one leads to no private host.

    Args:
        client: asks.
        request: its query is the feed's address.
        position: how many entries were read where the last run took no more.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or it is no feed.
    """
    marks = {} if position else {"etag": request.etag, "modified": request.modified}
    answer = client.get_stranger(request.query, **marks)
    if answer.unchanged:
        etag, modified = answer.etag or request.etag, answer.modified or request.modified
        return SearchedPage(Listing(), request.query, unchanged=True, etag=etag, modified=modified)
    if root_of(answer.data) not in FEEDS:
        raise ServiceError(f"{request.query} answered with something that is no feed.")
    listing = parse_feed(answer.data, request.query, request.since)
    found = listing.records[number(position) :]
    listing.records = [replace(one, rank=rank) for rank, one in enumerate(found[:wanted], start=1)]
    fault = "" if ends(answer.data, "|".join(FEEDS)) else half(request.query)
    if fault and not found:
        raise ServiceError(fault)
    following = str(number(position) + wanted) if len(found) > wanted else ""
    if fault or following:  # it is to be read again, though it may not change
        return SearchedPage(listing, request.query, following, fault=fault)
    return SearchedPage(listing, request.query, etag=answer.etag, modified=answer.modified)
