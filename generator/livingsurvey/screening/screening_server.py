"""The server of the page of screening: for the browser of this machine only, and for whoever has its token."""

import hmac
import json
import secrets
import sys
import threading
import traceback
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from livingsurvey.build.local_server import OWN_NAMES
from livingsurvey.model.errors import SurveyError
from livingsurvey.screening.page_files import PageFiles
from livingsurvey.screening.request_bodies import RequestRefusedError
from livingsurvey.screening.screening_api import ScreeningApi
from livingsurvey.screening.screening_session import ScreeningSession, StaleEditError

#: The most bytes of a request's body.
MOST_BYTES = 1_000_000
#: The header with the token that the page was given.
TOKEN_HEADER = "X-Survey-Token"

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_JSON, _TEXT = "application/json; charset=utf-8", "text/plain; charset=utf-8"
_LONGEST_PATH = 4000
_MOST_AT_ONCE = 64  # requests that are answered; a browser sends six at once
#: What answers a request: the body, and its type.
_Work = Callable[[], tuple[bytes, str]]


class ScreeningServer(ThreadingHTTPServer):
    """Serves one survey on 127.0.0.1.

    Args:
        session: the survey while it is screened.
        port: 0 for any that is free.
        reader: who screens, unless the page says otherwise.

    Raises:
        OSError: when the port cannot be used.
    """

    daemon_threads = True

    def __init__(self, session: ScreeningSession, port: int = 0, reader: str = "") -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.session = session
        self.reader = reader
        self.token = secrets.token_urlsafe(24)
        self.api = ScreeningApi(session.root, session)
        self.files = PageFiles(session.root)
        self._room = threading.BoundedSemaphore(_MOST_AT_ONCE)
        threading.Thread(target=self._prepare, daemon=True).start()

    def _prepare(self) -> None:
        """What the first candidate needs is learned while the page is opened."""
        with self.session.lock:
            _ = self.session.ranked
        self.session.learn()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer a request in a thread of its own, unless there are far more than a browser sends."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a request, and make room for another."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    @property
    def address(self) -> str:
        """What to open in a browser: with the token, without which nothing is shown."""
        return f"http://127.0.0.1:{self.server_port}/?token={self.token}"

    @property
    def own_hosts(self) -> set[str]:
        """How a browser on this machine names the server."""
        bare = set(OWN_NAMES) if self.server_port == 80 else set()
        return {f"{name}:{self.server_port}" for name in OWN_NAMES} | bare


class _Handler(BaseHTTPRequestHandler):
    server: ScreeningServer
    server_version = "survey"
    sys_version = ""
    timeout = 60  # seconds in which a request must come

    def do_GET(self) -> None:
        """Answer with the page, a file of it, or data."""
        self._answer(self._got)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Do what the page asks for, and what follows from it when the page has its answer."""
        self._answer(self._posted)
        self.server.session.catch_up()

    def _answer(self, work: _Work) -> None:
        """Do the work of a request, and answer whatever goes wrong in words."""
        try:
            self._refuse_strangers()
            body, kind = work()
            self._send(200, body, kind)
        except RequestRefusedError as error:
            self._say(error.status, str(error))
        except StaleEditError as error:
            self._say(409, str(error))
        except SurveyError as error:
            self._say(400, str(error))
        except (BrokenPipeError, ConnectionError, TimeoutError):
            self.close_connection = True  # nobody reads the answer any more
        except OSError as error:
            self._say(503, f"Nothing was changed: {error.strerror or 'a file cannot be read or written'}.")
        except Exception:  # a fault of this program: the browser learns no more than that
            traceback.print_exc(file=sys.stderr)
            self._say(500, "Something is wrong in this program; nothing was changed. The terminal says more.")

    def _refuse_strangers(self) -> None:
        """A page elsewhere can give its own name this machine's address: the name that was asked for tells."""
        if self.headers.get("Host", "").casefold() not in self.server.own_hosts:
            raise RequestRefusedError("This server answers to its own name only.", 421)
        if len(self.path) > _LONGEST_PATH:
            raise RequestRefusedError("The address is too long.", 414)
        elsewhere = self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        if elsewhere and _parts(self.path).path != "/":  # the page may be opened by a link, with its token
            raise RequestRefusedError("Only the page of this server may ask for this.", 403)

    def _got(self) -> tuple[bytes, str]:
        address = _parts(self.path)
        try:
            query = dict(parse_qsl(address.query, errors="replace", max_num_fields=20))
        except ValueError as error:
            raise RequestRefusedError("The address asks for too much.") from error
        if address.path.startswith("/api/"):
            return _as_json(self.server.api.asked(address.path, query)), _JSON
        if address.path == "/":
            self._refuse_without(query.get("token", ""))
            with self.server.session.lock:
                name = self.server.session.survey.settings.name
            page = self.server.files.page(self.server.token, name, query.get("reader") or self.server.reader)
            return page, "text/html; charset=utf-8"
        found = self.server.files.asset(address.path)
        if found is None:
            raise RequestRefusedError("There is nothing at this address.", 404)
        return found

    def _posted(self) -> tuple[bytes, str]:
        self._refuse_without(self.headers.get(TOKEN_HEADER, ""))
        origin = self.headers.get("Origin")
        if origin is not None and _parts(origin).netloc.casefold() not in self.server.own_hosts:
            raise RequestRefusedError("Only the page of this server may ask for this.", 403)
        if self.headers.get_content_type() != "application/json":
            raise RequestRefusedError("Send JSON, and say so: Content-Type: application/json.", 415)
        return _as_json(self.server.api.sent(_parts(self.path).path, self._body())), _JSON

    def _refuse_without(self, token: str) -> None:
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()):
            said = "The token is wrong: open the address that «survey screen» printed last."
            raise RequestRefusedError(said, 403)

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            raise RequestRefusedError("The request does not say how long it is.", 411)
        if len(length) > 10 or int(length) > MOST_BYTES:
            raise RequestRefusedError(f"The request is larger than {MOST_BYTES:,} bytes.", 413)
        return self._read(int(length))

    def _read(self, length: int) -> bytes:
        """Read a body piece by piece: one that trickles must not keep a thread for ever."""
        data, end = bytearray(), monotonic() + self.timeout
        while len(data) < length:
            piece = self.rfile.read1(length - len(data))
            if not piece or monotonic() > end:
                raise RequestRefusedError("The request did not come to its end.", 408)
            data += piece
        return bytes(data)

    def _say(self, status: int, message: str) -> None:
        if self.path.startswith("/api/"):
            self._send(status, _as_json({"error": message}), _JSON)
        else:
            self._send(status, f"{message}\n".encode(), _TEXT)

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests: the terminal is for what a person should know."""


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError as error:
        raise RequestRefusedError("That is no address.") from error


def _as_json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
