"""Small verbs of a curator: each is a survey before and after, told as the smallest edits of its files."""

from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.transaction import Change, apply, changes_of

__all__ = ["Change", "EditRefusedError", "SurveyEdit", "apply", "changes_of"]
