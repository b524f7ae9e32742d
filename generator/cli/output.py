"""What the commands print, for people."""

from collections.abc import Iterable, Mapping
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.intake import Enrichment, Report
from generator.model import Finding

console = Console(soft_wrap=True, emoji=False)  # «file.md:100:» is a place, not an emoji


class Bars:
    """Progress bars on a terminal; nothing at all where the output is not one."""

    def __init__(self) -> None:
        # Drawn on each update and not by a thread, so that the process stays one that can be forked.
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal, auto_refresh=False
        )
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def update(self, what: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are done."""
        self._progress.update(self._task, description=what, completed=done, total=total)
        self._progress.refresh()

    def stage(self, name: str) -> None:
        """Show which stage has begun."""
        self._progress.update(self._task, description=name)
        self._progress.refresh()


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings, one a line: place, rule, what is wrong, how to mend it."""
    for finding in findings:
        console.print(str(finding), highlight=False, markup=False)


def print_report(report: Report) -> None:
    """Print what an intake found and did."""
    table = Table("source", "records", box=None, pad_edge=False)
    for source, count in report.per_source.items():
        table.add_row(source, str(count))
    console.print(table)
    console.print(
        f"{report.records} records found, {report.merged} merged, {report.papers} distinct papers; "
        f"{len(report.added)} added, {len(report.extended)} seen again; {report.header_lines} header lines.",
        highlight=False,
    )
    if report.filled:
        filled = ", ".join(f"{count} {name}" for name, count in sorted(report.filled.items()))
        console.print(f"Filled in known papers: {filled}.", highlight=False)
    print_findings([*report.failures, *report.conflicts, *report.remarks])
    console.print(f"{len(report.failures)} failed, {len(report.conflicts)} conflicts.", highlight=False)


def print_enrichment(report: Enrichment) -> None:
    """Print what an enrichment set, and what it could not."""
    for name, count in sorted(report.set_fields.items()):
        console.print(f"{count:5} {name}", highlight=False)
    console.print(f"{len(report.changed)} papers changed, {report.agreed} values agreed.", highlight=False)
    print_findings([*report.failures, *report.conflicts])
    console.print(f"{len(report.failures)} failed, {len(report.conflicts)} conflicts.", highlight=False)


def print_timings(seconds: Mapping[str, float]) -> None:
    """Print the seconds of each stage and their sum."""
    for stage, spent in seconds.items():
        console.print(f"{stage:>8}  {spent:6.3f} s", highlight=False)
    console.print(f"{'all':>8}  {sum(seconds.values()):6.3f} s", highlight=False)
