"""The search of a survey as it grows: ``python -m tests.bench.search [papers ...]``.

The content is grown, and its index is made as a build makes it; a page of the real site answers from it, opened from a
folder, in a browser. Bytes are those of the files that are loaded, the engine's own scripts among them.
"""

import gc
import json
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import unquote, urlsplit

from livingsurvey.search.documents import Field, IndexedDocument
from livingsurvey.search.engine import Engine
from livingsurvey.search.form import RECORDS
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.index_writer import IndexWriter
from playwright.sync_api import Browser, Page, sync_playwright
from rich.console import Console

from tests.bench import ranking
from tests.bench.explore import browser_path
from tests.bench.grow import grow
from tests.builders import REPOSITORY
from tests.search.scripts import write_files

SIZES = (535, 10_000)
_BUDGETS = {535: 150, 10_000: 300, 100_000: 600}  # kilobytes before the first answer
_KEY = {535: 30, 10_000: 30, 100_000: 60}  # milliseconds from a key press to its answer
_QUERIES = (
    "speculative decoding",
    "kv cache evicton",
    "mixture of experts serving",
    "large language models",
    "author:wang",
    "quantization aware training of small models on phones",
)
_SLOW = 4  # how many times slower a telephone is
_RUNS = 3
_SEEN = """addEventListener('DOMContentLoaded', () => new MutationObserver(() => {
  if (document.querySelector('.search__item')) window.seen ??= performance.now();
}).observe(document.body, {childList: true, subtree: true}));"""
_ASK = """query => {
  const input = document.querySelector('#search-input'), start = performance.now();
  input.focus();
  input.value = query;
  input.dispatchEvent(new Event('input', {bubbles: true}));
  return start;
}"""
_SHOWN = """query => survey.search.loadEngine().then(engine => engine.search(query, 6)).then(
  found => found.first(6))"""
_TYPE = """queries => survey.search.loadEngine().then(async engine => {
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    const found = await engine.search(query, 6);
    await engine.records(found.first(6));
    times.push(performance.now() - start);
  }
  return times;
})"""
_FIELDS = {"title": Field(4, 0.4, placed=True), "text": Field(1, 0.7, placed=True)}


def indexed(root: Path) -> dict[str, float]:
    """Make the index of a survey in a process of its own: seconds, megabytes of memory, and of the index.

    Args:
        root: of the survey; the index is put into its ``site``.
    """
    command = [sys.executable, "-m", "tests.bench.search", "--index", str(root)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _index(root: Path) -> dict[str, float]:
    from livingsurvey.analysis import derive
    from livingsurvey.site.explore.search_data import export_search
    from livingsurvey.store import load

    survey = load(root).survey
    assert survey is not None
    analysis = derive(survey)
    gc.set_threshold(100_000, 50, 50)  # as processes of a build do
    gc.freeze()
    start = perf_counter()
    files = export_search(survey, analysis)
    seconds = perf_counter() - start
    write_files(files, root / "site")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "papers": len(survey.papers),
        "seconds": seconds,
        "memory": used,
        "size": sum(map(len, files.values())) / 1e6,
    }


def answered(site: Path) -> dict[str, float]:
    """Ask in a page that is opened from a folder: kilobytes and milliseconds of the first answer, and of key presses.

    Args:
        site: with the index that is asked.
    """
    with sync_playwright() as playwright:
        options = {"executable_path": browser_path(), "args": ["--no-sandbox", "--disable-gpu"]}
        first = [_first(playwright.chromium.launch(**options), site, query, 1) for query in _QUERIES]
        slow = [_first(playwright.chromium.launch(**options), site, query, _SLOW) for query in _QUERIES]
        runs = [_pressed(playwright.chromium.launch(**options), site) for _ in range(_RUNS)]
        times = [median(times) for times in zip(*runs, strict=True)]
    return {
        "first": median(time for time, _ in first),
        "slow": median(time for time, _ in slow),
        "loaded": max(size for _, size in first),
        "key": max(times),
        "key median": median(times),
    }


def _opened(browser: Browser, site: Path) -> Page:
    page = browser.new_page()
    page.add_init_script(_SEEN)
    page.goto((site / "about.html").as_uri())
    return page


