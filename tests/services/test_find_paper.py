"""Finding one paper: who is asked, what is believed, and that no fact is ever invented."""

import json
from typing import Any

import pytest
from livingsurvey.model import Paper
from livingsurvey.services import find
from livingsurvey.services.find_paper import LookupResult
from livingsurvey.services.paper_query import Query
from livingsurvey.services.service_answers import from_inverted_index

from tests.services.answers import ARXIV, ATOM_ERROR, DOI, TITLE, atom, atom_entry, crossref, openalex, work
from tests.services.conftest import Reply, Service

BIB = f"@inproceedings{{kwon,\n title={{{TITLE}}},\n author={{Kwon, Woosuk}},\n booktitle={{ACL}},\n year={{2023}}\n}}"
NOTE = {
    "id": "AbC1",
    "content": {
        "title": {"value": TITLE},
        "authors": {"value": ["Woosuk Kwon"]},
        "abstract": {"value": "High throughput."},
        "venue": {"value": "ICLR 2024 poster"},
    },
}


def ask(service: Service, query: Query, **replies: str | Reply | list[Reply]) -> LookupResult:
    """Find a paper where each service gives one answer."""
    for name, reply in replies.items():
        held = reply if isinstance(reply, list) else [reply if isinstance(reply, Reply) else Reply(reply)]
        service.replies[f"/{name}"] = held
    return find(query, service.client(retries=0))


def facts(found: LookupResult) -> dict[str, Any]:
    """The facts that were found."""
    assert found.candidate is not None, found.remarks
    return found.candidate.facts


def test_an_arxiv_id_is_answered_by_arxiv_and_each_fact_names_its_answer(service: Service) -> None:
    found = ask(service, Query("arxiv", ARXIV), arxiv=atom(atom_entry()))
    assert facts(found) == {"authors": ["Woosuk Kwon", "Zhuohan Li"], "published": "2023-09-12", "arxiv": ARXIV}
    assert found.candidate is not None
    assert (found.candidate.title, found.remarks) == (TITLE, [])
    assert {name: origin.url for name, origin in found.candidate.provenance.items()} == dict.fromkeys(
        ["title", "abstract", *facts(found)], f"{service.url}/arxiv?id_list={ARXIV}&max_results=1"
    )


def test_the_doi_that_arxiv_states_leads_to_the_venue_at_crossref(service: Service) -> None:
    entry = atom_entry(extra=f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{DOI}</arxiv:doi>')
    found = ask(service, Query("arxiv", ARXIV), arxiv=atom(entry), crossref=crossref(work()))
    assert facts(found)["venue"].startswith("Proceedings of the 29th")
    assert facts(found)["published"] == "2023-09-12"  # whoever is asked first states it first


def test_a_doi_is_answered_by_crossref_and_completed_by_openalex(service: Service) -> None:
    found = ask(service, Query("doi", DOI), crossref=crossref(work()), openalex=json.dumps(openalex()))
    assert found.candidate is not None
    assert found.candidate.abstract == "High throughput serving of models serving"
    assert found.candidate.provenance["abstract"].url == f"{service.url}/openalex/works/doi:{DOI}"
    assert found.candidate.provenance["venue"].url == f"{service.url}/crossref/works/{DOI.replace('/', '%2F')}"
    assert facts(found)["published"] == "2023-10-23"


def test_openalex_answers_where_crossref_does_not_know(service: Service) -> None:
    found = ask(service, Query("doi", DOI), openalex=json.dumps(openalex()))
    assert (facts(found)["venue"], facts(found)["published"]) == ("SOSP", "2023-10-03")
    assert "does not know it" in found.remarks[0]


def test_a_title_is_believed_only_where_it_is_the_same(service: Service) -> None:
    other = atom_entry("Efficient Memory Management for Something Else", "2401.00001v1")
    found = ask(service, Query("title", TITLE.lower()), arxiv=atom(other, atom_entry()))
    assert facts(found)["arxiv"] == ARXIV
    lone = ask(service, Query("title", TITLE), arxiv=atom(other), crossref=crossref({"items": [work(title=["Other"])]}))
    assert lone.candidate is None
    assert "another paper, «Efficient Memory Management for Something Else»" in lone.remarks[0]


def test_a_title_is_looked_for_in_turn(service: Service) -> None:
    found = ask(
        service,
        Query("title", TITLE),
        arxiv=atom(),
        crossref=crossref({"items": []}),
        openalex=json.dumps({"meta": {"count": 1}, "results": [openalex()]}),
    )
    assert facts(found)["doi"] == DOI
    assert [path.split("?")[0] for path in service.asked] == ["/arxiv", "/crossref/works", "/openalex/works"]


def test_the_acl_anthology_and_openreview_are_asked_in_their_own_way(service: Service) -> None:
    found = ask(service, Query("anthology", "2023.acl-long.1"), anthology=BIB)
    assert (facts(found)["venue"], service.asked) == ("ACL", ["/anthology/2023.acl-long.1.bib"])
    found = ask(service, Query("openreview", "AbC1"), openreview=json.dumps({"notes": [NOTE], "count": 1}))
    assert facts(found)["venue"] == "ICLR 2024 poster"
    assert facts(found)["links"] == [{"label": "OpenReview", "url": "https://openreview.net/forum?id=AbC1"}]


def test_a_submission_has_no_venue(service: Service) -> None:
    note = {**NOTE, "content": NOTE["content"] | {"venue": {"value": "Submitted to ICLR 2024"}}}  # type: ignore[operator]
    found = ask(service, Query("openreview", "AbC1"), openreview=json.dumps({"notes": [note]}))
    assert "venue" not in facts(found)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Rate exceeded.",
        "<html><body>Maintenance</body></html>",
        ATOM_ERROR,
        atom(),
        atom(atom_entry())[:400],
        "{}",
        "\x00",
    ],
)
def test_an_answer_of_arxiv_that_states_nothing_gives_nothing(service: Service, body: str) -> None:
    found = ask(service, Query("arxiv", ARXIV), arxiv=body)
    assert found.candidate is None
    assert len(found.remarks) == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "[" * 100_000,
        "<html></html>",
        "Resource not found.",
        crossref(None),
        crossref([]),
        crossref("x"),
        crossref({}),
        crossref(work())[:300],
        crossref(work(title=None)),
        crossref(work(title=[])),
        crossref(work(title=[None])),
        crossref(work(title=[{"x": 1}])),
    ],
)
def test_an_answer_of_crossref_that_states_nothing_gives_nothing(service: Service, body: str) -> None:
    found = ask(service, Query("doi", DOI), crossref=body)
    assert found.candidate is None
    assert len(found.remarks) == 2


