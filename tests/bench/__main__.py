"""Measures speed, memory and sizes on the real survey: ``make bench``. Prints a table, writes JSON.

Figures are medians of runs in fresh processes; the two builds that are compared run in turn.
"""

import json
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.explore import measure
from tests.bench.grow import grow
from tests.bench.intake import identity, intake
from tests.bench.screening import short_figures
from tests.builders import REPOSITORY

RUNS = 5
BUILDS = 3
SIZES = (535, 1000, 2000, 5000)
STAGES = ("load", "check", "analysis", "pages", "write")
SURVEY = [sys.executable, "-c", "from livingsurvey.cli import main; main()"]

Rows = list[tuple[str, str, str]]


def main() -> None:
    """Run every measurement and print the tables."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder) / "survey"
        _copy(root)
        figures["stages"] = [_stages(root) for _ in range(RUNS)]
        figures["builds"] = _compare_builds(root)
        figures["serve"] = _serve(root)
        figures["sizes"] = _sizes(root / "site")
        figures["explore"] = [measure(root / "site", Path(folder), size) for size in (SIZES[0], 10_000)]
        figures["intake"] = [intake(Path(folder), count) for count in (2500, 10_000)]
        figures["identity"] = identity()
        figures["screening"] = short_figures()
        figures["growth"] = [_grown(Path(folder) / str(size), size) for size in SIZES]
    console = Console(width=110)
    console.print(_table("Measured", ("what", "figure", "budget"), _rows(figures)))
    console.print(_table("Milliseconds per paper as the collection grows", ("papers", *STAGES), _growth_rows(figures)))
    target = REPOSITORY / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1))
    console.print(f"Written to {target.relative_to(REPOSITORY)}.")


def _copy(root: Path) -> None:
    root.mkdir()
    shutil.copytree(REPOSITORY / "content", root / "content")
    shutil.copy(REPOSITORY / "mkdocs.yml", root)


def _stages(root: Path) -> dict[str, Any]:
    shutil.rmtree(root / "build", ignore_errors=True)
    command = [sys.executable, "-m", "tests.bench.stages", str(root)]
    output = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    measured: dict[str, Any] = json.loads(output)
    return measured


def _compare_builds(root: Path) -> dict[str, Any]:
    """Time `survey build` as `make site` runs it, from nothing and unchanged, and a bare `mkdocs build`."""
    config = (root / "mkdocs.yml").read_text()
    bare = root / "bare.yml"
    without_plugin = config.replace("plugins:\n  - survey\n", "plugins: []\n")
    assert without_plugin != config
    bare.write_text(without_plugin.replace("docs_dir: content/pages", "docs_dir: build/docs"))
    whole, unchanged, alone = [], [], []
    build = [*SURVEY, "build", "--strict"]
    for _ in range(BUILDS):
        shutil.rmtree(root / "build", ignore_errors=True)
        whole.append(_timed(root, build))
        unchanged.append(_timed(root, build))
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(bare), "-d", str(root / "bare")]
        alone.append(_timed(root, command))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"whole": whole, "unchanged": unchanged, "bare": alone, "megabytes": peak}


def _timed(root: Path, command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=root, capture_output=True, check=True)
    return perf_counter() - start


def _serve(root: Path) -> list[tuple[float, float]]:
    """Seconds from saving one paper's file until the served page shows it, and until all that is served does."""
    paper = sorted((root / "content" / "papers").glob("*.md"))[100]
    original = paper.read_text()
    seconds = []
    with _server(root) as base:
        url = f"{base}papers/{paper.stem}.html"
        _wait(lambda: original.splitlines()[2][10:20] in _get(url))
        for number in range(RUNS):
            word = f"benchword{number}"
            start = perf_counter()
            paper.write_text(re.sub("\nsummary: (['\"]?)", rf"\g<0>{word} ", original, count=1))
            _wait(lambda word=word: word in _get(url))
            shown = perf_counter() - start
            _wait(lambda word=word: word in _get(f"{base}assets/explore-data.js"), every=0.2)
            seconds.append((shown, perf_counter() - start))
            sleep(0.5)
    paper.write_text(original)
    return seconds


@contextmanager
def _server(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*SURVEY, "serve", "--root", str(root), "--port", str(port)]
    process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait()


