"""Parser for CSL-JSON, which Zotero and Pandoc write; Crossref's answers are nearly the same."""

import re
from html import unescape
from typing import Any

from livingsurvey.importers.author_names import date_parts, person
from livingsurvey.importers.identifiers import facts_of, identifiers, venue_facts
from livingsurvey.importers.json_items import read_items
from livingsurvey.importers.records import Listing

_HEADING = re.compile(r"<(?:jats:)?title>[^<]*</(?:jats:)?title>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>")
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|sec|list|list-item|break|br)\b[^<>]*>", re.IGNORECASE)


def parse_csl(data: bytes, file: str) -> Listing:
    """Read CSL-JSON; of a file that is cut short, what comes before the cut."""
    return read_items(data, file, csl_facts)


def csl_facts(item: dict[str, Any]) -> dict[str, Any]:
    """The facts of an item, by the names of a paper's fields. Texts may be in lists, as Crossref has them."""
    facts = facts_of([_text(item.get("URL"))]) | identifiers(_text(item.get("DOI")))
    title, subtitle = _text(item.get("title")), _text(item.get("subtitle"))
    facts["title"] = title if not subtitle or subtitle.lower() in title.lower() else f"{title}: {subtitle}"
    facts["abstract"] = without_tags(_HEADING.sub(" ", _first(item.get("abstract"))))
    authors = item.get("author")
    facts["authors"] = [name for given in authors if (name := person(given))] if isinstance(authors, list) else []
    facts["published"] = date_parts(item.get("issued")) or date_parts(item.get("published"))
    venue = _text(item.get("container-title")) or _text(item.get("event-title"))
    return facts | venue_facts(venue, _text(item.get("number")))


def _text(value: Any) -> str:
    return without_tags(_first(value))


def _first(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def without_tags(text: str) -> str:
    """A text without the HTML or JATS tags that publishers leave in titles and abstracts."""
    return " ".join(unescape(_TAG.sub("", _BLOCK.sub(" ", text))).split())
