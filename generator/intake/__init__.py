"""Captures and bibliographies -> paper files. Running it twice changes nothing."""

from generator.intake.enrich import Enrichment, enrich
from generator.intake.ingest import Report, ingest

__all__ = ["Enrichment", "Report", "enrich", "ingest"]
