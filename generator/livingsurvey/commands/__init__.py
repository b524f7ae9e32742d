"""What a curator does in one command: an edit of the survey, written as the smallest changes of its files.

Each module is one subject; its functions take a survey and return a :class:`livingsurvey.store.SurveyEdit`.
"""

from livingsurvey.store import EditRefusedError, FileChange, SurveyEdit, apply, changes_of

__all__ = ["EditRefusedError", "FileChange", "SurveyEdit", "apply", "changes_of"]
