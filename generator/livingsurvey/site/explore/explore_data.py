"""What the pages that list and search papers know of each, but for the abstracts: one script.

Facets are tables of ``[id, name]``; a paper refers to their rows by number, so that no name is repeated.
"""

from collections.abc import Iterable
from typing import Any

from livingsurvey.analysis.derive import Analysis
from livingsurvey.analysis.index_entries import current_term
from livingsurvey.model import Paper, Status, Survey, slug
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.scripts import script
from livingsurvey.site.explore.synonyms import synonyms

PATH = "assets/explore-data.js"
FIELDS = (
    "key title authors published venue kind status reason topics benchmarks models methods measures results code "
    "summary"
).split()
_LISTED = ("benchmarks", "models", "methods")


def export_explore(survey: Survey, analysis: Analysis) -> dict[str, bytes]:
    """Return the papers' facts, in the order of the search index, the facets they refer to, and synonyms."""
    facets = _Facets(survey)
    papers = [_row(facets, analysis, paper) for paper in survey.papers]
    texts = (f"{paper.title}. {plain_text(analysis.abstract[paper.key])}" for paper in survey.papers)
    data = {
        "synonyms": synonyms(survey, texts),
        "topics": [[t.key, t.title, t.summary, t.parent if t.parent in survey.topic else None] for t in survey.topics],
        "fields": FIELDS,
        "papers": papers,
        "facets": {name: list(table.values()) for name, table in facets.tables.items()},
    }
    return {PATH: script("surveyPapers", data)}


class _Facets:
    """Tables of the values that papers have, filled as papers refer to them."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._topics = {topic.key: number for number, topic in enumerate(survey.topics)}
        self._numbers: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[str, str], int] = {}
        self.tables: dict[str, dict[str, list[str]]] = {
            name: {} for name in ("venues", "kinds", "reasons", "measures", *_LISTED)
        }

    def number(self, table: str, name: str | None) -> int | None:
        """The row of a value in its table; a new row where it is the first of its kind."""
        if name is None:
            return None
        known = self._numbers.get((table, name))
        if known is None:
            known = self._numbers[table, name] = self._add(table, name)
        return known

    def numbers(self, table: str, names: Iterable[str]) -> list[int]:
        """The rows of several values, each once."""
        return list(dict.fromkeys(n for name in names if (n := self.number(table, name)) is not None))

    def topics(self, keys: Iterable[str]) -> list[int]:
        """The rows of those topics that exist."""
        return [self._topics[key] for key in keys if key in self._topics]

    def _add(self, table: str, name: str) -> int:
        term = current_term(self._survey, table, name)
        identifier, shown = (term.id, term.name) if term else (slug(name), name)
        rows = self.tables[table]
        rows.setdefault(identifier, [identifier, shown])
        return self._places.setdefault((table, identifier), len(rows) - 1)


def _row(facets: _Facets, analysis: Analysis, paper: Paper) -> list[Any]:
    counted = paper.status != Status.EXCLUDED
    return [
        paper.key,
        plain_text(analysis.title[paper.key]),
        paper.authors,
        paper.published,
        facets.number("venues", paper.venue),
        facets.number("kinds", next(iter(paper.terms("kind")), None)),
        paper.status.value if paper.status else None,
        facets.number("reasons", None if counted else paper.reason),
        facets.topics(paper.topics),
        *(facets.numbers(table, paper.terms(table)) for table in _LISTED),
        facets.numbers("measures", (name for claim in paper.claims for name in claim.terms("measure"))),
        len(paper.claims),
        paper.code[0] if paper.code else None,
        paper.summary,
    ]
