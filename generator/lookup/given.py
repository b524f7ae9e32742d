"""The paper that a given text states: a bibliography with one entry."""

from pathlib import Path

from generator.intake.formats import PARSERS
from generator.intake.merge import Candidate
from generator.intake.records import Record
from generator.lookup.query import bibliography


class Several(Exception):
    """A bibliography that states no paper, or more than one; the message says what to do."""


def is_a_file(text: str) -> bool:
    """Whether a text names a file rather than a paper."""
    try:
        return len(text) < 1000 and "\n" not in text and Path(text).is_file()
    except (OSError, ValueError):
        return False


def candidate_in(data: bytes, name: str = "") -> Candidate | None:
    """The one paper in a bibliography; ``None`` where the text is none.

    Raises:
        Several: when it states more than one paper, or none that can be read.
    """
    known = bibliography(data, name)
    if known is None:
        return None
    listing = PARSERS[known](data, name or "input")
    if len(listing.records) == 1:
        return _candidate(listing.records[0])
    if listing.records:
        raise Several(f"{len(listing.records)} papers are stated; take them in with «survey ingest».")
    told = " ".join(str(finding) for finding in listing.failures[:3])
    raise Several(f"no paper can be read as {known}. {told}")


def _candidate(record: Record) -> Candidate:
    """A curator who pastes a record vouches for it, as for what is typed: no provenance is noted."""
    return Candidate(record.title, record.abstract, facts=dict(record.facts))
