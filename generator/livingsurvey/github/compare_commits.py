"""What a pull request changes, worked out with the code that is running, from data alone.

Both states are read from git's objects into temporary folders; nothing of the pull request is checked out or run: the
extensions are those that are installed here, whatever the settings of the pull request name.
"""

from datetime import date
from pathlib import Path

from livingsurvey.analysis import derive
from livingsurvey.checks.run import check
from livingsurvey.commands.diff import Compared, DiffReport, compare
from livingsurvey.commands.diff.diff_report import cut
from livingsurvey.model import Extensions, Finding, Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.site.render import render_pages
from livingsurvey.store import git, load
from livingsurvey.store.base_revision import PathChange, content_at
from livingsurvey.store.extended import extensions_in

_LARGE = 1_000_000  # bytes of a file, beyond which only the fact of a change is reported


class UnreadableSurveyError(SurveyError):
    """A commit holds no survey that can be compared; the message says why."""


def compare_commits(root: Path, base: str, head: str, today: date | None = None) -> DiffReport:
    """Compare two commits: papers, topics, numbers, findings, pages as readers see them, and all other files.

    Args:
        root: a survey's folder in the repository that has both; its extensions are used.
        base: the commit before.
        head: the commit after.
        today: the day on which nothing may lie in the future.

    Raises:
        BaseRevisionError: when a commit is not there, or has no content.
        GitError: when git refuses.
        UnreadableSurveyError: when what it has is no survey.
    """
    extensions = extensions_in(root).extensions
    with content_at(root, base) as old, content_at(root, head) as new:
        before, had, pages_before = _state(old, base, extensions, today)
        after, found, pages_after = _state(new, head, extensions, today)
    subjects = [cut(git.subject_of(root, commit)) for commit in (base, head)]
    compared = Compared(base, subjects[0], head, subjects[1], False, tuple(_paths(root, base, head)))
    states = (had, found), (pages_before, pages_after)
    return compare(f"the main branch at {base[:7]}", before, after, *states, compared)


def _paths(root: Path, base: str, head: str) -> list[PathChange]:
    """All files that the commits do not have alike; of large files and of links to repositories their names in git."""
    old, new = ({file.path: file for file in git.tree_files(root, commit)} for commit in (base, head))
    paths = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    files = [side[path] for path in paths for side in (old, new) if path in side]
    small = [file.name for file in files if file.mode != "160000" and file.size <= _LARGE]
    data = dict(zip(small, git.contents(root, small), strict=True))

    def _held(file: git.TreeFile | None) -> bytes | None:
        return data.get(file.name, file.name.encode()) if file else None

    def _kind(path: str) -> str:
        kinds = [git.kind_of(side[path].mode) for side in (old, new) if path in side]
        return kinds[-1] if len(set(kinds)) > 1 else ""

    return [PathChange(path, _held(old.get(path)), _held(new.get(path)), _kind(path)) for path in paths]


def _state(
    folder: Path, commit: str, extensions: Extensions, today: date | None
) -> tuple[Survey, tuple[Finding, ...], dict[str, str]]:
    loaded = load(folder, extensions=extensions)
    if loaded.survey is None:
        raise UnreadableSurveyError(f"{commit[:7]} has no survey: {'; '.join(map(str, loaded.findings))}")
    return loaded.survey, check(folder, loaded, today), render_pages(loaded.survey, derive(loaded.survey))
