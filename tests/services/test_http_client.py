"""The HTTP client: patience, time-outs, politeness, and one clear sentence for whatever goes wrong."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.services import guarded_request
from livingsurvey.services.http_client import FetchedAnswer, HttpClient, HttpPolicy, ServiceError
from livingsurvey.services.public_hosts import is_plainly_private, is_public

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
    ("status", "said"),
    [
        (404, "does not know it"),
        (410, "does not know"),
        (403, "refused (answer 403)"),
        (400, "cannot read what it is asked (answer 400)"),
    ],
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


INSIDE = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:10.0.0.1"),
    *("64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1"),
]
ODDLY_WRITTEN = ["2130706433", "0x7f.1", "127.1", "0"]  # an address with leading zeros is none for the client


@pytest.mark.parametrize("address", [*INSIDE, *ODDLY_WRITTEN, "localhost"])
def test_no_host_can_lead_to_a_private_one(service: Service, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    service.replies["/x"] = [Reply(status=302, headers={"Location": f"http://{host}:9/x"})]
    with HttpClient(HttpPolicy(retries=0), "test", strangers=True) as client:
        assert " redirects to " in (said := failing(lambda: client.fetch(f"{service.url}/x")))
    assert said.endswith("a private address that is not asked.")
    assert len(service.asked) == 1


def test_a_service_of_an_intranet_may_lead_to_another(service: Service) -> None:
    target = service.url.replace("127.0.0.1", "localhost")
    service.replies["/crossref"] = [Reply(status=302, headers={"Location": f"{target}/store"})]
    service.replies["/store"] = [Reply("{}")]
    assert service.client().get("crossref")[0] == b"{}"


@pytest.mark.parametrize("hops", [1, 3])
def test_no_hop_may_be_private_not_even_on_this_machine(service: Service, hops: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0)
        target = f"http://127.0.0.1:{other.getsockname()[1]}/"
        for hop in range(hops):
            service.replies[f"/hop{hop}"] = [Reply(status=301, headers={"Location": f"/hop{hop + 1}"})]
        service.replies[f"/hop{hops - 1}"] = [Reply(status=307, headers={"Location": target})]
        with HttpClient(HttpPolicy(retries=0), "test", strangers=True) as client:
            assert "private" in failing(lambda: client.fetch(f"{service.url}/hop0"))
        with pytest.raises(BlockingIOError):
            other.accept()


def test_a_name_that_leads_elsewhere_by_the_time_of_connecting_is_not_asked(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_request, "leads_inside", lambda host: False)  # as a name server answered before
    target = f"http://2130706433:{service.url.rpartition(':')[2]}/x"
    service.replies["/crossref"] = [Reply(status=302, headers={"Location": target})]
    with HttpClient(HttpPolicy(retries=0), "test", strangers=True) as client:
        assert "private" in failing(lambda: client.fetch(target))
    assert "private" in failing(lambda: service.client().get("crossref"))
    assert service.asked == ["/crossref"]


def test_a_proxy_of_ones_own_may_be_private_but_leads_to_no_private_host(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, service.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    service.replies["http://public.example/x"] = [Reply("far away")]
    service.replies["http://public.example/y"] = [Reply(status=302, headers={"Location": "http://10.0.0.1/"})]
    with HttpClient(HttpPolicy(retries=0), "test", strangers=True) as client:
        assert client.fetch("http://public.example/x") == b"far away"
        assert "public.example redirects to 10.0.0.1" in failing(lambda: client.fetch("http://public.example/y"))
    assert service.asked == ["http://public.example/x", "http://public.example/y"]


@pytest.mark.parametrize(("address", "public"), [*((one, False) for one in INSIDE), ("8.8.8.8", True), ("x", False)])
def test_public_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) == public


@given(st.ip_addresses(v=4))
def test_an_address_is_no_more_public_in_the_clothes_of_another_kind(address: IPv4Address) -> None:
    for dressed in (f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert is_public(str(address)) or not is_public(dressed)


@pytest.mark.parametrize("host", ["169.254.169.254", "0.0.0.0", "fe80::1", *ODDLY_WRITTEN, "intranet.example"])
def test_what_is_not_plainly_private_is_not_asked_for_strangers(host: str) -> None:
    assert not is_plainly_private(host)


def test_headers_that_trickle_end_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_trickle_headers, args=(server,), daemon=True).start()
        client = HttpClient(HttpPolicy(timeout=0.3, retries=0, steps=2), "test")
        begun = time.monotonic()
        said = failing(lambda: client.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/"))
        assert said.endswith("did not answer: it took too long.")
        assert time.monotonic() - begun < 5


def _trickle_headers(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection, contextlib.suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        for _ in range(200):
            time.sleep(0.05)
            connection.sendall(b"x")


def test_headers_are_sent_and_the_size_is_limited(service: Service) -> None:
    service.replies["/x"] = [Reply("123456")]
    with HttpClient(HttpPolicy(retries=0), "test", headers={"User-Agent": "as given"}) as client:
        assert client.fetch(f"{service.url}/x", most=6) == b"123456"
        assert "more than 5 bytes" in failing(lambda: client.fetch(f"{service.url}/x", most=5))
    assert service.agents == {"as given"}


def test_an_answer_has_marks_by_which_it_is_asked_for_again(service: Service) -> None:
    marks = {"ETag": '"1"', "Last-Modified": "Sun, 31 May 2026 00:00:00 GMT"}
    service.replies["/x"] = [Reply("new", headers=marks), Reply(status=304, headers={"ETag": "9" * 1000})]
    with HttpClient(HttpPolicy(retries=0), "test") as client:
        assert client.fetch_answer(f"{service.url}/x") == FetchedAnswer(b"new", *marks.values())
        again = client.fetch_answer(f"{service.url}/x", headers={"If-None-Match": '"1"'})
    assert (again.unchanged, again.data, len(again.etag)) == (True, b"", 500)
    assert service.headers[1]["If-None-Match"] == '"1"'


@pytest.mark.parametrize("status", [400, 404, 429, 503])
def test_an_error_has_the_number_of_the_answer(service: Service, status: int) -> None:
    service.replies["/x"] = [Reply("no", status)]
    with pytest.raises(ServiceError) as caught, HttpClient(HttpPolicy(retries=0), "test") as client:
        client.fetch(f"{service.url}/x")
    assert caught.value.status == status


def test_a_secret_is_in_no_message() -> None:
    client = HttpClient(HttpPolicy(timeout=1, retries=0), "test")
    for url in ("ftp://x.example/?api_key=sesame", "http://127.0.0.1:9/?api_key=sesame"):
        assert "sesame" not in failing(lambda url=url: client.fetch(url))  # type: ignore[misc]
