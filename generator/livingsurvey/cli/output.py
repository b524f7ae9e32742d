"""What the commands print, for people."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from livingsurvey.model.finding import Finding, Severity
from livingsurvey.model.rule import RuleDoc, limit_text

if TYPE_CHECKING:  # only for the types: importing a stage costs each command its time
    from livingsurvey.importers.enrich import Enrichment
    from livingsurvey.importers.ingest import IngestReport

_TONES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.ADVICE: "bold cyan"}

console = Console(soft_wrap=True, emoji=False)  # «file.md:100:» is a place, not an emoji


class Bars:
    """Progress bars on a terminal; nothing at all where the output is not one."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

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
    """Print findings, one a line: place, rule, what is wrong, how to fix it; on a terminal in groups by file."""
    before = None
    for finding in findings:
        if not console.is_terminal:
            console.print(harmless(str(finding)), highlight=False, markup=False)
            continue
        if before not in (None, finding.file):
            console.print()
        before = finding.file
        console.print(_coloured(finding), highlight=False)


def print_lines(lines: Iterable[str], style: str = "") -> None:
    """Print lines of text as they are."""
    for line in lines:
        console.print(harmless(line), style=style, highlight=False, markup=False)


def _coloured(finding: Finding) -> Text:
    """A finding for a terminal. It begins with the file and line, which terminals make a link of."""
    place = ":".join([finding.file, *(str(n) for n in (finding.line, finding.column) if n)])
    text = Text.assemble(
        (harmless(place), "bold"), "  ", (finding.rule, _TONES[finding.severity]), f"  {harmless(finding.message)}"
    )
    fixes = " [--fix]" if finding.fixable else ""
    return text.append(f"\n    {harmless(finding.fix)}{fixes}", "dim") if finding.fix or fixes else text


def harmless(text: str) -> str:
    """A text in which no sign can command a terminal or break the line."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


def print_data(text: str) -> None:
    """Print what other programs read: always UTF-8, whatever the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def counted(count: int, what: str) -> str:
    """A number of things."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def print_diff(diff: str) -> None:
    """Print a unified diff, coloured on a terminal."""
    tones = {"+": "green", "-": "red", "@": "cyan"}
    for line in diff.split("\n")[:-1]:
        console.print(Text(harmless(line), tones.get(line[:1], "")), highlight=False)


def print_rules(rules: Iterable[RuleDoc]) -> None:
    """Print what each rule finds, one a line; a star marks those with a fix."""
    for rule in rules:
        star = "*" if rule.fixable else " "
        console.print(f"{rule.id:<26}{rule.severity:<8}{star} {rule.what}", highlight=False, markup=False)
    console.print("* can be fixed with --fix, all of it or a part.", highlight=False)


def print_rule(rule: "RuleDoc") -> None:
    """Print all that a rule says of itself."""
    fixes = "can be fixed with --fix" if rule.fixable else "is fixed by hand"
    limits = "; ".join(f"{name}: {limit_text(limit)}" for name, limit in rule.limits.items())
    console.print(Text.assemble((rule.id, "bold"), f" ({rule.severity}; {fixes})"), highlight=False)
    for part in (rule.what, f"Why: {rule.why}", f"Fix: {rule.fix}", f"Limits: {limits}" if limits else ""):
        if part:
            console.print(f"\n{part}", highlight=False, markup=False)
    for name, example in (("Wrong", rule.wrong), ("Right", rule.right)):
        lines = "\n".join(f"    {line}" for line in example.splitlines())
        console.print(f"\n{name}:\n{lines}", highlight=False, markup=False)


_MOST_LINES = 20  # of findings on the screen; a report file has all of them


def print_report(report: "IngestReport", file: Path) -> None:
    """Print what an intake found and did, and its first findings.

    Args:
        report: of the intake.
        file: where all findings are written, if there are more than are printed.

    Raises:
        OSError: when the file cannot be written.
    """
    from rich.table import Table

    table = Table("source", "records", "failed", "remarks", box=None, pad_edge=False)
    for source, count in report.per_source.items():
        table.add_row(source, str(count), str(report.failed.get(source, 0)), str(report.remarked.get(source, 0)))
    console.print(table)
    console.print(
        f"{report.records} records found, {report.merged} merged, {report.papers} distinct papers; "
        f"{len(report.added)} added, {len(report.extended)} seen again; {report.header_lines} header lines.",
        highlight=False,
    )
    if report.filled:
        filled = ", ".join(f"{count} {name}" for name, count in sorted(report.filled.items()))
        console.print(f"Filled in known papers: {filled}.", highlight=False)
    _print_first(report.findings, file)
    console.print(f"{len(report.failures)} failed, {len(report.conflicts)} conflicts.", highlight=False)


def _print_first(findings: list[Finding], file: Path) -> None:
    print_findings(findings[:_MOST_LINES])
    if len(findings) > _MOST_LINES:
        from livingsurvey.store.files import write_atomically

        write_atomically(file, "".join(f"{harmless(str(finding))}\n" for finding in findings).encode())
        console.print(f"{len(findings) - _MOST_LINES} more; all of them are in {file}.", highlight=False, markup=False)


def print_enrichment(report: "Enrichment") -> None:
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
