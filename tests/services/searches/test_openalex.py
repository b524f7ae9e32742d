"""Searching OpenAlex: pages by number, filters of one's own, and works without abstracts."""

from typing import Any

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.answers import openalex
from tests.services.conftest import Reply, Service
from tests.services.searches.run import parameters, replies, run, titles


def works(total: Any, *numbers: int) -> dict[str, Any]:
    """An answer with the works of some numbers."""
    return {
        "meta": {"count": total, "db_response_time_ms": 21, "page": 1, "per_page": 100, "groups_count": None},
        "results": [openalex(title=f"Title {n}", doi=f"https://doi.org/10.1000/{n}") for n in numbers],
        "group_by": [],
    }


def test_words_are_searched_since_a_day(service: Service) -> None:
    service.replies["/openalex"] = replies(works(1, 7))
    found = run(service, "openalex", '"sparse attention" AND NOT vision')
    asked = parameters(service)
    assert asked.pop("select").startswith("id,doi,title,")
    assert asked == {
        "search": '"sparse attention" AND NOT vision',
        "filter": "from_publication_date:2026-05-25",
        "sort": "publication_date:asc",
        "per_page": "100",
        "page": "1",
    }
    assert (titles(found), found.total, found.resume) == (["Title 7"], 1, "")
    assert found.records[0].abstract == "High throughput serving of models serving"
    assert (found.records[0].facts["doi"], found.records[0].facts["venue"]) == ("10.1000/7", "SOSP")


def test_parameters_may_be_given_as_in_an_address(service: Service) -> None:
    service.replies["/openalex"] = replies(works(0))
    run(service, "openalex", "search.title=sparse+attention&filter=type:article,has_doi:true&per_page=1&api_key=x")
    asked = parameters(service)
    assert asked["search.title"] == "sparse attention"
    assert asked["filter"] == "type:article,has_doi:true,from_publication_date:2026-05-25"
    assert asked["per_page"] == "100"
    assert "api_key" not in asked


def test_what_was_not_wanted_is_the_next_to_be_read(service: Service) -> None:
    service.replies["/openalex"] = replies(works(150, *range(100)), works(150, *range(100, 150)))
    found = run(service, "openalex", most=120)
    assert len(found.records) == 120
    assert found.resume
    service.replies["/openalex"] = replies(works(150, *range(100, 150)))
    rest = run(service, "openalex", most=120, resume=found.resume)
    assert (titles(rest)[0], len(rest.records), rest.resume) == ("Title 120", 30, "")
    assert parameters(service)["page"] == "2"


def test_a_limit_that_stays_keeps_what_was_read(service: Service) -> None:
    limit = Reply('{"error": "Rate limit exceeded"}', 429, {"Retry-After": "40000"})
    service.replies["/openalex"] = [*replies(works(150, *range(100))), limit]
    found = run(service, "openalex", most=150, retries=3)
    assert (len(found.records), found.fault) == (100, "the service asks to wait 40000 s; try again later.")
    assert found.resume.endswith(" 100")


def test_a_total_that_is_none_is_not_believed(service: Service) -> None:
    service.replies["/openalex"] = replies(works("many", 1, 2))
    found = run(service, "openalex")
    assert (found.total, len(found.records), found.resume) == (None, 2, "")


@pytest.mark.parametrize("body", [{}, [], {"results": None}, "<html>Log in</html>", "", '{"results": ['])
def test_what_is_no_answer_is_an_error(service: Service, body: Any) -> None:
    service.replies["/openalex"] = replies(body)
    with pytest.raises(ServiceError):
        run(service, "openalex")


def test_an_item_that_is_none_is_a_failure(service: Service) -> None:
    service.replies["/openalex"] = replies({"results": [None, openalex(title=None, display_name=None), openalex()]})
    found = run(service, "openalex")
    assert (len(found.records), len(found.failures)) == (1, 2)
