"""The services that know papers: their addresses, their pauses, and who asks."""

from dataclasses import replace

import pytest
from livingsurvey.services.http_client import FetchedAnswer, HttpPolicy, ServiceError
from livingsurvey.services.service_client import ADDRESSES, ServiceClient, ServiceSettings, settings_from

from tests.services.conftest import Reply, Service


def test_the_tool_names_itself_and_its_user_only_where_that_is_wished(service: Service) -> None:
    service.replies["/crossref"] = [Reply("{}")]
    service.client().get("crossref")
    service.client(mailto="ada@example.org").get("crossref")
    anonymous, named = sorted(service.agents, key=len)
    assert anonymous.startswith("livingsurvey/") and "mailto" not in anonymous
    assert named.endswith("; mailto:ada@example.org)")


def test_arxiv_is_asked_once_in_three_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = [100.0], list[float]()
    client = ServiceClient(ServiceSettings(), clock=lambda: now[0], sleep=slept.append)
    monkeypatch.setattr(client._http, "fetch", lambda url: b"")
    for service, passed in (("arxiv", 0.0), ("arxiv", 1.0), ("anthology", 0.0), ("anthology", 0.0), ("arxiv", 9.0)):
        now[0] += passed
        client.get(service)
    assert slept == [2.0]


def test_the_environment_may_name_other_addresses_and_another_time_out() -> None:
    found = settings_from({"SURVEY_ARXIV_URL": "http://127.0.0.1:1/", "SURVEY_TIMEOUT": "3"}, "a@b.org")
    assert (found.address("arxiv"), found.address("crossref")) == ("http://127.0.0.1:1", ADDRESSES["crossref"])
    assert (found.policy.timeout, found.mailto) == (3.0, "a@b.org")
    assert settings_from({"SURVEY_TIMEOUT": "soon"}).policy.timeout == 20


@pytest.mark.parametrize(("name", "pause"), [("crossref", 1.0), ("dblp", 2.0), ("pubmed", 0.4), ("hf-daily", 1.0)])
def test_a_service_is_asked_as_seldom_as_it_wishes(monkeypatch: pytest.MonkeyPatch, name: str, pause: float) -> None:
    slept = list[float]()
    client = ServiceClient(ServiceSettings(), clock=lambda: 100.0, sleep=slept.append)
    monkeypatch.setattr(client._http, "fetch", lambda url: b"")
    client.get(name)
    client.get(name)
    assert slept == pytest.approx([pause])


def test_a_host_of_feeds_is_asked_with_pauses_and_another_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = list[float]()
    client = ServiceClient(ServiceSettings(), clock=lambda: 100.0, sleep=slept.append)
    monkeypatch.setattr(client._guarded, "fetch_answer", lambda url, headers: FetchedAnswer(b""))
    for url in ("https://a.example/1", "https://a.example/2", "https://b.example/1"):
        client.get_stranger(url)
    assert slept == [3.0]


def test_keys_come_from_the_environment_and_are_in_no_recorded_address(service: Service) -> None:
    settings = settings_from({"SURVEY_OPENALEX_KEY": "sesame", "SURVEY_HF_DAILY_URL": service.url}, "a@b.org")
    assert settings.address("hf-daily") == service.url
    assert "sesame" not in repr(settings)
    service.replies["/"] = [Reply("{}")]
    client = ServiceClient(replace(settings, addresses=dict.fromkeys(ADDRESSES, service.url)))
    assert [client.get("openalex", path)[1] for path in ("/works", "/works?a=1")] == [
        f"{service.url}/works",
        f"{service.url}/works?a=1",
    ]
    assert client.get("pubmed", "/x?a=1")[1] == f"{service.url}/x?a=1"
    assert service.asked == [
        "/works?api_key=sesame",
        "/works?a=1&api_key=sesame",
        "/x?a=1&tool=livingsurvey&email=a%40b.org",
    ]


def test_the_purpose_is_in_the_name_of_who_asks(service: Service) -> None:
    service.replies["/"] = [Reply("")]
    client = ServiceClient(ServiceSettings({"dblp": service.url}), purpose="survey watch")
    client.get("dblp")
    client.get_stranger(service.url)
    assert [agent.endswith("(survey watch)") for agent in service.agents] == [True]


@pytest.mark.parametrize(
    "url", ["", "file:///etc/passwd", "http://[", "feeds", "http://a\x00b/", "http://" + "a" * 300]
)
def test_what_is_no_address_of_a_feed_is_not_asked(url: str) -> None:
    client = ServiceClient(ServiceSettings(policy=HttpPolicy(timeout=1, retries=0)))
    with pytest.raises(ServiceError):
        client.get_stranger(url)
