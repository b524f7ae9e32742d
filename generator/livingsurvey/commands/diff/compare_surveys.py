"""Comparing two states of a survey."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from livingsurvey.commands.diff.changed_pages import changed_pages
from livingsurvey.commands.diff.diff_report import (
    MOST_ENTRIES,
    MOST_PAGES,
    CountChange,
    DiffEntry,
    DiffReport,
    FieldChange,
    NewFinding,
    cut,
)
from livingsurvey.model import Finding, Paper, Survey, Topic

_LEFT_OUT = {"key", "aliases", "provenance"}  # reported as a renaming, or by what they are about


def compare(
    base: str,
    before: Survey,
    after: Survey,
    findings: tuple[Iterable[Finding], Iterable[Finding]],
    pages: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
) -> DiffReport:
    """Work out what changed from ``before`` to ``after``.

    Args:
        base: what to call the state before.
        before: the earlier survey.
        after: the later survey.
        findings: those on the state before, and those on the state after.
        pages: the generated Markdown of both, by path.
    """
    found = _papers(before, after) | {"topics": _topics(before, after)}
    shown = changed_pages(*pages)
    new, gone = _findings(*findings)
    every: dict[str, list[Any]] = {**found, "pages": shown, "findings": new}
    return DiffReport(
        base=cut(base),
        counts=_counts(before, after),
        **{name: tuple(entries[:MOST_ENTRIES]) for name, entries in found.items()},
        pages=tuple(shown[:MOST_PAGES]),
        findings=tuple(new[:MOST_ENTRIES]),
        fixed=gone,
        total={name: len(entries) for name, entries in every.items()},
    )


def _counts(before: Survey, after: Survey) -> tuple[CountChange, ...]:
    states = [(survey.counts.model_dump() | {"topics": len(survey.topics)}) for survey in (before, after)]
    return tuple(CountChange(name=name, before=states[0][name], after=states[1][name]) for name in states[0])


def _papers(before: Survey, after: Survey) -> dict[str, list[DiffEntry]]:
    """Papers that came, went, took another key, went to another topic, or changed otherwise."""
    old_key = {alias: paper.key for paper in after.papers for alias in paper.aliases}
    pairs = [
        (paper, after.paper.get(paper.key) or after.paper.get(old_key.get(paper.key, ""))) for paper in before.papers
    ]
    kept = {now.key for _, now in pairs if now is not None}
    changed = [(was, now, _fields(was, now)) for was, now in pairs if now is not None and was != now]
    moves = {now.key: (was, now) for was, now, _ in changed if was.primary_topic != now.primary_topic}
    return {
        "added": [_entry(paper) for paper in after.papers if paper.key not in kept],
        "removed": [_entry(was) for was, now in pairs if now is None],
        "renamed": [_entry(now, was=was.key) for was, now, _ in changed if was.key != now.key],
        "moved": [_moved(was, now, after) for was, now in moves.values()],
        "changed": [_entry(now, fields=fields) for _, now, fields in changed if fields],
    }


def _moved(was: Paper, now: Paper, survey: Survey) -> DiffEntry:
    names = [survey.topic[key].title if key in survey.topic else key or "none" for key in _primary(was, now)]
    return _entry(now, fields=(FieldChange(field="topic", before=cut(names[0]), after=cut(names[1])),))


def _primary(was: Paper, now: Paper) -> tuple[str, str]:
    return was.primary_topic or "", now.primary_topic or ""


def _topics(before: Survey, after: Survey) -> list[DiffEntry]:
    gone = [_entry(topic, was="removed") for topic in before.topics if topic.key not in after.topic]
    new = [_entry(topic, was="added") for topic in after.topics if topic.key not in before.topic]
    both = [(before.topic[topic.key], topic) for topic in after.topics if topic.key in before.topic]
    return new + gone + [_entry(now, fields=_fields(was, now)) for was, now in both if was != now]


def _entry(item: Paper | Topic, was: str = "", fields: tuple[FieldChange, ...] = ()) -> DiffEntry:
    return DiffEntry(key=item.key, title=cut(item.title), was=was, fields=fields)


def _fields(was: Paper | Topic, now: Paper | Topic) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the model, as text."""
    old, new = was.model_dump(mode="json"), now.model_dump(mode="json")
    names = [name for name in new if old[name] != new[name] and name not in _LEFT_OUT]
    return tuple(FieldChange(field=name, before=_text(old[name]), after=_text(new[name])) for name in names)


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    return cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[list[NewFinding], int]:
    """Findings that the state before did not have, and how many of its own are gone. A shifted line is no news."""
    old, new = ({(f.file, f.rule, f.message): f for f in findings} for findings in (before, after))
    states = [
        NewFinding(file=cut(f.file), line=f.line, rule=cut(f.rule), message=cut(f.message), fix=cut(f.fix))
        for place, f in new.items()
        if place not in old
    ]
    return states, sum(place not in new for place in old)
