"""Parser for CSL-JSON, which Zotero and Pandoc write; Crossref's answers are nearly the same."""

import re
from typing import Any, get_args

from livingsurvey.importers.author_names import names_and_omitted, person_name
from livingsurvey.importers.date_words import date_parts
from livingsurvey.importers.entry import Entry, names_in, pages
from livingsurvey.importers.extra_lines import take_extra
from livingsurvey.importers.json_items import read_items
from livingsurvey.importers.records import Listing, tell_of_equal_keys
from livingsurvey.importers.work_types import genre, work_type
from livingsurvey.model.names import Name
from livingsurvey.model.publication import CslType

_HEADING = re.compile(r"<(?:jats:)?title>[^<]*</(?:jats:)?title>", re.IGNORECASE)
#: CSL's variables that are texts, and further names that Crossref has for them.
_TEXTS = {
    "genre": "genre",
    "container_title_short": "container-title-short short-container-title journalAbbreviation",
    "collection_title": "collection-title",
    "collection_number": "collection-number",
    "publisher": "publisher",
    "publisher_place": "publisher-place publisher-location",
    "volume": "volume",
    "number_of_volumes": "number-of-volumes",
    "issue": "issue",
    "number": "number article-number",
    "chapter_number": "chapter-number",
    "edition": "edition edition-number version",
    "event_title": "event-title event",
    "event_place": "event-place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "language": "language",
}


def parse_csl(data: bytes, file: str) -> Listing:
    """Read CSL-JSON; of a file that is cut short, what comes before the cut."""
    listing = read_items(data, file, csl_facts)
    tell_of_equal_keys(listing, file)
    return listing


def csl_facts(item: dict[str, Any]) -> dict[str, Any]:
    """The facts of an item, by the names of a paper's fields. Texts may be in lists, as Crossref has them."""
    title, subtitle = _text(item.get("title")), _text(item.get("subtitle"))
    entry = Entry(
        title=title if not subtitle or subtitle.lower() in title.lower() else f"{title}: {subtitle}",
        abstract=_HEADING.sub(" ", _text(item.get("abstract"))),
        cite_key=_text(item.get("citation-key")) or _key(_stated(item.get("id"))),
        dates=[date_parts(item.get("issued")) or date_parts(item.get("published"))],
        venue=_text(item.get("container-title")),
        dois=[_text(item.get("DOI"))],
        addresses=[_text(item.get("URL"))],
        elsewhere=[_text(item.get(name)) for name in ("number", "archive_location", "archive", "volume", "source")]
        + [f"arXiv:{number}" for number in [_stated(_custom(item).get("arxiv"))] if number],
    )
    names, entry.omitted = _names(item.get("author"))
    entry.authors = names
    entry.editors, entry.translators = (_names(item.get(name))[0] for name in ("editor", "translator"))
    entry.publication = _publication(item)
    if not entry.venue:
        entry.venue, entry.publication["event_title"] = entry.publication["event_title"], ""
    take_extra(entry, _text(item.get("note")))
    return entry.facts()


def _key(identifier: str) -> str:
    """The identifier where texts can cite it: Zotero has addresses there, Crossref none."""
    return identifier if re.fullmatch(r"[^\s/,{}]+", identifier) else ""


def csl_names(given: Any) -> list[Name]:
    """The names in a list, in parts as CSL has them or as texts.

    Args:
        given: the list; anything else states no names.
    """
    return _names(given)[0]


def _names(given: Any) -> tuple[list[Name], str]:
    if isinstance(given, str):
        return names_in([given])
    names, omitted = list[Name](), ""
    for one in given if isinstance(given, list) else []:
        whole = one if isinstance(one, str) else one.get("literal") if isinstance(one, dict) else None
        left_out = names_and_omitted(whole)[1] if isinstance(whole, str) and len(whole) < 30 else ""
        name = person_name(one)
        if left_out:
            omitted = left_out
        elif name:
            names.append(name)
    return names, omitted


def _publication(item: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        ours: next((text for name in names.split() if (text := _stated(item.get(name)))), "")
        for ours, names in _TEXTS.items()
    }
    kind = _text(item.get("type"))
    known |= {name: _stated(_custom(item).get(name)) for name in ("collaboration", "institution", "authors_omitted")}
    event = item.get("event")
    if isinstance(event, dict):  # Crossref's
        known |= {"event_title": _text(event.get("name")), "event_place": _text(event.get("location"))}
    known["type"] = kind if kind in get_args(CslType) else work_type(kind)
    known["genre"] = known["genre"] or genre(kind)
    known["page"] = pages(_stated(item.get("page")))
    known["original_date"], known["accessed"] = date_parts(item.get("original-date")), date_parts(item.get("accessed"))
    for name in ("ISBN", "ISSN"):
        known[name.lower()] = ", ".join(_all(item.get(name)))
    words = item.get("keyword")
    known["keyword"] = _all(words) if isinstance(words, list) else re.split(r"\s*[;,]\s*", _text(words))
    return known


def _custom(item: dict[str, Any]) -> dict[str, Any]:
    """What the item has in addition to CSL's variables."""
    custom = item.get("custom")
    return custom if isinstance(custom, dict) else {}


def _all(value: Any) -> list[str]:
    return [text for one in (value if isinstance(value, list) else [value]) if (text := _stated(one))]


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _stated(value: Any) -> str:
    """A text, or a number, as programs write volumes and pages."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)
