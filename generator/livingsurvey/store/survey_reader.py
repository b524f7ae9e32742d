"""Reading all of ``content/`` into one survey. A bad file is a finding; the good ones around it stay."""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from livingsurvey.model import (
    REASONS,
    Extensions,
    FieldTable,
    Finding,
    HandPage,
    Paper,
    Reading,
    Settings,
    Source,
    Statements,
    Survey,
    Term,
    Topic,
)
from livingsurvey.model.statements import STATEMENT_KINDS, statement_file
from livingsurvey.store.documents import Model, read_document, read_yaml_models
from livingsurvey.store.field_file import FILE as FIELDS
from livingsurvey.store.field_file import read_fields
from livingsurvey.store.kept_files import KeptFiles, Stamp, changed_at, stamp_of
from livingsurvey.store.map_file import FILE as LAYOUT
from livingsurvey.store.map_file import read_layout
from livingsurvey.store.readings_file import FOLDER as READINGS
from livingsurvey.store.readings_file import RULE as READING_LINE
from livingsurvey.store.readings_file import read_readings
from livingsurvey.store.relation_file import FILE as RELATIONS
from livingsurvey.store.relation_file import read_relations
from livingsurvey.store.screening_file import FILE as SCREENINGS
from livingsurvey.store.screening_file import read_screenings
from livingsurvey.store.search_files import (
    CANDIDATES_FILE,
    DRAFTS_FILE,
    RUNS_FILE,
    WATCH_FILE,
    read_candidates,
    read_drafts,
    read_runs,
    read_watch_plan,
)
from livingsurvey.store.search_files import RULE as SEARCH_LINE
from livingsurvey.store.statement_files import read_statements

#: The rules whose findings say that a file cannot be read.
_OF_READING = frozenset(["file", "front-matter", "yaml", "schema", "key-mismatch", "layout", READING_LINE, SEARCH_LINE])
_SOURCES = "content/sources/sources.yml"
#: What was read, and the findings on it.
_Outcome = tuple[Any, Sequence[Finding]]


@dataclass(slots=True)
class Cache:
    """What was read from files before, by their names, each with the stamp of what it depends on.

    ``kept`` is what an earlier command kept of them, for as long as nothing was read.
    """

    files: dict[str, tuple[Stamp, _Outcome]] = field(default_factory=dict)
    kept: KeptFiles | None = None

    def read(self, file: str, status: os.stat_result, besides: Stamp, read: Callable[[], _Outcome]) -> _Outcome:
        """Return what was read from a file, reading it again only if it has changed.

        Args:
            file: its path below the survey's root.
            status: of the file, which is not followed where it is a link.
            besides: what else the outcome depends on.
            read: reads it.
        """
        stamp = (*stamp_of(status), *besides)
        known = self.files.get(file)
        if known is None or known[0] != stamp:
            changed = changed_at(status)
            outcome = self.kept.read(file, stamp, changed, lambda: _plain(read())) if self.kept else read()
            known = self.files[file] = (stamp, outcome)
        return known[1]

    def keep(self) -> None:
        """Keep what was read for the next command, and forget what an earlier one has kept."""
        if self.kept:
            self.kept.save()
        self.kept = None


def _plain(outcome: _Outcome) -> _Outcome:
    return outcome[0], tuple(outcome[1])


@dataclass(frozen=True, slots=True)
class Loaded:
    """The ``survey`` (``None`` only where ``survey.yml`` itself is unusable) and all ``findings``."""

    survey: Survey | None
    findings: tuple[Finding, ...]

    @property
    def unread(self) -> frozenset[str]:
        """The files that cannot be read, wholly or in part."""
        return frozenset(finding.file for finding in self.findings if finding.rule in _OF_READING)


def load(root: Path, cache: Cache | None = None, extensions: Extensions = Extensions()) -> Loaded:  # noqa: B008
    """Read and validate the survey below ``root``, reporting every error of every file at once.

    Args:
        root: the survey's folder.
        cache: what was read before, for a server that reads again and again.
        extensions: what the survey adds to the tool. Reading alone runs none.
    """
    files = _Files(root, cache or Cache(), [])
    settings = files.whole("content/survey.yml", load_settings)
    fields = files.whole(FIELDS, read_fields) or FieldTable()
    parts = _parts(files, fields)
    survey = None if settings is None else Survey(settings=settings, fields=fields, extensions=extensions, **parts)
    return Loaded(survey, tuple(sorted(files.findings)))


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of a survey, each read unless it was before, and all findings on them."""

    root: Path
    cache: Cache
    findings: list[Finding]

    def read(self, file: str, status: os.stat_result, besides: Stamp, read: Callable[[], _Outcome]) -> Any:
        """What is read from one file."""
        outcome, findings = self.cache.read(file, status, besides, read)
        self.findings.extend(findings)
        return outcome

    def whole(self, file: str, read: Callable[[Path, list[Finding]], Any]) -> Any:
        """What is read from a file that may be missing: then ``None``, which is nothing."""
        path = self.root / file
        if not os.path.lexists(path):
            return read(self.root, self.findings)

        def _read() -> _Outcome:
            findings: list[Finding] = []
            outcome = read(self.root, findings)
            return tuple(outcome) if isinstance(outcome, list) else outcome, findings

        return self.read(file, path.lstat(), (path.parent.is_symlink(),), _read)

    def folder(self, name: str, ending: str) -> list[tuple[str, os.stat_result]]:
        """The names of the files below a folder of the content, sorted, without editors' own; none of a link."""
        folder = self.root / "content" / name
        if folder.is_symlink() or not folder.is_dir():  # a link is reported by the rules
            return []
        with suppress(PermissionError), os.scandir(folder) as entries:
            found = [entry for entry in entries if entry.name.endswith(ending) and not entry.name.startswith(".")]
            if self.cache.kept:
                self.cache.kept.expect(f"content/{name}", len(found))
            return sorted((entry.name, entry.stat(follow_symlinks=False)) for entry in found)
        return []


