"""A loopback server that answers as the services do, in whatever order a test asks for."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from livingsurvey.services.http_client import HttpPolicy
from livingsurvey.services.service_client import ADDRESSES, ServiceClient, ServiceSettings


@dataclass
class Reply:
    """One answer: ``pause`` seconds between its two halves; ``claimed`` is the length it pretends to have."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    claimed: int | None = None


@dataclass
class Service:
    """A server: ``replies`` by the beginning of the path, the last of a list again and again; what was ``asked``.

    ``headers`` are those of each request.
    """

    url: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    headers: list[dict[str, str]] = field(default_factory=list)

    def client(self, mailto: str | None = None, **policy: float) -> ServiceClient:
        """A client for whom this server is every service; by default impatient."""
        addresses = {name: f"{self.url}/{name}" for name in ADDRESSES}
        patience = HttpPolicy(**({"timeout": 10.0, "backoff": 0.0} | policy))  # type: ignore[arg-type]
        return ServiceClient(ServiceSettings(addresses, patience, mailto))

    def reply_to(self, path: str) -> Reply:
        """The next answer for a path; 404 where none was laid out."""
        found = next((held for start, held in self.replies.items() if path.startswith(start)), [Reply("no", 404)])
        return found.pop(0) if len(found) > 1 else found[0]


@pytest.fixture
def service() -> Iterator[Service]:
    """A server that runs for one test."""
    held = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append(self.path)
            held.agents.add(self.headers["User-Agent"])
            held.headers.append(dict(self.headers.items()))
            _send(self, held.reply_to(self.path))

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    held.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield held
    server.shutdown()
    server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body) if reply.claimed is None else reply.claimed))
    handler.end_headers()
    half = len(body) // 2
    try:
        handler.wfile.write(body[:half])
        handler.wfile.flush()
        if reply.pause:
            _trickle(handler.wfile.write, body[half:], reply.pause)
        else:
            handler.wfile.write(body[half:])
    except OSError:
        pass  # whoever asked has gone


def _trickle(write: Callable[[bytes], int], rest: bytes, pause: float) -> None:
    """Send a byte at a time, as a server that is neither silent nor done."""
    until = time.monotonic() + pause
    for n in range(len(rest)):
        if time.monotonic() > until:
            return
        time.sleep(0.05)
        write(rest[n : n + 1])
