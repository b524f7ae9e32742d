"""Parser for feeds: Atom, RSS 2.0 and RSS 1.0 with the elements of Dublin Core, PRISM and arXiv that journals add."""

import re
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, tostring

from livingsurvey.importers.entry import Entry, names_in, pages
from livingsurvey.importers.identifiers import arxiv_id, doi
from livingsurvey.importers.markup_text import markup_text
from livingsurvey.importers.records import Listing, take
from livingsurvey.importers.xml_records import children, text, xml_records

#: The names of the outermost elements.
FEEDS = ("rss", "feed", "RDF")
_ITEMS = frozenset(["item", "entry"])
#: Where the day of an announcement is, and where the day of publication is; the first that states one counts.
_ANNOUNCED = ("pubDate", "updated", "published", "date")
_PUBLISHED = ("publicationDate", "published", "pubDate", "date", "coverDate", "updated")
_DOI_IN_PATH = re.compile(r"/doi/(?:(?:abs|full|pdf|epdf|epub)/)?(10\.\d{4,9}/[^?#\s]+)")
#: What comes before an abstract: where and when the article was published, as Nature and arXiv say it, and a heading.
_HEADING = re.compile(
    r"\A(?:arXiv:\S+ Announce Type: \S+ |[^;]{1,200}, Published online: [^;]{1,40}; (?:\| )?doi:10\.\S+\s*)?"
    r"(?:Abstract:? (?=\S))?",
    re.IGNORECASE,
)
#: What ScienceDirect has in place of an abstract.
_LISTED = re.compile(r"Publication date:.*?Author\(s\):\s*(?P<names>.*)", re.DOTALL)
#: Pictures and headings in HTML, which are never a part of an abstract.
_HEADLINE = re.compile(r"<(?:\w+:)?img\b[^<>]*>|<(?:\w+:)?h\d\b[^<>]*>[^<>]{0,40}</(?:\w+:)?h\d>", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]*)\)|\S+@\S+")
_TIMES_IN_BRACKETS = 3  # brackets within each other
#: Pictures and headings in HTML, which are never a part of an abstract.
_AGAIN = ("replace", "replace-cross")  # papers that arXiv has announced before
_CROSS = "cross"  # papers that it announces in a further subject, perhaps years later


def parse_feed(data: bytes, file: str, since: str = "") -> Listing:
    """Read a feed; of one that is cut short, the entries before the cut.

    New versions of papers, as arXiv announces them, are left out.

    Args:
        data: the feed.
        file: how findings name it.
        since: an ISO date; entries that were announced before it are left out.
    """
    listing = Listing()
    for line, item in xml_records(data, file, listing, _ITEMS):
        announced = _day(item, _ANNOUNCED)
        if text(item, "announce_type") not in _AGAIN and not "" < announced < since:
            take(listing, file, line, _facts, item)
    return listing


def _facts(item: Element) -> dict[str, Any]:
    said = _described(item)
    listed = _LISTED.match(said)
    entry = Entry(
        title=markup_text(text(item, "title")),
        abstract="" if listed else _HEADING.sub("", said),
        authors=names_in(_people(item) or ([listed["names"]] if listed else []))[0],
        dates=[] if text(item, "announce_type") == _CROSS else [_day(item, _PUBLISHED)],
        venue=text(item, "publicationName") or text(item, "journal_reference") or text(item, "journal_ref"),
        dois=list(_identifiers(item)),
        addresses=_addresses(item)[:1],
        publication=_publication(item),
    )
    facts = entry.facts()
    if facts.get("doi") or facts.get("arxiv"):
        facts.pop("links", None)
    return facts


def _day(item: Element, names: Iterable[str]) -> str:
    """The first day that an entry states under some names, in ISO's form or in that of mails."""
    return next((day for name in names if (day := _iso(text(item, name)))), "")


def _iso(said: str) -> str:
    if re.match(r"\d{4}-\d\d(?:-\d\d)?(?!\d)", said):
        return said[:10].rstrip("T")
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _described(item: Element) -> str:
    """The first text of an entry that describes it, without markup."""
    found = (one for name in ("description", "summary", "encoded", "content") for one in children(item, name))
    return next((said for one in found if (said := markup_text(_HEADLINE.sub(" ", _html(one))))), "")


def _html(element: Element) -> str:
    """The HTML in an element: as its text, or as elements within it."""
    return f"{element.text or ''}{''.join(tostring(one, 'unicode') for one in element)}"


def _people(item: Element) -> list[str]:
    named = [text(author, "name") or text(author) for author in children(item, "author")]
    creators = [text(one) for one in children(item, "creator")]
    return list(filter(None, map(_name, creators or named)))


def _name(said: str) -> str:
    """Names without affiliations, and without the address of a mail."""
    said = _MAIL.sub(lambda mail: mail["name"] or "", markup_text(said))
    for _ in range(_TIMES_IN_BRACKETS):
        said = _IN_BRACKETS.sub("", said)
    return said.strip()


def _addresses(item: Element) -> list[str]:
    """The addresses of an entry: in Atom an attribute, of which the one without or with ``alternate`` is meant."""
    links = [one for one in children(item, "link") if one.get("rel", "alternate") == "alternate"]
    return [address for one in links if (address := (one.get("href") or text(one)).strip())]


def _identifiers(item: Element) -> Iterable[str]:
    """DOIs and arXiv ids that an entry states of itself."""
    for name in ("doi", "DOI", "identifier", "guid", "id"):
        for one in children(item, name):
            said = text(one).removeprefix("oai:arXiv.org:")
            if doi(said) or arxiv_id(said):
                yield said
    for address in _addresses(item):
        if found := _DOI_IN_PATH.search(address):
            yield found[1]


def _publication(item: Element) -> dict[str, Any]:
    return {
        "volume": text(item, "volume"),
        "issue": text(item, "number"),
        "page": pages(text(item, "startingPage"), text(item, "endingPage")) or pages(text(item, "pageRange")),
        "issn": text(item, "issn"),
        "publisher": text(item, "publisher"),
    }
