"""The HTTP client: patience, time-outs, politeness, and one clear sentence for whatever goes wrong."""

import time
from collections.abc import Callable

import pytest
from livingsurvey.services import http_client
from livingsurvey.services.http_client import HttpClient, HttpPolicy, ServiceError

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
    assert service.client().get("crossref", "/works/x") == (b"{}", f"{service.url}/crossref/works/x")
    assert len(service.asked) == 2


def test_a_server_is_waited_for_as_long_as_it_asks(service: Service) -> None:
    service.replies["/crossref"] = [Reply("slow down", 429, {"Retry-After": "1"}), Reply("{}")]
    begun = time.monotonic()
    service.client().get("crossref")
    assert time.monotonic() - begun >= 1


def test_nobody_is_made_to_wait_for_an_hour(service: Service) -> None:
    service.replies["/crossref"] = [Reply("slow down", 429, {"Retry-After": "3600"})]
    assert "asks to wait 3600 s" in failing(lambda: service.client().get("crossref"))
    assert len(service.asked) == 1


def test_a_fault_that_stays_ends_after_the_retries(service: Service) -> None:
    service.replies["/crossref"] = [Reply("broken", 503)]
    assert "(answer 503)" in failing(lambda: service.client().get("crossref"))
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    ("status", "said"), [(404, "does not know it"), (410, "does not know"), (403, "refused (answer 403)")]
)
def test_a_refusal_is_told_and_not_asked_again(service: Service, status: int, said: str) -> None:
    service.replies["/crossref"] = [Reply("<html>no</html>", status)]
    assert said in failing(lambda: service.client().get("crossref"))
    assert len(service.asked) == 1


def test_an_answer_that_trickles_ends_at_the_time_out(service: Service) -> None:
    service.replies["/crossref"] = [Reply("x" * 4000, pause=20)]
    begun = time.monotonic()
    assert "too slow" in failing(lambda: service.client(timeout=0.4, retries=0).get("crossref"))
    assert time.monotonic() - begun < 5


def test_half_an_answer_is_none(service: Service) -> None:
    service.replies["/crossref"] = [Reply('{"a": 1}', claimed=5000)]
    assert "did not answer" in failing(lambda: service.client(retries=0).get("crossref"))


def test_an_answer_that_is_far_too_large_is_not_read_to_its_end(service: Service) -> None:
    service.replies["/crossref"] = [Reply(b"x" * 5_100_000)]
    assert "more than 5,000,000 bytes" in failing(lambda: service.client().get("crossref"))


def test_a_redirect_is_followed_and_a_circle_is_not(service: Service) -> None:
    service.replies["/crossref"] = [Reply(status=302, headers={"Location": "/elsewhere"})]
    service.replies["/elsewhere"] = [Reply("{}")]
    service.replies["/openalex"] = [Reply(status=302, headers={"Location": "/openalex"})]
    assert service.client().get("crossref")[0] == b"{}"
    assert "did not answer" in failing(lambda: service.client().get("openalex"))


def test_nobody_there_is_told() -> None:
    client = HttpClient(HttpPolicy(timeout=1, retries=0), "test")
    assert failing(lambda: client.fetch("http://127.0.0.1:9")).startswith("127.0.0.1:9 did not answer: ")


def test_what_is_no_web_address_is_not_opened() -> None:
    assert "no web address" in failing(lambda: HttpClient(HttpPolicy(), "test").fetch("file:///etc/passwd"))


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://169.254.1.1/"])
def test_a_public_host_cannot_lead_to_a_private_one(
    service: Service, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    host = service.url.split("/")[2].split(":")[0]
    really = http_client._is_private
    monkeypatch.setattr(http_client, "_is_private", lambda name: name != host and really(name))
    location = target.replace("127.0.0.1", "127.0.0.2")
    service.replies["/crossref"] = [Reply(status=302, headers={"Location": location})]
    assert "leads to the private host" in failing(lambda: service.client().get("crossref"))
    assert len(service.asked) == 1


@pytest.mark.parametrize(
    ("host", "private"),
    [("127.0.0.1", True), ("10.1.2.3", True), ("::1", True), ("8.8.8.8", False), ("no such host", False)],
)
def test_private_hosts_are_known_by_their_address(host: str, private: bool) -> None:
    assert http_client._is_private(host) == private


def test_headers_are_sent_and_the_size_is_limited(service: Service) -> None:
    service.replies["/x"] = [Reply("123456")]
    with HttpClient(HttpPolicy(retries=0), "test", headers={"User-Agent": "as given"}) as client:
        assert client.fetch(f"{service.url}/x", most=6) == b"123456"
        assert "more than 5 bytes" in failing(lambda: client.fetch(f"{service.url}/x", most=5))
    assert service.agents == {"as given"}
