"""Captures and bibliographies -> paper files. Running it twice changes nothing."""

from livingsurvey.importers.enrich import Enrichment, enrich
from livingsurvey.importers.ingest import Report, ingest

__all__ = ["Enrichment", "Report", "enrich", "ingest"]
