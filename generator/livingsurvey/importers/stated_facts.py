"""What the sources and the files of facts of a survey state about its papers, entry by entry."""

import hashlib
import html
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.importers.fact_files import facts_in
from livingsurvey.importers.import_formats import IMPORTERS, Parser, importers_of
from livingsurvey.model import Correction, Paper, Source, Survey, corrections_in, derive_key, normalise_title
from livingsurvey.model.base import Frozen
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.model.text import clean
from livingsurvey.store.files import read_plain
from livingsurvey.store.kept_files import KeptFiles

_normal = lru_cache(maxsize=1 << 17)(normalise_title)  # a paper, its records and its facts have one title
LARGEST = 20_000_000  # bytes of a file that is looked into; a larger one is no listing


class StatedEntry(NamedTuple):
    """What one entry of a file states: its place, the paper as it names it, and its values by field.

    ``rank`` is the entry's place among the records of a source, and 0 in a file of facts.
    """

    file: str
    line: int
    rank: int
    key: str
    title: str
    values: Mapping[str, Any]


#: The entries of a file by the line where each begins; several may begin on one line.
StatedEntries = Mapping[int, tuple[StatedEntry, ...]]


class StatedFacts:
    """What the files below ``content/sources`` and ``content/facts`` state; each file is read when it is needed.

    Args:
        root: the survey's folder.
        survey: whose sources and extensions say how files are read.
        kept: what an earlier command has kept of the entries of these files; what is read now is added to it.
    """

    def __init__(self, root: Path, survey: Survey, kept: KeptFiles | None = None) -> None:
        self._root = root
        self._survey = survey
        self._kept = kept
        self._read: dict[tuple[str, str], StatedEntries | None] = {}
        self._sources = {source.id: source for source in reversed(survey.sources)}

    def source(self, id: str) -> StatedEntries | None:
        """The records of a source; ``None`` where it cannot be judged: not listed, edited, or of an unknown format."""
        source = self._sources.get(id)
        return self._entries("sources", source.file, source) if source else None

    def file(self, name: str) -> StatedEntries | None:
        """The entries of a file, be it of facts or a source; ``None`` where it cannot be judged."""
        if self.is_facts(name):
            return self._entries("facts", name, None)
        source = next((one for one in self._survey.sources if one.file == name), None)
        return self._entries("sources", name, source) if source else None

    def is_facts(self, name: str) -> bool:
        """Whether there is a file of facts of a name."""
        return name in self._fact_files

    @cached_property
    def _fact_files(self) -> frozenset[str]:
        folder = self._root / "content/facts"
        return frozenset(path.name for path in folder.iterdir() if path.is_file()) if folder.is_dir() else frozenset()

    @cached_property
    def _of(self) -> dict[str, list[StatedEntry]]:
        return {paper.key: [*self.seen(paper), *self._named.get(paper.key, ())] for paper in self._survey.papers}

    def of(self, paper: Paper) -> list[StatedEntry]:
        """The entries about a paper: the records where it was seen, then what files of facts say under its name."""
        return self._of[paper.key]

    def seen(self, paper: Paper) -> list[StatedEntry]:
        """The records of sources where a paper was seen, as far as they are there."""
        found = (record_at(self.source(seen.source), seen.line, seen.rank) for seen in paper.seen)
        return [entry for entry in found if entry]

    @cached_property
    def _named(self) -> dict[str, list[StatedEntry]]:
        """What files of facts state, by the key of the paper."""
        papers, named = self._survey.papers, defaultdict(list)
        keys = {key: paper.key for paper in papers for key in (*paper.aliases, paper.key)}
        titles = {_normal(entry.title): paper.key for paper in papers for entry in self.seen(paper)}
        titles |= {_normal(paper.title): paper.key for paper in papers}
        for entry in self._facts():
            key = keys.get(entry.key) or titles.get(_normal(entry.title)) or keys.get(_derived(entry.title))
            if key:
                named[key].append(entry)
        return named

    def _facts(self) -> Iterator[StatedEntry]:
        for name in sorted(self._fact_files):
            if name.lower().endswith((".jsonl", ".csv", ".json", ".ndjson")):
                for entries in (self.file(name) or {}).values():
                    yield from entries

    def _entries(self, folder: str, name: str, source: Source | None) -> StatedEntries | None:
        if (folder, name) not in self._read:
            self._read[folder, name] = self._parsed(folder, name, source)
        return self._read[folder, name]

    def _parsed(self, folder: str, name: str, source: Source | None) -> StatedEntries | None:
        try:
            data = read_plain(self._root / "content" / folder / name, LARGEST)
        except OSError:
            return None
        if source is None:
            return self._read_again(f"facts/{name}", data, partial(_facts_by_line, data, name))
        importer = importers_of(self._survey.extensions).get(source.format)
        if importer is None or hashlib.sha256(data).hexdigest() != source.sha256:
            return None
        read = partial(_records_by_line, importer.parse, data, name)
        return self._read_again(f"{source.format}/{name}", data, read) if importer in IMPORTERS.values() else read()

    def _read_again(self, name: str, data: bytes, read: Callable[[], StatedEntries]) -> StatedEntries:
        """The entries of a file as they were kept, or as they are read now; those of unchanged bytes are the same."""
        if self._kept is None:
            return read()
        text = self._kept.read(f"stated/{name}", (hashlib.sha256(data).hexdigest(),), 0, lambda: _as_json(read()))
        return _from_json(text) if text else read()


