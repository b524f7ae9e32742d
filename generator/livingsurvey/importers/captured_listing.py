"""Parser for Hugging Face "Daily Papers" search listings, copied from the browser as text.

Two layouts are known: a header block and blank lines between items, and one without blank lines,
its header's "Subscribe" glued to the first title. Both alternate title and abstract, one line each.
"""

import re

from livingsurvey.importers.captured_text import NumberedLine
from livingsurvey.importers.records import Listing, Record
from livingsurvey.model import Finding

_HEADER_LINES = frozenset(
    [
        "new",
        "Get trending papers in your email inbox!",
        "Get trending papers in your email inbox once a day!",
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
    ]
)
_DATE_LINE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}\Z")
_GLUED = re.compile(r"Subscribe(?=\S)")

_LONG_TEXT = 40  # words: no title is that long
_SENTENCE = 12  # words: with a full stop at its end, a text this long is no title


def is_abstract(text: str) -> bool:
    """Distinguish an abstract from a title by its length and its closing full stop."""
    words = len(text.split())
    return words >= _LONG_TEXT or (words >= _SENTENCE and text.endswith("."))


def parse_listing(lines: list[NumberedLine], file: str) -> Listing:
    """Pair titles with abstracts; report every line that is neither header, title nor abstract."""
    listing = Listing()
    title: NumberedLine | None = None
    for line in _without_header(lines, listing):
        if not is_abstract(line.text):
            _report_untold(title, file, listing)
            title = line
        elif title is None:
            listing.failures.append(_failure(file, line, "an abstract without a title before it."))
        else:
            rank = len(listing.records) + 1
            listing.records.append(Record(title.text, line.text, rank, title.number))
            title = None
    _report_untold(title, file, listing)
    if lines and not listing.records:
        whole = "no title with an abstract was found; the layout is unknown."
        listing.failures.append(Finding(file, 0, 0, "listing", whole, "Check the source's format."))
    return listing


def _without_header(lines: list[NumberedLine], listing: Listing) -> list[NumberedLine]:
    """Drop the header block at the top, counting its lines, and free a title glued to its last word."""
    for index, line in enumerate(lines):
        if line.text in _HEADER_LINES or _DATE_LINE.match(line.text):
            listing.header_lines += 1
        elif index and _GLUED.match(line.text) and all(above.text != "Subscribe" for above in lines[:index]):
            listing.header_lines += 1
            return [NumberedLine(line.number, _GLUED.sub("", line.text, count=1)), *lines[index + 1 :]]
        else:
            return lines[index:]
    return []


def _report_untold(title: NumberedLine | None, file: str, listing: Listing) -> None:
    if title is not None:
        listing.failures.append(_failure(file, title, "a title without an abstract after it."))


def _failure(file: str, line: NumberedLine, message: str) -> Finding:
    shown = line.text if len(line.text) <= 60 else line.text[:59] + "…"
    fix = "Complete the record in a new capture, or add the paper by hand."
    return Finding(file, line.number, 0, "listing", f"{message} «{shown}»", fix)
