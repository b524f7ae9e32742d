"""Parser for the RDF that Zotero exports. Its collections become keywords of the works in them."""

from collections import defaultdict
from typing import Any
from xml.etree.ElementTree import Element

from livingsurvey.importers.author_names import name_in
from livingsurvey.importers.entry import Entry, best_date, pages, serial_numbers
from livingsurvey.importers.extra_lines import take_extra
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.work_types import work_type
from livingsurvey.importers.xml_records import child, children, local, text, xml_records
from livingsurvey.model.names import Name

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NO_WORKS = frozenset(["Collection", "Attachment", "Memo", "Journal", "Series", "Feed", "WebSite"])


def parse_zotero_rdf(data: bytes, file: str) -> Listing:
    """Read Zotero's RDF, in which an item may refer to a journal that is described elsewhere."""
    listing = Listing()
    found = list(xml_records(data, file, listing, frozenset()))
    described = {about: one for _, one in found if (about := one.get(f"{_RDF}about"))}
    collections = defaultdict[str, list[str]](list)
    for _, one in found:
        for part in children(one, "hasPart") if local(one.tag) == "Collection" else []:
            collections[part.get(f"{_RDF}resource", "")].append(text(one, "title"))
    for line, one in found:
        if local(one.tag) not in _NO_WORKS and text(one, "itemType") not in ("attachment", "note"):
            words = collections[one.get(f"{_RDF}about", "")]
            take(listing, file, line, _facts, one, described, words)
    return listing


def _facts(one: Element, described: dict[str, Element], words: list[str]) -> dict[str, Any]:
    return _entry(one, _container(one, described), words).facts()


def _container(item: Element, described: dict[str, Element]) -> Element | None:
    """What an item is part of: described within it, or elsewhere; a series is none."""
    for part in children(item, "isPartOf"):
        inner = next(iter(part), None)
        one = inner if inner is not None else described.get(part.get(f"{_RDF}resource", ""))
        if one is not None and local(one.tag) != "Series":
            return one
    return None


def _entry(item: Element, container: Element | None, collections: list[str]) -> Entry:
    numbers = _identifiers(item, container)
    conference = text(item, "presentedAt", "Conference", "title")
    series = child(item, "isPartOf", "Series")
    series = series if series is not None else child(container, "isPartOf", "Series")
    entry = Entry(
        title=text(item, "title"),
        abstract=text(item, "abstract"),
        dates=[text(item, "date")],
        venue=text(container, "title") or conference,
        dois=numbers["DOI"],
        addresses=[*numbers["URI"], item.get(f"{_RDF}about", "")][:1],
        elsewhere=[text(item, "archiveID"), text(item, "coverage"), text(item, "number")],
    )
    entry.authors = _names(item, "authors")
    entry.editors = _names(item, "editors")
    entry.translators = _names(item, "translators")
    tags = (
        text(one, "AutomaticTag", "value") or text(one)
        for one in children(item, "subject")
        if child(one, "LCC") is None
    )
    entry.publication = _publication(item, container) | {
        "keyword": [*tags, *collections],
        "note": _noted(item),
        "collection_title": text(series, "title"),
        "collection_number": text(series, "identifier") or text(series, "number"),
        "event_title": conference if container is not None else "",
        "isbn": serial_numbers(numbers["ISBN"]).get("isbn", ""),
        "issn": serial_numbers(numbers["ISSN"]).get("issn", ""),
    }
    take_extra(entry, "\n".join(one.text or "" for one in children(item, "description")))
    return entry


def _noted(item: Element) -> str:
    """What no variable is for, in words: the pages of a book, who edits its series, and where a manuscript is."""
    total, where = text(item, "numPages"), ", ".join(filter(None, (text(item, "source"), text(item, "coverage"))))
    series = "; ".join(name.shown for name in _names(item, "seriesEditors"))
    said = [f"{total} pages" if total else "", f"Series editors: {series}" if series else ""]
    return "; ".join(filter(None, [*said, f"Location: {where}" if where else ""]))


def _publication(item: Element, container: Element | None) -> dict[str, object]:
    kind = text(item, "itemType")
    number = text(item, "number")
    issue = text(container, "number") or (number if kind.endswith("Article") else "")
    publisher = child(item, "publisher", "Organization")
    return {
        "type": work_type(kind),
        "genre": text(item, "type"),
        "container_title_short": text(container, "alternative"),
        "volume": text(container, "volume") or text(item, "volume"),
        "number_of_volumes": text(item, "numberOfVolumes"),
        "issue": issue,
        "number": number if number != issue else "",
        "edition": text(item, "edition") or text(container, "edition") or text(item, "versionNumber"),
        "page": pages(text(item, "pages")),
        "publisher": text(publisher, "name"),
        "publisher_place": text(publisher, "adr", "Address", "locality"),
        "language": language_code(text(item, "language")) if text(item, "language") else "",
        "accessed": best_date([text(item, "dateSubmitted")]),
    }


def _identifiers(*places: Element | None) -> dict[str, list[str]]:
    """The identifiers of an item and of what it is part of, by their kinds: ``ISSN 1234-5678``."""
    found = defaultdict[str, list[str]](list)
    for place in places:
        for one in children(place, "identifier"):
            if address := text(one, "URI", "value"):
                found["URI"].append(address)
            else:
                kind, _, number = text(one).partition(" ")
                found[kind].append(number)
    return found


def _names(item: Element, group: str) -> list[Name]:
    people = children(item, group, "Seq", "li", "Person")
    parts = ((text(one, "surname"), text(one, "givenName") or text(one, "givenname")) for one in people)
    return [name_in(f"{surname}, {given}") if given else Name(surname) for surname, given in parts if surname]
