"""Fetching: patience, time-outs, politeness, and one clear sentence for whatever goes wrong."""

import time
from collections.abc import Callable

import pytest
from livingsurvey.services.fetch import ADDRESSES, Fetcher, Reach, ServiceError, reach_from

from tests.services.conftest import Reply, Service


def failing(call: Callable[[], object]) -> str:
    """The sentence with which a call fails."""
    with pytest.raises(ServiceError) as caught:
        call()
    assert "\n" not in str(caught.value) and "object at 0x" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_asked_again(service: Service, status: int) -> None:
    service.replies["/crossref"] = [Reply("wait", status), Reply("{}")]
    assert service.fetcher().get("crossref", "/works/x") == (b"{}", f"{service.url}/crossref/works/x")
    assert len(service.asked) == 2


def test_a_server_is_waited_for_as_long_as_it_asks(service: Service) -> None:
    service.replies["/crossref"] = [Reply("slow down", 429, {"Retry-After": "1"}), Reply("{}")]
    begun = time.monotonic()
    service.fetcher().get("crossref")
    assert time.monotonic() - begun >= 1


def test_nobody_is_made_to_wait_for_an_hour(service: Service) -> None:
    service.replies["/crossref"] = [Reply("slow down", 429, {"Retry-After": "3600"})]
    assert "asks to wait 3600 s" in failing(lambda: service.fetcher().get("crossref"))
    assert len(service.asked) == 1


def test_a_fault_that_stays_ends_after_the_retries(service: Service) -> None:
    service.replies["/crossref"] = [Reply("broken", 503)]
    assert "(answer 503)" in failing(lambda: service.fetcher().get("crossref"))
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    ("status", "said"), [(404, "does not know it"), (410, "does not know"), (403, "refused (answer 403)")]
)
def test_a_refusal_is_told_and_not_asked_again(service: Service, status: int, said: str) -> None:
    service.replies["/crossref"] = [Reply("<html>no</html>", status)]
    assert said in failing(lambda: service.fetcher().get("crossref"))
    assert len(service.asked) == 1


def test_an_answer_that_trickles_ends_at_the_time_out(service: Service) -> None:
    service.replies["/crossref"] = [Reply("x" * 4000, pause=20)]
    begun = time.monotonic()
    assert "too slow" in failing(lambda: service.fetcher(timeout=0.4, retries=0).get("crossref"))
    assert time.monotonic() - begun < 5


def test_half_an_answer_is_none(service: Service) -> None:
    service.replies["/crossref"] = [Reply('{"a": 1}', claimed=5000)]
    assert "did not answer" in failing(lambda: service.fetcher(retries=0).get("crossref"))


def test_an_answer_that_is_far_too_large_is_not_read_to_its_end(service: Service) -> None:
    service.replies["/crossref"] = [Reply(b"x" * 5_100_000)]
    assert "more than 5,000,000 bytes" in failing(lambda: service.fetcher().get("crossref"))


def test_a_redirect_is_followed_and_a_circle_is_not(service: Service) -> None:
    service.replies["/crossref"] = [Reply(status=302, headers={"Location": "/elsewhere"})]
    service.replies["/elsewhere"] = [Reply("{}")]
    service.replies["/openalex"] = [Reply(status=302, headers={"Location": "/openalex"})]
    assert service.fetcher().get("crossref")[0] == b"{}"
    assert "did not answer" in failing(lambda: service.fetcher().get("openalex"))


def test_nobody_there_is_told() -> None:
    reach = Reach({"arxiv": "http://127.0.0.1:9"}, timeout=1, retries=0)
    assert failing(lambda: Fetcher(reach).get("arxiv")).startswith("127.0.0.1:9 did not answer: ")


def test_what_is_no_web_address_is_not_opened() -> None:
    assert "no web address" in failing(lambda: Fetcher(Reach({"arxiv": "file:///etc/passwd"})).get("arxiv"))


def test_the_tool_names_itself_and_its_user_only_where_that_is_wished(service: Service) -> None:
    service.replies["/crossref"] = [Reply("{}")]
    service.fetcher().get("crossref")
    service.fetcher(mailto="ada@example.org").get("crossref")
    anonymous, named = sorted(service.agents, key=len)
    assert anonymous.startswith("livingsurvey/") and "mailto" not in anonymous
    assert named.endswith("; mailto:ada@example.org)")


def test_arxiv_is_asked_once_in_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = [100.0], list[float]()
    fetcher = Fetcher(Reach(), clock=lambda: now[0], sleep=slept.append)
    monkeypatch.setattr(fetcher, "_read", lambda url: b"")
    for service, passed in (("arxiv", 0.0), ("arxiv", 1.0), ("crossref", 0.0), ("crossref", 0.0), ("arxiv", 9.0)):
        now[0] += passed
        fetcher.get(service)
    assert slept == [2.0]


def test_the_environment_may_name_other_addresses_and_another_time_out() -> None:
    reach = reach_from({"SURVEY_ARXIV_URL": "http://127.0.0.1:1/", "SURVEY_TIMEOUT": "3"}, "a@b.org")
    assert (reach.address("arxiv"), reach.address("crossref")) == ("http://127.0.0.1:1", ADDRESSES["crossref"])
    assert (reach.timeout, reach.mailto) == (3.0, "a@b.org")
    assert reach_from({"SURVEY_TIMEOUT": "soon"}).timeout == 20
