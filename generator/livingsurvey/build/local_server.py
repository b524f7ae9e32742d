"""The server for writing, as it answers: to this machine's own browser only, with files of the site only."""

import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from livingsurvey.store.theme_files import THEME

#: The names under which a browser on this machine knows the server.
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")

_LONGEST_PATH = 1000
_Start = Callable[[str, list[tuple[str, str]]], Any]
#: What pages of the server load besides their own: its address, where it is in the theme, and its type.
_LOADED = {
    "/livereload/preview.js": ("assets/js/preview.js", "text/javascript"),
    "/livereload/preview.css": ("assets/css/preview.css", "text/css"),
}


class ReloadingServer(LiveReloadServer):
    """MkDocs' server, whose pages are loaded anew by a script of its own: their policy blocks one that is in them."""

    said = ""  # what its pages show of what is wrong: in one line,
    problems: tuple[str, ...] = ()  # and each thing, if there are any

    def _serve_request(self, environ: dict[str, Any], start_response: _Start) -> Iterable[bytes] | None:
        if loaded := _LOADED.get(environ["PATH_INFO"]):
            path, kind = loaded
            start_response("200 OK", [("Content-Type", f"{kind}; charset=utf-8"), ("Cache-Control", "no-cache")])
            return [(THEME / path).read_bytes()]
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        said = f'data-said="{escape(self.said)}" data-problems="{escape(json.dumps(self.problems))}"'
        added = f'<script src="/livereload/preview.js" data-epoch="{epoch}" {said}></script>'
        if self.problems:
            added = f'<link rel="stylesheet" href="/livereload/preview.css">{added}'
        before, end, after = content.rpartition(b"</body>")
        return before + added.encode() + end + after if end else content + added.encode()

    def error_page(self, code: int) -> bytes | None:
        """Return the site's own page of an error, if it has one: it is loaded anew, too, once the error is gone."""
        try:
            return self._inject_js_into_html((Path(self.root) / f"{code}.html").read_bytes(), self._visible_epoch)
        except OSError:
            return None


class LocalServer(ReloadingServer):
    """MkDocs' server, which answers only what it is asked by its own name.

    A page elsewhere can give its own name this machine's address, and would then read the unpublished site. The name
    that the browser has asked for tells: it is refused with 421.
    """

    def show(self, said: str = "", problems: Sequence[str] = ()) -> None:
        """Let open pages be loaded anew, while the next build may go on.

        Args:
            said: in one line, what is wrong with the survey.
            problems: each of them.
        """
        with self._epoch_cond:
            self.said, self.problems = said, tuple(problems)
            self._visible_epoch = self._wanted_epoch = max(self._wanted_epoch, self._visible_epoch + 1)
            self._epoch_cond.notify_all()

    def keep_showing(self) -> None:
        """Let pages be served while a build goes on: the site is there until another one takes its place."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch
            self._epoch_cond.notify_all()

    @property
    def has_changes(self) -> bool:
        """Whether something has changed since the build began."""
        return bool(self._want_rebuild)

    def serve_request(self, environ: dict[str, Any], start_response: _Start) -> Iterable[bytes]:
        """Answer a request.

        Args:
            environ: the request, as WSGI describes it.
            start_response: takes the status and the headers.

        Returns:
            The body.
        """
        if refusal := self._refusal(environ):
            headers = [("Content-Type", "text/plain"), *([("Allow", "GET, HEAD")] if refusal[:3] == "405" else [])]
            start_response(refusal, headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [refusal.encode()]
        body = super().serve_request(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if close := getattr(body, "close", None):
            close()
        return []

    def _refusal(self, environ: dict[str, Any]) -> str | None:
        """With what a request is refused, if it is."""
        port = int(self.server_address[1])
        own = {f"{name}:{port}" for name in OWN_NAMES} | (set(OWN_NAMES) if port == 80 else set())
        if environ.get("HTTP_HOST", "").casefold() not in own:
            return "421 Misdirected Request"
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return "405 Method Not Allowed"
        try:
            path = environ["PATH_INFO"].encode("latin-1").decode()
        except UnicodeError:
            return "400 Bad Request"
        if not path.isprintable():
            return "400 Bad Request"
        return None if self._is_in_site(path) else "404 Not Found"

    def _is_in_site(self, path: str) -> bool:
        """Whether a path is a plain one that does not leave the site, by links neither."""
        odd = "\\" in path or "//" in path or ".." in path.split("/") or not path.startswith("/")
        if odd or len(path) > _LONGEST_PATH:
            return False
        try:
            site = Path(self.root).resolve()
            return (site / path.lstrip("/")).resolve().is_relative_to(site)
        except (OSError, RuntimeError):  # links in a circle
            return False
