"""content/ -> one immutable survey. Errors name file and line, all of them at once."""

from generator.catalogue.load import Cache, Loaded, load

__all__ = ["Cache", "Loaded", "load"]
