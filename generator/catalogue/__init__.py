"""content/ -> one immutable survey. Errors name file and line, all of them at once."""

from generator.catalogue.layout import FILE as LAYOUT
from generator.catalogue.layout import layout_text
from generator.catalogue.load import Cache, Loaded, load

__all__ = ["LAYOUT", "Cache", "Loaded", "layout_text", "load"]
