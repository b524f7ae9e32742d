"""The paper that a given text states: a bibliography with one entry."""

from collections.abc import Mapping
from pathlib import Path

from livingsurvey.importers.import_formats import IMPORTERS, Importer
from livingsurvey.importers.records import Record
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.errors import SurveyError
from livingsurvey.services.paper_query import bibliography


class SeveralRecordsError(SurveyError):
    """A bibliography that states no paper, or more than one; the message says what to do."""


def is_a_file(text: str) -> bool:
    """Whether a text names a file rather than a paper."""
    try:
        return len(text) < 1000 and "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False


def candidate_in(data: bytes, name: str = "", importers: Mapping[str, Importer] = IMPORTERS) -> Candidate | None:
    """The one paper in a bibliography; ``None`` where the text is none.

    Raises:
        SeveralRecordsError: when it states more than one paper, or none that can be read.
    """
    known = bibliography(data, name, importers)
    if known is None:
        return None
    listing = importers[known].parse(data, name or "input")
    if len(listing.records) == 1:
        return _candidate(listing.records[0])
    if listing.records:
        raise SeveralRecordsError(f"{len(listing.records)} papers are stated; take them in with «survey ingest».")
    reasons = " ".join(str(finding) for finding in listing.failures[:3])
    raise SeveralRecordsError(f"no paper can be read as {known}. {reasons}")


def _candidate(record: Record) -> Candidate:
    """A curator who pastes a record vouches for it, as for what is typed: no provenance is noted."""
    return Candidate(record.title, record.abstract, facts=dict(record.facts))
