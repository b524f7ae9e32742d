"""Two states of a survey -> what a change does to it, as data and as Markdown for a comment."""

from livingsurvey.commands.diff.compare_surveys import Compared, compare
from livingsurvey.commands.diff.diff_markdown import inert, to_markdown
from livingsurvey.commands.diff.diff_report import DiffReport, fitted
from livingsurvey.store.base_revision import BaseRevisionError, content_at, messages_since

__all__ = [
    "BaseRevisionError",
    "Compared",
    "DiffReport",
    "compare",
    "content_at",
    "fitted",
    "inert",
    "messages_since",
    "to_markdown",
]
