"""Parser for EndNote's .enw, which is refer with a type: lines that begin with a percent sign and a letter."""

import re
from typing import Any

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.ris_entry import ris_entry
from livingsurvey.importers.ris_reader import note_strays
from livingsurvey.importers.tagged_lines import Layout, Tagged, tagged_records

_LAYOUT = Layout(re.compile(r"%(?P<tag>[A-Z0-9@!#$%&*()+=>?\[\]^~|<-])(?: (?P<value>.*))?$"), blank_ends=True)
#: The tags of refer and those of RIS that say the same.
_TAGS = dict(
    pair.split(":")
    for pair in """A:AU B:T2 C:CY D:PY E:ED F:LB G:LA I:PB J:JF K:KW L:CN M:AN N:IS O:N1 P:SP Q:TT R:DO S:T3 T:TI U:UR
    V:VL W:DP X:AB Y:A3 Z:N1 7:ET 8:DA 9:M3 @:SN !:ST (:OP [:Y2 ?:A4 &:SE 6:NV 2:C2 >:L1 ~:DB H:A4 *:RI""".split()
)
#: EndNote's names of types and RIS's codes for them.
TYPES = {
    name: code
    for code, names in {
        "JOUR": "Journal Article|Electronic Article|In Press|Journal",
        "MGZN": "Magazine Article",
        "NEWS": "Newspaper Article",
        "BOOK": "Book|Electronic Book|Catalog",
        "EDBOOK": "Edited Book",
        "CHAP": "Book Section|Electronic Book Section|Book Chapter",
        "CPAPER": "Conference Paper|Conference Proceedings|Conference Proceeding",
        "THES": "Thesis|Thesis/Dissertation",
        "RPRT": "Report|Government Document",
        "ELEC": "Web Page|Electronic Source|Online Multimedia",
        "BLOG": "Blog",
        "COMP": "Computer Program",
        "DATA": "Dataset|Online Database|Aggregated Database",
        "PAT": "Patent",
        "STAND": "Standard",
        "MANSCPT": "Manuscript",
        "UNPB": "Unpublished Work",
        "PREPRINT": "Preprint",
        "MAP": "Map",
        "ART": "Artwork",
        "FIGURE": "Figure|Chart or Table",
        "VIDEO": "Film or Broadcast|Audiovisual Material|Video",
        "MUSIC": "Music",
        "DICT": "Dictionary",
        "ENCYC": "Encyclopedia",
        "STAT": "Statute",
        "CASE": "Case",
        "HEAR": "Hearing",
        "BILL": "Bill",
        "LEGAL": "Legal Rule or Regulation",
        "PCOMM": "Personal Communication",
        "ANCIENT": "Ancient Text",
        "CLSWK": "Classical Work",
        "PAMP": "Pamphlet",
        "SER": "Serial",
        "INTV": "Interview",
    }.items()
    for name in names.split("|")
}


def parse_refer(data: bytes, file: str) -> Listing:
    """Read records in refer, which blank lines separate."""
    listing = Listing()
    strays = list[int]()
    for record in tagged_records(read_text(data, file, listing), _LAYOUT):
        if record.is_record:
            take(listing, file, record.line, _facts, record)
        else:
            strays.append(record.line)
    note_strays(listing, file, strays)
    return listing


def _facts(record: Tagged) -> dict[str, Any]:
    return ris_entry(_as_ris(record)).facts()


def _as_ris(record: Tagged) -> Tagged:
    """The record by RIS's tags; without a type, one with a journal is an article."""
    given = {tag for tag, _ in record.values}
    guess = "JOUR" if "J" in given else "CHAP" if "B" in given else "BOOK" if "I" in given else "GEN"
    kind = TYPES.get(record.first("0"), guess)
    values = [(_TAGS[tag], lines) for tag, lines in record.values if tag in _TAGS]
    return Tagged(record.line, True, [("TY", [kind]), *values])
