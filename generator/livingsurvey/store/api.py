"""What the package offers to the other stages."""

from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text
from livingsurvey.store.survey_reader import Cache, Loaded, load

__all__ = ["MAP_FILE", "Cache", "Loaded", "layout_text", "load"]
