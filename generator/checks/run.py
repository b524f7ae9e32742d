"""Running every rule, and finding the line each finding is about."""

import re
from dataclasses import replace
from pathlib import Path

from generator.catalogue import Loaded
from generator.checks.rules import RULES
from generator.model import Finding

_QUOTED = re.compile(r"«([^«»]+)»|\[(@[a-z0-9-]+)\]")


def check(root: Path, loaded: Loaded) -> tuple[Finding, ...]:
    """Return every finding on the survey, those of reading it included, in order of place."""
    findings = list(loaded.findings)
    if loaded.survey is not None:
        found = (finding for rule in RULES.values() for finding in rule(loaded.survey))
        findings += [_with_line(root, finding) for finding in found]
    return tuple(sorted(findings))


def _with_line(root: Path, finding: Finding) -> Finding:
    """Point at the first line that holds what the message quotes. Only findings pay for the look-up."""
    quoted = _QUOTED.search(finding.message)
    if finding.line or not quoted:
        return finding
    text = (root / finding.file).read_text("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        column = line.find(quoted[1] or quoted[2])
        if column >= 0:
            return replace(finding, line=number, column=column + 1)
    return finding
