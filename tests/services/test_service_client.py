"""The services that know papers: their addresses, their pauses, and who asks."""

import pytest
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
    for service, passed in (("arxiv", 0.0), ("arxiv", 1.0), ("crossref", 0.0), ("crossref", 0.0), ("arxiv", 9.0)):
        now[0] += passed
        client.get(service)
    assert slept == [2.0]


def test_the_environment_may_name_other_addresses_and_another_time_out() -> None:
    found = settings_from({"SURVEY_ARXIV_URL": "http://127.0.0.1:1/", "SURVEY_TIMEOUT": "3"}, "a@b.org")
    assert (found.address("arxiv"), found.address("crossref")) == ("http://127.0.0.1:1", ADDRESSES["crossref"])
    assert (found.policy.timeout, found.mailto) == (3.0, "a@b.org")
    assert settings_from({"SURVEY_TIMEOUT": "soon"}).policy.timeout == 20
