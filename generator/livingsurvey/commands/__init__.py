"""Small verbs of a curator: each is a survey before and after, told as the smallest edits of its files."""

from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import FileChange, apply

__all__ = ["EditRefusedError", "FileChange", "SurveyEdit", "apply", "changes_of"]
