"""Summing up what is to do where nobody has curated yet: one finding a rule, not one for each of a thousand papers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from livingsurvey.model import Finding, Paper, Severity, Survey

_FEW = 5  # files: as many are listed one by one
_TO_DO = frozenset(["included-incomplete"])  # rules of other levels that find what is to do


def summarised(survey: Survey | None, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, where advice of one rule on many files that nobody has curated is reported for the first alone.

    Args:
        survey: what they are about.
        findings: of all its rules.
    """
    waiting = _uncurated(survey) if survey else frozenset()
    of_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.file in waiting and (finding.severity == Severity.ADVICE or finding.rule in _TO_DO):
            of_rule[finding.rule].append(finding)
        else:
            yield finding
    for found in of_rule.values():
        yield from _summary(found)


def _uncurated(survey: Survey) -> frozenset[str]:
    """The files of papers and topics in which nobody has written anything of their own."""
    papers = (paper.path for paper in survey.papers if not _is_begun(paper))
    return frozenset([*papers, *(topic.path for topic in survey.topics if not topic.prose)])


def _is_begun(paper: Paper) -> bool:
    return bool(paper.summary or paper.claims or paper.notes)


def _summary(found: list[Finding]) -> list[Finding]:
    files = {finding.file for finding in found}
    if len(files) <= _FEW:
        return found
    first = min(found)
    of_all = f"{first.message.rstrip('.')}; as in {len(files) - 1} more that nobody has curated yet."
    return [replace(first, message=of_all)]
