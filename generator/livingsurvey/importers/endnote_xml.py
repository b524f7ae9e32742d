"""Parser for EndNote's XML: its fields say what RIS's tags say, under other names."""

from typing import Any
from xml.etree.ElementTree import Element

from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.refer_reader import TYPES
from livingsurvey.importers.ris_entry import ris_entry
from livingsurvey.importers.tagged_lines import Tagged
from livingsurvey.importers.xml_records import child, children, marked, text, xml_records

#: The elements of a record, by their paths, and RIS's tags for them.
_TAGS = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "contributors/translated-authors/author": "A4",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "J2",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "JA",
    "alt-periodical/full-title": "JF",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "num-vols": "NV",
    "edition": "ET",
    "section": "SE",
    "keywords/keyword": "KW",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "orig-pub": "OP",
    "isbn": "SN",
    "accession-num": "AN",
    "electronic-resource-num": "DO",
    "abstract": "AB",
    "label": "LB",
    "notes": "N1",
    "research-notes": "RN",
    "work-type": "M3",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "remote-database-name": "DB",
    "remote-database-provider": "DP",
    "language": "LA",
    "access-date": "Y2",
    "custom1": "C1",
    "custom2": "C2",
    "custom3": "C3",
    "custom7": "C7",
}


def parse_endnote_xml(data: bytes, file: str) -> Listing:
    """Read EndNote's XML; of one that is cut short, the records before the cut."""
    listing = Listing()
    for line, record in xml_records(data, file, listing, frozenset(["record"])):
        take(listing, file, line, _facts, line, record)
    return listing


def _facts(line: int, record: Element) -> dict[str, Any]:
    return ris_entry(_as_ris(line, record)).facts()


def _as_ris(line: int, record: Element) -> Tagged:
    kind = child(record, "ref-type")
    name = kind.get("name", "") if kind is not None else ""
    values = [("TY", [TYPES.get(name, "GEN")])]
    for path, tag in _TAGS.items():
        for element in children(record, *path.split("/")):
            said = marked(element) if tag in ("TI", "T2", "AB") else text(element)
            values.append((tag, ["\n".join(said.split("\r"))]))
    return Tagged(line, True, values)
