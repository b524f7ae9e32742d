"""What the pages that list and search papers know of each, but for the abstracts: one script.

A facet is a table of ``[id, name]``; a paper refers to its rows by number, so that no name is repeated.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from generator.exports.scripts import script
from generator.exports.synonyms import synonyms
from generator.insight import Insight
from generator.insight.entries import current_term
from generator.model import Paper, Status, Survey, slug
from generator.model.markup import plain_text

PATH = "assets/explore-data.js"


@dataclass(frozen=True, slots=True)
class _Facet:
    """A set of values that papers have, and what Explore and the search do with it."""

    id: str
    name: str
    names: str
    vocabulary: str
    values: Callable[[Paper], Iterable[str | None]]
    weight: float = 2
    several: bool = True
    column: bool = True
    facet: bool = True

    def described(self, rows: Iterable[list[str]]) -> dict[str, Any]:
        """The facet with the values that papers have, as scripts read it."""
        flags = {"column": self.column, "facet": self.facet, "weight": self.weight, "several": self.several}
        return {"id": self.id, "name": self.name, "names": self.names, **flags, "values": list(rows)}


def _reason(paper: Paper) -> tuple[str | None]:
    return (paper.reason if paper.status == Status.EXCLUDED else None,)


#: The survey's own facets, in the order of Explore's panel. The first of one value is what is said of a paper first.
_FACETS = (
    _Facet("kind", "Kind", "Kinds", "kinds", lambda p: (p.kind,), several=False),
    _Facet("venue", "Venue", "Venues", "venues", lambda p: (p.venue,), several=False, weight=1.5),
    _Facet("benchmark", "Benchmark", "Benchmarks", "benchmarks", lambda p: p.benchmarks),
    _Facet("model", "Model", "Models", "models", lambda p: p.models),
    _Facet("method", "Method", "Methods", "methods", lambda p: p.methods),
    _Facet("measure", "Measure", "Measures", "measures", lambda p: (claim.measure for claim in p.claims)),
    _Facet("reason", "Reason", "Reasons", "reasons", _reason, several=False, weight=0, column=False, facet=False),
)
#: The cells of a paper's row, in this order.
COLUMNS = [
    *"key title authors published status topics results code summary".split(),
    *(facet.id for facet in _FACETS),
]


def export_explore(survey: Survey, insight: Insight) -> dict[str, bytes]:
    """Return the papers' facts, in the order of the search index, the facets they refer to, and synonyms."""
    tables = _Tables(survey)
    papers = [_row(tables, insight, paper) for paper in survey.papers]
    texts = (f"{paper.title}. {plain_text(insight.abstract[paper.key])}" for paper in survey.papers)
    data = {
        "synonyms": synonyms(survey, texts),
        "topics": [[t.key, t.title, t.summary, t.parent if t.parent in survey.topic else None] for t in survey.topics],
        "columns": COLUMNS,
        "facets": [facet.described(tables.rows[facet.id].values()) for facet in _FACETS],
        "papers": papers,
    }
    return {PATH: script("data.papers", data)}


class _Tables:
    """The values of each facet, filled as papers refer to them."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._topics = {topic.key: number for number, topic in enumerate(survey.topics)}
        self._numbers: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self.rows: dict[str, dict[str, list[str]]] = {facet.id: {} for facet in _FACETS}

    def cell(self, facet: _Facet, paper: Paper) -> list[int] | int | None:
        """The rows of a paper's values, each once; of a facet of one value its row, or nothing."""
        numbers = dict.fromkeys(self._number(facet, name) for name in facet.values(paper) if name is not None)
        return list(numbers) if facet.several else next(iter(numbers), None)

    def topics(self, keys: Iterable[str]) -> list[int]:
        """The rows of those topics that exist."""
        return [self._topics[key] for key in keys if key in self._topics]

    def _number(self, facet: _Facet, name: str) -> int:
        known = self._numbers.get((facet.id, name))
        if known is None:
            known = self._numbers[facet.id, name] = self._add(facet, name)
        return known

    def _add(self, facet: _Facet, name: str) -> int:
        term = current_term(self._survey, facet.vocabulary, name)
        identifier, shown = (term.id, term.name) if term else (slug(name), name)
        rows = self.rows[facet.id]
        rows.setdefault(identifier, [identifier, shown])
        return self._places.setdefault((facet.id, identifier), len(rows) - 1)


def _row(tables: _Tables, insight: Insight, paper: Paper) -> list[Any]:
    return [
        paper.key,
        plain_text(insight.title[paper.key]),
        paper.authors,
        paper.published,
        paper.status.value if paper.status else None,
        tables.topics(paper.topics),
        len(paper.claims),
        paper.code[0] if paper.code else None,
        paper.summary,
        *(tables.cell(facet, paper) for facet in _FACETS),
    ]
