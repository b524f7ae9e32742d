"""Reading all of ``content/`` into one survey. A bad file is a finding; the good ones around it stay."""

import os.path
from collections.abc import Callable
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
    Survey,
    Term,
    Topic,
)
from livingsurvey.store.documents import Model, read_document, read_yaml_models
from livingsurvey.store.field_file import read_fields
from livingsurvey.store.map_file import read_layout
from livingsurvey.store.readings_file import FOLDER as READINGS
from livingsurvey.store.readings_file import RULE as READING_LINE
from livingsurvey.store.readings_file import read_readings
from livingsurvey.store.relation_file import read_relations
from livingsurvey.store.screening_file import read_screenings
from livingsurvey.store.search_files import (
    CANDIDATES_FILE,
    DRAFTS_FILE,
    RUNS_FILE,
    read_candidates,
    read_drafts,
    read_runs,
    read_watch_plan,
)
from livingsurvey.store.search_files import RULE as SEARCH_LINE
from livingsurvey.store.statement_files import read_statements

#: The rules whose findings say that a file cannot be read.
_OF_READING = frozenset(["file", "front-matter", "yaml", "schema", "key-mismatch", "layout", READING_LINE, SEARCH_LINE])
_Outcome = tuple[Any, list[Finding]]


@dataclass(slots=True)
class Cache:
    """Files read before, by path, with the time stamp and size they had, and the fields they were read with."""

    fields: FieldTable = field(default_factory=FieldTable)
    files: dict[Path, tuple[tuple[int, int], _Outcome]] = field(default_factory=dict)

    def read(self, path: Path, read: Callable[[], _Outcome]) -> _Outcome:
        """Return what was read from ``path``, reading it again only if it has changed."""
        stat = path.lstat()
        stamp = (stat.st_mtime_ns, stat.st_size)
        known = self.files.get(path)
        if known is None or known[0] != stamp:
            known = self.files[path] = (stamp, read())
        return known[1]


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
    cache = cache or Cache()
    findings: list[Finding] = []
    settings = load_settings(root, findings)
    fields = read_fields(root, findings)
    if cache.fields != fields:
        cache.fields = fields
        cache.files.clear()
    parts = _parts(root, fields, cache, findings)
    survey = None if settings is None else Survey(settings=settings, fields=fields, extensions=extensions, **parts)
    return Loaded(survey, tuple(sorted(findings)))


def _parts(root: Path, fields: FieldTable, cache: Cache, findings: list[Finding]) -> dict[str, Any]:
    """What a survey has besides its settings and fields, by the names of ``Survey``. Appends to ``findings``."""
    topics = _folder(root, "topics", Topic, "prose", cache, findings)
    vocabulary = {name: tuple(_terms(root, name, findings)) for name in (REASONS, *fields.vocabularies)}
    return {
        "papers": tuple(_folder(root, "papers", Paper, "notes", cache, findings)),
        "topics": tuple(sorted(topics, key=lambda topic: (topic.order, topic.title))),
        "sources": tuple(load_sources(root, findings)),
        "pages": tuple(_folder(root, "pages", HandPage, "body", cache, findings)),
        "screenings": tuple(read_screenings(root, findings)),
        "relations": tuple(read_relations(root, findings)),
        "readings": _readings(root, cache, findings),
        "watch": read_watch_plan(root, findings),
        "runs": _lines(root, RUNS_FILE, read_runs, cache, findings),
        "candidates": _lines(root, CANDIDATES_FILE, read_candidates, cache, findings),
        "drafts": _lines(root, DRAFTS_FILE, read_drafts, cache, findings),
        "statements": read_statements(root, findings),
        "vocabulary": {name: terms for name, terms in vocabulary.items() if terms},
        "layout": read_layout(root, findings),
    }


def load_settings(root: Path, findings: list[Finding]) -> Settings | None:
    """Read ``content/survey.yml``; ``None`` where it cannot be used. Appends to ``findings``."""
    models = read_yaml_models(root, "content/survey.yml", Settings, findings, many=False)
    return models[0] if models else None


def _terms(root: Path, name: str, findings: list[Finding]) -> list[Term]:
    file = f"content/vocabulary/{name}.yml"
    return read_yaml_models(root, file, Term, findings, many=True) if os.path.lexists(root / file) else []


def load_sources(root: Path, findings: list[Finding]) -> list[Source]:
    """Read ``content/sources/sources.yml``; a survey without sources has none. Appends to ``findings``."""
    file = "content/sources/sources.yml"
    return read_yaml_models(root, file, Source, findings, many=True) if os.path.lexists(root / file) else []


def _folder(
    root: Path, name: str, model: type[Model], body_field: str, cache: Cache, findings: list[Finding]
) -> list[Model]:
    """Read ``content/<name>/*.md`` in the order of their names, appending to ``findings``."""
    models: list[Model] = []
    if (root / "content" / name).is_symlink():  # which the rules report
        return models
    # Names that begin with a dot are editors' own.
    for path in sorted(p for p in (root / "content" / name).glob("*.md") if not p.name.startswith(".")):
        file = f"content/{name}/{path.name}"
        read = partial(read_document, path, file, model, path.stem, body_field, cache.fields)
        built, problems = cache.read(path, read)
        findings += problems
        if isinstance(built, model):
            models.append(built)
    return models


def _readings(root: Path, cache: Cache, findings: list[Finding]) -> tuple[Reading, ...]:
    """Read ``content/readings/*.jsonl`` in the order of their names, appending to ``findings``."""
    readings: list[Reading] = []
    if (root / READINGS).is_symlink():  # which the rules report
        return ()
    for path in sorted(p for p in (root / READINGS).glob("*.jsonl") if not p.name.startswith(".")):
        found, problems = cache.read(path, partial(read_readings, path, f"{READINGS}/{path.name}", cache.fields))
        readings += found
        findings += problems
    return tuple(readings)


def _lines(root: Path, file: str, read: Callable[[Path], _Outcome], cache: Cache, findings: list[Finding]) -> Any:
    """Read a file of one object a line; a survey without it has none. Appends to ``findings``."""
    path = root / file
    if path.parent.is_symlink() or not os.path.lexists(path):  # the rules report a link
        return ()
    found, problems = cache.read(path, partial(read, path))
    findings += problems
    return found
