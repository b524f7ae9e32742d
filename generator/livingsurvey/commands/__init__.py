"""What a curator does in one command: an edit of the survey, written as the smallest changes of its files."""

from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import FileChange, apply

__all__ = ["EditRefusedError", "FileChange", "SurveyEdit", "apply", "changes_of"]
