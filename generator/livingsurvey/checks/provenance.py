"""Rules of provenance: where papers were seen, where facts come from, and whether it still says so."""

import hashlib
from collections.abc import Iterator

from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ERROR, WARNING, Found, rule
from livingsurvey.importers.stated_facts import LARGEST, StatedEntries, StatedFacts, record_at
from livingsurvey.model import Paper, Seen, Source, normalise_title
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.files import read_plain

_CAPTURED = "hf-daily-papers-text"  # the format whose records begin with a line that is the title
_LIST = "content/sources/sources.yml"
_NAMED = 10  # lines
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
    """The file of a source is missing, differs from its checksum, or is of a format that nothing reads.

    Why: Captures are kept exactly as received; one that was edited proves nothing, and its lines may have moved.
    Fix: Restore the file or the format. If it is another capture, list it under an id of its own.
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
        elif context.stated and context.stated.source(source.id) is None:
            said = f"nothing reads the format «{source.format}», so that no paper can be compared with {source.file}."
            yield Found("content/sources/sources.yml", said, "Correct the format.", (n, "format"))


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
    """Where a paper was seen is no record of the source or not its title, or another paper was seen there too.

    Why: Records are distinguished by source and line; a wrong line makes the next intake add the paper again. Several
        entries may begin on one line; their ranks distinguish them.
    Fix: Correct the line; it is that of the title in the capture, or where the entry begins, from 1.
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
            elif capture and not _holds(capture, seen.line, _captured_title(context, paper, seen), glued, percent):
                said = f"line «{seen.line}» of {seen.source} does not hold the title."
                yield Found(paper.path, said, "Correct the line.", ("seen", n, "line"))
            elif context.stated and (wrong := _unrecorded(context.stated, seen)):
                yield Found(paper.path, wrong[1], f"Correct the {wrong[0]}.", ("seen", n, wrong[0]))


def _captured_title(context: Context, paper: Paper, seen: Seen) -> str:
    """The title to look for: where a curator has corrected it, that of the record."""
    origin = paper.provenance.get("title")
    if origin and origin.corrected and context.stated:
        record = record_at(context.stated.source(seen.source), seen.line, seen.rank)
        return normalise_title(record.title) if record else context.title[paper.key]
    return context.title[paper.key]


def _unrecorded(stated: StatedFacts, seen: Seen) -> tuple[str, str] | None:
    """What is wrong with where a paper was seen, if no record is there: which part of it, and why."""
    if (entries := stated.source(seen.source)) is None:
        return None
    if seen.line not in entries:
        return "line", f"no record begins at line «{seen.line}» of {seen.source}."
    ranks = [entry.rank for entry in entries[seen.line]]
    if seen.rank not in ranks:
        shown = " and ".join(map(str, ranks[:3]))
        return "rank", f"rank «{seen.rank}» is wrong: at line {seen.line} of {seen.source} is record {shown}."
    return None


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
def record_without_paper(context: Context) -> Iterator[Found]:
    """A record of a source belongs to no paper.

    Why: Whoever lists a source has its records taken in, each as a paper of its own or of one that is there. A paper
        that is not wanted is excluded with a reason; one without its «seen:» is no longer compared with its capture.
    Fix: Run «survey ingest», or restore «seen:» of the paper.
    Wrong: a source with 60 records, and 59 papers in which one of its lines is named
    Right: seen: [{source: listing-5, rank: 60, line: 181}]   # in the paper of the last record
    """
    seen = {(seen.source, seen.line, seen.rank) for paper in context.survey.papers for seen in paper.seen}
    lines = {place[:2] for place in seen}
    for n, source in enumerate(context.survey.sources if context.stated else ()):
        assert context.stated
        missing = _missing(context.stated.source(source.id) or {}, source.id, seen, lines)
        if missing and not context.unread.mentions(source.id):
            named = ", ".join(map(str, missing[:_NAMED])) + (", …" if len(missing) > _NAMED else "")
            said = f"{len(missing)} of its records belong to no paper, in «{source.file}», lines {named}."
            fix = "Run «survey ingest», or restore «seen:» in the papers."
            yield Found(_LIST, said, fix, (n, "file"))


def _missing(
    entries: StatedEntries, source: str, seen: set[tuple[str, int, int]], lines: set[tuple[str, int]]
) -> list[int]:
    """The lines of records that no paper names; where several begin on one line, their ranks count."""
    return [
        entry.line
        for found in entries.values()
        for entry in found
        if ((source, entry.line) not in lines if len(found) == 1 else (source, entry.line, entry.rank) not in seen)
    ]
