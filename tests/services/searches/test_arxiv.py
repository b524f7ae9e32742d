"""Searching arXiv: days in the query, places that do not move, empty pages, and errors that are entries."""

import pytest
from livingsurvey.services.http_client import ServiceError

from tests.services.answers import ATOM_ERROR, atom, atom_entry
from tests.services.conftest import Service
from tests.services.searches.run import parameters, replies, run, titles


def feed(total: int, *numbers: int) -> str:
    """An answer of arXiv's that says how many there are, with the entries of some numbers."""
    entries = [atom_entry(f"Title {n}", f"2605.0{n:04}v1") for n in numbers]
    return atom(*entries).replace(f">{len(numbers)}</opensearch", f">{total}</opensearch")


def test_days_are_in_the_query_and_the_oldest_come_first(service: Service) -> None:
    service.replies["/arxiv"] = replies(feed(2, 1, 2))
    found = run(service, "arxiv", 'cat:cs.LG AND (abs:"sparse attention" OR ti:pruning)')
    assert parameters(service) == {
        "search_query": '(cat:cs.LG AND (abs:"sparse attention" OR ti:pruning)) AND'
        " submittedDate:[202605250000 TO 202605312359]",
        "start": "0",
        "max_results": "10",
        "sortBy": "submittedDate",
        "sortOrder": "ascending",
    }
    assert (titles(found), found.total, found.pages, found.resume, found.fault) == (
        ["Title 1", "Title 2"],
        2,
        1,
        "",
        "",
    )
    assert found.address == service.url + service.asked[0] == found.urls[0] == found.urls[1]
    assert found.records[0].facts["arxiv"] == "2605.00001"
    assert found.records[0].facts["authors"] == ["Woosuk Kwon", "Zhuohan Li"]


def test_pages_follow_each_other_until_the_total(service: Service) -> None:
    service.replies["/arxiv"] = replies(feed(130, *range(100)), feed(130, *range(100, 130)))
    found = run(service, "arxiv", most=500)
    assert (len(found.records), found.pages, found.resume) == (130, 2, "")
    assert [record.rank for record in found.records] == list(range(1, 131))
    assert parameters(service)["start"] == "100"
    assert len(set(found.urls)) == 2


def test_an_empty_page_that_should_not_be_is_asked_for_again(service: Service) -> None:
    service.replies["/arxiv"] = replies(feed(3), feed(3), feed(3, 1, 2, 3))
    assert len(run(service, "arxiv").records) == 3
    service.replies["/arxiv"] = replies(feed(3))
    with pytest.raises(ServiceError, match="there are 3 results, and gave an empty page from 0 on"):
        run(service, "arxiv")


def test_an_empty_page_in_the_midst_keeps_what_was_read(service: Service) -> None:
    service.replies["/arxiv"] = replies(feed(130, *range(100)), feed(130))
    found = run(service, "arxiv", most=500)
    assert len(found.records) == 100
    assert "gave an empty page from 100 on" in found.fault
    service.replies["/arxiv"] = replies(feed(130, *range(100, 130)))
    assert len(run(service, "arxiv", most=500, resume=found.resume, since="2026-06-01").records) == 30
    assert parameters(service)["start"] == "100"
    assert "[202605250000 TO" in parameters(service)["search_query"]


def test_nothing_new_is_no_fault(service: Service) -> None:
    service.replies["/arxiv"] = replies(feed(0))
    found = run(service, "arxiv")
    assert (found.records, found.total, found.fault, found.resume) == ((), 0, "", "")


def test_half_a_page_is_kept_and_the_rest_asked_for(service: Service) -> None:
    whole = feed(3, 1, 2, 3)
    service.replies["/arxiv"] = replies(whole[: whole.index("Title 3")])
    found = run(service, "arxiv")
    assert (titles(found), found.fault) == (["Title 1", "Title 2"], "the answer of arXiv is cut short.")
    assert len(found.failures) == 1
    service.replies["/arxiv"] = replies(feed(3, 3))
    assert titles(run(service, "arxiv", resume=found.resume)) == ["Title 3"]
    assert parameters(service)["start"] == "2"


def test_an_entry_without_a_title_costs_itself_only(service: Service) -> None:
    service.replies["/arxiv"] = replies(atom(atom_entry(""), atom_entry("Good")))
    found = run(service, "arxiv")
    assert titles(found) == ["Good"]
    assert [one.message for one in found.failures] == ["an entry without a title."]


@pytest.mark.parametrize("body", ["", "Rate exceeded.", "<html><body/></html>", ATOM_ERROR, "<feed/>", "\x00", "{}"])
def test_what_is_no_answer_is_an_error(service: Service, body: str) -> None:
    service.replies["/arxiv"] = replies(body)
    with pytest.raises(ServiceError, match="arXiv gave no usable answer"):
        run(service, "arxiv")
