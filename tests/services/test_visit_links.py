"""Visiting addresses on a server that behaves in every way there is: patiently, politely, one at a time."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from livingsurvey.services.visit_links import Outcome, Patience, Visit, visit_all

QUICK = Patience(timeout=10, tries=2, backoff=0.01, pause=0)  # only who never answers is given up
HASTY = Patience(timeout=0.3, tries=2, backoff=0.01, pause=0)


class Host:
    """A web host: each path behaves as it is called, and what was asked is noted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        self.closing = threading.Event()
        self.url = ""

    def asked_of(self, path: str) -> list[str]:
        """The methods with which a path was asked."""
        return [method for method, asked in self.asked if asked == path]


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class _Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            with host.lock:
                host.asked.append((self.command, self.path))
                host.at_once += 1
                host.most_at_once = max(host.most_at_once, host.at_once)
            time.sleep(0.02)
            with host.lock:  # before the answer: who has it may ask the next thing at once
                host.at_once -= 1
            self._answer(self.path.strip("/"), len(host.asked_of(self.path)))

        def _answer(self, name: str, times: int) -> None:
            if name == "slow":
                host.closing.wait(60)
            if name == "broken":
                self.close_connection = True
                return
            if name == "head-405":
                self._reply(405 if self.command == "HEAD" else 200)
            elif name == "head-404":
                self._reply(404 if self.command == "HEAD" else 200)
            elif name == "once-503":
                self._reply(503 if times <= 2 else 200)
            elif name == "wait":
                self._reply(429 if times <= 2 else 200, {"Retry-After": "7"})
            elif name == "protected":
                self._reply(503, {"Server": "cloudflare"})
            elif name in MOVES:
                self._reply(MOVES[name][0], {"Location": MOVES[name][1]})
            else:
                self._reply(int(name) if name.isdigit() else 200)

        do_HEAD = do_GET = _serve

        def version_string(self) -> str:
            """Say nothing of the server, so that tests can."""
            return ""

        def _reply(self, status: int, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return _Handler


MOVES = {
    "moved": (301, "/new"),
    "moved-308": (308, "/new"),
    "for-now": (302, "/new"),
    "circle": (302, "/circle"),
    "to-nothing": (301, "/404"),
    "to-file": (301, "file:///etc/passwd"),
    "to-script": (301, "javascript:alert(1)"),
    "inside": (301, "http://169.254.169.254/latest/meta-data/"),
    "to-inside": (302, "/inside"),
    "to-neighbour": (302, "http://127.0.0.1:9/"),
}


@pytest.fixture
def host() -> Iterator[Host]:
    """The host on this machine."""
    made = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    yield made
    made.closing.set()
    server.shutdown()
    server.server_close()


def visited(host: Host, *names: str, patience: Patience = QUICK, slept: list[float] | None = None) -> dict[str, Visit]:
    """Visit paths of the host; waits are noted instead of waited."""
    waits = slept if slept is not None else []
    found = visit_all([f"{host.url}/{name}" for name in names], patience, waits.append)
    return {visit.url.rpartition("/")[2]: visit for visit in found}


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("200", Outcome.OK),
        ("204", Outcome.OK),
        ("for-now", Outcome.OK),
        ("head-405", Outcome.OK),
        ("head-404", Outcome.OK),
        ("once-503", Outcome.OK),
        ("wait", Outcome.OK),
        ("moved", Outcome.REDIRECTED),
        ("moved-308", Outcome.REDIRECTED),
        ("404", Outcome.DEAD),
        ("410", Outcome.DEAD),
        ("to-nothing", Outcome.DEAD),
        ("401", Outcome.REFUSED),
        ("403", Outcome.REFUSED),
        ("429", Outcome.REFUSED),
        ("999", Outcome.REFUSED),
        ("protected", Outcome.REFUSED),
        ("500", Outcome.UNSURE),
        ("503", Outcome.UNSURE),
        ("400", Outcome.UNSURE),
        ("broken", Outcome.UNSURE),
        ("circle", Outcome.UNSURE),
        ("to-file", Outcome.UNSURE),
        ("to-script", Outcome.UNSURE),
        ("inside", Outcome.UNSURE),
    ],
)
def test_every_behaviour_is_told_apart(host: Host, name: str, outcome: Outcome) -> None:
    assert visited(host, name)[name].outcome == outcome


