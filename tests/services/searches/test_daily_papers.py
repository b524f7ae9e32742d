"""Searching the daily papers: a day at a time, words that must all appear, and days that are gone on with."""

from typing import Any

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.conftest import Reply, Service
from tests.services.searches.run import parameters, replies, run, titles


def paper(number: int, title: str = "Sparse Attention") -> dict[str, Any]:
    """A paper of a day's list."""
    inner = {
        "id": f"2605.{number:05}",
        "authors": [{"_id": "1", "name": "Ada Lind", "hidden": False}],
        "publishedAt": "2026-05-24T17:59:59.000Z",
        "submittedOnDailyAt": "2026-05-25T02:01:00.000Z",
        "title": f"{title} {number}",
        "summary": "We attend to less.",
        "upvotes": 12,
        "githubRepo": "https://github.com/a/b",
        "ai_summary": "Never taken.",
    }
    return {"paper": inner, "publishedAt": inner["publishedAt"], "title": inner["title"], "numComments": 1}


def test_each_day_is_asked_for(service: Service) -> None:
    service.replies["/hf-daily"] = replies([paper(1)], [], [paper(2)])
    found = run(service, "hf-daily", "", since="2026-05-29")
    assert [parameters(service, n)["date"] for n in range(3)] == ["2026-05-29", "2026-05-30", "2026-05-31"]
    assert parameters(service) == {"date": "2026-05-31", "limit": "100", "p": "0"}
    assert (titles(found), found.total, found.resume) == (["Sparse Attention 1", "Sparse Attention 2"], None, "")
    assert found.urls[1] == f"{service.url}{service.asked[2]}"
    assert found.records[0].facts["code"] == ["https://github.com/a/b"]
    assert found.records[0].abstract == "We attend to less."


def test_all_words_must_appear_as_they_begin(service: Service) -> None:
    listed = [paper(1), paper(2, "Dense Attention"), paper(3, "Parse attentions"), paper(4, "A Sparse")]
    service.replies["/hf-daily"] = replies(listed)
    found = run(service, "hf-daily", "SPARSE attend", since="2026-05-31")
    assert titles(found) == ["Sparse Attention 1", "A Sparse 4"]
    assert [one.rank for one in found.records] == [1, 2]


def test_a_day_is_gone_on_with_where_it_was_left(service: Service) -> None:
    service.replies["/hf-daily"] = replies([paper(n) for n in range(5)])
    found = run(service, "hf-daily", "", since="2026-05-31", most=2)
    rest = run(service, "hf-daily", "", resume=found.resume)
    assert [title[-1] for title in titles(found) + titles(rest)] == list("01234")


def test_a_full_list_has_a_second_page(service: Service) -> None:
    service.replies["/hf-daily"] = replies([paper(n) for n in range(100)], [paper(100)])
    assert len(run(service, "hf-daily", "", since="2026-05-31", most=500).records) == 101
    assert parameters(service)["p"] == "1"


def test_a_day_that_fails_is_the_first_of_the_next_run(service: Service) -> None:
    service.replies["/hf-daily"] = [*replies([paper(1)]), Reply("", 500)]
    found = run(service, "hf-daily", "", since="2026-05-29")
    assert (len(found.records), found.fault) == (1, f"{service.url[7:]} refused (answer 500).")
    service.replies["/hf-daily"] = replies([])
    run(service, "hf-daily", "", resume=found.resume, until="2026-06-01")
    days = [parameters(service, n)["date"] for n in range(-3, 0)]
    assert days == ["2026-05-30", "2026-05-31", "2026-06-01"]


@pytest.mark.parametrize("body", ["", "<html/>", '{"error": "Sorry"}', '[{"paper": {"title": "A"', "[1", "null"])
def test_what_is_no_list_is_an_error(service: Service, body: str) -> None:
    service.replies["/hf-daily"] = replies(body)
    with pytest.raises(ServiceError, match="no usable list of the papers of 2026-05-25"):
        run(service, "hf-daily", "")
