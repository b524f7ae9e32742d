"""What the commands print for people."""

from io import StringIO
from pathlib import Path

import pytest
from livingsurvey.cli import output
from livingsurvey.cli.output import Bars, print_enrichment, print_findings, print_report, print_timings
from livingsurvey.importers.enrich import Enrichment
from livingsurvey.importers.ingest import IngestReport
from livingsurvey.model import Finding
from rich.console import Console

FINDING = Finding("content/papers/a.md", 3, 7, "a-rule", "it is [bold]wrong[/bold].", "Mend it.")

Printed = pytest.CaptureFixture[str]


def test_a_finding_is_one_line_however_long_it_is(capsys: Printed) -> None:
    print_findings([Finding("content/papers/a.md", 3, 7, "a-rule", "word " * 100, "Mend it.")] * 2)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.endswith("Mend it.") for line in lines)


def test_markup_in_a_finding_is_shown_and_not_obeyed(capsys: Printed) -> None:
    print_findings([FINDING])
    assert capsys.readouterr().out == "content/papers/a.md:3:7: a-rule: it is [bold]wrong[/bold]. Mend it.\n"


def test_a_line_number_is_shown_even_where_it_could_be_an_emoji(capsys: Printed) -> None:
    print_findings([Finding("content/papers/a.md", 100, 1, "a-rule", "it is :smile: wrong.")])
    assert capsys.readouterr().out == "content/papers/a.md:100:1: a-rule: it is :smile: wrong.\n"


def test_no_findings_print_nothing(capsys: Printed) -> None:
    print_findings([])
    assert capsys.readouterr().out == ""


def test_a_report_counts_records_of_each_source_and_all_together(capsys: Printed, tmp_path: Path) -> None:
    counts = {"per_source": {"one": 3, "two": 4}, "failed": {"one": 1, "two": 0}, "remarked": {"one": 0, "two": 2}}
    report = IngestReport(**counts, papers=5, added=["a", "b"], extended=["c"], header_lines=6)
    print_report(report, tmp_path / "report.txt")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [["source", "records", "failed", "remarks"], ["one", "3", "1", "0"], ["two", "4", "0", "2"]]
    assert " ".join(lines[3]) == (
        "7 records found, 2 merged, 5 distinct papers; 2 added, 1 seen again; 6 header lines."
    )
    assert " ".join(lines[4]) == "0 failed, 0 conflicts."


def test_a_report_tells_every_failure_and_conflict(capsys: Printed, tmp_path: Path) -> None:
    print_report(IngestReport(failures=[FINDING, FINDING], conflicts=[FINDING]), tmp_path / "report.txt")
    out = capsys.readouterr().out
    assert out.count(str(FINDING)) == 3
    assert "2 failed, 1 conflicts." in out
    assert not (tmp_path / "report.txt").exists()


def test_of_many_findings_twenty_are_printed_and_all_are_in_a_file(capsys: Printed, tmp_path: Path) -> None:
    print_report(IngestReport(failures=[FINDING] * 30), tmp_path / "build/report.txt")
    out = capsys.readouterr().out
    assert out.count(str(FINDING)) == 20
    assert f"10 more; all of them are in {tmp_path / 'build/report.txt'}." in out
    assert (tmp_path / "build/report.txt").read_text() == f"{FINDING}\n" * 30


def test_an_enrichment_tells_fields_papers_and_everything_it_could_not_use(capsys: Printed) -> None:
    fields = {"venue": 2, "authors": 12}
    print_enrichment(Enrichment(set_fields=fields, changed=["a", "b"], agreed=3, conflicts=[FINDING]))
    assert capsys.readouterr().out.splitlines() == [
        "   12 authors",
        "    2 venue",
        "2 papers changed, 3 values agreed.",
        str(FINDING),
        "0 failed, 1 conflicts.",
    ]


def test_timings_end_with_their_sum(capsys: Printed) -> None:
    print_timings({"load": 0.25, "pages": 1.5})
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["load", "0.250", "s"],
        ["pages", "1.500", "s"],
        ["all", "1.750", "s"],
    ]


@pytest.mark.parametrize("terminal", [True, False])
def test_bars_show_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    stream = StringIO()
    monkeypatch.setattr(output, "console", Console(file=stream, force_terminal=terminal))
    with Bars() as bars:
        bars.stage("load")
        bars.update("papers", 1, 2)
    assert bool(stream.getvalue()) == terminal


def test_bars_let_an_error_pass() -> None:
    with pytest.raises(ValueError, match="seen"), Bars():
        raise ValueError("seen")
