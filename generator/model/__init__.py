"""The nouns of a survey. Imported by every stage, imports none of them."""

from generator.model.finding import Finding, Severity
from generator.model.identity import derive_key, is_key, normalise_title
from generator.model.paper import Change, Claim, Kind, Link, Paper, Seen, Status
from generator.model.survey import (
    CaptureDate,
    Counts,
    Editor,
    HandPage,
    Scope,
    Settings,
    Source,
    StartHere,
    Survey,
    Topic,
)

__all__ = [
    "CaptureDate",
    "Change",
    "Claim",
    "Counts",
    "Editor",
    "Finding",
    "HandPage",
    "Kind",
    "Link",
    "Paper",
    "Scope",
    "Seen",
    "Settings",
    "Severity",
    "Source",
    "StartHere",
    "Status",
    "Survey",
    "Topic",
    "derive_key",
    "is_key",
    "normalise_title",
]