def test_who_does_not_answer_in_time_is_unsure(host: Host) -> None:
    visit = visited(host, "slow", patience=HASTY)["slow"]
    assert (visit.outcome, visit.why) == (Outcome.UNSURE, "no answer in time")


def test_where_a_page_has_moved_is_told(host: Host) -> None:
    visit = visited(host, "moved")["moved"]
    assert (visit.target, visit.why) == (f"{host.url}/new", "answer 301")


@pytest.mark.parametrize("name", ["inside", "to-inside", "to-neighbour"])
def test_a_redirect_to_a_private_host_is_not_followed(host: Host, name: str) -> None:
    assert visited(host, name)[name].why == "redirects to a private address"


@pytest.mark.parametrize("name", ["2130706433", "0x7f000001", "127.1", "169.254.169.254", "0.0.0.0"])
def test_a_private_host_in_disguise_is_not_visited(host: Host, name: str) -> None:
    port = host.url.rpartition(":")[2]
    assert [visit.why for visit in visit_all([f"http://{name}:{port}/"], QUICK)] == ["a private address"]
    assert host.asked == []


def test_a_name_with_a_private_address_is_not_visited(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    port = host.url.rpartition(":")[2]
    assert [visit.why for visit in visit_all([f"http://rebind.example:{port}/"], QUICK)] == ["a private address"]
    assert host.asked == []


def test_the_head_is_asked_first_and_the_page_only_where_that_fails(host: Host) -> None:
    visited(host, "200", "head-405")
    assert host.asked_of("/200") == ["HEAD"]
    assert host.asked_of("/head-405") == ["HEAD", "GET"]


def test_a_page_that_is_gone_is_not_asked_again(host: Host) -> None:
    visited(host, "404")
    assert host.asked_of("/404") == ["HEAD", "GET"]


def test_a_host_that_asks_to_wait_is_waited_for(host: Host) -> None:
    slept: list[float] = []
    visited(host, "wait", slept=slept)
    assert 7 in slept
    slept.clear()
    host.asked.clear()
    visited(host, "wait", patience=Patience(10, 2, 0.01, longest_wait=3, pause=0), slept=slept)
    assert max(slept) == 3


def test_waits_grow(host: Host) -> None:
    slept: list[float] = []
    visited(host, "500", patience=Patience(10, 3, 2.0, pause=0), slept=slept)
    assert [wait for wait in slept if wait] == [2.0, 4.0]


def test_a_host_is_asked_one_thing_at_a_time_with_pauses(host: Host) -> None:
    slept: list[float] = []
    names = [f"page-{n}" for n in range(12)]
    visited(host, *names, *names, patience=Patience(timeout=10, pause=1.5), slept=slept)
    assert host.most_at_once == 1
    assert len(host.asked) == 12
    assert slept == [1.5] * 11


def test_a_host_that_does_not_exist_is_told_from_a_name_server_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(name: str, *_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME if "gone" in name else socket.EAI_AGAIN, "no")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    found = {v.url: v for v in visit_all(["http://gone.example/", "http://later.example/"], QUICK, lambda _: None)}
    assert found["http://gone.example/"].outcome == Outcome.DEAD
    assert found["http://gone.example/"].why == "no such host"
    assert found["http://later.example/"].outcome == Outcome.UNSURE


@pytest.mark.parametrize("url", ["http://[", "http://a b/", "http://\x00/", "http://x:99999/", "http:///"], ids=ascii)
def test_an_address_that_is_none_stops_nothing(url: str) -> None:
    assert [visit.outcome for visit in visit_all([url], QUICK, lambda _: None)] != [Outcome.OK]
