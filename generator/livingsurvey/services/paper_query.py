"""What a curator typed or pasted: an arXiv id, a DOI, an address, a bibliography, or a title."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from livingsurvey.importers.identifiers import arxiv_id, doi
from livingsurvey.importers.import_formats import IMPORTERS, Importer, guess_format
from livingsurvey.importers.records import one_line

QueryKind = Literal["arxiv", "doi", "anthology", "openreview", "address", "title"]

_ANTHOLOGY = re.compile(r"/([A-Z]\d{2}-\d{4}|\d{4}\.[\w-]+\.\d+)(?:\.pdf|\.bib)?/?\Z")
_ANTHOLOGY_DOI = re.compile(r"10\.18653/v1/(.+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for, and in which form it was given."""

    kind: QueryKind
    value: str


def parse_query(given: str) -> Query | None:
    """Find out what a text asks for; ``None`` where it is empty or says nothing."""
    text = one_line(given)
    if identifier := arxiv_id(text):
        return Query("arxiv", identifier)
    if identifier := doi(text):
        return Query("doi", identifier)
    if re.match(r"https?://", text, re.IGNORECASE):
        return _from_address(text)
    return Query("title", text) if any(character.isalnum() for character in text) else None


def _from_address(url: str) -> Query:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Query("address", url)
    if host in ("aclanthology.org", "aclweb.org") and (found := _ANTHOLOGY.search(parts.path)):
        return Query("anthology", found[1])
    if host == "openreview.net" and (forum := parse_qs(parts.query).get("id")):
        return Query("openreview", forum[0])
    if host == "huggingface.co" and (found_id := arxiv_id(parts.path.rpartition("/")[2])):
        return Query("arxiv", found_id)
    if within := re.search(r"/(10\.\d{4,9}/[^\s?#]+)", url):  # publishers' addresses contain the DOI
        return Query("doi", re.sub(r"(?:\.pdf|/full|/pdf|/abstract)\Z", "", within[1]))
    return Query("address", url)


def anthology_of(identifier: str) -> str | None:
    """The id in the ACL Anthology that its DOIs contain."""
    match = _ANTHOLOGY_DOI.match(identifier)
    return match[1] if match else None


def bibliography(data: bytes, name: str = "", importers: Mapping[str, Importer] = IMPORTERS) -> str | None:
    """The format of a pasted or given text, if it is a bibliography rather than a line to look up."""
    found = guess_format(name, data, importers)
    return None if found == "hf-daily-papers-text" else found
