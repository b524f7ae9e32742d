"""Parser for MODS, the XML that libraries and bibutils write."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from livingsurvey.importers.author_names import name_in
from livingsurvey.importers.entry import Entry, best_date, pages
from livingsurvey.importers.languages import language_code
from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.work_types import work_type
from livingsurvey.importers.xml_records import child, children, local, marked, text, xml_records
from livingsurvey.model.names import Name

_ROLES = {"edt": "editors", "editor": "editors", "trl": "translators", "translator": "translators"}
_YEARS = re.compile(r",?\s*(?:\d{3,4}\??\s*-\s*(?:\d{3,4}\??)?|b\. \d{4})\s*\Z")  # of a life, as catalogues have them
_AUTHORS = ("aut", "author", "cre", "creator", "", "dis", "inv")


def parse_mods(data: bytes, file: str) -> Listing:
    """Read a collection in MODS; of one that is cut short, the records before the cut."""
    listing = Listing()
    for line, record in xml_records(data, file, listing, frozenset(["mods"])):
        take(listing, file, line, lambda one: _entry(one).facts(), record)
    return listing


def _entry(record: Element) -> Entry:
    host = _related(record, "host")
    entry = Entry(
        title=_title(record),
        abstract=marked(child(record, "abstract")),
        cite_key=_identifier(record, "citekey", "citation") or record.get("ID", ""),
        dates=_dates(record) or _dates(host),
        venue=_title(host),
        dois=[_identifier(record, "doi")],
        addresses=[text(one) for one in children(record, "location", "url")] + [_identifier(record, "uri", "url")],
        elsewhere=[_identifier(record, "arxiv"), *(text(one) for one in children(record, "note"))],
    )
    entry.publication = _publication(record, host)
    _people(entry, record, host)
    return entry


def _related(record: Element, kind: str) -> Element | None:
    return next((one for one in children(record, "relatedItem") if one.get("type") == kind), None)


def _title(record: Element | None, kind: str | None = None) -> str:
    """The title with what is not sorted by, its subtitle and its part; of several, the one without a type."""
    info = next((one for one in children(record, "titleInfo") if one.get("type") == kind), None)
    whole = " ".join(filter(None, (text(info, "nonSort"), marked(child(info, "title")))))
    parts = ", ".join(filter(None, (text(info, "partNumber"), text(info, "partName"))))
    return ". ".join(filter(None, (": ".join(filter(None, (whole, marked(child(info, "subTitle"))))), parts)))


def _identifier(record: Element | None, *kinds: str) -> str:
    found = (text(one) for one in children(record, "identifier") if one.get("type", "").lower() in kinds)
    return next(found, "")


def _dates(record: Element | None) -> list[str]:
    names = (
        ("originInfo", "dateIssued"),
        ("part", "date"),
        ("originInfo", "copyrightDate"),
        ("originInfo", "dateCreated"),
    )
    return [said for path in names for one in children(record, *path) if (said := text(one))][:2]


def _publication(record: Element, host: Element | None) -> dict[str, object]:
    known: dict[str, object] = {}
    for place in (record, host):
        for name, value in _origin(place).items():
            known[name] = known.get(name) or value
    series = _related(record, "series")
    series = series if series is not None else _related(host, "series") if host is not None else None
    known |= {
        "type": _type(record, host),
        "container_title_short": _title(host, "abbreviated"),
        "collection_title": text(series, "titleInfo", "title"),
        "collection_number": text(series, "part", "detail", "number") or text(series, "titleInfo", "partNumber"),
        "language": language_code(text(record, "language", "languageTerm")) if text(record, "language") else "",
        "keyword": [text(one) for one in children(record, "subject", "topic")],
        "genre": _genre(record),
        "note": "; ".join(filter(None, (*(text(one) for one in children(record, "note")), *_held(record)))),
        "accessed": _accessed(record),
        "original_date": best_date(said for one in _all_related(record, "original") for said in _dates(one)),
    }
    return known


def _genre(record: Element) -> str:
    """What a thesis or a report says of its class, in addition to being one."""
    said = [text(one) for one in children(record, "genre")]
    return next((one for one in said if re.search(r"(?i).\b(?:thesis|dissertation|report)\b", one)), "")


def _held(record: Element) -> Iterator[str]:
    """How many leaves it has, and where a copy is."""
    yield text(record, "physicalDescription", "extent")
    place = child(record, "location")
    where = [text(place, name) for name in ("physicalLocation", "shelfLocator")]
    if any(where):
        yield f"Location: {', '.join(filter(None, where))}"


def _all_related(record: Element, kind: str) -> list[Element]:
    return [one for one in children(record, "relatedItem") if one.get("type") == kind]


def _accessed(record: Element) -> str:
    return best_date(one.get("dateLastAccessed", "") for one in children(record, "location", "url"))


def _origin(place: Element | None) -> dict[str, object]:
    """What is stated of a work or its host alike: publisher, numbers and pages."""
    details = {one.get("type", ""): text(one, "number") for one in children(place, "part", "detail")}
    extent = next((one for one in children(place, "part", "extent") if one.get("unit", "page").startswith("p")), None)
    terms = children(place, "originInfo", "place", "placeTerm")
    return {
        "publisher": text(place, "originInfo", "publisher").rstrip(" ,:;"),
        "publisher_place": next((text(one).rstrip(" ,:;") for one in terms if one.get("type") != "code"), ""),
        "edition": text(place, "originInfo", "edition"),
        "volume": details.get("volume", ""),
        "issue": details.get("issue") or (details.get("number", "") if place is not None and place.get("type") else ""),
        "number": details.get("article") or _identifier(place, "report number", "article-number", "eid"),
        "chapter_number": details.get("chapter", ""),
        "page": pages(text(extent, "start"), text(extent, "end")) or text(extent, "list") or details.get("page", ""),
        "isbn": _identifier(place, "isbn"),
        "issn": _identifier(place, "issn"),
        "pmid": _identifier(place, "pmid", "pubmed"),
        "pmcid": _identifier(place, "pmc", "pmcid"),
    }


def _type(record: Element, host: Element | None) -> str:
    names = [text(one) for one in children(record, "genre")]
    of_host = [text(one) for one in children(host, "genre")]
    if found := work_type(*names):
        return found if host is None or found != "book" else "chapter"
    if host is None:
        return "book" if text(record, "originInfo", "issuance") == "monographic" else ""
    if any("conference" in name for name in of_host):
        return "paper-conference"
    serial = any(re.search(r"journal|periodical", name) for name in of_host) or _identifier(host, "issn")
    return "article-journal" if serial or text(host, "originInfo", "issuance") == "continuing" else "chapter"


def _people(entry: Entry, record: Element, host: Element | None) -> None:
    """The people of the work, and of its host the editors."""
    for place in (record, host):
        for one in children(place, "name"):
            roles = {text(role).lower() for role in children(one, "role", "roleTerm")} or {""}
            group = next((_ROLES[role] for role in roles if role in _ROLES), None)
            name = _name(one)
            if group and name.family:
                getattr(entry, group).append(name)
            elif place is record and name.family and roles & set(_AUTHORS):
                entry.authors.append(name)
            elif place is record and name.family and one.get("type") == "corporate":
                entry.publication["publisher"] = entry.publication.get("publisher") or name.family
    if any(local(one.tag) == "etal" for name in children(record, "name") for one in name):
        entry.omitted = "some"


def _name(element: Element) -> Name:
    """The name in its parts; without parts it is as it is said, and an organisation's is whole."""
    parts: dict[str, list[str]] = {}
    for part in children(element, "namePart"):
        parts.setdefault(part.get("type", ""), []).append(text(part))
    if element.get("type") in ("corporate", "conference"):
        return Name(" ".join(parts.get("", [])))
    if "family" not in parts:
        return name_in(_YEARS.sub("", " ".join(parts.get("", []))))
    terms = " ".join(parts.get("termsOfAddress", []))
    given = " ".join(parts.get("given", []))
    whole = name_in(f"{' '.join(parts['family'])}, {given}") if given else Name(" ".join(parts["family"]))
    return Name(whole.family, whole.given, whole.particle, terms)
