"""Parser for RIS, as reference managers and databases write it."""

import re

from livingsurvey.importers.captured_text import read_text
from livingsurvey.importers.records import Listing, fail, remark, take
from livingsurvey.importers.ris_entry import ris_entry
from livingsurvey.importers.tagged_lines import Layout, tagged_records

_LAYOUT = Layout(
    re.compile(r"\s?(?P<tag>[A-Z][A-Z0-9]|DOI(?= - ))(?:\s\s-|\s-(?=\s))(?:\s(?P<value>.*))?$"),
    starts=frozenset(["TY"]),
    ends=frozenset(["ER"]),
)


def parse_ris(data: bytes, file: str) -> Listing:
    """Read an RIS file; a record without its end, which a cut file has, is read as far as it goes."""
    listing = Listing()
    strays = list[int]()
    for record in tagged_records(read_text(data, file, listing), _LAYOUT):
        if record.is_record:
            take(listing, file, record.line, lambda one: ris_entry(one).facts(), record)
        elif any(tag for tag, _ in record.values):
            fail(listing, file, record.line, "a record without a type.", "Begin it with a line «TY  - JOUR».")
        else:
            strays.append(record.line)
    note_strays(listing, file, strays)
    return listing


def note_strays(listing: Listing, file: str, strays: list[int]) -> None:
    """Note text between records once for the whole file; of one without any record it is all there is to say.

    Args:
        listing: gets the remark, or the failure.
        file: how it names the file.
        strays: the lines where such text begins.
    """
    if strays and not listing.records and not listing.failures:
        fail(listing, file, strays[0], "text outside any record, and no record.", "Export the records again.")
    elif strays:
        said = f"text between the records, in {len(strays)} place{'s' if len(strays) > 1 else ''}, is passed over."
        remark(listing, file, strays[0], "text-between-records", said, "Nothing, unless a record is missing.")
