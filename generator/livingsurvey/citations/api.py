"""What the package offers to the other stages."""

from livingsurvey.citations.bibliography_entry import BibliographyEntry, FileHeader, entry_of
from livingsurvey.citations.citation_formats import FORMATS, STYLES, CitationFormat
from livingsurvey.citations.venues import VenueKind

__all__ = ["FORMATS", "STYLES", "BibliographyEntry", "CitationFormat", "FileHeader", "VenueKind", "entry_of"]
