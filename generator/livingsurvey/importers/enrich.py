"""Adding facts to paper files. What a curator wrote is never overwritten; conflicts are reported."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livingsurvey.importers.fact_files import agree, read_facts
from livingsurvey.model import FieldTable, Finding, Link, Paper, Provenance, normalise_title
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange, apply

#: Called after each part of the work: what is being done, how many are done, of how many.
Progress = Callable[[str, int, int], None]

_FACTS = [name for name in Paper.model_fields if name not in ("seen", "provenance")]


@dataclass(slots=True)
class Enrichment:
    """What was done: values set by field, papers changed, values that agreed, and what could not be used."""

    set_fields: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    agreed: int = 0
    conflicts: list[Finding] = field(default_factory=list)
    failures: list[Finding] = field(default_factory=list)


def enrich(
    root: Path, path: Path, known: tuple[Paper, ...], fields: FieldTable, progress: Progress = lambda *_: None
) -> Enrichment:
    """Fill empty fields of known papers from a file of facts, noting where each value came from.

    A value that is there already stays, whoever wrote it, and a difference is reported.

    Args:
        root: the survey's folder.
        path: the file of facts.
        known: the papers, as their files are now.
        fields: those that the survey declares.
        progress: called after each line of facts.

    Raises:
        OSError: when the file of facts cannot be read, or a paper's file not written; no file is changed then.
        EditRefusedError: when a paper's file was changed meanwhile; no file is changed then.
    """
    facts, failures = read_facts(path)
    report = Enrichment(failures=failures)
    papers = {old: paper.key for paper in known for old in (*paper.aliases, paper.key)}
    titles = {normalise_title(paper.title): paper.key for paper in known}
    edits = {paper.key: PaperUpdate(paper, paper) for paper in known}
    for done, entry in enumerate(facts, start=1):
        key = papers.get(entry.key) or titles.get(normalise_title(entry.title), "")
        if key:
            origins = dict.fromkeys(entry.values, Provenance(file=path.name, line=entry.line))
            edits[key].fill(entry.values, origins, (path.name, entry.line), report)
        else:
            named = _clean_line(entry.key or entry.title) or "no key and no title"
            failure = Finding(path.name, entry.line, 0, "facts", f"no such paper: «{named}».", "Ingest it first.")
            report.failures.append(failure)
        progress("facts", done, len(facts))
    apply(root, changes_of_updates(root, edits.values(), fields, report))
    return report


def _clean_line(text: str) -> str:
    """A text on one line without control characters, for a message."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a paper has them."""
    frozen = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    if "links" in frozen:
        frozen["links"] = tuple(Link(**link) for link in frozen["links"])
    return frozen


def _conflict(origin: tuple[str, int], paper: Paper, name: str, present: Any, value: Any) -> Finding:
    said = f"{name} of {paper.key} is {present!r:.60} there, but {value!r:.60} here."
    return Finding(*origin, 0, "conflict", said, "The paper's own value is kept; compare them.")


@dataclass(slots=True)
class PaperUpdate:
    """A paper as its file is, and as it is to be; the file and line (``origin``) of the last facts that it gained."""

    before: Paper
    after: Paper
    origin: tuple[str, int] = ("", 0)

    def fill(
        self,
        values: Mapping[str, Any],
        origins: Mapping[str, Provenance],
        origin: tuple[str, int],
        report: Enrichment,
    ) -> None:
        """Add the facts that the paper lacks.

        Args:
            values: the facts, by field.
            origins: where each was stated.
            origin: the file and line that findings name.
            report: gets what agreed and what differs.
        """
        gained = {}
        for name, value in values.items():
            present = getattr(self.after, name)
            current = list(present) if isinstance(present, tuple) else present
            if not current:
                gained[name] = value
            elif name != "links" and not agree(name, current, value):
                report.conflicts.append(_conflict(origin, self.after, name, current, value))
            else:
                report.agreed += 1
        if gained:
            provenance = dict(self.after.provenance) | {name: origins[name] for name in gained if name in origins}
            self.after = self.after.model_copy(update={**_frozen(gained), "provenance": provenance})
            self.origin = origin


def changes_of_updates(
    root: Path, updates: Iterable[PaperUpdate], fields: FieldTable, report: Enrichment
) -> list[FileChange]:
    """The changes of papers' files; what was set is counted, and what cannot be edited becomes a failure.

    Args:
        root: the survey's folder.
        updates: the papers before and after.
        report: gets the counts and the failures.

    Raises:
        OSError: when a file cannot be read.
    """
    changes = []
    for update in updates:
        if update.before == update.after:
            continue
        try:
            changes.append(document_change(root, update.before, update.after, fields))
        except EditRefusedError as error:
            report.failures.append(Finding(*update.origin, 0, "facts", str(error), "Nothing of it was changed."))
            continue
        names = [n for n in _FACTS if getattr(update.before, n) != getattr(update.after, n)]
        for name in names:
            report.set_fields[name] = report.set_fields.get(name, 0) + 1
        report.changed += [update.before.key] if names else []
    return changes
