"""Two states of a survey -> what a change does to it, as data and as Markdown for a comment."""

from generator.review.base import NoBase, content_at, messages_since
from generator.review.compare import compare
from generator.review.markdown import inert, to_markdown
from generator.review.report import Report

__all__ = ["NoBase", "Report", "compare", "content_at", "inert", "messages_since", "to_markdown"]
