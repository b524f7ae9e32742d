"""The server for writing, as it answers: to this machine's own browser only, with files of the site only."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

#: The names under which a browser on this machine knows the server.
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")

_LONGEST_PATH = 1000
_Start = Callable[[str, list[tuple[str, str]]], Any]


class LocalServer(LiveReloadServer):
    """MkDocs' server, which answers only what it is asked by its own name.

    A page elsewhere can give its own name this machine's address, and would then read the unpublished site. The name
    that the browser has asked for tells: it is refused with 421.
    """

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
