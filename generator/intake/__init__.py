"""Captures and bibliographies -> paper files. Running it twice changes nothing."""

from generator.intake.ingest import Report, ingest

__all__ = ["Report", "ingest"]
