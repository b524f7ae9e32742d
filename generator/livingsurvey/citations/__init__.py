"""Papers as bibliographies want them: one entry, and a file of many, in each citation format."""

from livingsurvey.citations.bibliography_entry import Entry, Head, entry_of
from livingsurvey.citations.formats import FORMATS, Format
from livingsurvey.citations.venues import Kind

__all__ = ["FORMATS", "Entry", "Format", "Head", "Kind", "entry_of"]
