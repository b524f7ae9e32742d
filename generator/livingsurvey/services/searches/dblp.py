"""Searching DBLP: https://dblp.org/faq/How+to+use+the+dblp+search+API.html."""

from typing import Any
from urllib.parse import urlencode

from livingsurvey.importers.dblp_json import dblp_facts
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, number
from livingsurvey.services.service_answers import json_answer, listing_of
from livingsurvey.services.service_client import ServiceClient

_PAGE = 500  # records of an answer; there may be 1,000
#: Kinds of what DBLP has that are no papers: the volumes themselves.
_NO_PAPERS = ("Editorship",)


def search_dblp(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for publications of the year of a day and of the years behind it, a year at a time: DBLP knows no days.

    Args:
        client: asks.
        request: its query is DBLP's: ``sparse attention`` (beginnings of words), ``attention$`` (a whole word),
            ``pruning|distillation``.
        position: the year, and how many of its results were read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    kept, _, counted = position.partition(":")
    year, last = number(kept) or int(request.since[:4]), int(request.until[:4])
    start, size = number(counted), min(_PAGE, wanted)
    query = {"q": f"{request.query} year:{year}:", "format": "json", "h": size, "f": start, "c": 0}
    answer, url = json_answer(client, "dblp", f"?{urlencode(query)}")
    total, hits = _hits(answer)
    of_year = [info for info in map(_info, hits[:size]) if _is_wanted(info, str(year))]
    done = start + len(hits[:size])
    following = f"{year + 1}:0" if year < last else ""
    following = f"{year}:{done}" if hits and done < total else following
    # The number of results is of one year, and says nothing of them all where there are several.
    known = total if request.since[:4] == request.until[:4] else None
    return SearchedPage(listing_of(of_year, dblp_facts, "DBLP"), url, following, known)


def _hits(answer: dict[str, Any]) -> tuple[int, list[Any]]:
    """The number of all hits and those of this answer; where there are none, DBLP has no list of them."""
    result = answer.get("result")
    hits = result.get("hits") if isinstance(result, dict) else None
    if not isinstance(hits, dict):
        raise ServiceError("DBLP gave no usable answer.")
    found = hits.get("hit")
    return number(str(hits.get("@total"))), found if isinstance(found, list) else []


def _info(hit: Any) -> Any:
    return hit.get("info") if isinstance(hit, dict) else None


def _is_wanted(info: Any, year: str) -> bool:
    """Whether what DBLP says of a publication is of the year; what cannot be read becomes a failure."""
    return not isinstance(info, dict) or (info.get("year") == year and info.get("type") not in _NO_PAPERS)
