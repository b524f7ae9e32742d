"""Searching a built site as its pages do: by the same index, with the same results."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from livingsurvey.model.errors import BrokenIndexError
from livingsurvey.search.engine import Engine, QueryAnswer
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.site.explore.search_data import FOLDER, PAGES, PATH


class FoundPaper(NamedTuple):
    """A paper as a search finds it.

    Attributes:
        key: of the paper.
        title: as it is shown.
        note: what it is, its topic and its year.
        excluded: whether it was excluded.
        score: by which it is ranked.
        matched: the share of the query, by weight, that it has.
    """

    key: str
    title: str
    note: str
    excluded: bool
    score: float
    matched: float


class NamedPlace(NamedTuple):
    """A topic, a person, a term or a statement that a search names: its group, name, and address in the site."""

    group: str
    name: str
    address: str


def open_search(site: Path) -> Engine:
    """Return what answers queries from the index of a built site.

    Args:
        site: the folder of the site.

    Raises:
        BrokenIndexError: when the site has no index, or its first part cannot be read.
    """
    if not (site / PATH).is_file():
        raise BrokenIndexError("There is no search index: build the site first, by `survey build`.")
    reader = IndexReader(lambda name: (site / (PATH if name == "index" else f"{FOLDER}{name}.js")).read_bytes())
    return Engine(reader, PAGES)


def papers_of(engine: Engine, answer: QueryAnswer, most: int) -> list[FoundPaper]:
    """Return the first papers of an answer; those of whom the index lacks the record are not among them.

    Args:
        engine: that gave the answer.
        answer: to a query.
        most: so many at the most.
    """
    rows = [(hit, engine.reader.row("d", hit.document)) for hit in answer.hits[:most]]
    return [
        FoundPaper(key, title, note, bool(excluded), hit.score, hit.matched)
        for hit, (key, title, note, excluded) in ((hit, row) for hit, row in rows if row is not None)
    ]


def places_of(engine: Engine, answer: QueryAnswer) -> Sequence[NamedPlace]:
    """Return what an answer names that has a place of its own.

    Args:
        engine: that gave the answer.
        answer: to a query.
    """
    rows = [(group, engine.reader.row("n", number)) for group, some in answer.things.items() for number in some]
    return [NamedPlace(group, row[0], row[1]) for group, row in rows if row is not None]
