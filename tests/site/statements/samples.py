"""A small survey with a statement of each kind."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from livingsurvey.model import Consensus, Dates, Disagreement, OpenQuestion, Settings, Statements, Survey

from tests.builders import SETTINGS, paper, survey, topic

QUOTES: tuple[dict[str, Any], ...] = tuple({"paper": key, "quote": f"The abstract of {key}"} for key in "abcd")
AGREED = Consensus(
    id="fast", topics=("t",), statement="It is *fast*", support=QUOTES[:3], dissent=QUOTES[3:], date="2025-01-02"
)
DISPUTED = Disagreement(
    id="good",
    topics=("t", "u"),
    about="Whether it is good",
    sides=tuple(quote | {"says": f"Says {quote['paper']}"} for quote in QUOTES[:2]),
    why="They differ.",
    date="2025-01",
)
ASKED = OpenQuestion(
    id="why",
    topics=("u",),
    question="Why?",
    why="Nobody asked",
    support=QUOTES[:1],
    asked="2025-01-02",
    checked="2025-03",
)


def stated(settings: Settings = SETTINGS, **fields: Any) -> Survey:
    """Four papers in two topics of two areas, and a statement of each kind."""
    papers = (paper(key, title=f"{key.upper()}Scan: It", topics=("t", "u"), status="included") for key in "abcd")
    topics = (topic("x"), topic("t", "x", order=1), topic("y", order=2), topic("u", "y", order=3))
    every = Statements((AGREED,), (DISPUTED,), (ASKED,))
    return survey(*papers, topics=topics, **{"statements": every, "settings": settings} | fields)


def arrived(day: str) -> Survey:
    """The same, where all papers were added on a day."""
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return replace(stated(), history=dict.fromkeys("abcd", Dates(at, at)))
