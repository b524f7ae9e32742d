"""Files that changed and are shown by no entry: settings, sources, facts, workflows, and whatever else there is."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from livingsurvey.commands.diff.changed_pages import line_changes
from livingsurvey.commands.diff.diff_report import LONGEST, MOST_LINES, ChangedFile, cut
from livingsurvey.store.base_revision import PathChange

_MOST_LINES = 20_000  # of a file whose lines are compared
_LOOKED_AT = 8_000  # bytes in which a file shows that it is no text
_COMMENT = re.compile(rb"(?:^|(?<=\s))#.*", re.MULTILINE)
_PIECE = re.compile(r".{80,1900}?[,;.>}\]]|.{1,1900}")


def changed_files(changes: Iterable[PathChange], shown: Container[str]) -> list[ChangedFile]:
    """The files that changed, with the lines that went and came; those that say the most of code first.

    Args:
        changes: all files that changed.
        shown: the paths of those whose entries are reported; only their comments are reported here.
    """
    changes = [one for change in changes for one in ([change] if change.path not in shown else _commented(change))]
    moved = _moved(changes)
    files = [_file(change, moved.get(change.path, "")) for change in changes if change.path not in moved.values()]
    return sorted(files, key=lambda file: (file.path.startswith("content/"), file.path))


def _commented(change: PathChange) -> list[PathChange]:
    """Of a file whose entry is reported, its comments if they changed, as no entry holds them."""
    states = [data.partition(b"\n---")[0] for data in (change.before, change.after) if data is not None]
    comments = [b"\n".join([*_COMMENT.findall(data), b""]) for data in states]
    if len(set(comments)) < 2:
        return []
    return [PathChange(change.path, comments[0], comments[1], "its comments")]


def _moved(changes: list[PathChange]) -> dict[str, str]:
    """Where each file was that came with the content of another; of several that went, each came back once at most."""
    gone = defaultdict[bytes | None, list[str]](list)
    for change in changes:
        if change.after is None:
            gone[change.before].append(change.path)
    came = (change for change in changes if change.before is None and gone[change.after])
    return {change.path: gone[change.after].pop() for change in came if gone[change.after]}


def _file(change: PathChange, moved_from: str) -> ChangedFile:
    was = "added" if change.before is None else "removed" if change.after is None else "changed"
    was = f"moved from {_name(moved_from)}" if moved_from else f"{was}: {change.kind}" if change.kind else was
    lines = () if moved_from else _lines(change)
    return ChangedFile(
        path=cut(_name(change.path)), was=cut(was), lines=lines[:MOST_LINES], more=len(lines[MOST_LINES:])
    )


def _name(path: str) -> str:
    """A path as text: bytes that are none are written by their numbers."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _lines(change: PathChange) -> tuple[str, ...]:
    """The lines that went and came, of texts; those of a text with far too many are not compared."""
    contents = [data or b"" for data in (change.before, change.after)]
    if contents[0] == contents[1] or any(b"\0" in data[:_LOOKED_AT] for data in contents):
        return ()
    before, after = (list(_pieces(data.decode("utf-8", "backslashreplace"))) for data in contents)
    if max(len(before), len(after)) > _MOST_LINES:
        return ()
    lines = line_changes(before, after)
    return tuple(lines or ["-" + line for line in before if line] + ["+" + line for line in after if line])


def _pieces(text: str) -> Iterator[str]:
    """The lines of a text; of one that is too long to be shown its parts, so that none is cut where it differs."""
    for line in text.split("\n"):
        yield from _PIECE.findall(line) if len(line) >= LONGEST else [line]
