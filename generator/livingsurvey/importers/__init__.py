"""Captures and bibliographies -> paper files. Running it twice changes nothing."""

from livingsurvey.importers.enrich import Enrichment, enrich
from livingsurvey.importers.ingest import IngestReport, ingest

__all__ = ["Enrichment", "IngestReport", "enrich", "ingest"]
