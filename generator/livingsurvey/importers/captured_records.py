"""The lines of sources in which papers were seen, for readers who follow a number back to where it came from."""

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from livingsurvey.importers.captured_text import decoded
from livingsurvey.importers.stated_facts import LARGEST, StatedEntries, StatedFacts, record_at
from livingsurvey.model import CapturedRecord, Paper, Source, Survey
from livingsurvey.store.files import read_plain

_MOST_LINES = 60
_MOST = 8_000  # characters of a record that is shown


def captured_records(root: Path, survey: Survey) -> dict[str, tuple[CapturedRecord, ...]]:
    """The records of all papers by key, in the order in which each paper names them.

    A source that is missing, was edited, or is of a format that nothing reads has none. Each file is read once.

    Args:
        root: the survey's folder.
        survey: as it was read.
    """
    facts = StatedFacts(root, survey)
    files = {source.id: opened for source in survey.sources if (opened := _open(root, facts, source))}
    found = ((paper.key, tuple(_of_paper(paper, files))) for paper in survey.papers)
    return {key: records for key, records in found if records}


class _OpenSource:
    """A source as it was received: its records by line, and its lines."""

    def __init__(self, source: Source, entries: StatedEntries, text: str) -> None:
        self.source = source
        self.entries = entries
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._starts = sorted(entries)

    def lines(self, line: int) -> tuple[str, ...]:
        """The lines of the record that begins at a line, without empty ones at its end; none where it is not alone."""
        following = bisect_right(self._starts, line)
        end = self._starts[following] - 1 if following < len(self._starts) else len(self._lines)
        if len(self.entries[line]) > 1:
            return ()
        return _without_end(self._lines[line - 1 : end])


def _without_end(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines up to the last that holds text; none where they are too many to be shown."""
    last = max((n for n, line in enumerate(lines, start=1) if line.strip()), default=0)
    kept = tuple(line.rstrip() for line in lines[:last])
    return kept if len(kept) <= _MOST_LINES and sum(map(len, kept)) <= _MOST else ()


def _open(root: Path, facts: StatedFacts, source: Source) -> _OpenSource | None:
    entries = facts.source(source.id)
    if entries is None:
        return None
    try:
        text, _, _ = decoded(read_plain(root / "content/sources" / source.file, LARGEST))
    except OSError:
        return None
    return _OpenSource(source, entries, text)


def _of_paper(paper: Paper, files: dict[str, _OpenSource]) -> list[CapturedRecord]:
    records = []
    for seen in paper.seen:
        opened = files.get(seen.source)
        entry = record_at(opened.entries, seen.line, seen.rank) if opened else None
        if opened and entry:
            source, lines = opened.source, opened.lines(entry.line)
            records.append(
                CapturedRecord(
                    source.id, f"content/sources/{source.file}", source.sha256, entry.line, entry.rank, lines
                )
            )
    return records
