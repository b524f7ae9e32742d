"""Parser for Web of Science's tagged format: .ciw, and the plain text of its export."""

import re

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.entry import Entry, keywords, names_in, pages, serial_numbers
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.records import Listing, fail, take
from livingsurvey.importers.ris_reader import note_strays
from livingsurvey.importers.tagged_lines import Layout, Tagged, tagged_records

_LAYOUT = Layout(
    re.compile(r"(?P<tag>[A-Z][A-Z0-9])(?: (?P<value>.*))?$"),
    starts=frozenset(["PT"]),
    ends=frozenset(["ER"]),
    outside=frozenset(["FN", "VR", "EF"]),
)
_TYPES = {"B": "book", "S": "book", "P": "patent", "C": "paper-conference"}
_GENRES = ("Letter", "Editorial Material", "Correction", "Meeting Abstract", "Book Review", "Retraction")


def parse_wos(data: bytes, file: str) -> Listing:
    """Read Web of Science's tagged records, each from PT to ER."""
    listing = Listing()
    strays = list[int]()
    for record in tagged_records(read_text(data, file, listing), _LAYOUT):
        if record.is_record:
            take(listing, file, record.line, lambda one: wos_entry(one).facts(), record)
        elif any(tag for tag, _ in record.values):
            fail(listing, file, record.line, "a record without a type.", "Begin it with a line «PT J».")
        else:
            strays.append(record.line)
    note_strays(listing, file, strays)
    return listing


def wos_entry(record: Tagged) -> Entry:
    """What a record states.

    Args:
        record: its values by the tags of Web of Science, which the columns of its tables have, too.
    """
    entry = Entry(
        title=record.first("TI"),
        abstract=record.first("AB"),
        dates=wos_dates(record.first("PY"), record.first("PD"), record.first("EA"), record.first("EY")),
        venue=record.first("SO"),
        dois=[record.first("DI") or record.first("D2")],
        elsewhere=record.whole("AR"),
    )
    entry.publication = _publication(record)
    people = record.all("AF") or record.all("AU") or record.all("BF") or record.all("BA")
    entry.authors, entry.omitted = names_in(people)
    entry.editors = names_in(record.all("BE") or record.all("ED"))[0]
    groups = record.all("CA")
    if entry.authors:
        entry.publication["collaboration"] = "; ".join(groups)
    else:
        entry.authors = names_in(f"{group}," for group in groups or record.all("GP"))[0]
    _whole_book(entry)
    return entry


def _whole_book(entry: Entry) -> None:
    """A book is in no other: what it has as its source is its title once more, or its series."""
    known, source = entry.publication, entry.venue
    if known["type"] == "book" and source:
        again = source.casefold() in (entry.title.casefold(), str(known["collection_title"]).casefold())
        known["collection_title"] = known["collection_title"] or ("" if again else source)
        entry.venue = known["container_title_short"] = ""


def _issue(record: Tagged) -> str:
    """The issue with its part and its supplement: ``19 Pt. 2 Suppl. S``."""
    parts = (("", "IS"), ("Pt. ", "PN"), ("Suppl. ", "SU"))
    return " ".join(f"{word}{record.first(tag)}" for word, tag in parts if record.first(tag))


def wos_dates(year: str, date: str, early: str = "", early_year: str = "") -> list[str]:
    """The forms of a date: the year and, apart from it, month and day; else that of early access.

    Args:
        year: of publication.
        date: such as ``NOV-DEC`` or ``MAY 12``.
        early: the date of early access: ``MAY 2020``.
        early_year: the year of early access.
    """
    return [date, year] if year else [early, early_year]


def wos_type(code: str, document: str, conference: str) -> str:
    """The CSL type of a record.

    Args:
        code: Web of Science's own: J, B, S, P or C.
        document: its type of document: ``Article; Proceedings Paper``.
        conference: the conference's name.
    """
    if "Book Chapter" in document:
        return "chapter"
    if "Proceedings Paper" in document and code != "J" and conference:
        return "paper-conference"
    if "Book Review" in document:
        return "review-book"
    if "Data" in document:
        return "dataset" if document.startswith("Data ") and "Paper" not in document else "article-journal"
    return _TYPES.get(code, "article-journal")


def _publication(record: Tagged) -> dict[str, object]:
    first = record.first
    return {
        "type": wos_type(first("PT"), first("DT"), first("CT")),
        "genre": next((name for name in first("DT").split("; ") if name in _GENRES), ""),
        "container_title_short": first("JI", "J9"),
        "collection_title": first("SE"),
        "publisher": first("PU"),
        "publisher_place": first("PI"),
        "volume": first("VL"),
        "issue": _issue(record),
        "page": pages(first("BP"), first("EP")),
        "number": first("AR", "MA"),
        "isbn": serial_numbers(record.whole("BN")).get("isbn", ""),
        "issn": serial_numbers(record.whole("SN", "EI")).get("issn", ""),
        "pmid": first("PM"),
        "language": language_code(first("LA")),
        "event_title": first("CT"),
        "event_place": first("CL"),
        "note": f"Held {first('CY')}" if first("CY") else "",
        "keyword": keywords([first("DE")]) + keywords([first("ID")]),
    }
