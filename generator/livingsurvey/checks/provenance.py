"""Rules of provenance: where papers were seen, where facts come from, and whether it still says so."""

import hashlib
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.checks.stated import LARGEST, StatedFacts
from livingsurvey.model import Paper, Provenance, Source, normalise_title
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.files import read_plain

_CAPTURED = "hf-daily-papers-text"  # the format whose records begin with a line that is the title
_LIST = "content/sources/sources.yml"
_LISTED_APART = ("sources.yml", "README.md")


@rule(ERROR)
def unknown_source(context: Context) -> Iterator[Found]:
    """A paper was seen in a source that is not listed.

    Why: Provenance that leads nowhere is none.
    Fix: Correct the id, or list the source in content/sources/sources.yml.
    Wrong: seen: [{source: listing-7, rank: 1, line: 9}]   # and sources.yml lists listing-1 to listing-5
    Right: seen: [{source: listing-5, rank: 1, line: 9}]
    """
    ids = {source.id for source in context.survey.sources}
    for paper in context.survey.papers if _LIST not in context.unread else ():
        for source in sorted({seen.source for seen in paper.seen} - ids):
            fix = did_you_mean(source, ids, f"Correct it, or list the source in {_LIST}.")
            yield Found(paper.path, f"there is no source «{source}».", fix)


def _file(source: Source) -> str:
    return f"content/sources/{source.file}"


@rule(ERROR)
def source_changed(context: Context) -> Iterator[Found]:
    """The file of a source is missing, or differs from its checksum.

    Why: Captures are kept exactly as received; one that was edited proves nothing, and its lines may have moved.
    Fix: Restore the file. If it is another capture, list it under an id of its own.
    Wrong: a capture in which someone corrected a title
    Right: the capture as received, and the title corrected in the paper's file
    """
    for n, source in enumerate(context.survey.sources if context.root else ()):
        file = _file(source)
        if file not in context.files:
            said = f"the file «{source.file}» is missing."
            yield Found("content/sources/sources.yml", said, "Put the capture there, or remove it here.", (n, "file"))
        elif (checksum := _checksum(context, file)) is None:
            said = f"the file «{source.file}» cannot be read: it is no plain file, or far too large."
            yield Found("content/sources/sources.yml", said, "Put the capture itself there.", (n, "file"))
        elif checksum != source.sha256:
            said = f"{source.file} differs from its checksum «{source.sha256[:12]}…»."
            fix = "Captures are never edited; restore it."
            yield Found("content/sources/sources.yml", said, fix, (n, "sha256"))


def _checksum(context: Context, file: str) -> str | None:
    assert context.root
    try:
        return hashlib.sha256(read_plain(context.root / file, LARGEST)).hexdigest()
    except OSError:
        return None


@rule(WARNING)
def source_unlisted(context: Context) -> Iterator[Found]:
    """A file is among the sources, but is not listed, or two entries share an id or a file.

    Why: What is not listed is not read, and what is read twice counts twice.
    Fix: List it in content/sources/sources.yml with id, format, origin and checksum, or remove it.
    Wrong: content/sources/listing-6.txt   # and sources.yml does not name it
    Right: - {id: listing-6, file: listing-6.txt, format: …, origin: …, sha256: …}
    """
    listed: set[str] = set()
    ids: set[str] = set()
    for n, source in enumerate(context.survey.sources):
        for name, value, known in (("file", source.file, listed), ("id", source.id, ids)):
            if value in known:
                said = f"«{value}» is listed twice."
                yield Found("content/sources/sources.yml", said, "Remove one of them.", (n, name))
            known.add(value)
    for file in context.files if _LIST not in context.unread else ():
        folder, _, name = file.rpartition("/")
        if folder == "content/sources" and name not in listed and name not in _LISTED_APART and name[0] != ".":
            yield Found(file, f"{name} is not listed in sources.yml.", "List it there, or remove it.")


@rule(ERROR, limits={"glued": 20, "percent": 80})
def seen_elsewhere(context: Context, glued: int, percent: int) -> Iterator[Found]:
    """The line where a paper was seen does not hold its title, or another paper was seen there too.

    Why: Records are distinguished by source and line; a wrong line makes the next intake add the paper again. Several
        entries may begin on one line; their ranks distinguish them.
    Fix: Correct the line; it is that of the title in the capture, from 1. A title that was corrected since may
        differ by a few letters.
    Wrong: seen: [{source: listing-1, rank: 3, line: 14}]   # a line of the abstract
    Right: seen: [{source: listing-1, rank: 3, line: 12}]
    """
    lines = {source.id: _lines(context, source) for source in context.survey.sources}
    first: dict[tuple[str, int, int], str] = {}
    for paper in context.survey.papers:
        for n, seen in enumerate(paper.seen):
            holder = first.setdefault((seen.source, seen.line, seen.rank), paper.key)
            capture = lines.get(seen.source)
            if holder != paper.key:
                said = f"line «{seen.line}» of {seen.source} is where {holder} was seen."
                yield Found(paper.path, said, "Correct the line.", ("seen", n, "line"))
            elif capture and not _holds(capture, seen.line, context.title[paper.key], glued, percent):
                said = f"line «{seen.line}» of {seen.source} does not hold the title."
                yield Found(paper.path, said, "Correct the line.", ("seen", n, "line"))


def _lines(context: Context, source: Source) -> list[str] | None:
    """The lines of a captured text; where an entry of a bibliography begins, its title need not be."""
    file = _file(source)
    if context.root is None or file not in context.files or source.format != _CAPTURED:
        return None
    try:
        return read_plain(context.root / file, LARGEST).decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return None


def _holds(lines: list[str], line: int, title: str, glued: int, percent: int) -> bool:
    """Whether the line holds a title with ``glued`` letters around it at most, or one ``percent`` like it."""
    found = normalise_title(lines[line - 1]) if line <= len(lines) else ""
    if title in found:
        return 0 < len(found) <= len(title) + glued
    from rapidfuzz.fuzz import ratio

    return ratio(found, title) >= percent


@rule(WARNING)
def fact_elsewhere(context: Context) -> Iterator[Found]:
    """The entry that a fact was taken from is not there, or no longer says so.

    Why: The page of the paper says where each fact comes from. A fact that a curator has changed is the curator's own.
        An entry is all that its importer reads from the line on, however many lines it has.
    Fix: If the value was corrected by hand, remove its line under provenance; if the file of facts was edited,
        restore it: lines are only ever added.
    Wrong: provenance: {venue: {file: papers.jsonl, line: 9}}   # where line 9 names another venue
    Right: provenance: {}   # and the venue as a curator corrected it
    """
    files: dict[str, StatedFacts] = {}
    for paper in context.survey.papers if context.root else ():
        for name, origin in paper.provenance.items():
            if origin.file is None:
                continue  # the answer of a service, which is not kept
            if _LIST in context.unread and f"content/sources/{origin.file}" in context.files:
                continue
            if origin.file not in files:
                files[origin.file] = StatedFacts(context, origin.file)
            if reason := _lost(paper, name, origin, files[origin.file]):
                fix = "Remove this line if the value was corrected by hand, or correct it."
                yield Found(paper.path, reason, fix, ("provenance", name))


def _lost(paper: Paper, name: str, origin: Provenance, facts: StatedFacts) -> str | None:
    if name.partition(".")[0] not in type(paper).model_fields:
        return f"«{name}» is no field."
    if facts.lines is None:
        return f"there is no file «{origin.file}» in content/facts."
    if facts.changed or facts.state(paper, name, origin.line or 0):
        return None
    return f"line {origin.line} of {origin.file} does not state «{name}:» as it is here."
