"""Bringing facts into paper files. What a curator wrote is never overwritten; conflicts are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livingsurvey.importers.fact_files import Facts, agree, read_facts
from livingsurvey.model import Finding, Link, Paper, Provenance, normalise_title
from livingsurvey.store.paper_files import UnreadableResultError, set_fields

#: Told after each step: what is being done, how many are done, of how many.
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Enrichment:
    """What was done: values set by field, papers changed, values that agreed, and what could not be used."""

    set_fields: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    agreed: int = 0
    conflicts: list[Finding] = field(default_factory=list)
    failures: list[Finding] = field(default_factory=list)


def enrich(root: Path, path: Path, known: tuple[Paper, ...], progress: Progress = lambda *_: None) -> Enrichment:
    """Fill empty fields of known papers from a file of facts, noting where each value came from.

    A value that is there already stays, whoever wrote it, and a difference is reported.

    Raises:
        OSError: when the file of facts cannot be read, or a paper's file not written.
    """
    facts, failures = read_facts(path)
    report = Enrichment(failures=failures)
    papers = {old: paper for paper in known for old in (*paper.aliases, paper.key)}
    keys = {normalise_title(paper.title): paper.key for paper in known}
    for done, entry in enumerate(facts, start=1):
        paper = papers.get(entry.key) or papers.get(keys.get(normalise_title(entry.title), ""))
        if paper is None:
            named = _clean_line(entry.key or entry.title) or "no key and no title"
            failure = Finding(path.name, entry.line, 0, "facts", f"no such paper: «{named}».", "Ingest it first.")
            report.failures.append(failure)
        else:
            papers[paper.key] = _apply(root, path.name, paper, entry, report)
        progress("facts", done, len(facts))
    return report


def _clean_line(text: str) -> str:
    """A text on one line without control characters, for a message."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _apply(root: Path, file: str, paper: Paper, entry: Facts, report: Enrichment) -> Paper:
    """Write what is new into the paper's file; return the paper as it then is."""
    origin = Provenance(file=file, line=entry.line)
    return fill(root, paper, entry.values, dict.fromkeys(entry.values, origin), (file, entry.line), report)


def fill(
    root: Path,
    paper: Paper,
    values: Mapping[str, Any],
    origins: Mapping[str, Provenance],
    place: tuple[str, int],
    report: Enrichment,
) -> Paper:
    """Write the facts that a paper lacks into its file; return the paper as it then is.

    Args:
        root: the survey's folder.
        paper: what its file holds now.
        values: the facts, by field.
        origins: where each was stated.
        place: the file and line that findings name.
        report: takes what was set, what agreed and what differs.
    """
    wanted = {}
    for name, value in values.items():
        held = getattr(paper, name)
        current = list(held) if isinstance(held, tuple) else held
        if not current:
            wanted[name] = value
        elif name != "links" and not agree(name, current, value):
            report.conflicts.append(_conflict(place, paper, name, current, value))
        else:
            report.agreed += 1
    return _written(root, paper, wanted, origins, place, report) if wanted else paper


def _written(
    root: Path,
    paper: Paper,
    wanted: Mapping[str, Any],
    origins: Mapping[str, Provenance],
    place: tuple[str, int],
    report: Enrichment,
) -> Paper:
    provenance = dict(paper.provenance) | {name: origins[name] for name in wanted if name in origins}
    try:
        set_fields(root / paper.path, wanted, {name: source.model_dump() for name, source in provenance.items()})
    except UnreadableResultError as error:
        report.failures.append(Finding(*place, 0, "facts", str(error), "Nothing of it was changed."))
        return paper
    for name in wanted:
        report.set_fields[name] = report.set_fields.get(name, 0) + 1
    report.changed.append(paper.key)
    return paper.model_copy(update={**_frozen(wanted), "provenance": provenance})


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a paper holds them."""
    held = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    if "links" in held:
        held["links"] = tuple(Link(**link) for link in held["links"])
    return held


def _conflict(place: tuple[str, int], paper: Paper, name: str, held: Any, value: Any) -> Finding:
    said = f"{name} of {paper.key} is {held!r:.60} there, but {value!r:.60} here."
    return Finding(*place, 0, "conflict", said, "The paper's own value is kept; compare them.")