def _get(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(ready: Callable[[], bool], every: float = 0.02) -> None:
    end = perf_counter() + 60
    while not ready():
        if perf_counter() > end:
            raise TimeoutError("the served page did not change within a minute")
        sleep(every)


def _sizes(site: Path) -> dict[str, int]:
    pages = [path.stat().st_size for path in (site / "papers").glob("*.html") if path.name != "index.html"]
    return {
        "largest paper page": max(pages),
        "median paper page": int(statistics.median(pages)),
        "search index": sum(
            (site / "assets" / f"{name}.js").stat().st_size for name in ("explore-data", "search-index")
        ),
        "whole site": sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
    }


def _grown(target: Path, size: int) -> dict[str, Any]:
    grow(REPOSITORY, target, size)
    measured = _stages(target)
    shutil.rmtree(target)
    return measured


def _rows(figures: dict[str, Any]) -> Rows:
    stages = figures["stages"]
    builds = figures["builds"]
    whole, bare = statistics.median(builds["whole"]), statistics.median(builds["bare"])
    ratio = statistics.median(a / b for a, b in zip(builds["whole"], builds["bare"], strict=True))
    ours = statistics.median(sum(run["stages"].values()) for run in stages)
    rows = [(f"{name}", f"{statistics.median(r['stages'][name] for r in stages):.3f} s", "") for name in STAGES]
    rows += [
        ("all of ours, from nothing", f"{ours:.2f} s", "1.0 s"),
        ("all of ours, nothing changed", f"{statistics.median(r['unchanged'] for r in stages):.3f} s", "0.3 s"),
        ("importing libraries (not in the above)", f"{statistics.median(r['imports'] for r in stages):.2f} s", ""),
        ("whole build, process and all", f"{whole:.1f} s", ""),
        ("whole build, nothing changed", f"{statistics.median(builds['unchanged']):.2f} s", "0.5 s"),
        ("bare mkdocs build of the same pages", f"{bare:.1f} s", ""),
        ("whole / bare, median of pairs", f"{ratio:.2f}", "1.20"),
        ("serve: save to rebuilt page", f"{statistics.median(page for page, _ in figures['serve']):.2f} s", "1.5 s"),
        ("serve: save to all rebuilt", f"{statistics.median(all_ for _, all_ in figures['serve']):.2f} s", ""),
        ("memory, whole build", f"{builds['megabytes']:.0f} MB", "300 MB"),
    ]
    rows += [row for run in figures["explore"] for row in _explore_rows(run)]
    rows += _intake_rows(figures) + _screening_rows(figures["screening"])
    budgets = {"largest paper page": "40 KB", "search index": "2500 KB"}
    return rows + [(k, f"{v / 1000:.0f} KB", budgets.get(k, "")) for k, v in figures["sizes"].items()]


def _explore_rows(run: dict[str, Any]) -> Rows:
    """The page of all papers over so many papers: until it can be used, and until a key press is answered."""
    papers, answer = run["papers"], "100 ms" if run["papers"] < 1000 else "200 ms"
    budgets = {"ready: facts": "1000 ms", "key: median": answer, "key: worst": answer}
    timed = [name for name in run if name.startswith(("ready", "key"))]
    return [(f"explore, {papers} papers, {name}", f"{run[name]:.0f} ms", budgets.get(name, "")) for name in timed]


def _intake_rows(figures: dict[str, Any]) -> Rows:
    """Taking in bibliographies of so many entries, and how well their works are told apart."""
    budgets = {2500: "5 s", 10_000: "20 s"}
    rows: Rows = []
    for run in figures["intake"]:
        what = f"ingest, {run['entries']} entries"
        rows.append((what, f"{run['seconds']:.1f} s", budgets.get(run["entries"], "")))
        rows.append((f"{what}, memory", f"{run['megabytes']:.0f} MB", "500 MB"))
    told = figures["identity"]
    rows.append((f"identity, {told['records']} records, sensitivity", f"{told['sensitivity']:.3f}", "0.970"))
    rows.append((f"identity, {told['records']} records, specificity", f"{told['specificity']:.4f}", "0.999"))
    return rows


def _screening_rows(run: dict[str, float]) -> Rows:
    """Ranking so many texts by what was decided, and how much reading that saves where there are collections."""
    what = f"ranking, {run['texts']} texts"
    rows = [
        (what, f"{run['seconds']:.1f} s", "10 s"),
        (f"{what}, memory", f"{run['megabytes']:.0f} MB", "500 MB"),
        (f"{what}, one more decision", f"{1000 * run['again']:.0f} ms", "1000 ms"),
    ]
    return rows + ([("screening, mean WSS@95", f"{run['saved']:.3f}", "0.620")] if "saved" in run else [])


def _growth_rows(figures: dict[str, Any]) -> list[tuple[str, ...]]:
    return [
        (str(run["papers"]), *(f"{1000 * run['stages'][stage] / run['papers']:.2f}" for stage in STAGES))
        for run in figures["growth"]
    ]


def _table(title: str, heads: tuple[str, ...], rows: Any) -> Table:
    table = Table(title=title, title_justify="left")
    for number, head in enumerate(heads):
        table.add_column(head, justify="left" if number == 0 else "right")
    for row in rows:
        table.add_row(*row)
    return table


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