def _pressed(browser: Browser, site: Path) -> list[float]:
    """Milliseconds from each key press to its answer, in a new browser, but for the first, which loads the engine."""
    times: list[float] = _opened(browser, site).evaluate(_TYPE, list(_typed()))
    browser.close()
    return times[1:]


def _first(browser: Browser, site: Path, query: str, slower: int) -> tuple[float, float]:
    """Milliseconds from typing until the first answer is shown, in a new browser, and kilobytes loaded until then."""
    page = _opened(browser, site)
    if slower > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    files: list[Path] = []
    page.on("request", lambda request: files.append(Path(unquote(urlsplit(request.url).path))))
    start = page.evaluate(_ASK, query)
    page.wait_for_selector(".search__item")
    time = page.evaluate("window.seen") - start
    shown = {f"d{number // RECORDS}" for number in page.evaluate(_SHOWN, query)}
    browser.close()
    size = sum(path.stat().st_size for path in set(files) if path.suffix == ".js" and _is_needed(path, shown))
    return time, size / 1000


def _is_needed(path: Path, shown: set[str]) -> bool:
    """Whether a file is loaded before the first answer: not texts for snippets, nor records of papers further down."""
    if path.parent.name != "search" or path.parent.parent.name != "data":
        return True
    return path.stem in shown or path.stem[0] not in "dt"


def _typed() -> Iterator[str]:
    """Some two hundred queries, as they come letter by letter."""
    for query in _QUERIES:
        yield from (query[:n] for n in range(2, len(query) + 1))


def measure(site: Path, folder: Path, papers: int) -> dict[str, float]:
    """Measure a survey of so many papers.

    Args:
        site: of the real survey, whose pages and scripts are taken.
        folder: for what is made.
        papers: how many.
    """
    root = folder / f"search-{papers}"
    grow(REPOSITORY, root, papers)
    shutil.copytree(site / "assets", root / "site/assets")
    for page in ("about.html", "404.html"):
        shutil.copy(site / page, root / "site")
    return indexed(root) | answered(root / "site")


def rows(figures: Sequence[dict[str, float]]) -> list[tuple[str, str, str]]:
    """What was measured, for a table: what, figure and budget."""
    found = []
    for run in figures:
        papers = int(run["papers"])
        what, key = f"search, {papers} papers", f"{_KEY.get(papers, 60)} ms"
        found += [
            (f"{what}: index made", f"{run['seconds']:.1f} s", f"{papers / 1000:.1f} s"),
            (f"{what}: memory for it, and size", f"{run['memory']:.0f} MB; {run['size']:.1f} MB", ""),
            (f"{what}: loaded before the first answer", f"{run['loaded']:.0f} KB", f"{_BUDGETS.get(papers, 600)} KB"),
            (f"{what}: first answer, from a folder", f"{run['first']:.0f} ms", "150 ms"),
            (f"{what}: the same, {_SLOW} times slower", f"{run['slow']:.0f} ms", "600 ms"),
            (f"{what}: key press, median and worst", f"{run['key median']:.0f}; {run['key']:.0f} ms", key),
        ]
    return found


def own(collection: ranking.Collection) -> ranking.Engine:
    """Return this generator's engine over a collection.

    Args:
        collection: whose documents are indexed; their texts begin with their titles, which count once.
    """
    documents = [
        IndexedDocument(
            key, "", {"title": [one.title], "text": [one.text.removeprefix(one.title)]}, record=(one.title,)
        )
        for key, one in collection.documents.items()
    ]
    engine = Engine(IndexReader(IndexWriter("en", _FIELDS).files(documents, {}).__getitem__))

    def _answer(queries: Sequence[str]) -> list[list[str]]:
        found = [engine.search(query).hits for query in queries]
        return [[engine.reader.row("d", hit.document)[0] for hit in hits] for hits in found]

    return _answer


def main() -> None:
    """Measure, and print."""
    if sys.argv[1:2] == ["--index"]:
        print(json.dumps(_index(Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        sizes = map(int, sys.argv[1:]) if sys.argv[1:] else SIZES
        figures = [measure(REPOSITORY / "site", Path(folder), size) for size in sizes]
    for row in rows(figures):
        Console(width=110).print(*row, sep="  ")


if __name__ == "__main__":
    main()
