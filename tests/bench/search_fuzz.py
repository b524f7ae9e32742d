"""Throws random queries at the search of this survey: ``python -m tests.bench.search_fuzz [how many] [seed]``.

They are of Latin words with slips, of Cyrillic and Greek letters, and of Chinese, Japanese, Korean and any other signs,
with quotation marks, conditions and exclusions, and some are far too long. Prints how many failed, and milliseconds.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from livingsurvey.analysis import derive
from livingsurvey.site.explore.search_data import export_search
from livingsurvey.store import load
from rich.console import Console
from rich.table import Table

from tests.builders import REPOSITORY
from tests.search.scripts import run, write_files

COUNT, SEED = 100_000, 1
LONG = 100  # milliseconds, as tests/scripts/fuzz-search.js has it


def measure(count: int = COUNT, seed: int = SEED) -> dict[str, Any]:
    """Ask so many queries; return the figures that the script prints."""
    survey = load(REPOSITORY).survey
    assert survey is not None
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        site = write_files(export_search(survey, derive(survey)), Path(folder))
        figures: dict[str, Any] = run("fuzz-search.js", str(site), str(count), str(seed))
    return figures


def rows(figures: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What was measured, for a table: what, figure and budget."""
    return [
        ("random queries, failed", f"{figures['errors']} of {figures['queries']}", "0"),
        ("random queries, median", f"{figures['median']:.2f} ms", ""),
        ("random queries, worst", f"{figures['worst']:.0f} ms", f"{LONG} ms"),
        ("random queries, memory after all", f"{figures['megabytes']:.0f} MB", ""),
    ]


def main() -> None:
    """Ask, and print."""
    figures = measure(*map(int, sys.argv[1:]))
    table = Table("what", "figure", "budget")
    for row in rows(figures):
        table.add_row(*row)
    console = Console(width=110)
    console.print(table)
    for problem, query in (*figures["failed"], *figures["long"]):
        console.print(problem, repr(query), markup=False)


if __name__ == "__main__":
    main()
