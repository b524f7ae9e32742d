"""Importing from end to end: read every source, merge, write what is new, report everything."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from livingsurvey.importers.captured_text import MAX_BYTES
from livingsurvey.importers.enrich import Enrichment, PaperUpdate, Progress, changes_of_updates
from livingsurvey.importers.import_formats import IMPORTERS, Importer
from livingsurvey.importers.merge_records import Merge, gather, merge
from livingsurvey.importers.records import Listing, Record
from livingsurvey.model import FieldTable, Finding, Paper, Seen, Severity, Source
from livingsurvey.model.candidate import Candidate
from livingsurvey.store.files import read_plain
from livingsurvey.store.paper_files import new_paper
from livingsurvey.store.transaction import FileChange, apply

#: Called with the new papers and the report before anything is written: it may add facts to them.
Complete = Callable[[Mapping[str, Candidate], "IngestReport"], None]


_NAMED = 10  # lines


@dataclass(slots=True)
class IngestReport:
    """What an intake found and did.

    ``per_source`` counts the records of each source id, ``failed`` its entries that could not be used and ``remarked``
    what is said of those that were; ``filled`` the facts, by field, that known papers gained.
    ``keys`` are the papers' keys by what bibliographies call them.
    """

    per_source: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    remarked: dict[str, int] = field(default_factory=dict)
    header_lines: int = 0
    added: list[str] = field(default_factory=list)
    extended: list[str] = field(default_factory=list)
    papers: int = 0
    failures: list[Finding] = field(default_factory=list)
    conflicts: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    filled: dict[str, int] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def findings(self) -> list[Finding]:
        """All that is to be looked at: what failed, what is doubtful or contradicts, and remarks."""
        return [*self.failures, *self.conflicts, *self.remarks]

    def count(self, source: Source, listing: Listing) -> None:
        """Add what was found in a source."""
        self.per_source[source.id] = len(listing.records)
        self.failed[source.id] = len(listing.failures)
        self.remarked[source.id] = len(listing.remarks) + bool(listing.cleaned)
        self.failures += listing.failures
        self.remarks += listing.remarks
        self.header_lines += listing.header_lines
        self.remarks += _on_cleaned(f"content/sources/{source.file}", listing.cleaned)

    @property
    def records(self) -> int:
        """Records found in all sources together."""
        return sum(self.per_source.values())

    @property
    def merged(self) -> int:
        """Records that turned out to be a paper already found."""
        return self.records - self.papers


def ingest(
    root: Path,
    sources: Iterable[Source],
    known: tuple[Paper, ...],
    fields: FieldTable,
    progress: Progress = lambda *_: None,
    importers: Mapping[str, Importer] = IMPORTERS,
    complete: Complete = lambda *_: None,
    listings: Mapping[str, Listing] = MappingProxyType({}),
) -> IngestReport:
    """Write a paper file for every paper in ``sources`` that is not among the ``known`` ones.

    Curated fields are never touched: of a known paper only its provenance may grow, and a record not seen before
    may fill facts that are empty.

    Args:
        root: the survey's folder, which contains ``content/``.
        sources: the captures, files below ``content/sources``.
        known: every paper that has a file already.
        fields: those that the survey declares, of which new papers get the required ones, empty.
        progress: called after each paper.
        importers: the formats that can be read.
        complete: called with the new papers before their files are written.
        listings: what is known already to be in sources, by their ids.

    Raises:
        ExtensionError: when an importer of an extension fails.
        OSError: when a paper file cannot be written; nothing is written then.
        EditRefusedError: when a new paper's file exists, or a known one was changed meanwhile; nothing is written then.
    """
    report = IngestReport()
    gathered = gather(_records(root, sources, importers, listings, report))
    outcome = merge(gathered, known)
    report.papers = len(gathered.papers)
    report.conflicts = [*gathered.conflicts, *outcome.conflicts]
    report.keys = outcome.keys
    complete(outcome.new, report)
    _write(root, outcome, {paper.key: paper for paper in known}, fields, report, progress)
    return report


def _records(
    root: Path,
    sources: Iterable[Source],
    importers: Mapping[str, Importer],
    listings: Mapping[str, Listing],
    report: IngestReport,
) -> list[tuple[str, str, Record]]:
    """The id and file of its source and the record itself, for each record; counts each source in ``report``."""
    records: list[tuple[str, str, Record]] = []
    for source in sources:
        listing = listings.get(source.id) or read_source(root, source, importers)
        records += [(source.id, f"content/sources/{source.file}", record) for record in listing.records]
        report.count(source, listing)
    return records


def _on_cleaned(file: str, lines: list[int]) -> list[Finding]:
    """One remark on all entries out of which signs were taken."""
    if not lines:
        return []
    named = ", ".join(map(str, lines[:_NAMED])) + (", …" if len(lines) > _NAMED else "")
    said = f"signs that cannot be seen, or were lost, were left out of the entries in lines {named} ({len(lines)})."
    return [Finding(file, lines[0], 0, "characters", said, "Look whether letters are missing.", Severity.WARNING)]


def read_source(root: Path, source: Source, importers: Mapping[str, Importer] = IMPORTERS) -> Listing:
    """Parse one source; a missing, changed or unreadable file becomes failures in the listing.

    Args:
        root: the survey's folder.
        source: its entry in ``sources.yml``.
        importers: the formats that can be read.
    """
    file = f"content/sources/{source.file}"
    importer = importers.get(source.format)
    if importer is None:
        known = ", ".join(sorted(importers))
        return Listing(failures=[_refusal(f"unknown format «{source.format}».", f"Known formats: {known}.")])
    try:
        data = read_plain(root / file, MAX_BYTES)
    except OSError as error:
        fix = "Put the capture there, or remove the source."
        said = f"cannot be read: {error.strerror or 'it is no plain file, or far too large'}."
        return Listing(failures=[Finding(file, 0, 0, "source", said, fix)])
    if hashlib.sha256(data).hexdigest() != source.sha256:
        said = "the file differs from the sha256 in sources.yml."
        # Its lines may have moved, and records are identified by their lines: none of it can be trusted.
        return Listing(failures=[Finding(file, 0, 0, "source", said, "Captures are never edited; restore it.")])
    return importer.parse(data, file)


def _refusal(message: str, fix: str) -> Finding:
    return Finding("content/sources/sources.yml", 0, 0, "source", message, fix)


def _write(
    root: Path, outcome: Merge, known: dict[str, Paper], fields: FieldTable, report: IngestReport, progress: Progress
) -> None:
    total = len(outcome.new) + len(outcome.more_seen)
    changes = []
    for done, (key, candidate) in enumerate(outcome.new.items(), start=1):
        changes.append(FileChange(f"content/papers/{key}.md", None, new_paper(key, candidate, fields)))
        progress("papers", done, total)
    filled = Enrichment()
    for done, (key, seen) in enumerate(outcome.more_seen.items(), start=len(outcome.new) + 1):
        update = _updated(known[key], seen, outcome.more_facts[key], filled)
        if change := changes_of_updates(root, [update], fields, filled):
            changes += change
            report.extended.append(key)
        progress("papers", done, total)
    apply(root, changes)
    report.added += outcome.new
    report.conflicts += filled.conflicts
    report.failures += filled.failures
    report.filled = filled.set_fields


def _updated(paper: Paper, seen: Iterable[Seen], candidate: Candidate, report: Enrichment) -> PaperUpdate:
    """A known paper with new records, and facts that it lacks; the captured abstract counts as a fact, too."""
    origin = (candidate.file, candidate.line)
    update = PaperUpdate(paper, paper.model_copy(update={"seen": (*paper.seen, *seen)}), origin)
    missing = {"abstract": candidate.abstract} if candidate.abstract and not paper.abstract else {}
    update.fill(dict(candidate.facts) | missing, candidate.provenance, origin, report)
    return update
