"""What the pages that list and search papers know of each, but for the abstracts: one script.

A facet is a table of ``[id, name]``; a paper refers to its rows by number, so that no name is repeated. A value that
no vocabulary defines has no page, and a third cell, 0.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from livingsurvey.analysis.index_entries import INDEXED_AUTHORS, current_term
from livingsurvey.model import REASONS, FieldTable, FieldType, Paper, Place, Status, Survey, SurveyField, slug
from livingsurvey.model.fields import words_of
from livingsurvey.model.markup import plain_text
from livingsurvey.site.data.scripts import script

if TYPE_CHECKING:
    from livingsurvey.analysis.derive import Analysis

PATH = "assets/explore-data.js"


@dataclass(frozen=True, slots=True)
class Facet:
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
    usual: bool = False

    def named(self, paper: Paper) -> list[str]:
        """The values of a paper, as its file writes them."""
        return [name for name in self.values(paper) if name is not None]

    def described(self, rows: Iterable[list[str | int]]) -> dict[str, Any]:
        """The facet with the values that papers have, as scripts read it."""
        flags = {"column": self.column, "facet": self.facet, "several": self.several, "usual": self.usual}
        return {"id": self.id, "name": self.name, "names": self.names, **flags, "values": list(rows)}


def _reason(paper: Paper) -> tuple[str | None]:
    return (paper.reason if paper.status == Status.EXCLUDED else None,)


_VENUE = Facet("venue", "Venue", "Venues", "venues", lambda p: (p.venue,), several=False, weight=1.5, usual=True)
_REASON = Facet("reason", "Reason", "Reasons", REASONS, _reason, several=False, weight=0, column=False, facet=False)
#: The first cells of a paper's row, in this order; those of facets follow.
COLUMNS = "key title authors published status topics results code summary".split()


def facets_of(table: FieldTable) -> list[Facet]:
    """The facets in the order of Explore's panel: the survey's own fields, with venues after those of one term."""
    own = [_of_field(field) for field in table.fields if {Place.FACET, Place.COLUMN} & set(field.shows)]
    first = [facet for facet in own if not facet.several]
    return [*first, _VENUE, *(facet for facet in own if facet.several), _REASON]


def _of_field(field: SurveyField) -> Facet:
    """The facet of a declared field; of a field of claims, a paper has all that its claims have."""

    def _of_paper(paper: Paper) -> Iterable[str]:
        return words_of(paper.fields.get(field.id))

    def _of_claims(paper: Paper) -> Iterable[str]:
        return (word for claim in paper.claims for word in words_of(claim.fields.get(field.id)))

    several = field.type == FieldType.TERMS or field.of == "claim"
    column, facet = Place.COLUMN in field.shows, Place.FACET in field.shows
    usual = Place.TABLE in field.shows and not several  # as in the tables of pages; more would be wider than a window
    values = _of_claims if field.of == "claim" else _of_paper
    names = (field.facet, field.label, field.plural, field.vocabulary or "")
    return Facet(*names, values, weight=field.weight, several=several, column=column, facet=facet, usual=usual)


def paged_vocabularies(survey: Survey) -> set[str]:
    """Return the vocabularies whose terms have pages."""
    return {*survey.fields.indexed, _VENUE.vocabulary}


def export_explore(survey: Survey, analysis: "Analysis") -> dict[str, bytes]:
    """Return the papers' facts, topics, and the facets they refer to."""
    facets = facets_of(survey.fields)
    tables = FacetTables(survey, facets)
    papers = [_row(tables, analysis, paper) for paper in survey.papers]
    data = {
        "topics": [[t.key, t.title, t.summary, t.parent if t.parent in survey.topic else None] for t in survey.topics],
        "columns": [*COLUMNS, *(facet.id for facet in facets)],
        "facets": [facet.described(tables.rows[facet.id].values()) for facet in facets],
        "papers": papers,
    }
    return {PATH: script("data.papers", data)}


class FacetTables:
    """The values of each facet, filled as papers refer to them."""

    def __init__(self, survey: Survey, facets: list[Facet]) -> None:
        self.facets = facets
        self._survey = survey
        self._topics = {topic.key: number for number, topic in enumerate(survey.topics)}
        self._numbers: dict[tuple[str, str], int] = {}
        self._places: dict[tuple[str, str], int] = {}
        kept = (paper for paper in survey.papers if paper.status != Status.EXCLUDED)
        self._shown = {(f.id, self._identity(f, name)[0]) for paper in kept for f in facets for name in f.named(paper)}
        self.rows: dict[str, dict[str, list[str | int]]] = {facet.id: {} for facet in facets}
        self._names: dict[str, list[str]] = {facet.id: [] for facet in facets}  # of the rows

    def cell(self, facet: Facet, paper: Paper) -> list[int] | int | None:
        """The rows of a paper's values, each once; of a facet of one value its row, or nothing.

        What is only in papers that are excluded is no value, unless it is why they are.
        """
        names = facet.named(paper)
        if paper.status == Status.EXCLUDED and facet.vocabulary != REASONS:
            names = [name for name in names if (facet.id, self._identity(facet, name)[0]) in self._shown]
        numbers = dict.fromkeys(self._number(facet, name) for name in names)
        return list(numbers) if facet.several else next(iter(numbers), None)

    def names(self, facet: Facet, paper: Paper) -> list[str]:
        """The names of a paper's values, as they are shown."""
        cell, shown = self.cell(facet, paper), self._names[facet.id]
        return [shown[row] for row in ([cell] if isinstance(cell, int) else cell or ())]

    def topics(self, keys: Iterable[str]) -> list[int]:
        """The rows of those topics that exist."""
        return [self._topics[key] for key in keys if key in self._topics]

    def _number(self, facet: Facet, name: str) -> int:
        known = self._numbers.get((facet.id, name))
        if known is None:
            known = self._numbers[facet.id, name] = self._add(facet, name)
        return known

    def _add(self, facet: Facet, name: str) -> int:
        identifier, shown, known = self._identity(facet, name)
        rows = self.rows[facet.id]
        if identifier not in rows:
            rows[identifier] = [identifier, shown] if known else [identifier, shown, 0]
            self._names[facet.id].append(shown)
        return self._places.setdefault((facet.id, identifier), len(rows) - 1)

    def _identity(self, facet: Facet, name: str) -> tuple[str, str, bool]:
        """The id of a value, its name, and whether it is known: a term of a vocabulary, or a venue."""
        term = current_term(self._survey, facet.vocabulary, name)
        identifier, shown = (term.id, term.name) if term else (slug(name), name)
        return identifier, shown, term is not None or facet.vocabulary == _VENUE.vocabulary


def _row(tables: FacetTables, analysis: "Analysis", paper: Paper) -> list[Any]:
    return [
        paper.key,
        plain_text(analysis.title[paper.key]),
        paper.authors[:INDEXED_AUTHORS],
        paper.published,
        paper.status.value if paper.status else None,
        tables.topics(paper.topics),
        len(paper.claims),
        paper.code[0] if paper.code else None,
        paper.summary,
        *(tables.cell(facet, paper) for facet in tables.facets),
    ]
