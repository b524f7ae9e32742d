"""What the package offers to the other stages."""

from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text
from livingsurvey.store.survey_changes import changes_of
from livingsurvey.store.survey_edit import EditRefusedError, SurveyEdit
from livingsurvey.store.survey_reader import Cache, Loaded, load
from livingsurvey.store.transaction import FileChange, apply

__all__ = [
    "MAP_FILE",
    "Cache",
    "EditRefusedError",
    "FileChange",
    "Loaded",
    "SurveyEdit",
    "apply",
    "changes_of",
    "layout_text",
    "load",
]
