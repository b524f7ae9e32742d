"""A small survey whose papers name works."""

from typing import Any

from livingsurvey.model import Reference, Survey, Term

from tests.builders import paper, survey, topic

REFERENCE = Reference(
    title="Reef Check: A Protocol",
    authors=("Ada Lovelace", "Alan Turing", "Grace Hopper", "Mary Somerville"),
    year=2019,
    arxiv="1901.00001",
    doi="10.1000/reef",
    source="https://www.example.org/reef-check",
)
REEF = Term(id="reef-check", name="Reef Check", definition="A protocol.", reference=REFERENCE)
SCAN = Term(id="scan", name="Scan", definition="A scanner.", paper="scan-paper")
BARE = Term(id="coral", name="Coral", definition="Not looked up.")
WORKS = {"methods": (BARE, REEF, SCAN)}


def named(works: dict[str, tuple[Term, ...]] = WORKS, **fields: Any) -> Survey:
    """Three papers of a topic that name works, and one that introduces one."""
    names = {
        "first": ("2025", ("Reef Check", "Scan", "Coral")),
        "second": ("2024", ("Reef Check", "Scan")),
        "third": ("2023", ("Reef Check",)),
    }
    papers = [
        paper(
            key,
            title=f"{key.title()}Reef: It",
            published=year,
            methods=methods,
            abstract="".join(f"We use {name} here. " for name in methods).strip(),
            topics=("t",),
            status="included",
        )
        for key, (year, methods) in names.items()
    ]
    introducing = paper("scan-paper", title="Scan and see", published="2020", topics=("t",), status="included")
    topics = (topic("a"), topic("t", "a", start_here=[{"key": "first", "why": "It is first."}]))
    return survey(*papers, introducing, topics=topics, vocabulary=works, **fields)
