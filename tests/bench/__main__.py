"""Measures speed, memory and sizes on the real survey: ``make bench``. Prints a table, writes JSON.

Figures are medians of runs in fresh processes.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench import ranking
from tests.bench import search as searching
from tests.bench.builds import Builds, measure
from tests.bench.builds import table as build_table
from tests.bench.explore import measure as measure_page
from tests.bench.grow import grow
from tests.bench.intake import identity, intake
from tests.bench.living import living, living_rows
from tests.bench.process import put_aside
from tests.bench.search_fuzz import measure as measure_fuzz
from tests.bench.search_fuzz import rows as fuzz_rows
from tests.builders import REPOSITORY

RUNS = 5
SIZES = (535, 1000, 2000, 5000)
STAGES = ("load", "check", "analysis", "pages", "write")

Rows = list[tuple[str, str, str]]


def main() -> None:
    """Run every measurement and print the tables."""
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        builds = Builds(Path(folder))
        root, rows = builds.real, list(measure(builds))
        figures["builds"] = [row._asdict() for row in rows]
        figures["stages"] = [_stages(root) for _ in range(RUNS)]
        figures["sizes"] = _sizes(root / "site")
        figures["explore"] = [measure_page(root / "site", Path(folder), size) for size in (SIZES[0], 10_000)]
        figures["search"] = [searching.measure(root / "site", Path(folder), size) for size in searching.SIZES]
        figures["random queries"] = measure_fuzz()
        figures["intake"] = [intake(Path(folder), count) for count in (2500, 10_000)]
        figures["identity"] = identity()
        figures["living"] = living()
        figures["growth"] = [_grown(Path(folder) / str(size), size) for size in SIZES]
    console = Console(width=110)
    console.print(build_table(rows))
    console.print(_table("Measured", ("what", "figure", "budget"), _rows(figures)))
    if ranking.COLLECTION.is_dir():
        collection = ranking.load_collection(ranking.COLLECTION)
        console.print(ranking.table(list(ranking.rows(collection, searching.own(collection)))))
    console.print(_table("Milliseconds per paper as the collection grows", ("papers", *STAGES), _growth_rows(figures)))
    target = REPOSITORY / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=1))
    console.print(f"Written to {target.relative_to(REPOSITORY)}.")


def _stages(root: Path) -> dict[str, Any]:
    put_aside(root, "build")
    command = [sys.executable, "-m", "tests.bench.stages", str(root)]
    output = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, text=True).stdout
    measured: dict[str, Any] = json.loads(output)
    return measured


def _sizes(site: Path) -> dict[str, int]:
    pages = [path.stat().st_size for path in (site / "papers").glob("*.html") if path.name != "index.html"]
    return {
        "largest paper page": max(pages),
        "median paper page": int(statistics.median(pages)),
        "explore data": (site / "assets/explore-data.js").stat().st_size,
        "search index": sum(
            path.stat().st_size for path in (site / "assets/search-index.js", *(site / "data/search").iterdir())
        ),
        "whole site": sum(path.stat().st_size for path in site.rglob("*") if path.is_file()),
    }


def _grown(target: Path, size: int) -> dict[str, Any]:
    grow(REPOSITORY, target, size)
    return _stages(target)


def _rows(figures: dict[str, Any]) -> Rows:
    stages = figures["stages"]
    ours = statistics.median(sum(run["stages"].values()) for run in stages)
    rows = [(f"{name}", f"{statistics.median(r['stages'][name] for r in stages):.3f} s", "") for name in STAGES]
    rows += [
        ("all of ours, from nothing", f"{ours:.2f} s", "1.0 s"),
        ("all of ours, nothing changed", f"{statistics.median(r['unchanged'] for r in stages):.3f} s", "0.3 s"),
        ("importing libraries (not in the above)", f"{statistics.median(r['imports'] for r in stages):.2f} s", ""),
    ]
    rows += [row for run in figures["explore"] for row in _explore_rows(run)]
    rows += searching.rows(figures["search"]) + fuzz_rows(figures["random queries"])
    rows += _intake_rows(figures) + living_rows(figures["living"])
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
