"""What each service answers, as entries with a paper's field names. Only what an answer states is taken from it."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from livingsurvey.importers.arxiv_atom import parse_atom
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.csl_json_reader import csl_facts
from livingsurvey.importers.identifiers import facts_of
from livingsurvey.importers.markup_text import markup_text
from livingsurvey.importers.records import Listing, Record, fail, take
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.service_client import ServiceClient

#: Records of an answer, and the address that was asked.
Answer = tuple[list[Record], str]
_FEW = 5  # results of a search that are looked at


def arxiv_by_id(client: ServiceClient, identifier: str) -> Answer:
    """Ask arXiv for a paper by its id."""
    return _arxiv(client, {"id_list": identifier, "max_results": 1})


def arxiv_by_title(client: ServiceClient, title: str) -> Answer:
    """Ask arXiv for papers by their title."""
    words = " ".join(re.findall(r"\w+", title))
    return _arxiv(client, {"search_query": f'ti:"{words}"', "max_results": _FEW})


def _arxiv(client: ServiceClient, query: dict[str, Any]) -> Answer:
    data, url = client.get("arxiv", f"?{urlencode(query)}")
    listing = parse_atom(data, "arXiv")
    if listing.failures and not listing.records:
        raise ServiceError(f"arXiv gave no usable answer: {listing.failures[0].message}")
    return listing.records, url


def crossref_by_doi(client: ServiceClient, identifier: str) -> Answer:
    """Ask Crossref for a paper by its DOI."""
    answer, url = json_answer(client, "crossref", f"/works/{quote(identifier, safe='')}")
    message = answer.get("message")
    return _records([message], csl_facts, "Crossref"), url


def crossref_by_title(client: ServiceClient, title: str) -> Answer:
    """Ask Crossref for papers by their title."""
    query = urlencode({"query.bibliographic": title, "rows": _FEW})
    answer, url = json_answer(client, "crossref", f"/works?{query}")
    message = answer.get("message")
    return _records(message.get("items") if isinstance(message, dict) else None, csl_facts, "Crossref"), url


def openalex_by_doi(client: ServiceClient, identifier: str) -> Answer:
    """Ask OpenAlex for a paper by its DOI."""
    answer, url = json_answer(client, "openalex", f"/works/doi:{quote(identifier, safe='/')}")
    return _records([answer], openalex_facts, "OpenAlex"), url


def openalex_by_title(client: ServiceClient, title: str) -> Answer:
    """Ask OpenAlex for papers by their title."""
    words = " ".join(re.findall(r"\w+", title))
    query = urlencode({"filter": f"title.search:{words}", "per-page": _FEW})
    answer, url = json_answer(client, "openalex", f"/works?{query}")
    return _records(answer.get("results"), openalex_facts, "OpenAlex"), url


def openalex_facts(work: dict[str, Any]) -> dict[str, Any]:
    """What a work of OpenAlex states, by the names of a paper's fields; a repository is no venue."""
    place = work.get("primary_location")
    source = place.get("source") if isinstance(place, dict) else None
    named = isinstance(source, dict) and source.get("type") in ("journal", "conference", "book series")
    landing = place.get("landing_page_url") if isinstance(place, dict) else None
    authorships = work.get("authorships")
    people = [a.get("author") for a in authorships if isinstance(a, dict)] if isinstance(authorships, list) else []
    facts = facts_of([url for url in (work.get("doi"), landing) if isinstance(url, str)])
    facts.pop("links", None)
    return facts | {
        "title": markup_text(str(work.get("title") or work.get("display_name") or "")),
        "abstract": from_inverted_index(work.get("abstract_inverted_index")),
        "authors": [name for p in people if isinstance(p, dict) and isinstance(name := p.get("display_name"), str)],
        "published": work.get("publication_date") or str(work.get("publication_year") or ""),
        "venue": source.get("display_name") if named and isinstance(source, dict) else "",
    }


def from_inverted_index(index: Any) -> str:
    """The text of an inverted index of words and their positions."""
    if not isinstance(index, dict):
        return ""
    places = [
        (place, word)
        for word, given in index.items()
        if isinstance(given, list)
        for place in given
        if isinstance(place, int)
    ]
    return " ".join(word for _, word in sorted(places))


def anthology(client: ServiceClient, identifier: str) -> Answer:
    """Ask the ACL Anthology for the BibTeX of a paper."""
    data, url = client.get("anthology", f"/{quote(identifier)}.bib")
    listing = parse_bibtex(data, "ACL Anthology")
    if not listing.records:
        raise ServiceError("the ACL Anthology gave no usable answer.")
    return listing.records, url


def openreview(client: ServiceClient, identifier: str) -> Answer:
    """Ask OpenReview for a paper by the id of its forum."""
    answer, url = json_answer(client, "openreview", f"/notes?{urlencode({'id': identifier})}")
    return _records(answer.get("notes"), _openreview_facts, "OpenReview"), url


def _openreview_facts(note: dict[str, Any]) -> dict[str, Any]:
    content = note.get("content")
    given = content if isinstance(content, dict) else {}
    values = {name: v.get("value") if isinstance(v, dict) else v for name, v in given.items()}
    venue = values.get("venue")
    accepted = isinstance(venue, str) and not re.search(r"submitted|withdrawn|reject", venue, re.IGNORECASE)
    page = f"https://openreview.net/forum?id={note.get('id')}"
    code = values.get("code")
    return facts_of([page, *([code] if isinstance(code, str) else [])]) | {
        "title": values.get("title"),
        "abstract": values.get("abstract"),
        "authors": values.get("authors"),
        "venue": venue if accepted else "",
    }


def json_answer(client: ServiceClient, service: str, path: str) -> tuple[dict[str, Any], str]:
    """Ask a service for a JSON object.

    Args:
        client: asks.
        service: its name.
        path: what is asked, below its address.

    Returns:
        The object, and the address that was asked.

    Raises:
        ServiceError: when the answer is none: half of one, a list, or a page that asks to log in.
    """
    data, url = client.get(service, path)
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ServiceError(f"{service} answered with something that is not JSON.") from error
    if not isinstance(answer, dict):
        raise ServiceError(f"{service} answered with JSON of another form.")
    return answer, url


def listing_of(found: Iterable[Any], facts: Callable[[dict[str, Any]], dict[str, Any]], name: str) -> Listing:
    """Records of the items of an answer; an item that cannot be read is a failure, and the others are used.

    Args:
        found: the items.
        facts: what one of them states.
        name: of the service.
    """
    listing = Listing()
    for item in found:
        if isinstance(item, dict):
            take(listing, name, 1, facts, item)
        else:
            fail(listing, name, 1, "an entry that is no JSON object.")
    return listing


def _records(found: Any, facts: Callable[[dict[str, Any]], dict[str, Any]], name: str) -> list[Record]:
    return listing_of(found if isinstance(found, list) else [], facts, name).records
