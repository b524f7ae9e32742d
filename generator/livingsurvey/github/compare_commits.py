"""What a pull request changes, worked out with the code that is running, from data alone.

Both states are read from git's objects into temporary folders; nothing of the pull request is checked out or run: the
extensions are those that are installed here, whatever the settings of the pull request name.
"""

from datetime import date
from pathlib import Path

from livingsurvey.analysis import derive
from livingsurvey.checks.run import check
from livingsurvey.commands.diff import DiffReport, compare
from livingsurvey.model import Extensions, Finding, Survey
from livingsurvey.model.errors import SurveyError
from livingsurvey.site.render import render_pages
from livingsurvey.store import load
from livingsurvey.store.base_revision import content_at
from livingsurvey.store.extended import extensions_in


class UnreadableSurveyError(SurveyError):
    """A commit holds no survey that can be compared; the message says why."""


def compare_commits(root: Path, base: str, head: str, today: date | None = None) -> DiffReport:
    """Compare the content of two commits: papers, topics, numbers, findings, and pages as readers see them.

    Args:
        root: a survey's folder in the repository that has both; its extensions are used.
        base: the commit before.
        head: the commit after.
        today: the day on which nothing may lie in the future.

    Raises:
        BaseRevisionError: when a commit is not there, or has no content.
        UnreadableSurveyError: when what it has is no survey.
    """
    extensions = extensions_in(root).extensions
    with content_at(root, base) as old, content_at(root, head) as new:
        before, had, pages_before = _state(old, base, extensions, today)
        after, found, pages_after = _state(new, head, extensions, today)
    return compare(f"the main branch at {base[:7]}", before, after, (had, found), (pages_before, pages_after))


def _state(
    folder: Path, commit: str, extensions: Extensions, today: date | None
) -> tuple[Survey, tuple[Finding, ...], dict[str, str]]:
    loaded = load(folder, extensions=extensions)
    if loaded.survey is None:
        raise UnreadableSurveyError(f"{commit[:7]} has no survey: {'; '.join(map(str, loaded.findings))}")
    return loaded.survey, check(folder, loaded, today), render_pages(loaded.survey, derive(loaded.survey))
