"""Adding facts to paper files. What a curator wrote is never overwritten; conflicts are reported."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livingsurvey.importers.fact_files import agree, read_facts
from livingsurvey.model import (
    FieldTable,
    Finding,
    Link,
    Paper,
    Provenance,
    Publication,
    corrections_in,
    normalise_title,
)
from livingsurvey.model.publication import joined
from livingsurvey.store.survey_changes import document_change
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange, apply

#: Called after each part of the work: what is being done, how many are done, of how many.
Progress = Callable[[str, int, int], None]

_UNKNOWN = ("no such paper", "Ingest it first.")
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
    titles = _by_title(known)
    edits = {paper.key: PaperUpdate(paper, paper) for paper in known}
    for done, entry in enumerate(facts, start=1):
        key = papers.get(entry.key) or titles.get(normalise_title(entry.title), "")
        if key:
            origins = dict.fromkeys(entry.values, Provenance(file=path.name, line=entry.line))
            edits[key].fill(entry.values, origins, (path.name, entry.line), report)
        else:
            named = _clean_line(entry.key or entry.title) or "no key and no title"
            several = normalise_title(entry.title) in titles
            said, fix = ("several papers have the title", "Name it by its key.") if several else _UNKNOWN
            failure = Finding(path.name, entry.line, 0, "facts", f"{said}: «{named}».", fix)
            report.failures.append(failure)
        progress("facts", done, len(facts))
    apply(root, changes_of_updates(root, edits.values(), fields, report))
    return report


def _by_title(known: Iterable[Paper]) -> dict[str, str]:
    """Keys of papers by title; no key where several papers have it."""
    keys: dict[str, str] = {}
    for paper in known:
        title = normalise_title(paper.title)
        keys[title] = "" if title in keys else paper.key
    return keys


def _clean_line(text: str) -> str:
    """A text on one line without control characters, for a message."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a paper has them."""
    frozen = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    if "publication" in frozen:
        frozen["publication"] = Publication(**values["publication"])
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
        gained: dict[str, Any] = {}
        noted: dict[str, Provenance] = {}
        corrected = corrections_in(self.after)
        for name, value in values.items():
            if name in corrected:  # be it to nothing: the source is known to be wrong
                continue
            if name == "publication":
                found, places = self._publication(value, corrected)
            else:
                found = self._fact(name, value, origin, report)
                places = list(found)
            gained |= found
            noted |= dict.fromkeys(places, origins[name]) if name in origins else {}
        if gained:
            provenance = {**self.after.provenance, **noted}
            self.after = self.after.model_copy(update={**_frozen(gained), "provenance": provenance})
            self.origin = origin

    def _publication(self, value: Mapping[str, Any], corrected: Collection[str]) -> tuple[dict[str, Any], list[str]]:
        """The publication with the parts it lacked, and the places of these; neither where it lacks none."""
        present = self.after.publication
        stated = present.model_dump() if present else {}
        wanted = {part: one for part, one in value.items() if f"publication.{part}" not in corrected}
        added = [part for part in wanted if part not in stated]
        places = [f"publication.{part}" for part in added if part != "names"] if stated else ["publication"]
        return ({"publication": joined(stated, wanted)}, places) if added else ({}, [])

    def _fact(self, name: str, value: Any, origin: tuple[str, int], report: Enrichment) -> dict[str, Any]:
        """The fact by its name where the paper lacks it; else it is compared with the one that is there."""
        present = getattr(self.after, name)
        if present in (None, (), ""):
            return {name: value}
        if name == "links" or agree(name, _plain(present), value):
            report.agreed += 1
        else:
            report.conflicts.append(_conflict(origin, self.after, name, _plain(present), value))
        return {}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


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
