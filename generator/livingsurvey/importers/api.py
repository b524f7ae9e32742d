"""What the package offers to the other stages."""

from livingsurvey.importers.enrich import Enrichment, enrich
from livingsurvey.importers.ingest import IngestReport, ingest

__all__ = ["Enrichment", "IngestReport", "enrich", "ingest"]
