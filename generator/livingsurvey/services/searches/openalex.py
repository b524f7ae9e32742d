"""Searching OpenAlex: https://developers.openalex.org/guides/page-through-results.

Pages are asked for by their number: a cursor is given to those with a key only, and a number can be kept for a week.
"""

from urllib.parse import urlencode

from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, number, parameters, with_filter
from livingsurvey.services.service_answers import json_answer, listing_of, openalex_facts
from livingsurvey.services.service_client import ServiceClient

_PAGE = 100  # records of an answer, as many as there may be
_FIELDS = (
    "id,doi,title,display_name,publication_date,publication_year,primary_location,authorships,abstract_inverted_index"
)


def search_openalex(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for works that were published since a day, as far as OpenAlex knows; the earliest first.

    OpenAlex learns of works some days after that, and of some before: there is no last day.

    Args:
        client: asks.
        request: its query is words, as OpenAlex searches them (``"sparse attention" AND NOT vision``), or parameters,
            such as ``search=attention&filter=type:article``.
        position: how many works were read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    start = number(position)
    given = parameters(request.query, "search", r"search[\w.]*|filter")
    given = with_filter(given, f"from_publication_date:{request.since}")
    page = {"sort": "publication_date:asc", "per_page": _PAGE, "page": start // _PAGE + 1, "select": _FIELDS}
    answer, url = json_answer(client, "openalex", f"/works?{urlencode(given | page)}")
    found, meta = answer.get("results"), answer.get("meta")
    if not isinstance(found, list):
        raise ServiceError("OpenAlex gave no usable answer.")
    count = meta.get("count") if isinstance(meta, dict) else None
    total = count if isinstance(count, int) else None
    taken = found[start % _PAGE :][:wanted]
    done = start + len(taken)
    at_end = not taken or (done >= total if total is not None else len(found) < _PAGE)
    return SearchedPage(listing_of(taken, openalex_facts, "OpenAlex"), url, "" if at_end else str(done), total)
