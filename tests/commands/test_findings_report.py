"""Findings for programs: each form holds every finding, and lets no text out of its place."""

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.checks.rule import RULES
from livingsurvey.commands.findings_report import FORMATS, as_github, as_json, as_sarif
from livingsurvey.model import Finding, Severity
from sarif_pydantic import Sarif

FOUND = (
    Finding("content/papers/a b.md", 3, 7, "unknown-topic", "there is no topic «x».", "Correct it."),
    Finding("content/papers", 0, 0, "papers-dropped", "gone.", "Restore them.", Severity.WARNING, True),
    Finding("content/papers/d.md", 9, 1, "topic-size", "small.", "Merge it.", Severity.ADVICE),
    Finding("content/papers/c.md", 2, 0, "not-registered", "odd.", ""),
)
TEXT = st.text(max_size=40)


def test_json_says_its_version_and_holds_every_part() -> None:
    told = json.loads(as_json(FOUND, 5))
    assert (told["version"], told["papers"]) == (2, 5)
    assert told["findings"] == [finding.as_dict() for finding in FOUND]


def test_sarif_reads_by_an_independent_model_of_the_standard() -> None:
    log = Sarif.model_validate_json(as_sarif(FOUND, 5))
    assert log.version == "2.1.0"
    (run,) = log.runs
    assert [result.rule_id for result in run.results or []] == [finding.rule for finding in FOUND]
    assert [rule.id for rule in run.tool.driver.rules or []] == list(RULES)


def test_sarif_has_all_that_code_scanning_asks_for() -> None:
    told = json.loads(as_sarif(FOUND, 5))
    assert told["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == len(RULES)
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run["results"]:
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert " " not in uri and not uri.startswith("/")
        region = place["physicalLocation"].get("region")
        assert region is None or region["startLine"] >= 1
    assert [result.get("ruleIndex") is None for result in run["results"]] == [False, False, False, True]


def test_sarif_gives_no_line_to_what_is_about_a_file_as_a_whole() -> None:
    places = [r["locations"][0]["physicalLocation"] for r in json.loads(as_sarif(FOUND, 5))["runs"][0]["results"]]
    assert [place.get("region") for place in places] == [
        {"startLine": 3, "startColumn": 7},
        None,
        {"startLine": 9, "startColumn": 1},
        {"startLine": 2},
    ]
    assert unquote(places[0]["artifactLocation"]["uri"]) == "content/papers/a b.md"


def test_github_gets_one_command_a_finding() -> None:
    assert as_github(FOUND, 5).splitlines() == [
        "::error file=content/papers/a b.md,line=3,col=7,title=unknown-topic::there is no topic «x». Correct it.",
        "::warning file=content/papers,title=papers-dropped::gone. Restore them.",
        "::notice file=content/papers/d.md,line=9,col=1,title=topic-size::small. Merge it.",
        "::error file=content/papers/c.md,line=2,title=not-registered::odd.",
    ]


@given(file=TEXT, message=TEXT, fix=TEXT)
def test_no_text_begins_a_command_or_a_property_of_its_own(file: str, message: str, fix: str) -> None:
    (line, rest) = as_github([Finding(file, 1, 2, "r", message, fix)], 0).split("\n")
    assert rest == "" and "\r" not in line
    match = re.fullmatch(r"::error (?:file=([^,:]*),)?line=1,col=2,title=r::(.*)", line)
    assert match
    undone = [unquote(part) for part in (match[1] or "", match[2])]
    assert undone == [unquote(file.replace("%", "%25")), unquote(f"{message} {fix}".strip().replace("%", "%25"))]


@pytest.mark.parametrize("form", ["json", "sarif"])
@given(file=TEXT, message=TEXT)
def test_what_is_said_comes_back_to_the_letter(form: str, file: str, message: str) -> None:
    told = json.loads(FORMATS[form]([Finding(file, 1, 2, "r", message, "")], 0))
    found = told["findings"][0]["message"] if form == "json" else told["runs"][0]["results"][0]["message"]["text"]
    assert found == (message if form == "json" else message.strip())
