"""A GitHub on this machine that answers as GitHub does, and notes what it was asked."""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SHA = "a" * 40
TOKEN = "token-of-the-job"


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


class GitHub:
    """What the GitHub holds, and what was asked of it: ``(method, path, body)``."""

    def __init__(self) -> None:
        self.archive = b""
        self.pulls: list[dict[str, Any]] = [{"number": 5, "head": {"sha": SHA}}]
        self.artifacts: list[dict[str, Any]] = [{"id": 9, "name": "report"}, {"id": 10, "name": "site"}]
        self.comments: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []
        self.status = 200
        self.asked: list[tuple[str, str, Any]] = []
        self.tokens: list[tuple[str, str | None]] = []
        self.url = ""
        self.store = ""

    def answer(self, method: str, path: str) -> Any:
        """What GitHub says to a call."""
        if method != "GET":
            return {"id": 1, "number": 3}
        known = {
            "/repos/owner/survey/pulls": self.pulls,
            "/repos/owner/survey/actions/runs/77/artifacts": {"artifacts": self.artifacts},
            "/repos/owner/survey/issues/5/comments": self.comments,
            "/repos/owner/survey/issues": self.issues,
        }
        return known.get(path.partition("?")[0])

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        """The calls that change something."""
        return [call for call in self.asked if call[0] != "GET"]


def _handler(github: GitHub, name: str) -> type[BaseHTTPRequestHandler]:
    class _Handler(BaseHTTPRequestHandler):
        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            sent = json.loads(self.rfile.read(length)) if length else None
            github.asked.append((self.command, self.path, sent))
            github.tokens.append((name, self.headers.get("Authorization")))
            if self.path.endswith("/zip"):
                self._redirect(f"{github.store}/stored")
            elif self.path == "/stored":
                self._reply(200, github.archive)
            else:
                answer = github.answer(self.command, self.path)
                self._reply(github.status if answer is not None else 404, json.dumps(answer).encode())

        do_GET = do_POST = do_PATCH = _serve

        def _redirect(self, url: str) -> None:
            self.send_response(302)
            self.send_header("Location", url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _reply(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return _Handler


@contextmanager
def running() -> Iterator[GitHub]:
    """The GitHub, and another host that stores its artifacts, until the test is done."""
    github = GitHub()
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), _handler(github, name)) for name in ("forge", "store")]
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    github.url, github.store = (f"http://127.0.0.1:{server.server_port}" for server in servers)
    yield github
    for server in servers:
        server.shutdown()
        server.server_close()
