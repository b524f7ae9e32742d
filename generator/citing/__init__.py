"""Papers as bibliographies want them: one entry, and a file of many, in each citation format."""

from generator.citing.entry import Entry, Head, entry_of
from generator.citing.formats import FORMATS, Format
from generator.citing.venues import Kind

__all__ = ["FORMATS", "Entry", "Format", "Head", "Kind", "entry_of"]
