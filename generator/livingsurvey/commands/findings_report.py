"""Findings for programs: JSON, SARIF 2.1.0 and the annotations of GitHub. Each escapes by its own rules."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from livingsurvey import __version__
from livingsurvey.checks.rule import RULES, Rule
from livingsurvey.model import Finding, RuleDoc, Severity

#: Of the JSON form; it grows by one when a field goes or changes its meaning, not when one is added.
JSON_VERSION = 2

_SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def as_json(findings: Iterable[Finding], papers: int, rules: Mapping[str, Rule] = RULES) -> str:
    """JSON: ``version`` of this form, ``papers`` checked, and ``findings`` with all their parts.

    A finding has ``file`` (from the survey's root), ``line`` and ``column`` (from 1; 0 is the file as a whole),
    ``rule``, ``message``, ``fix``, ``severity`` (``error``, ``warning`` or ``advice``), ``fixable`` and ``unsafe``.
    """
    document = {"version": JSON_VERSION, "papers": papers, "findings": [finding.as_dict() for finding in findings]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_sarif(findings: Iterable[Finding], papers: int, rules: Mapping[str, Rule] = RULES) -> str:
    """SARIF 2.1.0, with every rule and what it says of itself."""
    numbers = {name: number for number, name in enumerate(rules)}
    driver = {
        "name": "survey",
        "version": __version__,
        "rules": [_sarif_rule(rule.doc) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The survey's folder."}}},
        "results": [_sarif_result(finding, numbers) for finding in findings],
        "properties": {"papers": papers},
    }
    log = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_rule(doc: RuleDoc) -> dict[str, Any]:
    example = f"Wrong:\n{doc.wrong}\n\nRight:\n{doc.right}"
    code = f"Wrong:\n\n{_fenced(doc.wrong)}\n\nRight:\n\n{_fenced(doc.right)}"
    return {
        "id": doc.id,
        "name": "".join(word.capitalize() for word in doc.id.split("-")),
        "shortDescription": {"text": doc.what},
        "fullDescription": {"text": f"{doc.what} {doc.why}"},
        "help": {"text": f"{doc.fix}\n\n{example}", "markdown": f"{doc.fix}\n\n{code}"},
        "defaultConfiguration": {"level": _SARIF[doc.severity]},
        "properties": {"subject": doc.subject, "fixable": doc.fixable},
    }


def _fenced(code: str) -> str:
    return f"```\n{code}\n```"


def _sarif_result(finding: Finding, numbers: dict[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.file), "uriBaseId": "ROOT"}}
    if finding.line:
        place["region"] = {"startLine": finding.line} | ({"startColumn": finding.column} if finding.column else {})
    result = {
        "ruleId": finding.rule,
        "level": _SARIF[finding.severity],
        "message": {"text": f"{finding.message} {finding.fix}".strip()},
        "locations": [{"physicalLocation": place}],
        "properties": {"fixable": finding.fixable},
    }
    return result | ({"ruleIndex": numbers[finding.rule]} if finding.rule in numbers else {})


def as_github(findings: Iterable[Finding], papers: int, rules: Mapping[str, Rule] = RULES) -> str:
    """The commands of a workflow that mark a line of a pull request, one for each finding."""
    return "".join(f"{_annotation(finding)}\n" for finding in findings)


def _annotation(finding: Finding) -> str:
    given = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in given.items() if value)
    return f"::{_GITHUB[finding.severity]} {properties}::{_data(f'{finding.message} {finding.fix}'.strip())}"


def _data(text: str) -> str:
    """Text behind a command: what would end the line or begin another command is written by its number."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a command, in which colons and commas mean something too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


#: The forms for programs, by the name they are asked for. Each takes the findings, the papers checked, and the rules.
FORMATS: dict[str, Callable[..., str]] = {
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
