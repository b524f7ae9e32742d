"""Running every rule, and finding the line each finding is about."""

import re
from dataclasses import replace
from pathlib import Path

from generator.catalogue import Loaded
from generator.checks.rules import RULES
from generator.checks.to_do import to_do
from generator.model import Finding

_QUOTED = re.compile(r"«([^«»]+)»|\[(@[a-z0-9-]+)\]")


def check(root: Path, loaded: Loaded) -> tuple[Finding, ...]:
    """Return every finding on the survey, those of reading it included, in order of place."""
    findings = list(loaded.findings)
    if loaded.survey is not None:
        found = (finding for rule in RULES.values() for finding in rule(loaded.survey))
        findings += [_with_line(root, finding) for finding in found]
        findings += to_do(root, loaded.survey)
    return tuple(sorted(findings))


def _with_line(root: Path, finding: Finding) -> Finding:
    """Point at the first line that holds what the message quotes. Only findings pay for the look-up."""
    quoted = _QUOTED.search(finding.message)
    if finding.line or not quoted:
        return finding
    try:
        text = (root / finding.file).read_text("utf-8", errors="replace")
    except OSError:
        return finding
    return _at_line(finding, text.splitlines(), quoted[1] or quoted[2])


def _at_line(finding: Finding, lines: list[str], words: str) -> Finding:
    """The first line that holds the words as whole words, else as part of one.

    The line of the key comes last, unless the key is what is wrong: keys hold words that stand elsewhere too.
    """
    whole = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
    found = [(match.start(), n) for n, line in enumerate(lines) if (match := whole.search(line))]
    found.sort(key=lambda place: (lines[place[1]].startswith("key:") != (finding.rule == "bad-key"), place[1]))
    found += [(line.find(words), n) for n, line in enumerate(lines) if words in line]
    return replace(finding, line=found[0][1] + 1, column=found[0][0] + 1) if found else finding
