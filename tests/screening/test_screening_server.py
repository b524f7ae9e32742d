"""The server as a browser and a stranger see it: who is answered, and that nothing is answered with a fault."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.screening.screening_server import MOST_BYTES

from tests.commands.folders import tree
from tests.screening.conftest import Page

DECISION = {"reader": "Ada", "key": "gamma", "status": "excluded", "reason": "off-topic"}
POSTS = ["/api/decide", "/api/settle", "/api/undo", "/api/paper/check", "/api/paper/save"]
GETS = ["/api/state", "/api/candidate", "/api/conflicts", "/api/papers", "/api/paper"]


@pytest.mark.parametrize("path", ["/", "/api/state?reader=Ada", "/assets/icon.svg"])
def test_another_name_of_the_host_is_refused(page: Page, path: str) -> None:
    for host in ("example.org", f"example.org:{page.server.server_port}", "", "127.0.0.1:1"):
        assert page.ask("GET", path, Host=host).status == 421
    assert page.ask("GET", "/api/state", Host=f"localhost:{page.server.server_port}").status == 200


@pytest.mark.parametrize("path", POSTS)
def test_who_has_not_the_token_changes_nothing(page: Page, path: str) -> None:
    before = tree(page.root)
    for token in (None, "", "wrong", page.server.token[:-1], "é"):
        header = None if token is None else token.encode("utf-8").decode("latin-1")
        assert page.ask("POST", path, json.dumps(DECISION).encode(), X_Survey_Token=header).status == 403
    assert tree(page.root) == before


def test_the_page_is_given_to_who_has_its_address(page: Page) -> None:
    assert page.ask("GET", "/").status == 403
    assert page.ask("GET", "/?token=wrong").status == 403
    assert page.server.address.endswith(f"/?token={page.server.token}")


def test_another_page_may_not_send(page: Page) -> None:
    body = json.dumps(DECISION).encode()
    assert page.ask("POST", "/api/decide", body, Origin="https://example.org").status == 403
    assert page.ask("POST", "/api/decide", body, Origin="null").status == 403
    assert page.ask("POST", "/api/decide", body, Origin=f"http://127.0.0.1:{page.server.server_port}").status == 200


def test_a_form_of_another_page_cannot_be_sent(page: Page) -> None:
    body = json.dumps(DECISION).encode()
    assert page.ask("POST", "/api/decide", body, Content_Type="text/plain").status == 415


def test_what_is_too_large_is_refused_unread(page: Page) -> None:
    for length in (str(MOST_BYTES + 1), "9" * 30):
        assert page.ask("POST", "/api/decide", b"{}", Content_Length=length).status == 413
    assert page.ask("POST", "/api/decide", b"{}", Content_Length="-1").status == 411


def test_every_answer_forbids_what_no_page_needs(page: Page) -> None:
    for answer in (page.ask("GET", "/api/state"), page.ask("GET", "/nothing"), page.post("/api/decide")):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../content/survey.yml",
        "/assets/%2e%2e/survey.yml",
        "/assets",
        "/content/survey.yml",
        "/assets//etc/passwd",
    ],
)
def test_only_files_of_the_page_are_served(page: Page, path: str) -> None:
    assert page.ask("GET", path).status == 404


def test_scripts_and_styles_are_served_with_their_types(page: Page) -> None:
    for path, kind in (
        ("css/survey.css", "text/css"),
        ("js/theme.js", "text/javascript"),
        ("messages.js", "text/javascript"),
    ):
        answer = page.ask("GET", f"/assets/{path}")
        assert (answer.status, answer.headers["Content-Type"].split(";")[0]) == (200, kind)


def test_other_methods_are_refused(page: Page) -> None:
    assert page.ask("PUT", "/api/decide").status == 501
    assert page.ask("POST", "/api/state", b"{}").status == 405
    assert page.ask("POST", "/api/nothing", b"{}").status == 404
    head = page.ask("HEAD", "/api/state")
    assert (head.status, head.body) == (200, b"")


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "..", "gamma/../beta", "%00", "x" * 3000, "content/papers/beta", ""]
)
@pytest.mark.parametrize("path", ["/api/candidate", "/api/paper"])
def test_keys_lead_to_no_file(page: Page, path: str, key: str) -> None:
    answer = page.ask("GET", f"{path}?key={key}&reader=Ada")
    assert answer.status == 404
    assert answer.data["error"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b'{"reader": 1}',
        b'{"reader":"a","reader":"b"}',
        b"NaN",
        b"[" * 50_000,
        b"9" * 9000,
    ],
)
@pytest.mark.parametrize("path", POSTS)
def test_what_is_no_request_is_refused_in_words(page: Page, path: str, body: bytes) -> None:
    answer = page.ask("POST", path, body)
    assert answer.status == 400
    assert answer.data["error"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
PARTS = st.fixed_dictionaries(
    {},
    optional={
        "reader": st.just("Ada") | JSON,
        "key": st.sampled_from(["gamma", "beta", "alpha"]) | JSON,
        "status": st.sampled_from(["included", "excluded", "unsure"]) | JSON,
        "reason": st.just("off-topic") | JSON,
        "topics": st.just(["caches"]) | JSON,
        "fields": st.just({"kind": "method"}) | st.fixed_dictionaries({"kind": JSON}) | JSON,
        "claims": st.lists(st.fixed_dictionaries({"quote": JSON, "change": JSON}), max_size=2) | JSON,
        "values": st.fixed_dictionaries({"claims": JSON, "authors": JSON, "links": JSON}) | JSON,
        "digest": JSON,
        "summary": JSON,
        "note": JSON,
    },
)


@given(path=st.sampled_from(POSTS), body=PARTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_whatever_is_sent_is_answered_in_words(page: Page, path: str, body: dict[str, Any]) -> None:
    answer = page.ask("POST", path, json.dumps(body).encode())
    assert answer.status in (200, 400, 404, 409), answer.body
    assert isinstance(answer.data, dict)


@given(path=st.sampled_from(GETS), query=st.text(alphabet="&=%abcdef0.+/", max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_asked_is_answered_in_words(page: Page, path: str, query: str) -> None:
    assert page.ask("GET", f"{path}?{query}").status in (200, 400, 404)


def test_a_fault_of_the_program_shows_no_trace(page: Page, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    def _fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(page.server.api, "asked", _fail)
    answer = page.ask("GET", "/api/state")
    assert answer.status == 500
    assert b"secret" not in answer.body
    assert "secret" in capfd.readouterr().err


def test_what_the_system_refuses_is_said_and_nothing_written(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def _full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = tree(page.root)
    monkeypatch.setattr("livingsurvey.store.transaction.write_atomically", _full)
    answer = page.post("/api/decide", **DECISION)
    assert (answer.status, answer.data) == (503, {"error": "Nothing was changed: No space left on device."})
    assert tree(page.root) == before
    monkeypatch.undo()
    assert page.post("/api/decide", **DECISION).status == 200


def test_a_page_that_the_survey_has_put_in_place_is_shown(page: Page) -> None:
    folder = page.root / "overrides"
    folder.mkdir()
    (folder / "screen.html").write_text("{{ config.site_name }} {{ token }} {{ reader }}")
    answer = page.ask("GET", f"/?token={page.server.token}&reader=<b>")
    assert answer.body.decode() == f"Test Survey {page.server.token} &lt;b&gt;"


def test_a_link_out_of_the_theme_is_not_followed(page: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere: Path = tmp_path_factory.mktemp("elsewhere") / "a.css"
    elsewhere.write_text("secret")
    folder = page.root / "overrides/assets"
    folder.mkdir(parents=True)
    (folder / "a.css").symlink_to(elsewhere)
    assert page.ask("GET", "/assets/a.css").status == 404
