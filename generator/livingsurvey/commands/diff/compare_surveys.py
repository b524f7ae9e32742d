"""Comparing two states of a survey."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from pathlib import Path
from typing import Any

from livingsurvey.commands.diff.changed_entries import changed_entries
from livingsurvey.commands.diff.changed_files import changed_files
from livingsurvey.commands.diff.changed_pages import changed_pages
from livingsurvey.commands.diff.diff_report import (
    MOST_ENTRIES,
    MOST_PAGES,
    UNREAD,
    CountChange,
    DiffEntry,
    DiffReport,
    NewFinding,
    cut,
)
from livingsurvey.model import Finding, Survey
from livingsurvey.store import git
from livingsurvey.store.base_revision import PathChange, changed_paths


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: the commits with the first lines of their messages, and the files that differ."""

    base_commit: str = ""
    base_subject: str = ""
    commit: str = ""
    subject: str = ""
    uncommitted: bool = False
    paths: tuple[PathChange, ...] = ()

    @classmethod
    def of(cls, root: Path, base: str) -> "Compared":
        """Ask git about the commit ``base``, and about what is below ``root``.

        Raises:
            BaseRevisionError: when git does not know it.
        """
        paths, uncommitted = changed_paths(root, base), bool(changed_paths(root, "HEAD"))
        commits = [git.commit_of(root, ref) for ref in (base, "HEAD")]
        subjects = [cut(git.subject_of(root, commit)) for commit in commits]
        names = [commit if len(commit) == 40 else "" for commit in commits]  # other names are longer
        return cls(names[0], subjects[0], names[1], subjects[1], uncommitted, tuple(paths))

    def named(self) -> dict[str, Any]:
        """What a report says of it: all but the files."""
        return {one.name: getattr(self, one.name) for one in dataclass_fields(self) if one.name != "paths"}


def compare(
    base: str,
    before: Survey,
    after: Survey,
    findings: tuple[Iterable[Finding], Iterable[Finding]],
    pages: tuple[Mapping[str, str], Mapping[str, str]] = ({}, {}),
    compared: Compared = Compared(),
) -> DiffReport:
    """Work out what changed from ``before`` to ``after``.

    Args:
        base: what to call the state before.
        before: the earlier survey.
        after: the later survey.
        findings: those on the state before, and those on the state after.
        pages: the generated Markdown of both, by path.
        compared: which commits these are, and the files that differ.
    """
    found, following = changed_entries(before, after)
    shown = changed_pages(*pages)
    new, fixed = _findings(*findings)
    unread = _unread(after, compared)
    found["removed"] = [
        entry.model_copy(update={"was": UNREAD}) if f"content/papers/{entry.key}.md" in unread else entry
        for entry in found["removed"]
    ]
    every: dict[str, list[Any]] = {**found, "findings": new}
    every["files"] = changed_files(compared.paths, (_shown(found) | following) - unread)
    lists: dict[str, Any] = {name: tuple(entries[:MOST_ENTRIES]) for name, entries in every.items()}
    return DiffReport(
        base=cut(base),
        **compared.named(),
        counts=_counts(before, after),
        pages=tuple(shown[:MOST_PAGES]),
        fixed=fixed,
        total={name: len(entries) for name, entries in (every | {"pages": shown}).items()},
        **lists,
    )


def _unread(after: Survey, compared: Compared) -> set[str]:
    """The files that changed and are there, but of which no entry was read."""
    read = {paper.path for paper in after.papers} | {topic.path for topic in after.topics}
    return {change.path for change in compared.paths if change.after is not None} - read - {p.path for p in after.pages}


def _shown(found: Mapping[str, list[DiffEntry]]) -> set[str]:
    """The files of the entries that a report tells of."""
    shown = set()
    for name, entries in found.items():
        folder = {"topics": "topics", "texts": "pages", "terms": ""}.get(name, "papers")
        keys = [key for entry in entries for key in (entry.key, entry.was.removeprefix("renamed from "))]
        shown |= {f"content/{folder}/{key}.md" for key in keys}
    return shown


def _counts(before: Survey, after: Survey) -> tuple[CountChange, ...]:
    states = [
        survey.counts.model_dump()
        | {
            "topics": len(survey.topics),
            "candidates": len(survey.candidates),
            "candidates waiting": sum(one.waits for one in survey.candidates),
            "runs of searches": len(survey.runs),
        }
        for survey in (before, after)
    ]
    return tuple(CountChange(name=name, before=states[0][name], after=states[1][name]) for name in states[0])


def _findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[list[NewFinding], int]:
    """Findings that the state before did not have, and how many of its own are gone. A shifted line is no news."""
    old, new = ({(f.file, f.rule, f.message): f for f in findings} for findings in (before, after))
    states = [
        NewFinding(file=cut(f.file), line=f.line, rule=cut(f.rule), message=cut(f.message), fix=cut(f.fix))
        for place, f in new.items()
        if place not in old
    ]
    return states, sum(place not in new for place in old)
