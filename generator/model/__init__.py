"""The nouns of a survey. Imported by every stage, imports none of them."""

from generator.model.finding import Finding, Severity
from generator.model.history import Dates, dates_of
from generator.model.identity import derive_key, is_key, normalise_title, similar_titles, slug
from generator.model.paper import Change, Claim, Link, Paper, Provenance, Seen, Status
from generator.model.rule import RuleDoc
from generator.model.survey import (
    Agreement,
    CaptureDate,
    Counts,
    Editor,
    HandPage,
    Point,
    Scope,
    Settings,
    Source,
    StartHere,
    Survey,
    Topic,
)
from generator.model.vocabulary import VOCABULARIES, Term

__all__ = [
    "VOCABULARIES",
    "Agreement",
    "CaptureDate",
    "Change",
    "Claim",
    "Counts",
    "Dates",
    "Editor",
    "Finding",
    "HandPage",
    "Link",
    "Paper",
    "Point",
    "Provenance",
    "RuleDoc",
    "Scope",
    "Seen",
    "Settings",
    "Severity",
    "Source",
    "StartHere",
    "Status",
    "Survey",
    "Term",
    "Topic",
    "dates_of",
    "derive_key",
    "is_key",
    "normalise_title",
    "similar_titles",
    "slug",
]
