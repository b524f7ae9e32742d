"""From readings before and after an edit to the changes of their files: only the lines that differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from livingsurvey.model import Reading
from livingsurvey.store.edited_text import decoded, encoded
from livingsurvey.store.readings_file import line_of, with_readings, without_readings
from livingsurvey.store.transaction import FileChange


def reading_changes(root: Path, before: Sequence[Reading], after: Sequence[Reading]) -> Iterator[FileChange]:
    """The changes of files of readings: lines that are others, that are gone, and that were added behind all others.

    Args:
        root: the survey's folder.
        before: the readings as they were read.
        after: as they are to be; a new one has no line.

    Raises:
        EditRefusedError: when a file has both kinds of line ends.
        OSError: when a file cannot be read.
    """
    if before is after or before == after:
        return
    kept = {(one.file, one.line): one for one in after if one.line}
    added = [one for one in after if not one.line]
    files = {one.file: _ReadingLines() for one in (*before, *added)}
    for old in before:
        new = kept.get((old.file, old.line))
        if new is None:
            files[old.file].gone.append(old)
        elif new != old:
            files[old.file].changed.append((old, new))
    for one in added:
        files[one.file].added.append(line_of(one))
    for file, lines in files.items():
        if any((lines.gone, lines.changed, lines.added)):
            yield _reading_lines(root, file, lines)


@dataclass(slots=True)
class _ReadingLines:
    """What changes in a file of readings."""

    changed: list[tuple[Reading, Reading]] = field(default_factory=list)
    gone: list[Reading] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def _reading_lines(root: Path, file: str, lines: _ReadingLines) -> FileChange:
    data = (root / file).read_bytes() if (root / file).exists() else None
    text, ends = decoded(file, data or b"")
    if lines.changed:
        text = with_readings(text, *zip(*lines.changed, strict=True))
    text = without_readings(text, lines.gone) if lines.gone else text
    if lines.added:
        text = "\n".join([*([text.rstrip("\n")] if text.strip() else []), *lines.added]) + "\n"
    return FileChange(file, data, encoded(text, data or b"", ends) if text.strip() else None)
