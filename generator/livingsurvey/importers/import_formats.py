"""The formats a source may have. Adding one is adding a parser here and a fixture in the tests."""

import re
from collections.abc import Callable
from pathlib import PurePath

from livingsurvey.importers.arxiv_atom import parse_atom
from livingsurvey.importers.bibtex_reader import parse_bibtex
from livingsurvey.importers.captured_listing import parse_listing
from livingsurvey.importers.captured_text import read_lines
from livingsurvey.importers.csl_json_reader import parse_csl
from livingsurvey.importers.csv_tables import parse_csv, parse_json_lines
from livingsurvey.importers.daily_papers import parse_daily
from livingsurvey.importers.records import Listing
from livingsurvey.importers.ris_reader import parse_ris

#: A parser takes the bytes of a source and the file's name for its failures.
Parser = Callable[[bytes, str], Listing]


def _parse_text(data: bytes, file: str) -> Listing:
    lines, failures = read_lines(data, file)
    listing = parse_listing(lines, file)
    listing.failures[:0] = failures
    return listing


PARSERS: dict[str, Parser] = {
    "arxiv-atom": parse_atom,
    "bibtex": parse_bibtex,
    "csl-json": parse_csl,
    "csv": parse_csv,
    "hf-daily-papers-json": parse_daily,
    "hf-daily-papers-text": _parse_text,
    "json-lines": parse_json_lines,
    "ris": parse_ris,
}

_BY_SUFFIX = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "json-lines",
    ".ndjson": "json-lines",
    ".atom": "arxiv-atom",
    ".xml": "arxiv-atom",
}
_BY_CONTENT = (
    ("bibtex", re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)),
    ("ris", re.compile(r"^\ufeff?TY {1,2}- ", re.MULTILINE)),
    ("arxiv-atom", re.compile(r"\A\s*<(?:\?xml|feed\b)")),
    ("hf-daily-papers-json", re.compile(r"\A\s*[\[{][^]]*?\"(?:paper|upvotes|submittedOnDailyBy)\"\s*:")),
    ("json-lines", re.compile(r"\A\s*\{[^\n]*\}[ \t\r]*\n\s*\{")),
    ("csl-json", re.compile(r"\A\s*[\[{]")),
    ("hf-daily-papers-text", re.compile(r"^Daily Papers$", re.MULTILINE)),
)


def guess_format(name: str, data: bytes) -> str | None:
    """The format of a file, from its name's ending or else its content; ``None`` where neither shows it.

    Args:
        name: of the file; it may be empty.
        data: its bytes.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    start = data[:50_000].decode("utf-8-sig", errors="replace")
    return next((known for known, pattern in _BY_CONTENT if pattern.search(start)), None)
