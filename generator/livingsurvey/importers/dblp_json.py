"""What DBLP says of a publication in the JSON of its search: names are numbered, titles end with a full stop."""

import re
from typing import Any

from livingsurvey.importers.entry import Entry, names_in, pages
from livingsurvey.importers.identifiers import arxiv_id, doi

_HOMONYM = re.compile(r"\s+\d{4}\Z")
#: DBLP's kinds of publications, and CSL's.
_TYPES = {
    "Conference and Workshop Papers": "paper-conference",
    "Journal Articles": "article-journal",
    "Parts in Books or Collections": "chapter",
    "Informal and Other Publications": "article",
}


def dblp_facts(info: dict[str, Any]) -> dict[str, Any]:
    """The facts of a publication, by the names of a paper's fields. It has a year and no abstract.

    Args:
        info: what the search has under ``info``; lists of one thing are that thing.
    """
    authors = info.get("authors")
    people = _texts(authors.get("author") if isinstance(authors, dict) else authors)
    addresses = _texts(info.get("ee"))
    title = next(iter(_texts(info.get("title"))), "")
    entry = Entry(
        title=title.removesuffix(".") if not title.endswith("..") else title,
        authors=names_in(_HOMONYM.sub("", name) for name in people)[0],
        dates=_texts(info.get("year")),
        venue=", ".join(_texts(info.get("venue"))),
        dois=[one for one in _texts(info.get("doi")) if doi(one) or arxiv_id(one)],
        addresses=addresses[:1],
        elsewhere=addresses[1:],
        publication={name: ", ".join(_texts(info.get(name))) for name in ("volume", "publisher")},
    )
    entry.publication |= {
        "issue": ", ".join(_texts(info.get("number"))),
        "page": pages(", ".join(_texts(info.get("pages")))),
        "type": _TYPES.get(next(iter(_texts(info.get("type"))), "")),
    }
    facts = entry.facts()
    if facts.get("doi") or facts.get("arxiv"):
        facts.pop("links", None)
    return facts


def _texts(given: Any) -> list[str]:
    """The texts in a value: one, several, or objects that have them under ``text``."""
    several = given if isinstance(given, list) else [given]
    texts = (one.get("text") if isinstance(one, dict) else one for one in several)
    return [one for one in texts if isinstance(one, str) and one.strip()]
