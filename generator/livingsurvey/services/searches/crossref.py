"""Searching Crossref: https://www.crossref.org/documentation/retrieve-metadata/rest-api/.

Places are counted: a cursor is forgotten within minutes, and could not be kept until the next run.
"""

from urllib.parse import urlencode

from livingsurvey.importers.csl_json_reader import csl_facts
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, number, parameters, with_filter
from livingsurvey.services.service_answers import json_answer, listing_of
from livingsurvey.services.service_client import ServiceClient

_PAGE = 100  # records of an answer
#: Without their references works are a tenth as long.
_FIELDS = (
    "DOI,URL,title,subtitle,author,editor,abstract,issued,published,type,container-title,short-container-title,volume,"
    "issue,page,article-number,publisher,publisher-location,event,ISSN,ISBN"
)


def search_crossref(client: ServiceClient, request: SearchRequest, position: str, wanted: int) -> SearchedPage:
    """Ask for works whose DOI was registered since a day; the best first.

    Crossref finds whatever has any of the words. So only the best results are worth reading: where there are more than
    are wanted, the others are left, and not read the next time either.

    Args:
        client: asks.
        request: its query is words, or parameters, such as ``query.title=attention&filter=type:journal-article``.
        position: how many works were read.
        wanted: records at most.

    Raises:
        ServiceError: when there is no answer, or none that can be used.
    """
    start = number(position)
    given = parameters(request.query, "query.bibliographic", r"query[\w.-]*|filter")
    given = with_filter(given, f"from-created-date:{request.since}", f"until-created-date:{request.until}")
    page = {"rows": min(_PAGE, wanted), "offset": start, "select": _FIELDS}
    answer, url = json_answer(client, "crossref", f"/works?{urlencode(given | page)}")
    message = answer.get("message")
    found = message.get("items") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(found, list):
        raise ServiceError("Crossref gave no usable answer.")
    count = message.get("total-results")
    total = count if isinstance(count, int) else None
    taken = found[:wanted]
    done = start + len(taken)
    at_end = not taken or len(taken) >= wanted or (done >= total if total is not None else len(found) < _PAGE)
    return SearchedPage(listing_of(taken, csl_facts, "Crossref"), url, "" if at_end else str(done), total)
