"""Searching Crossref: the best results of what was registered since a day."""

from typing import Any

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.answers import work
from tests.services.conftest import Reply, Service
from tests.services.searches.run import parameters, replies, run, titles


def works(total: Any, *numbers: int, **fields: Any) -> dict[str, Any]:
    """An answer with the works of some numbers."""
    items = [work(title=[f"Title {n}"], DOI=f"10.1000/{n}", **fields) for n in numbers]
    message = {"facets": {}, "total-results": total, "items": items, "items-per-page": 100, "query": {"start-index": 0}}
    return {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}


def test_words_are_searched_among_what_was_registered_since_a_day(service: Service) -> None:
    abstract = "<jats:title>Abstract</jats:title><jats:p>We prune CO<jats:sub>2</jats:sub>.</jats:p>"
    service.replies["/crossref"] = replies(works(1, 7, abstract=abstract))
    found = run(service, "crossref")
    asked = parameters(service)
    assert "abstract" in asked.pop("select").split(",")
    assert asked == {
        "query.bibliographic": "sparse attention",
        "filter": "from-created-date:2026-05-25,until-created-date:2026-05-31",
        "rows": "10",
        "offset": "0",
    }
    assert (titles(found), found.records[0].abstract, found.total) == (["Title 7"], "We prune CO₂.", 1)
    assert found.records[0].facts["published"] == "2023-10-23"


def test_parameters_may_be_given_as_in_an_address(service: Service) -> None:
    service.replies["/crossref"] = replies(works(0))
    run(service, "crossref", "query.title=attention&filter=type:journal-article&rows=9999&mailto=a@b.org")
    asked = parameters(service)
    assert asked["filter"] == "type:journal-article,from-created-date:2026-05-25,until-created-date:2026-05-31"
    assert (asked["query.title"], asked["rows"], "mailto" in asked) == ("attention", "10", False)


def test_less_relevant_results_than_are_wanted_are_left(service: Service) -> None:
    service.replies["/crossref"] = replies(works(3_000_000, *range(100)), works(3_000_000, *range(100, 120)))
    found = run(service, "crossref", most=120)
    assert (len(found.records), found.total, found.resume, found.fault) == (120, 3_000_000, "", "")
    assert (parameters(service)["offset"], parameters(service)["rows"]) == ("100", "20")


def test_half_an_answer_keeps_the_page_before_it(service: Service) -> None:
    service.replies["/crossref"] = [
        *replies(works(150, *range(100))),
        Reply('{"status": "ok", "message": {"items": [{'),
    ]
    found = run(service, "crossref", most=200)
    assert (len(found.records), found.fault) == (100, "crossref answered with something that is not JSON.")
    service.replies["/crossref"] = replies(works(150, *range(100, 150)))
    assert len(run(service, "crossref", most=200, resume=found.resume).records) == 50
    assert parameters(service)["offset"] == "100"


def test_a_connection_that_is_cut_keeps_the_page_before_it(service: Service) -> None:
    service.replies["/crossref"] = [*replies(works(150, *range(100))), Reply('{"status": "ok"}', claimed=5000)]
    found = run(service, "crossref", most=200)
    assert len(found.records) == 100
    assert "did not answer" in found.fault


@pytest.mark.parametrize("body", [{}, [], {"message": None}, {"message": {"items": {}}}, "<html>Log in</html>", ""])
def test_what_is_no_answer_is_an_error(service: Service, body: Any) -> None:
    service.replies["/crossref"] = replies(body)
    with pytest.raises(ServiceError):
        run(service, "crossref")
