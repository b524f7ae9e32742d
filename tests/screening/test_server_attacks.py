"""What programs and pages on the same machine may try with the server: odd addresses, slow and deep bodies, crowds."""

import json
import socket
from typing import Any

import pytest
from livingsurvey.screening import screening_server

from tests.commands.folders import tree
from tests.screening.conftest import Page

CHECKED = "/api/paper/check"


def raw(page: Page, data: bytes, ends: bool = True) -> bytes:
    """What the server answers to any bytes; ``ends`` whether no more of them can come."""
    with socket.create_connection(("127.0.0.1", page.server.server_port), timeout=60) as own:
        own.sendall(data)
        if ends:
            own.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: own.recv(65_536), b""))


def headers(page: Page, **more: str) -> bytes:
    own = {"Host": f"127.0.0.1:{page.server.server_port}", "X-Survey-Token": page.server.token, **more}
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in own.items()).encode() + b"\r\n"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("http://[x/", 400),
        ("http://[x/api/state", 400),
        ("/api/state?" + "&a=1" * 50, 400),
        (f"/assets/{'a' * 300}.js", 404),
        (f"/assets/{'ä' * 200}.js", 404),
        ("*", 404),
    ],
)
def test_an_odd_address_is_no_fault_of_the_program(page: Page, path: str, status: int, capfd: Any) -> None:
    answer = raw(page, f"GET {path} HTTP/1.1\r\n".encode() + headers(page))
    assert f" {status} ".encode() in answer.partition(b"\r\n")[0]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("origin", ["http://[x", "null", "", "https://127.0.0.1.evil.example"])
def test_an_odd_origin_may_send_nothing(page: Page, origin: str) -> None:
    assert page.ask("POST", "/api/undo", b'{"reader": "Ada"}', Origin=origin).status in (400, 403)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_elsewhere_gets_no_data_and_costs_no_work(page: Page, site: str, monkeypatch: Any) -> None:
    for path in ("/api/state?reader=Ada", "/api/candidate?key=gamma", "/assets/icon.svg"):
        assert page.ask("GET", path, Sec_Fetch_Site=site).status == 403
    opened = page.ask("GET", f"/?token={page.server.token}", Sec_Fetch_Site=site)
    assert opened.status == 200
    assert page.ask("GET", "/api/state?reader=Ada", Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.parametrize("depth", [25, 300, 900])
@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ('{"a":', "}")])
def test_what_is_nested_deeply_is_refused_in_words(page: Page, depth: int, begin: str, end: str) -> None:
    body = f'{{"key": "alpha", "values": {{"notes": {begin * depth}1{end * depth}}}}}'
    answer = page.ask("POST", CHECKED, body.encode())
    assert answer.status == 400
    assert "values" in answer.data["error"]


def test_half_a_body_is_not_waited_for(page: Page) -> None:
    begin = b"POST /api/undo HTTP/1.1\r\n" + headers(page, Content_Type="application/json", Content_Length="99")
    assert b" 408 " in raw(page, begin + b'{"reader": "Ada"}')


def test_a_body_that_trickles_is_not_waited_for(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening_server, "monotonic", iter([0.0, 61.0]).__next__)
    begin = b"POST /api/undo HTTP/1.1\r\n" + headers(page, Content_Type="application/json", Content_Length="99")
    assert b" 408 " in raw(page, begin + b"{", ends=False)


def test_a_crowd_is_turned_away_and_the_page_served_afterwards(page: Page) -> None:
    place = ("127.0.0.1", page.server.server_port)
    crowd = [socket.create_connection(place, timeout=60) for _ in range(screening_server._MOST_AT_ONCE)]
    with socket.create_connection(place, timeout=60) as late:
        assert late.recv(1) == b""
    for one in crowd:
        one.close()
    while page.server._room._value < 60:  # each thread notices that nobody is there
        crowd[0].close()
    assert page.get("/api/state?reader=Ada")["queue"]


@pytest.mark.parametrize("reader", ["   ", "a\nb", "\u202eabc", "a\u200bb", "\x07"])
def test_who_edits_has_a_name_that_files_can_hold(page: Page, reader: str) -> None:
    before = tree(page.root)
    shown = page.get("/api/paper?key=alpha")
    answer = page.post(
        "/api/paper/save", key="alpha", values={"kind": "survey"}, digest=shown["digest"], reader=reader, note=""
    )
    assert answer.status == 400
    assert "reader" in answer.data["error"]
    assert tree(page.root) == before


@pytest.mark.parametrize("note", ["a\nb", "\u202e", "\x1b[2J"])
def test_a_note_of_an_edit_is_one_line(page: Page, note: str) -> None:
    shown = page.get("/api/paper?key=alpha")
    answer = page.post(
        "/api/paper/save", key="alpha", values={"title": "Other"}, digest=shown["digest"], reader="Ada", note=note
    )
    assert answer.status == 400
    assert "note" in answer.data["error"]


@pytest.mark.parametrize("names", [("corrections", "Corrections!"), ("first", "First"), ("../../x", "x")])
def test_readers_whose_names_make_one_file_name_are_kept_apart(two: Page, names: tuple[str, str]) -> None:
    two.done("/api/decide", reader=names[0], key="gamma", status="included", topics=["caches"])
    two.done("/api/decide", reader=names[1], key="gamma", status="excluded", reason="off-topic")
    (conflict,) = two.get("/api/conflicts")
    said = {one["reader"]: one["status"] for one in conflict["answers"]}
    assert said == dict(zip(names, ("included", "excluded"), strict=True))
    two.done("/api/undo", reader=names[0])
    lines = [line for path in (two.root / "content/readings").iterdir() for line in path.read_text().splitlines()]
    assert {json.loads(line)["reader"] for line in lines} == {names[1]}
