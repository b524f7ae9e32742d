"""The loop of all searches: pages, limits, faults, and places from which a later run goes on."""

import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.importers.records import Listing, Record
from livingsurvey.services import searching
from livingsurvey.services.http_client import FetchedAnswer, ServiceError
from livingsurvey.services.search_request import SearchedPage, SearchRequest, SearchService
from livingsurvey.services.searching import SEARCH_SERVICES, FoundRecords, search
from livingsurvey.services.service_client import ServiceClient, ServiceSettings

from tests.services.conftest import Reply, Service
from tests.services.searches.run import replies, request, run

OFFLINE = ServiceClient(ServiceSettings())
Ask = Callable[[str, int], SearchedPage]


def page(*titles: str, position: str = "", **given: str) -> SearchedPage:
    """A page of some titles."""
    return SearchedPage(Listing([Record(title, "", 1, 1) for title in titles]), "http://x.example", position, **given)


def run_with(ask: Ask, **given: object) -> FoundRecords:
    """Search a service that answers as a function does."""
    made = SearchService("made", lambda client, request, position, wanted: ask(position, wanted))
    return search(OFFLINE, request("made", **given), {"made": made})


def test_each_service_has_its_name() -> None:
    assert list(SEARCH_SERVICES) == ["arxiv", "openalex", "crossref", "dblp", "pubmed", "feed", "hf-daily"]


def test_pages_follow_each_other_and_ranks_count_on() -> None:
    answers = {"": page("A", "B", position="2"), "2": page("C")}
    found = run_with(lambda position, wanted: answers[position])
    assert [(one.title, one.rank) for one in found.records] == [("A", 1), ("B", 2), ("C", 3)]
    assert (found.pages, found.resume, len(found.urls)) == (2, "", 3)


def test_no_more_than_is_wanted_is_taken() -> None:
    wanted = list[int]()

    def ask(position: str, left: int) -> SearchedPage:
        wanted.append(left)
        return page("A", "B", "C", position="x")

    assert len(run_with(ask, most=7).records) == 7
    assert wanted == [7, 4, 1]
    assert run_with(ask, most=0).records == ()


def test_a_service_that_never_ends_is_asked_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_PAGES", 4)
    found = run_with(lambda position, wanted: page(position=f"{position}x"))
    assert (found.pages, found.resume[-4:], found.fault) == (4, "xxxx", "")


def test_a_fault_keeps_what_was_read_and_the_place() -> None:
    def ask(position: str, wanted: int) -> SearchedPage:
        if position:
            raise ServiceError("it is broken.")
        return page("A", position="1")

    found = run_with(ask)
    assert (len(found.records), found.fault) == (1, "it is broken.")
    assert [one.title for one in run_with(lambda position, wanted: page(position), resume=found.resume).records] == [
        "1"
    ]


def test_a_place_brings_back_the_first_day_of_its_run() -> None:
    asked = list[SearchRequest]()

    def ask(client: ServiceClient, given: SearchRequest, position: str, wanted: int) -> SearchedPage:
        asked.append(given)
        return page("A", position="1")

    services = {"made": SearchService("made", ask)}
    found = search(OFFLINE, request("made", most=1), services)
    search(OFFLINE, request("made", most=1, since="2026-06-05", until="2026-06-07", resume=found.resume), services)
    assert [(one.since, one.until) for one in asked] == [("2026-05-25", "2026-05-31"), ("2026-05-25", "2026-06-07")]


@pytest.mark.parametrize(
    "resume", ["nonsense", "2026-05-25 000000000000 9", "2026-99-99 {digest} 9", "\x00", "9" * 999]
)
def test_a_place_of_another_query_is_forgotten(resume: str) -> None:
    digest = run_with(lambda position, wanted: page("A", position="1"), most=1).resume.split()[1]
    seen = list[str]()
    run_with(lambda position, wanted: seen.append(position) or page("A"), resume=resume.replace("{digest}", digest))
    assert seen == [""]


def test_a_place_that_the_service_refuses_is_forgotten() -> None:
    resume = run_with(lambda position, wanted: page("A", position="gone"), most=1).resume
    seen = list[str]()

    def ask(position: str, wanted: int) -> SearchedPage:
        seen.append(position)
        if position:
            raise ServiceError("it cannot read what it is asked (answer 400).", 400)
        return page("A")

    assert len(run_with(ask, resume=resume).records) == 1
    assert seen == ["gone", ""]


