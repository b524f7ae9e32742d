"""Searching PubMed by the E-utilities: https://www.ncbi.nlm.nih.gov/books/NBK25499/.

The numbers of all results are asked for, and then some of these records. That needs no list on the history server,
which would be gone by the next run; and as numbers grow, the last one that was read says where to go on.
"""

from typing import Any
from urllib.parse import urlencode

from livingsurvey.importers.pubmed_xml import parse_pubmed_xml
from livingsurvey.importers.records import Listing
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, ends, half, number, root_of, unusable
from livingsurvey.services.service_answers import json_answer
from livingsurvey.services.service_client import ServiceClient

_PAGE = 50  # records of an answer: with their references they are long
_MOST_NUMBERS = 9_999  # as many as PubMed lists


def search_pubmed(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for articles that came into PubMed since a day (its date ``edat``), in the order of their numbers.

    Args:
        client: asks.
        request: its query is PubMed's: ``"sparse attention"[tiab] AND english[la]``.
        position: the number of the last article that was read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    total, numbers, address = _numbers(client, request)
    left = [one for one in sorted(numbers) if one > number(position)]
    some = left[: min(_PAGE, wanted)]
    if not some:
        return SearchedPage(Listing(), address, "", total)
    listing, url, is_whole = _articles(client, some)
    if is_whole:
        following = str(some[-1]) if len(left) > len(some) else ""
        return SearchedPage(listing, url, following, total, address=address)
    done = some[: len(listing.records)]
    return SearchedPage(listing, url, str(done[-1]), total, half("PubMed"), address)


def _numbers(client: ServiceClient, request: SearchRequest) -> tuple[int, list[int], str]:
    """How many articles there are, their numbers, and the address that was asked."""
    days = {"mindate": request.since.replace("-", "/"), "maxdate": request.until.replace("-", "/")}
    query = {"db": "pubmed", "term": request.query, "datetype": "edat", **days}
    path = f"/esearch.fcgi?{urlencode(query | {'retmax': _MOST_NUMBERS, 'retmode': 'json'})}"
    answer, url = json_answer(client, "pubmed", path)
    result = answer.get("esearchresult")
    found: Any = result.get("idlist") if isinstance(result, dict) else None
    if not isinstance(result, dict) or not isinstance(found, list) or result.get("ERROR"):
        said = result.get("ERROR") if isinstance(result, dict) else None
        raise ServiceError(
            f"PubMed cannot search this: {said:.200}" if isinstance(said, str) else "PubMed gave no usable answer."
        )
    numbers = [value for one in found if isinstance(one, str) and (value := number(one))]
    return number(str(result.get("count"))) or len(numbers), numbers, url


def _articles(client: ServiceClient, numbers: list[int]) -> tuple[Listing, str, bool]:
    """The records of some numbers, the address that was asked, and whether the answer has its end."""
    query = {"db": "pubmed", "id": ",".join(map(str, numbers)), "rettype": "abstract", "retmode": "xml"}
    data, url = client.get("pubmed", f"/efetch.fcgi?{urlencode(query, safe=',')}")
    listing = parse_pubmed_xml(data, "PubMed")
    is_whole = ends(data, "PubmedArticleSet")
    if root_of(data) != "PubmedArticleSet" or not (is_whole or listing.records):
        raise unusable("PubMed", listing)
    return listing, url, is_whole
