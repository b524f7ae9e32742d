"""Files that changed and are shown by no entry: settings, sources, facts, workflows, and whatever else there is."""

from collections.abc import Container, Iterable

from livingsurvey.commands.diff.changed_pages import line_changes
from livingsurvey.commands.diff.diff_report import MOST_LINES, ChangedFile, cut
from livingsurvey.store.base_revision import PathChange

_MOST_LINES = 20_000  # of a file whose lines are compared


def changed_files(changes: Iterable[PathChange], shown: Container[str]) -> list[ChangedFile]:
    """The files that changed, with the lines that went and came; those that say the most of code first.

    Args:
        changes: all files that changed.
        shown: the paths of those whose entries are told.
    """
    changes = [change for change in changes if change.path not in shown]
    gone = {change.before: change.path for change in changes if change.after is None}
    moved = {change.after: gone[change.after] for change in changes if change.before is None and change.after in gone}
    files = [_file(change, moved) for change in changes if not (change.after is None and change.before in moved)]
    return sorted(files, key=lambda file: (file.path.startswith("content/"), file.path))


def _file(change: PathChange, moved: dict[bytes | None, str]) -> ChangedFile:
    path = _name(change.path)
    if change.before is None:
        was = f"moved from {_name(moved[change.after])}" if change.after in moved else "added"
    else:
        was = "removed" if change.after is None else "changed"
    lines = _lines(change) if was in ("changed", "added", "removed") else []
    kept = tuple(cut(line) for line in lines[:MOST_LINES])
    return ChangedFile(path=cut(path), was=cut(was), lines=kept, more=len(lines) - len(kept))


def _name(path: str) -> str:
    """A path as text: bytes that are none are written by their numbers."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _lines(change: PathChange) -> list[str]:
    """The lines that went and came, of texts; those of a text with far too many are not compared."""
    try:
        before, after = ((data or b"").decode("utf-8").split("\n") for data in (change.before, change.after))
    except UnicodeDecodeError:
        return []
    if "\0" in "".join([*before[:5], *after[:5]]) or max(len(before), len(after)) > _MOST_LINES:
        return []
    lines = line_changes(before, after)
    return lines or ["-" + line for line in before if line] + ["+" + line for line in after if line]
