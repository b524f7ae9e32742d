"""What is refused is refused quickly, with the rule, the file and the line; what stands around it is kept."""

import json
import tracemalloc
from pathlib import Path
from time import process_time

import pytest
from livingsurvey.checks.run import check
from livingsurvey.cli.output import harmless
from livingsurvey.commands.findings_report import as_github, as_json, as_sarif
from livingsurvey.model import Finding
from livingsurvey.store import load

from tests.builders import paper_file, survey_folder
from tests.hostile.refused import REFUSED, Refused, write

_SECONDS = 10.0  # a hundred times what a case takes
_BYTES = 200_000_000


def _checked(root: Path) -> tuple[Finding, ...]:
    return check(root, load(root))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.id)
def test_a_hostile_file_is_refused_where_it_stands(tmp_path: Path, case: Refused) -> None:
    root = survey_folder(tmp_path, {"good": paper_file("good")})
    write(root, case)
    start = process_time()
    findings = _checked(root)
    assert process_time() - start < _SECONDS
    file = f"content/{case.file}".encode("utf-8", "backslashreplace").decode()
    told = [finding for finding in findings if finding.file == file and finding.rule == case.rule]
    assert told, [str(finding)[:200] for finding in findings]
    if case.line is not None:
        assert case.line in [finding.line for finding in told]
    assert all(len(finding.message) < 5000 and finding.fix for finding in told)
    _expect_harmless_reports(findings)


def _expect_harmless_reports(findings: tuple[Finding, ...]) -> None:
    """Each report can be written as UTF-8, and nothing in it ends a line or commands a terminal."""
    annotations = as_github(findings, 1)
    annotations.encode()
    assert len(annotations.splitlines()) == len(findings) and all(
        line.startswith(("::error ", "::warning ", "::notice ")) for line in annotations.split("\n")[:-1]
    )
    assert len(json.loads(as_json(findings, 1).encode())["findings"]) == len(findings)
    assert len(json.loads(as_sarif(findings, 1).encode())["runs"][0]["results"]) == len(findings)
    assert all(harmless(str(finding)).isprintable() for finding in findings)


def test_there_are_cases_enough_and_none_stands_twice() -> None:
    assert len({case.id for case in REFUSED}) == len(REFUSED) >= 200


@pytest.mark.parametrize("name", ["billion-laughs", "deep-lists", "deep-mappings", "closed-deep-lists"])
def test_a_bomb_takes_little_memory(tmp_path: Path, name: str) -> None:
    root = survey_folder(tmp_path, {"good": paper_file("good")})
    for kind in ("paper", "terms"):
        write(root, next(case for case in REFUSED if case.id == f"{kind}-yaml-{name}"))
    tracemalloc.start()
    load(root)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < _BYTES


def test_the_papers_around_a_hostile_file_are_kept(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"good": paper_file("good")})
    for case in REFUSED:
        if case.file.startswith("papers/") and case.rule in ("schema", "yaml", "file", "front-matter"):
            write(root, case)
    survey = load(root).survey
    assert survey is not None
    assert [paper.key for paper in survey.papers] == ["good"]
