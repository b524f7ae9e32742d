"""What a check has found, kept for as long as nothing has changed that it looked at.

A check looks at the content and the settings of the site, at when papers were committed, and at the day. Everything
that tells their state is compared; what is kept of another state counts for nothing (:mod:`.kept_files`).
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from livingsurvey.model.finding import Finding
from livingsurvey.store import git
from livingsurvey.store.base_revision import TRUSTED
from livingsurvey.store.kept_files import KeptFiles, Stamp, changed_at, stamp_of

_LOOKED_AT = ("content", "mkdocs.yml")
_NAME = "content/findings"


class CheckOutcome(NamedTuple):
    """How many papers were checked, what was found, and whether it depends on nothing but what is compared here."""

    papers: int
    findings: tuple[Finding, ...]
    repeatable: bool


def kept_outcome(
    root: Path, today: date, check: Callable[[], CheckOutcome], now: Callable[[], int] = time.time_ns
) -> CheckOutcome:
    """Return what a check has found when all was as it is, or else what it finds now.

    Args:
        root: the survey's folder.
        today: the day on which nothing may lie in the future.
        check: checks the survey.
        now: tells the time in nanoseconds.
    """
    state = None if os.environ.get(TRUSTED) else _state(root)
    if state is None:
        return check()
    stamp, changed = state
    kept = KeptFiles(root, "findings", now)
    found = CheckOutcome(*kept.read(_NAME, (today.isoformat(), *stamp), changed, lambda: tuple(check())))
    if found.repeatable:
        kept.save()
    return found


def _state(root: Path) -> tuple[Stamp, int] | None:
    """What tells the state of all that a check looks at, and when it was changed last; ``None`` if nobody can tell."""
    digest, changed = hashlib.sha256(), 0
    try:
        for name in _LOOKED_AT:
            for file, status in _listed(os.path.join(root, name), name):  # noqa: PTH118  # thousands of times over
                digest.update(f"{file}\0{stamp_of(status)}\n".encode(errors="surrogateescape"))
                changed = max(changed, changed_at(status))
    except OSError:
        return None
    return (digest.hexdigest(), _commit(root), _libraries()), changed


def _listed(path: str, name: str) -> Iterator[tuple[str, os.stat_result]]:
    """A file, or a folder and everything below it, each with its status. What is missing is not listed.

    Raises:
        OSError: when one cannot be listed, or is a link, as where it leads to may change.
    """
    if not os.path.lexists(path):
        return
    if os.path.islink(path):  # noqa: PTH114  # thousands of times over
        raise OSError("is a link")
    yield name, os.lstat(path)
    if os.path.isdir(path):  # noqa: PTH112
        yield from _within(path, name)


def _within(path: str, name: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_symlink():
                raise OSError("is a link")
            yield f"{name}/{entry.name}", entry.stat(follow_symlinks=False)
            if entry.is_dir(follow_symlinks=False):
                yield from _within(entry.path, f"{name}/{entry.name}")


def _commit(root: Path) -> str:
    """What the dates of papers depend on: the last commit of the content, and whether older ones are there."""
    try:
        return f"{git.last_change(root, 'content')} {git.is_shallow(root)}"
    except git.GitError:
        return ""


def _libraries() -> str:
    """Where Python looks for libraries, and when each place has changed: one that is new may bring an extension."""
    places = [(path, Path(path).stat().st_mtime_ns) for path in sys.path if os.path.exists(path)]  # noqa: PTH110
    return repr(places)