def _as_json(entries: StatedEntries) -> str:
    """Entries as JSON; empty where JSON cannot hold all that they state."""
    try:
        text = json.dumps([entry for found in entries.values() for entry in found], ensure_ascii=False)
    except (TypeError, ValueError):
        return ""
    return text if _from_json(text) == entries else ""


def _from_json(text: str) -> StatedEntries:
    return _by_line(StatedEntry(*entry) for entry in json.loads(text))


def record_at(entries: StatedEntries | None, line: int, rank: int) -> StatedEntry | None:
    """The record that begins at a line; where several do, the one of that rank."""
    found = (entries or {}).get(line, ())
    return found[0] if len(found) == 1 else next((entry for entry in found if entry.rank == rank), None)


@lru_cache(maxsize=32)  # a server checks again after each edit, and sources hardly ever change
def _records_by_line(parse: Parser, data: bytes, file: str) -> StatedEntries:
    records = parse(data, file).records
    stated = (_values({"title": one.title, "abstract": one.abstract, **one.facts}) for one in records)
    return _by_line(
        StatedEntry(file, one.line, one.rank, "", one.title, values)
        for one, values in zip(records, stated, strict=True)
    )


@lru_cache(maxsize=32)
def _facts_by_line(data: bytes, file: str) -> StatedEntries:
    return _by_line(
        StatedEntry(file, one.line, 0, one.key, one.title, _values(one.values)) for one in facts_in(data, file)[0]
    )


def _by_line(entries: Iterator[StatedEntry]) -> StatedEntries:
    found: dict[int, tuple[StatedEntry, ...]] = {}
    for entry in entries:
        found[entry.line] = (*found.get(entry.line, ()), entry)
    return found


def _derived(title: str) -> str:
    """The key that a title gives: a paper keeps it when its title is corrected."""
    try:
        return derive_key(title, ())
    except InvalidKeyError:
        return ""


def _values(stated: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry states by name: all of the publication, and each of its variables: ``publication.page``."""
    values = {name: value for name, value in stated.items() if value}
    return values | _parts(plain(values["publication"])) if "publication" in values else values


def paper_values(paper: Paper) -> dict[str, Any]:
    """The facts that a paper has, by the same names."""
    names = (*_SINGLE, "code", "links")
    values = {name: plain(value) for name in names if (value := getattr(paper, name))}
    return values | _parts(plain(paper.publication))


_SINGLE = ("title", "authors", "published", "venue", "arxiv", "doi", "abstract", "published_abstract")


def _parts(publication: Any) -> dict[str, Any]:
    return {f"publication.{part}": value for part, value in publication.items()} if publication else {}


def plain(value: Any) -> Any:
    """A value as importers give it: texts, lists and mappings, without what is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, Frozen):
        value = value.model_dump()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items() if one not in (None, "", (), [])}
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def as_stated(value: Any, stated: Any) -> bool:
    """Whether a value is as it is stated; of several parts those that both have, as a curator may add some."""
    if value == stated:  # nearly always
        return True
    stated = plain(stated)
    if isinstance(value, dict) and isinstance(stated, dict):
        shared = value.keys() & stated.keys()
        return bool(shared) and all(as_stated(value[name], stated[name]) for name in shared)
    if isinstance(value, list) and isinstance(stated, list):
        return len(value) == len(stated) and all(map(as_stated, value, stated))
    return _clean(value) == _clean(stated)


def _clean(value: Any) -> str:
    """A value as other rules want it written: on one line, and characters for references to them."""
    return clean(html.unescape(str(value))).strip()


def corrections_of(root: Path, survey: Survey) -> dict[str, tuple[Correction, ...]]:
    """The corrections of a survey's papers, by key, with what the corrected entry states.

    Args:
        root: the survey's folder.
        survey: as it was read.
    """
    facts, found = StatedFacts(root, survey), {}
    for paper in survey.papers:
        if reasons := corrections_in(paper):
            found[paper.key] = tuple(Correction(n, why, _said(facts, paper, n)) for n, why in reasons.items())
    return found


def _said(facts: StatedFacts, paper: Paper, name: str) -> str:
    """What a paper's entries state of a field that was corrected, as text: the named one, or else the first."""
    origin = paper.provenance[name]
    entries = facts.of(paper)
    named = [one for one in entries if (one.file, one.line) == (origin.file, origin.line)] or entries
    return next((said for entry in named if (said := as_text(entry.values.get(name)))), "")


def as_text(value: Any) -> str:
    """A stated value on one line, to be shown to people."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {as_text(one)}" for name, one in value.items() if one)
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(as_text, value)))
    return " ".join(str(value).split()) if value else ""
