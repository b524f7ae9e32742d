"""A survey with decisions to learn from, and with candidates that wait."""

from typing import Any

from livingsurvey.model import CandidateDecision, FoundAt, ScreeningCandidate, SearchRun, Survey, Term, WatchPlan
from livingsurvey.model.searches import SavedSearch

from tests.builders import paper, survey, topic

REASONS = (
    Term(id="no-reef", name="No reef", definition="It is not about reefs."),
    Term(id="no-data", name="No data", definition="It measures nothing."),
)
TOPICS = (
    topic("sea", title="Sea"),
    topic("corals", "sea", title="Corals", summary="Corals bleach in warm water."),
    topic("fish", "sea", title="Fish", summary="Fish swim in schools."),
)
PLAN = WatchPlan(every=7, searches=(SavedSearch(id="reefs", service="arxiv", query="reef"),))


def candidate(key: str = "new-reef", **fields: Any) -> ScreeningCandidate:
    """A candidate that one search has found."""
    defaults = {
        "title": key.replace("-", " ").capitalize(),
        "abstract": "Corals bleach in warm water. The reef recovers where fish swim.",
        "authors": ("Ada Diver", "Grace Reef", "Alan Sand"),
        "published": "2026-11-20",
        "arxiv": "2611.00001",
        "found": (FoundAt(search="reefs", date="2026-11-23"),),
    }
    return ScreeningCandidate(**{"key": key, **defaults, **fields})


def excluded(by: str = "ada", reason: str = "no-reef") -> CandidateDecision:
    """A decision against one."""
    return CandidateDecision(status="excluded", reason=reason, by=by, date="2026-11-24")


def run(**fields: Any) -> SearchRun:
    """A run of the search of the plan."""
    defaults = {"search": "reefs", "service": "arxiv", "address": "https://export.arxiv.org/api/query?reef"}
    return SearchRun(**{**defaults, "date": "2026-11-23", "records": 9, "known": 4, "new": 5, **fields})


def learned(*candidates: ScreeningCandidate, **fields: Any) -> Survey:
    """A survey that includes what is about corals and fish, and excludes what is about stars."""
    papers = [
        *(
            paper(f"coral-{n}", abstract="Corals bleach in warm water.", status="included", topics=("corals",))
            for n in range(6)
        ),
        *(paper(f"fish-{n}", abstract="Fish swim in schools.", status="included", topics=("fish",)) for n in range(3)),
        *(
            paper(f"star-{n}", abstract="Stars shine in galaxies.", status="excluded", reason="no-reef")
            for n in range(6)
        ),
    ]
    given = {
        "topics": TOPICS,
        "vocabulary": {"reasons": REASONS},
        "watch": PLAN,
        "runs": (run(),),
        "candidates": candidates,
    }
    return survey(*sorted(papers, key=lambda one: one.key), **given | fields)