@pytest.mark.parametrize(
    ("field", "fact"),
    [("author", "authors"), ("issued", "published"), ("container-title", "venue")],
)
@pytest.mark.parametrize("value", [None, [], {}, "", 7, [None], [[]], {"date-parts": [[None]]}, {"date-parts": "x"}])
def test_a_fact_that_crossref_does_not_state_stays_empty(service: Service, field: str, fact: str, value: Any) -> None:
    found = ask(service, Query("doi", DOI), crossref=crossref(work(**{field: value})))
    assert fact not in facts(found)
    assert set(facts(found)) <= {"authors", "published", "venue", "doi", "links", "publication"}


@pytest.mark.parametrize(
    "field", ["authorships", "publication_date", "primary_location", "abstract_inverted_index", "publication_year"]
)
@pytest.mark.parametrize(
    "value", [None, [], {}, "x", 7, [None], [{"author": None}], {"source": 3}, {"a": "b", "c": [None]}]
)
def test_odd_values_of_openalex_are_no_facts(service: Service, field: str, value: Any) -> None:
    found = ask(service, Query("doi", DOI), openalex=json.dumps(openalex(**{field: value})))
    assert found.candidate is not None
    Paper(key="a", title=found.candidate.title, abstract=found.candidate.abstract, **facts(found))


def test_an_answer_about_another_paper_is_refused(service: Service) -> None:
    found = ask(service, Query("arxiv", ARXIV), arxiv=atom(atom_entry("Some Other Paper", "2401.99999v1")))
    assert found.candidate is None
    assert "another paper, «Some Other Paper»" in found.remarks[0]
    found = ask(service, Query("doi", DOI), crossref=crossref(work(DOI="10.1000/other")))
    assert found.candidate is None


def test_a_second_answer_about_another_paper_adds_nothing(service: Service) -> None:
    second = openalex(title="A Wholly Different Thing", display_name="A Wholly Different Thing")
    found = ask(service, Query("doi", DOI), crossref=crossref(work()), openalex=json.dumps(second))
    assert found.candidate is not None
    assert found.candidate.abstract == ""


def test_an_address_nobody_knows_is_not_asked_for(service: Service) -> None:
    assert find(Query("address", "https://a.example/x"), service.client()) == LookupResult()
    assert service.asked == []


def test_facts_that_a_paper_cannot_hold_are_left_out(service: Service) -> None:
    odd = work(URL="javascript:alert(1)", author=[{"name": "A\u2028B\x00"}], issued={"date-parts": [[2023, 13, 45]]})
    found = ask(service, Query("doi", DOI), crossref=crossref(odd))
    Paper(key="a", title=TITLE, abstract="", **facts(found))
    assert facts(found)["published"] == "2023"


@pytest.mark.parametrize("index", [None, [], "x", {"a": None}, {"a": ["b"]}])
def test_an_index_without_places_is_no_text(index: Any) -> None:
    assert from_inverted_index(index) == ""
