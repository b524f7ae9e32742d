"""The server as browsers, and those who mislead them, meet it."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from livingsurvey.build.local_server import LocalServer

SECRET = b"not for the site"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of a site that has files, folders, and links that lead out of it."""
    folder = tmp_path_factory.mktemp("served")
    site = folder / "site"
    (site / "papers").mkdir(parents=True)
    (site / "index.html").write_text("<p>The site</p></body>")
    (site / "papers/index.html").write_text("<p>Papers</p>")
    (site / "größe 1.txt").write_text("Umlaut")
    (folder / "secret.txt").write_bytes(SECRET)
    (site / "out.txt").symlink_to(folder / "secret.txt")
    (site / "out").symlink_to(folder)
    (site / "round").symlink_to(site / "round")
    made = LocalServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(site))
    made.watch(str(site))  # only then it changes pages
    made.poll_response_timeout = 0  # type: ignore[misc]
    made.server_bind()
    made.server_activate()
    threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
    yield made
    made.shutdown()


def ask(server: LocalServer, path: str | bytes, *, method: str = "GET", host: str | None = "") -> tuple[int, bytes]:
    """Ask with a socket, so that nothing is made proper on the way; the status, and all that follows it.

    Args:
        server: what to ask.
        path: as it is sent.
        method: of the request.
        host: the header; the server's own if empty, none if ``None``.
    """
    own = f"127.0.0.1:{server.server_port}"
    head = "" if host is None else f"Host: {host or own}\r\n"
    sent = path.encode() if isinstance(path, str) else path
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as client:
        client.sendall(b"%s %s HTTP/1.1\r\n%s\r\n" % (method.encode(), sent, head.encode()))
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_its_own_names_are_answered(server: LocalServer, name: str) -> None:
    status, answer = ask(server, "/", host=f"{name}:{server.server_port}")
    assert status == 200
    assert b"The site" in answer


FOREIGN = ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost", "localhost:1", "127.0.0.1:{port}0", "[::1]"]
ODD = [None, " ", "127.0.0.1:{port}@evil.example", "evil.example, localhost:{port}", "localhost.evil.example:{port}"]
TWO = ["localhost:{port}\r\nHost: evil.example", "evil.example\r\nHost: localhost:{port}"]


@pytest.mark.parametrize("path", ["/", "/index.html", "/nowhere", "/livereload/0/1", "/%00"])
@pytest.mark.parametrize("host", [*FOREIGN, *ODD, *TWO])
def test_no_other_name_is_answered(server: LocalServer, host: str | None, path: str) -> None:
    status, answer = ask(server, path, host=host and host.format(port=server.server_port))
    assert status == 421
    assert b"The site" not in answer


@pytest.mark.parametrize("path", ["/%00", "/index.html%00", "/%0a", "/a%0d%0aX: y", "/%ff", "/%c3", "/%ed%a0%80"])
def test_what_no_path_has_is_a_bad_request(server: LocalServer, path: str) -> None:
    assert ask(server, path)[0] == 400


WAYS_OUT = ["/../secret.txt", "/%2e%2e/secret.txt", "/papers/../../secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt"]
LINKS_OUT = ["/out.txt", "/out/secret.txt", "/out/", "/round", "/round/x"]
NOWHERE = ["/papers//", "//evil.example/..", "http://evil.example/", "*", "/index.html/", "/papers/x/y", "/%", "/%zz"]
LONG = ["/" + "x" * 300, "/" + "x/" * 2000, "/livereload/" + "9" * 5000 + "/1", "/livereload/x/1"]


@pytest.mark.parametrize("path", [*WAYS_OUT, *LINKS_OUT, *NOWHERE, *LONG], ids=lambda path: path[:30])
def test_what_is_not_in_the_site_is_not_found(server: LocalServer, path: str) -> None:
    status, answer = ask(server, path)
    assert status == 404
    assert SECRET not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "X" * 100])
def test_it_only_reads(server: LocalServer, method: str) -> None:
    status, answer = ask(server, "/", method=method)
    assert status == 405
    assert b"\r\nAllow: GET, HEAD\r\n" in answer


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/nowhere", 404), ("/papers", 302), ("/%00", 400)])
def test_a_head_is_an_answer_without_its_body(server: LocalServer, path: str, status: int) -> None:
    told, answer = ask(server, path, method="HEAD")
    assert told == status
    assert answer.endswith(b"\r\n\r\n")


def test_files_and_folders_are_found(server: LocalServer) -> None:
    assert ask(server, "/papers/")[0] == 200
    assert b"\r\nLocation: /papers/\r\n" in ask(server, "/papers")[1]
    assert ask(server, "/gr%C3%B6%C3%9Fe%201.txt?x=%00")[1].endswith(b"Umlaut")
    assert ask(server, "/livereload/0/1")[0] == 200


def test_a_page_loads_what_loads_it_anew_from_the_server(server: LocalServer) -> None:
    page = ask(server, "/")[1]
    assert b'<p>The site</p><script src="/livereload/preview.js" data-epoch="' in page
    assert page.endswith(b"></script></body>")
    assert b"<script>" not in page
    for path, kind in (("/livereload/preview.js", b"text/javascript"), ("/livereload/preview.css", b"text/css")):
        status, answer = ask(server, path)
        assert (status, b"Content-Type: " + kind in answer) == (200, True)


def test_what_is_wrong_is_in_its_pages_as_text(server: LocalServer) -> None:
    server.show('Built; "1" error', ["<b>bold</b> & 'so'"])
    page = ask(server, "/")[1]
    assert b'data-said="Built; &quot;1&quot; error"' in page
    assert b"&lt;b&gt;bold&lt;/b&gt; &amp; &#x27;so&#x27;" in page
    assert b'href="/livereload/preview.css"' in page
    server.show()
    assert b"preview.css" not in ask(server, "/")[1]


def test_pages_are_served_while_a_build_goes_on_and_a_new_site_has_a_new_number(server: LocalServer) -> None:
    server._wanted_epoch = server._visible_epoch + 10  # as when a build begins
    server.keep_showing()
    assert ask(server, "/")[0] == 200
    before = server._visible_epoch
    server.show()
    assert server._visible_epoch == server._wanted_epoch > before


def test_the_page_of_errors_is_loaded_anew_too(server: LocalServer) -> None:
    assert server.error_page(404) is None
    page = Path(server.root) / "404.html"
    page.write_text("<p>Nowhere</p>")
    assert (server.error_page(404) or b"").startswith(b'<p>Nowhere</p><script src="/livereload/preview.js"')
    page.unlink()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40), st.booleans())
def test_no_path_is_an_error_of_the_server(server: LocalServer, path: bytes, encoded: bool) -> None:
    sent = (
        b"".join(b"%%%02x" % byte for byte in path) if encoded else path.translate(None, b" \r\n\t\x0b\x0c\x1c\x85\xa0")
    )
    status, answer = ask(server, b"/" + sent)
    assert status < 500
    assert SECRET not in answer
