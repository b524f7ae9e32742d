"""content/ -> one immutable survey. Errors name file and line, all of them at once."""

from livingsurvey.store.load import Cache, Loaded, load
from livingsurvey.store.map_file import FILE as MAP_FILE
from livingsurvey.store.map_file import layout_text

__all__ = ["MAP_FILE", "Cache", "Loaded", "layout_text", "load"]