@pytest.mark.parametrize("status", [0, 429, 503])
def test_a_place_is_kept_through_faults_that_pass(status: int) -> None:
    resume = run_with(lambda position, wanted: page("A", position="9"), most=1).resume
    seen = list[str]()

    def ask(position: str, wanted: int) -> SearchedPage:
        seen.append(position)
        raise ServiceError("not now.", status)

    with pytest.raises(ServiceError, match="not now"):
        run_with(ask, resume=resume)
    assert seen == ["9"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"service": "altavista"}, "no service «altavista» to search; there are arxiv, openalex"),
        ({"since": "yesterday"}, "«yesterday» is no date"),
        ({"until": "2026-5-1"}, "«2026-5-1» is no date"),
        ({"query": "  "}, "it needs a query"),
    ],
)
def test_a_request_that_cannot_be_meant_is_refused(given: dict[str, str], said: str) -> None:
    with pytest.raises(ServiceError, match=said):
        search(OFFLINE, SearchRequest(**(vars_of(request("arxiv")) | given)))  # type: ignore[arg-type]


def vars_of(given: SearchRequest) -> dict[str, object]:
    """The fields of a request."""
    return {name: getattr(given, name) for name in SearchRequest.__slots__}


@pytest.mark.parametrize(("status", "headers"), [(429, {}), (429, {"Retry-After": "0"}), (503, {}), (500, {})])
def test_a_fault_that_passes_is_waited_for(service: Service, status: int, headers: dict[str, str]) -> None:
    service.replies["/hf-daily"] = [Reply("", status, headers), *replies([])]
    found = run(service, "hf-daily", "", since="2026-05-31", retries=2)
    assert (found.fault, len(service.asked)) == ("", 2)


def test_a_query_that_the_service_cannot_read_is_said_so(service: Service) -> None:
    service.replies["/openalex"] = [Reply('{"error": "Invalid query parameters error."}', 400)]
    with pytest.raises(ServiceError, match=r"cannot read what it is asked \(answer 400\); look at how the query"):
        run(service, "openalex", "filter=nonsense:1")


class Saying(ServiceClient):
    """A client whom every service answers with the same bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(ServiceSettings())
        self._data = data

    def get(self, service: str, path: str = "") -> tuple[bytes, str]:
        """The bytes."""
        return self._data, "https://x.example/"

    def get_stranger(self, url: str, etag: str = "", modified: str = "") -> FetchedAnswer:
        """The bytes."""
        return FetchedAnswer(self._data, etag, modified)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "result hits hit info @total authors author title year results meta message items paper".split()
            )
            | st.sampled_from("esearchresult idlist count total-results authorships primary_location issued".split()),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)
_XML = st.lists(
    st.sampled_from(
        "<rss> <channel> <item> <title>T</title> <link>x</link> </item> </rss> <feed> <entry> </entry> </feed> & <!-- "
        "--> <pubDate>x</pubDate> <dc:creator>A</dc:creator> <PubmedArticleSet> <PubmedArticle> ]]>".split()
    ),
    max_size=20,
).map("".join)
_ANSWERS = st.binary(max_size=300) | _XML.map(str.encode) | _JSON.map(lambda value: json.dumps(value).encode())


@pytest.mark.parametrize("name", SEARCH_SERVICES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=_ANSWERS, resume=st.text(max_size=30))
def test_whatever_a_service_answers_is_records_failures_or_an_error(name: str, data: bytes, resume: str) -> None:
    try:
        found = search(Saying(data), request(name, most=20, resume=resume))
    except ServiceError as error:
        assert str(error)
    else:
        assert len(found.records) == len(found.urls) <= 20
        assert all(record.title.strip() for record in found.records)


@given(position=st.text(alphabet="0123456789:- x²", max_size=20))
def test_whatever_a_kept_place_says_the_search_goes_on(position: str) -> None:
    for name in SEARCH_SERVICES:
        digest = searching._digest(request(name))
        resume = f"2026-05-25 {digest} {position.replace(' ', '')}"
        try:
            assert search(Saying(b"[]"), request(name, resume=resume)).pages
        except ServiceError:
            assert name != "hf-daily"
