"""Searching DBLP: a year at a time, and answers that change their form with what they have."""

from typing import Any

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.conftest import Service
from tests.services.searches.run import parameters, replies, run, titles


def hits(total: int, *found: dict[str, Any]) -> dict[str, Any]:
    """An answer; one without hits has no list of them."""
    several = {"hit": [{"@score": "3", "@id": str(n), "info": one} for n, one in enumerate(found)]} if found else {}
    return {
        "result": {
            "query": "sparse* attention*",
            "status": {"@code": "200", "text": "OK"},
            "time": {"@unit": "msecs", "text": "4.23"},
            "completions": {"@total": "1", "@computed": "1", "@sent": "0"},
            "hits": {"@total": str(total), "@computed": "100", "@sent": str(len(found)), "@first": "0", **several},
        }
    }


def info(number: int = 1, year: str = "2026", **fields: Any) -> dict[str, Any]:
    """What DBLP says of a publication."""
    given = {"authors": {"author": {"@pid": "1/2", "text": "Ada Lind"}}, "title": f"Title {number}.", "year": year}
    return given | {"type": "Journal Articles", "key": f"journals/x/{number}"} | fields


def test_a_year_is_asked_for(service: Service) -> None:
    service.replies["/dblp"] = replies(hits(2, info(1), info(2)))
    found = run(service, "dblp")
    asked = {"q": "sparse attention year:2026:", "format": "json", "h": "10", "f": "0", "c": "0"}
    assert parameters(service) == asked
    assert (titles(found), found.total, found.resume) == (["Title 1", "Title 2"], 2, "")


def test_years_follow_each_other(service: Service) -> None:
    service.replies["/dblp"] = replies(hits(1, info(1, "2025")), hits(0), hits(0))
    found = run(service, "dblp", since="2025-12-20", until="2027-01-03")
    assert (titles(found), found.pages, found.total, found.resume) == (["Title 1"], 3, None, "")
    assert [parameters(service, n)["q"][-10:] for n in range(3)] == ["year:2025:", "year:2026:", "year:2027:"]


def test_results_are_read_from_where_the_last_run_stopped(service: Service) -> None:
    service.replies["/dblp"] = replies(hits(3, info(1), info(2)))
    found = run(service, "dblp", most=2)
    service.replies["/dblp"] = replies(hits(3, info(3)))
    rest = run(service, "dblp", most=2, resume=found.resume)
    assert (titles(rest), rest.resume, parameters(service)["f"]) == (["Title 3"], "", "2")


def test_volumes_and_other_years_are_left_out(service: Service) -> None:
    service.replies["/dblp"] = replies(hits(3, info(1, type="Editorship"), info(2, "2019"), info(3)))
    found = run(service, "dblp")
    assert (titles(found), found.failures) == (["Title 3"], ())


def test_a_hit_that_is_none_is_a_failure(service: Service) -> None:
    answer = hits(2, info(1))
    answer["result"]["hits"]["hit"].append("x")
    service.replies["/dblp"] = replies(answer)
    found = run(service, "dblp")
    assert (titles(found), len(found.failures)) == (["Title 1"], 1)


@pytest.mark.parametrize("body", [{}, [], {"result": {}}, {"result": {"hits": 3}}, "<html/>", "", "null"])
def test_what_is_no_answer_is_an_error(service: Service, body: Any) -> None:
    service.replies["/dblp"] = replies(body)
    with pytest.raises(ServiceError):
        run(service, "dblp")
