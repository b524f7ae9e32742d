"""Other people's search engines in a browser, over one collection: MiniSearch, Lunr, FlexSearch, Orama, Pagefind.

Each makes its index, which a server has for the page that searches, as a static site would. The engines are packages of
``tests/scripts/package.json``, what is done with each is in ``tests/scripts/ranking-engines.js``.
"""

import gzip
import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser

from tests.browser.launch import launched
from tests.builders import REPOSITORY

if TYPE_CHECKING:
    from tests.bench.ranking import Document, Engine

_SCRIPTS = REPOSITORY / "tests" / "scripts"
_PACKAGES = _SCRIPTS / "node_modules"
_LIBRARIES = {
    "minisearch": "minisearch/dist/umd",
    "lunr": "lunr",
    "flexsearch": "flexsearch/dist",
    "orama": "@orama/orama/dist/browser",
}
_FIRST = 9  # words that are asked for, each in a new page, to see what is loaded
_SHOWN = 10  # documents that are looked at then
_ASKED = "async asked => (await import('/ranking-engines.js')).answers(...asked)"
_MADE = "async name => (await import('/ranking-engines.js')).make(name)"
_NAMES = "async () => (await import('/ranking-engines.js')).names()"
_PAGE = "<!doctype html><html lang=en><title>{title}</title><body><h1>{title}</h1><p>{text}</p></body></html>"
_OF_ENGINES = ("/lib/", "/index/", "/pagefind/")
_KINDS = {".html": "text/html", ".js": "text/javascript", ".json": "application/json"}


@contextmanager
def measure(documents: Mapping[str, "Document"]) -> Iterator[Iterator[tuple[str, "Engine", int]]]:
    """Give each engine: its name, what answers questions, and the bytes that it loads until it answers the first.

    These are compressed, as servers send them: the median over some questions of one word, of ten documents each.

    Args:
        documents: by id, what engines know.
    """
    with tempfile.TemporaryDirectory(prefix="ranking-") as folder, launched() as browser:
        root = Path(folder)
        _fill(root, documents)
        with _served(root) as (address, sent):
            page = _Page(browser, address, sent)
            yield (_engine(page, root, documents, name) for name in page.ask(_NAMES))


def _fill(root: Path, documents: Mapping[str, "Document"]) -> None:
    """Put there what pages load, and let Pagefind read one page a document."""
    for name, place in _LIBRARIES.items():
        shutil.copytree(_PACKAGES / place, root / "lib" / name)
    shutil.copy(_SCRIPTS / "ranking-engines.js", root)
    (root / "index.html").write_text("<!doctype html><title>Engines</title>")
    known = [{"id": key, "title": one.title, "text": one.text} for key, one in documents.items()]
    (root / "documents.json").write_text(json.dumps(known))
    (root / "index").mkdir()
    pages = root / "pages"
    pages.mkdir()
    for key, one in documents.items():
        (pages / f"{key}.html").write_text(_PAGE.format(title=escape(one.title), text=escape(one.text)))
    command = (_PACKAGES / ".bin" / "pagefind", "--site", pages, "--output-path", root / "pagefind")
    subprocess.run(list(map(str, command)), check=True, capture_output=True)


class _Page:
    """Asks in new pages."""

    def __init__(self, browser: Browser, address: str, sent: dict[str, int]) -> None:
        self._browser = browser
        self._address = address
        self._sent = sent

    def ask(self, script: str, value: Any = None) -> Any:
        """What a script returns of a value, in a new page, which knows nothing of those before."""
        self._sent.clear()
        page = self._browser.new_page()
        page.goto(self._address)
        found = page.evaluate(script, value)
        page.close()
        return found

    def loaded(self) -> int:
        """The bytes that the last page has loaded for its engine."""
        return sum(size for path, size in self._sent.items() if path.startswith(_OF_ENGINES))


def _engine(page: _Page, root: Path, documents: Mapping[str, "Document"], name: str) -> tuple[str, "Engine", int]:
    made, path = page.ask(_MADE, name), ""
    if made:
        path = f"/index/{len(list((root / 'index').iterdir()))}.json"
        (root / path[1:]).write_text(made)

    def _answers(queries: Sequence[str]) -> list[list[str]]:
        found: list[list[str]] = page.ask(_ASKED, [name, path, list(queries), len(documents)])
        return found

    sizes = []
    for word in _words(documents):
        page.ask(_ASKED, [name, path, [word], _SHOWN])
        sizes.append(page.loaded())
    return name, _answers, int(median(sizes))


def _words(documents: Mapping[str, "Document"]) -> list[str]:
    """Some words of titles, each of another part of the collection."""
    titles = [one.title for one in documents.values() if one.title]
    some = titles[:: max(1, len(titles) // _FIRST)][:_FIRST]
    return [max(title.split(), key=len) for title in some]


@contextmanager
def _served(root: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Serve a folder, compressed; gives the address, and the bytes sent by path."""
    sent: dict[str, int] = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, root, sent)) as host:
        Thread(target=host.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{host.server_port}/index.html", sent
        host.shutdown()


class _Counting(BaseHTTPRequestHandler):
    """Sends files of a folder, and counts their bytes."""

    def __init__(self, root: Path, sent: dict[str, int], *rest: Any) -> None:
        """Take the folder, and where to count."""
        self._root, self._sent = root, sent
        super().__init__(*rest)

    def do_GET(self) -> None:
        """Send a file; what is text, compressed, as hosts of static sites do."""
        path = self.path.partition("?")[0]
        file = self._root / path[1:]
        if not file.is_file():
            return self.send_error(404)
        content, kind = file.read_bytes(), _KINDS.get(file.suffix)
        self.send_response(200)
        self.send_header("Content-Type", kind or "application/octet-stream")
        if kind:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self._sent[path] = len(content)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def log_message(self, *args: Any) -> None:
        """Say nothing."""
