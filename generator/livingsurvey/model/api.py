"""What the package offers to the other stages."""

from livingsurvey.model.captured import CapturedRecord
from livingsurvey.model.corrections import STATED_FIELDS, Correction, corrected, corrections_in
from livingsurvey.model.dates import Dates, dates_of
from livingsurvey.model.decisions import Constraint, Decisions, NamedSearch, PaperRelation, RelationKind
from livingsurvey.model.extensions import Extensions
from livingsurvey.model.fields import NOT_STATED, FieldTable, FieldType, Place, SurveyField
from livingsurvey.model.finding import Finding, Severity
from livingsurvey.model.identity import derive_key, is_key, normalise_title, similar_titles, slug
from livingsurvey.model.paper import Change, Claim, Link, Paper, Provenance, Seen, Status
from livingsurvey.model.publication import Publication
from livingsurvey.model.reading import Reading
from livingsurvey.model.rule import RuleDoc
from livingsurvey.model.searches import (
    CandidateDecision,
    FoundAt,
    SavedSearch,
    ScreeningCandidate,
    ScreeningDraft,
    SearchRun,
    WatchPlan,
)
from livingsurvey.model.statements import Consensus, Disagreement, OpenQuestion, QuotedPaper, Statement, Statements
from livingsurvey.model.survey import (
    CaptureDate,
    Counts,
    Editor,
    HandPage,
    Point,
    RuleSetting,
    Scope,
    Screening,
    Settings,
    Source,
    StartHere,
    Survey,
    Topic,
)
from livingsurvey.model.vocabulary import REASONS, FigureWords, Reference, Term, Way

__all__ = [
    "NOT_STATED",
    "REASONS",
    "STATED_FIELDS",
    "CandidateDecision",
    "CaptureDate",
    "CapturedRecord",
    "Change",
    "Claim",
    "Consensus",
    "Constraint",
    "Correction",
    "Counts",
    "Dates",
    "Decisions",
    "Disagreement",
    "Editor",
    "Extensions",
    "FieldTable",
    "FieldType",
    "FigureWords",
    "Finding",
    "FoundAt",
    "HandPage",
    "Link",
    "NamedSearch",
    "OpenQuestion",
    "Paper",
    "PaperRelation",
    "Place",
    "Point",
    "Provenance",
    "Publication",
    "QuotedPaper",
    "Reading",
    "Reference",
    "RelationKind",
    "RuleDoc",
    "RuleSetting",
    "SavedSearch",
    "Scope",
    "Screening",
    "ScreeningCandidate",
    "ScreeningDraft",
    "SearchRun",
    "Seen",
    "Settings",
    "Severity",
    "Source",
    "StartHere",
    "Statement",
    "Statements",
    "Status",
    "Survey",
    "SurveyField",
    "Term",
    "Topic",
    "WatchPlan",
    "Way",
    "corrected",
    "corrections_in",
    "dates_of",
    "derive_key",
    "is_key",
    "normalise_title",
    "similar_titles",
    "slug",
]
