"""The page of all papers in a browser: how soon it is ready, and how soon a key press is answered, as the survey grows.

The scripts with the data are grown, not the content: what the page does depends on nothing else.
"""

import json
import random
import re
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from livingsurvey.search.documents import Field, IndexedDocument
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.index_writer import IndexWriter
from livingsurvey.site.explore.search_data import FOLDER, PATH
from playwright.sync_api import Page, sync_playwright

from tests.browser.find import NoBrowser, find_browser

TYPED = ("quantization of kv cache", "speculativ decodng", "mixture of experts serving")
_BEGIN = "((window.survey??={}).data??={})."
_FIELDS = {"title": Field(4, 0.4, placed=True), "abstract": Field(1, 0.7, placed=True)}
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_NOTED = """new MutationObserver(() => {
  const root = document.querySelector('[data-explore]');
  if (!root || !root.dataset.ready) return;
  window.noted = window.noted || {};
  window.noted[root.dataset.ready] ??= performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready']});"""
_TYPE = """async texts => {
  const root = document.querySelector('[data-explore]');
  const input = document.querySelector('[data-query]'), list = document.querySelector('[data-list]'), times = [];
  for (const text of texts) for (let n = 1; n <= text.length; n++) {
    const shown = new Promise(done => root.addEventListener('searched', done, {once: true}));
    const start = performance.now();
    input.value = text.slice(0, n);
    input.dispatchEvent(new Event('input'));
    await shown;
    list.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times;
}"""


def grow_data(site: Path, target: Path, papers: int) -> None:
    """Copy the site's assets and its page of all papers to ``target``, with data of so many papers.

    Each paper has its own file too, which its card asks for when a link of it keeps the focus or the pointer.
    """
    shutil.copytree(site / "assets", target / "assets")
    shutil.copytree(site / "data/papers", target / "data/papers", ignore=shutil.ignore_patterns("*.bib"))
    (target / FOLDER).mkdir()
    for page in ("explore.html", "404.html"):
        shutil.copy(site / page, target)
    facts = _read(site / "assets/explore-data.js", "papers")
    texts = _texts(site)
    known = len(texts)
    chance, rows = random.Random(papers), facts["papers"]
    sentences = [sentence for text in texts.values() for sentence in _SENTENCE.split(text)]
    title, key = facts["columns"].index("title"), facts["columns"].index("key")
    for number in range(len(rows), papers):
        made = list(chance.choice(rows[:known]))
        words = f"{made[title]} {chance.choice(rows)[title]}".split()
        made[title] = f"{_name(number)}: {' '.join(chance.sample(words, min(9, len(words))))}"
        like, made[key] = made[key], f"{made[key]}-{number}"
        shutil.copy(target / f"data/papers/{like}.js", target / f"data/papers/{made[key]}.js")
        rows.append(made)
        texts[made[key]] = " ".join(chance.sample(sentences, 7))
    _write(target / "assets/explore-data.js", "papers", facts)
    named = [dict(zip(facts["columns"], row, strict=True)) for row in rows]
    _write_index(target, [(row["key"], row["published"] or "", row["title"], texts[row["key"]]) for row in named])


def _texts(site: Path) -> dict[str, str]:
    """What is shown of each paper, by its key."""
    reader = IndexReader(lambda name: (site / _path(name)).read_bytes())
    return {reader.row("d", number)[0]: reader.row("t", number) for number in range(reader.count)}


def _path(name: str) -> str:
    """Where a part of the search index is."""
    return PATH if name == "index" else f"{FOLDER}{name}.js"


def _write_index(target: Path, papers: list[tuple[str, str, str, str]]) -> None:
    """Index papers by their titles and abstracts."""
    documents = [
        IndexedDocument(key, date, {"title": [title], "abstract": [text]}, record=(title, "", 0), shown=text)
        for key, date, title, text in papers
    ]
    for name, part in IndexWriter("en", _FIELDS).files(documents, {}).items():
        (target / _path(name)).write_bytes(part)


def _name(number: int) -> str:
    """A made-up word, another for each number: a survey that grows also grows in words."""
    sounds = "ba ke lo mi nu ra se to vi zu".split()
    return "".join(sounds[int(digit)] for digit in str(number * 7919)).capitalize()


def _read(path: Path, name: str) -> Any:
    data = path.read_text().partition("\n")[0]  # the mark of the build comes after it
    return json.loads(data.removeprefix(f"{_BEGIN}{name}=").removesuffix(";"))


def _write(path: Path, name: str, data: Any) -> None:
    path.write_text(f"{_BEGIN}{name}={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n")


def measure(site: Path, folder: Path, papers: int) -> dict[str, Any]:
    """Open the page over so many papers from a server; milliseconds until it is ready and per key press."""
    target = folder / f"explore-{papers}"
    grow_data(site, target, papers)
    with (
        sync_playwright() as playwright,
        ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=target)) as host,
    ):
        Thread(target=host.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(_NOTED)
        figures = _figures(page, f"http://127.0.0.1:{host.server_port}/explore.html")
        browser.close()
        host.shutdown()
    index = sum(path.stat().st_size for path in (target / PATH, *(target / FOLDER).iterdir()))
    sizes = {"explore-data.js": (target / "assets/explore-data.js").stat().st_size, "search index": index}
    return {"papers": papers, **figures, **sizes}


def _figures(page: Page, address: str) -> dict[str, float]:
    ready: dict[str, float] = {}
    for _ in range(3):  # the first opening also starts the browser
        page.goto(address)
        page.wait_for_selector("[data-ready]", timeout=120_000)
        page.dispatch_event("[data-query]", "focus")
        page.wait_for_selector("[data-ready=search]", timeout=120_000)
        ready = page.evaluate("window.noted")
    times = page.evaluate(_TYPE, list(TYPED))
    return {
        **{f"ready: {name}": time for name, time in ready.items()},
        "key: median": median(times),
        "key: worst": max(times),
    }


def browser_path() -> Path | None:
    """Return the browser of this machine, or nothing: then Playwright takes its own."""
    try:
        return find_browser()
    except NoBrowser:
        return None


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""
