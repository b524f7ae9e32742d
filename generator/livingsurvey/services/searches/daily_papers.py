"""Searching the daily papers of Hugging Face: https://huggingface.co/docs/hub/api, a day at a time."""

import re
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlencode

from livingsurvey.importers.daily_papers import parse_daily
from livingsurvey.importers.records import Record
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, number
from livingsurvey.services.service_client import ServiceClient

_PAGE = 100  # papers of an answer


def search_daily_papers(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for the papers that were listed on a day, from the first day on. Of today not all may be listed yet.

    Args:
        client: asks.
        request: its query is words that must all appear in title or abstract, as they begin; or nothing.
        position: the day, the page of its list, and how many papers of that were read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    day, page, skipped = _place(position, request)
    query = {"date": day.isoformat(), "limit": _PAGE, "p": page}
    data, url = client.get("hf-daily", f"?{urlencode(query)}")
    if not (data.lstrip().startswith(b"[") and data.rstrip().endswith(b"]")):
        raise ServiceError(f"Hugging Face gave no usable list of the papers of {day}.")
    listing = parse_daily(data, f"the daily papers of {day}")
    is_full = len(listing.records) + len(listing.failures) >= _PAGE
    found = [one for one in listing.records if _has_all(one, request.query)][skipped:]
    listing.records = [replace(one, rank=rank) for rank, one in enumerate(found[:wanted], start=1)]
    if len(found) > wanted:
        return SearchedPage(listing, url, f"{day}:{page}:{skipped + wanted}")
    if is_full:
        return SearchedPage(listing, url, f"{day}:{page + 1}:0")
    following = day + timedelta(days=1)
    return SearchedPage(listing, url, f"{following}:0:0" if following.isoformat() <= request.until else "")


def _place(position: str, request: SearchRequest) -> tuple[date, int, int]:
    """The day, the page and the papers that a position means; one that means none is the beginning."""
    day, page, skipped = (*position.split(":"), "", "", "")[:3]
    try:
        return date.fromisoformat(day), number(page), number(skipped)
    except ValueError:
        return date.fromisoformat(request.since), 0, 0


def _has_all(record: Record, words: str) -> bool:
    said = f"{record.title} {record.abstract}".casefold()
    return all(re.search(rf"(?<!\w){re.escape(word)}", said) for word in words.casefold().split())
