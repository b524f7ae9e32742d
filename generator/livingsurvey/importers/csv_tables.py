"""Parsers for CSV and JSON Lines: the columns that reference managers export, under any of their names."""

from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.author_names import partial_date, split_names
from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.identifiers import arxiv_id, facts_of, identifiers, venue_facts
from livingsurvey.importers.records import Listing, add, fail
from livingsurvey.importers.table_rows import Row, objects, rows

_NAMES = {
    "title": ("title", "article title", "document title", "paper", "paper title", "name"),
    "abstract": ("abstract", "abstract note", "summary"),
    "authors": ("authors", "author", "author full names", "author names"),
    "published": ("published", "date", "publication date", "publication year", "year"),
    "venue": ("venue", "journal", "publication title", "source title", "booktitle", "conference", "conference name"),
    "arxiv": ("arxiv", "arxiv id", "arxiv_id", "eprint"),
    "doi": ("doi",),
    "code": ("code", "code url", "github", "repository"),
    "url": ("url", "link", "urls", "link to paper", "pdf"),
}


def parse_csv(data: bytes, file: str) -> Listing:
    """Read a table with a head line; columns are separated by commas, semicolons or tabs."""
    listing = Listing()
    text = read_text(data, file, listing)
    _take_in(rows(text, _delimiter(text)), file, listing)
    return listing


def parse_json_lines(data: bytes, file: str) -> Listing:
    """Read one JSON object a line."""
    listing = Listing()
    _take_in(objects(read_text(data, file, listing)), file, listing)
    return listing


def _delimiter(text: str) -> str:
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=head.count)


def _take_in(found: Iterator[Row], file: str, listing: Listing) -> None:
    for line, entry, problem in found:
        if entry is None:
            fail(listing, file, line, problem, "Correct the line in a new source; the others are used.")
        else:
            add(listing, file, line, _facts(entry))


def _facts(entry: dict[str, Any]) -> dict[str, Any]:
    """The facts of a row, whatever its columns are called."""
    cells = {name.strip().lower().replace("_", " "): value for name, value in entry.items() if value}
    given = {ours: value for ours, names in _NAMES.items() if (value := _first(cells, names))}
    facts = facts_of([str(address) for name in ("url", "code") for address in _many(given.get(name))])
    facts |= identifiers(str(given.get("doi", "")))
    if "arxiv" in given:
        facts["arxiv"] = arxiv_id(str(given["arxiv"])) or str(given["arxiv"])
    authors = given.get("authors", "")
    if isinstance(authors, list):
        names = [a.get("name") if isinstance(a, dict) else a for a in authors]
        facts["authors"] = [name for name in names if isinstance(name, str) and name.strip()]
    else:
        facts["authors"] = split_names(str(authors))
    facts["published"] = partial_date(str(given.get("published", "")))
    facts |= venue_facts(str(given.get("venue", ""))) | {n: facts[n] for n in ("arxiv",) if n in facts}
    return facts | {name: str(given.get(name, "")) for name in ("title", "abstract")}


def _first(cells: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((cells[name] for name in names if name in cells), None)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else str(value or "").split(";")
