"""When each file of the content was added and changed, read from version control once for each new commit."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from livingsurvey.model import Dates, Finding, Severity, Survey, dates_of
from livingsurvey.store import git
from livingsurvey.store.files import write_kept

#: A commit that changes more papers than this is maintenance of the whole collection, and news of no single paper.
MAINTENANCE = 50

_PAPERS = "content/papers"


@dataclass(frozen=True, slots=True)
class Commit:
    """The last commit that touched the content. A ``shallow`` clone lacks what came before, so its dates are false."""

    name: str = ""
    time: int = 0
    shallow: bool = False

    @property
    def date(self) -> date | None:
        """The day of the commit, where it is known."""
        return datetime.fromtimestamp(self.time, UTC).date() if self.name and not self.shallow else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The warning about a clone that hides the dates."""
        if not self.shallow:
            return ()
        message = "This clone is shallow, so no dates are known: there are no feeds and no latest changes."
        fix = "Run `git fetch --unshallow` (in a workflow: fetch-depth: 0)."
        return (Finding("content", 0, 0, "history", message, fix, Severity.WARNING),)


def last_commit(root: Path) -> Commit:
    """Return the last commit that touched the content; an unnamed one outside version control."""
    try:
        found = git.last_change(root, "content")
        return Commit(found.name, found.time, git.is_shallow(root)) if found else Commit()
    except git.GitError:
        return Commit()


def with_history(root: Path, survey: Survey) -> Survey:
    """The survey with the dates of its papers, where version control knows them; nothing is kept for the next time."""
    return replace(survey, history=dates_of(survey.papers, read_dates(root, last_commit(root))))


def read_dates(root: Path, commit: Commit, cache: Path | None = None) -> dict[str, Dates]:
    """Return the dates of all papers' files that version control knows, by path; none in a shallow clone.

    What was found is kept in the file ``cache``, if there is to be one; of later commits only those since are read.
    """
    if not commit.name or commit.shallow:
        return {}
    known, seconds = _cached(cache) if cache else ("", {})
    if known != commit.name:
        since = known if known and git.is_ancestor(root, known, commit.name) else None
        try:
            log = git.file_changes(root, _PAPERS, commit.name, since)
        except git.GitError:
            return {}
        seconds = parse_log(log, seconds if since else {})
        if cache:
            write_kept(cache, json.dumps({"commit": commit.name, "files": seconds}).encode())
    return {path: Dates(*(datetime.fromtimestamp(at, UTC) for at in times)) for path, times in seconds.items()}


def parse_log(lines: Iterable[str], known: Mapping[str, tuple[int, int]] | None = None) -> dict[str, tuple[int, int]]:
    """Read from a log when each file was first added and last changed, in seconds, and what was ``known`` before."""
    added = {path: first for path, (first, _) in (known or {}).items()}
    changed = {path: last for path, (_, last) in (known or {}).items()}
    for time, files in _commits(lines):
        maintains = sum(status == "M" for status, _ in files) > MAINTENANCE
        for status, path in files:
            if status == "A":
                added[path] = min(time, added.get(path, time))
            if status == "A" or (status == "M" and not maintains):
                changed[path] = max(time, changed.get(path, time))
    return {path: (first, changed[path]) for path, first in sorted(added.items())}


def _commits(lines: Iterable[str]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Each commit's time, and the status and path of its files."""
    time, files = 0, list[tuple[str, str]]()
    for line in lines:
        if line.startswith(git.COMMIT_MARK):
            yield time, files
            time, files = int(line[1:]), []
        elif "\t" in line:
            status, _, path = line.partition("\t")
            files.append((status, path))
    yield time, files


def _cached(cache: Path) -> tuple[str, dict[str, tuple[int, int]]]:
    """The commit up to which the history is known, and the times found so far; an empty name where nothing is."""
    try:
        kept = json.loads(cache.read_bytes())
        return str(kept["commit"]), {path: (int(a), int(b)) for path, (a, b) in kept["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return "", {}