def _parts(files: _Files, fields: FieldTable) -> dict[str, Any]:
    """What a survey has besides its settings and fields, by the names of ``Survey``."""
    topics = _documents(files, "topics", Topic, "prose", fields)
    vocabulary = {name: _terms(files, name) for name in (REASONS, *fields.vocabularies)}
    return {
        "papers": _documents(files, "papers", Paper, "notes", fields),
        "topics": tuple(sorted(topics, key=lambda topic: (topic.order, topic.title))),
        "sources": tuple(files.whole(_SOURCES, load_sources)),
        "pages": _documents(files, "pages", HandPage, "body", fields),
        "screenings": tuple(files.whole(SCREENINGS, read_screenings)),
        "relations": tuple(files.whole(RELATIONS, read_relations)),
        "readings": _readings(files, fields),
        "watch": files.whole(WATCH_FILE, read_watch_plan),
        "runs": _lines(files, RUNS_FILE, read_runs),
        "candidates": _lines(files, CANDIDATES_FILE, read_candidates),
        "drafts": _lines(files, DRAFTS_FILE, read_drafts),
        "statements": _statements(files),
        "vocabulary": {name: terms for name, terms in vocabulary.items() if terms},
        "layout": files.whole(LAYOUT, read_layout),
    }


def load_settings(root: Path, findings: list[Finding]) -> Settings | None:
    """Read ``content/survey.yml``; ``None`` where it cannot be used. Appends to ``findings``."""
    models = read_yaml_models(root, "content/survey.yml", Settings, findings, many=False)
    return models[0] if models else None


def load_sources(root: Path, findings: list[Finding]) -> list[Source]:
    """Read ``content/sources/sources.yml``; a survey without sources has none. Appends to ``findings``."""
    return _entries(_SOURCES, Source, root, findings)


def _entries(file: str, model: type[Model], root: Path, findings: list[Finding]) -> list[Model]:
    """The entries of a YAML file that may be missing."""
    return read_yaml_models(root, file, model, findings, many=True) if os.path.lexists(root / file) else []


def _terms(files: _Files, name: str) -> tuple[Term, ...]:
    file = f"content/vocabulary/{name}.yml"
    return tuple(files.whole(file, partial(_entries, file, Term)))


def _statements(files: _Files) -> Statements:
    found = {kind: files.whole(statement_file(kind), partial(read_statements, kind)) for kind in STATEMENT_KINDS}
    return Statements(**{kind: tuple(statements) for kind, statements in found.items()})


def _documents(files: _Files, name: str, model: type[Model], body_field: str, fields: FieldTable) -> tuple[Model, ...]:
    """Read ``content/<name>/*.md`` in the order of their names."""
    models: list[Model] = []
    besides = _digest(fields)
    for one, status in files.folder(name, ".md"):
        file = f"content/{name}/{one}"
        key = one.removesuffix(".md")
        read = partial(_document, files.root, file, model, key, body_field, fields)
        built = files.read(file, status, besides, read)
        if isinstance(built, model):
            models.append(built)
    return tuple(models)


def _document(root: Path, file: str, *parts: Any) -> _Outcome:
    return read_document(root / file, file, *parts)


def _readings(files: _Files, fields: FieldTable) -> tuple[Reading, ...]:
    """Read ``content/readings/*.jsonl`` in the order of their names."""
    readings: list[Reading] = []
    besides = _digest(fields)
    for one, status in files.folder("readings", ".jsonl"):
        file = f"{READINGS}/{one}"
        readings += files.read(file, status, besides, partial(read_readings, files.root / file, file, fields))
    return tuple(readings)


def _lines(files: _Files, file: str, read: Callable[[Path], _Outcome]) -> Any:
    """Read a file of one object a line; a survey without it has none."""
    path = files.root / file
    if path.parent.is_symlink() or not os.path.lexists(path):  # the rules report a link
        return ()
    return files.read(file, path.lstat(), (), partial(read, path))


def _digest(fields: FieldTable) -> Stamp:
    """What tells the fields of a survey from others."""
    return (hashlib.sha256(repr(fields).encode()).hexdigest(),)
