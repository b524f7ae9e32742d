"""A GitHub on this machine that answers as GitHub does, and notes what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

SHA = "a" * 40
TOKEN = "token-of-the-job"
BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}


def person(login: str) -> dict[str, Any]:
    """A user as GitHub names one in what it lists."""
    return {"login": login, "id": 583231, "type": "User", "site_admin": False}


class GitHub:
    """What the GitHub holds, and what was asked of it: ``(method, path, body)``."""

    def __init__(self) -> None:
        self.pulls: list[dict[str, Any]] = [{"number": 5, "state": "open", "head": {"sha": SHA}}]
        self.comments: list[dict[str, Any]] = []
        self.reviews: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.status = 200
        self.refused: dict[str, int] = {}
        self.asked: list[tuple[str, str, Any]] = []
        self.tokens: list[str | None] = []
        self.url = ""

    def answer(self, method: str, path: str) -> tuple[int, Any]:
        """What GitHub says to a call."""
        place = urlsplit(path)
        if method != "GET":
            started = place.path.endswith("/dispatches")
            status = next((code for end, code in self.refused.items() if place.path.endswith(end)), 0)
            return status or (204 if started else self.status), None if started else {"id": 1, "number": 3}
        known = {
            "/repos/owner/survey/pulls": self.pulls,
            "/repos/owner/survey/pulls/6/reviews": self.reviews,
            "/repos/owner/survey/issues/5/comments": self.comments,
            "/repos/owner/survey/issues/6/comments": self.comments,
            "/repos/owner/survey/issues": self.issues,
        }
        if place.path not in known:
            return 404, {"message": "Not Found"}
        asked = {name: int(values[0]) for name, values in parse_qs(place.query).items() if values[0].isdigit()}
        size = min(asked.get("per_page", 30), 100)
        first = (asked.get("page", 1) - 1) * size
        return self.status, known[place.path][first : first + size]

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        """The calls that change something."""
        return [call for call in self.asked if call[0] != "GET"]


def _handler(github: GitHub) -> type[BaseHTTPRequestHandler]:
    class _Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length)) if length else None
            github.asked.append((self.command, self.path, sent))
            github.tokens.append(self.headers.get("Authorization"))
            status, answer = github.answer(self.command, self.path)
            data = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            if status != 204:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _serve

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return _Handler


_Made = TypeVar("_Made", bound=GitHub)


@contextmanager
def running(github: _Made) -> Iterator[_Made]:
    """A GitHub that can be asked, until the test is done."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(github))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    github.url = f"http://127.0.0.1:{server.server_port}"
    yield github
    server.shutdown()
    server.server_close()
