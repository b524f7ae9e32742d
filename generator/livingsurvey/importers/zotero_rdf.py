"""Parser for the RDF that Zotero exports. Its collections become keywords of the works in them."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from livingsurvey.importers.entry import Entry, best_date, pages, serial_numbers
from livingsurvey.importers.extra_lines import take_extra
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.records import Listing, add
from livingsurvey.importers.work_types import work_type
from livingsurvey.importers.xml_records import child, children, local, text, xml_records
from livingsurvey.model.names import Name

_NO_WORKS = frozenset(["Collection", "Attachment", "Memo", "AutomaticTag", "Journal", "Series", "UserItem"])
#: The elements of an item, or of what it is part of, that are texts.
_TEXTS = {
    "volume": "volume",
    "issue": "issue number",
    "edition": "edition",
    "number_of_volumes": "numberOfVolumes",
    "genre": "type thesisType",
    "event_title": "meetingName",
}


def parse_zotero_rdf(data: bytes, file: str) -> Listing:
    """Read Zotero's RDF, in which an item may refer to a journal that is described elsewhere."""
    listing = Listing()
    found = list(xml_records(data, file, listing, frozenset(["RDF"])))
    for line, root, lines in ((line, root, _lines(data, root)) for line, root in found):
        described = {about: one for one in root for about in [_attribute(one, "about")] if about}
        collections = _collections(root)
        for one, start in zip(root, lines, strict=False):
            if local(one.tag) not in _NO_WORKS and (kind := text(one, "itemType")) not in ("attachment", "note"):
                entry = _entry(one, described, kind)
                entry.publication["keyword"] += collections[_attribute(one, "about")]
                add(listing, file, max(line, start), entry.facts())
    return listing
