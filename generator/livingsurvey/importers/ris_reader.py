"""Parser for RIS, as reference managers write it. Each record is parsed by itself, so that one never hides another."""

import re
from collections.abc import Iterator
from typing import Any

from livingsurvey.importers.author_names import first_name_first, partial_date
from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.identifiers import facts_of, identifiers, venue_facts
from livingsurvey.importers.records import Listing, add, fail

_TAG = re.compile(r"\s?([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*))?$")
_VENUES = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "tertiary_title")


def parse_ris(data: bytes, file: str) -> Listing:
    """Read an RIS file; a record without its end, which a cut file has, is read as far as it goes."""
    listing = Listing()
    text = read_text(data, file, listing)
    for line, lines in _records(text.splitlines()):
        if not lines[0].startswith("TY  -"):
            shown = lines[0][:60]
            fail(listing, file, line, f"text outside any record: «{shown}».", "Begin a record with «TY  - ».")
        elif (entry := _parsed(lines)) is None:
            fail(listing, file, line, "a record that cannot be read.")
        else:
            add(listing, file, line, _facts(entry))
    return listing


def _records(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each record with the number of its first; stray text between records makes one of its own."""
    start, block = 0, list[str]()
    for number, raw in enumerate(lines, start=1):
        tag = _TAG.match(raw.removeprefix("\ufeff"))
        line = f"{tag[1]}  - {tag[2] or ''}" if tag else raw
        if block and ((tag and tag[1] == "TY") or (not block[0].startswith("TY  -") and tag and tag[1] == "ER")):
            yield start, block
            block = []
        if block or (line.strip() and not (tag and tag[1] == "ER")):
            start = start if block else number
            block.append(line)
        if tag and tag[1] == "ER" and block:
            yield start, block
            block = []
    if block:
        yield start, block


def _parsed(lines: list[str]) -> dict[str, Any] | None:
    from rispy import RisParser

    whole = lines if lines[-1].startswith("ER  -") else [*lines, "ER  - "]
    try:
        entries = RisParser(skip_unknown_tags=True).parse_lines(iter(whole))
    except (KeyError, TypeError, ValueError, AttributeError):  # a continuation where none can be
        return None
    return entries[0] if entries else None


def _facts(entry: dict[str, Any]) -> dict[str, Any]:
    """The facts of a record, by the names of a paper's fields."""
    addresses = [url for url in entry.get("urls", []) if isinstance(url, str)]
    facts = facts_of([*addresses, _text(entry, "file_attachments1")]) | identifiers(_text(entry, "doi"))
    facts["title"] = _text(entry, "title", "primary_title")
    facts["abstract"] = _text(entry, "abstract", "notes_abstract")
    facts["authors"] = [
        first_name_first(n) for n in entry.get("authors") or entry.get("first_authors") or [] if n.strip()
    ]
    dates = sorted(
        (partial_date(_text(entry, name).strip("/")) for name in ("date", "year", "publication_year")), key=len
    )
    facts["published"] = dates[-1]
    return facts | venue_facts(_text(entry, *_VENUES))


def _text(entry: dict[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := entry.get(name), str) and value.strip()), "")
