"""Reading identifiers and addresses in the forms in which people paste them."""

import re
from typing import Any
from urllib.parse import unquote, urlsplit

_ID = r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
_ARXIV = re.compile(
    rf"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|"
    rf"(?:doi:|(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.|arxiv:\s*)?{_ID}(?:\.pdf)?/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
_ARXIV_WITHIN = re.compile(rf"(?:arxiv[:.]\s?|arxiv\.org/(?:abs|pdf)/|\babs/){_ID}", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|(?:https?://)?(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/[^\s<>\"]+)", re.IGNORECASE)
_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org")
_LABELS = {"openreview.net": "OpenReview", "aclanthology.org": "ACL Anthology", "huggingface.co": "Hugging Face"}
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\{}|^]+")


def arxiv_id(text: str) -> str | None:
    """The arXiv id that a text is: bare or with ``arXiv:``, with a version, as an address or as arXiv's own DOI."""
    match = _ARXIV.fullmatch(unquote(text.strip()))
    return _proper(match["id"]) if match else None


def arxiv_within(text: str) -> str | None:
    """The arXiv id that a text such as a journal's name contains: ``arXiv preprint arXiv:2401.01234``."""
    match = _ARXIV_WITHIN.search(text)
    return _proper(match["id"]) if match else None


def _proper(identifier: str) -> str:
    archive, slash, number = identifier.partition("/")
    name, dot, subject = archive.partition(".")
    return f"{name.lower()}{dot}{subject.upper()}/{number}" if slash else identifier


def doi(text: str) -> str | None:
    """The DOI that a text is, in any of its forms, without resolver."""
    match = _DOI.fullmatch(unquote(text.strip()).rstrip(".,;"))
    return match["doi"] if match else None


def identifiers(given: str) -> dict[str, str]:
    """What a text in a field for DOIs states: a ``doi``, or an ``arxiv`` id; else the text, to be refused as a DOI."""
    given = given.strip()
    if found := arxiv_id(given):
        return {"arxiv": found}
    return {"doi": doi(given) or given} if given else {}


def venue_facts(venue: str, elsewhere: str = "") -> dict[str, str]:
    """The ``venue``, unless it only names arXiv, and the ``arxiv`` id that it contains, or a text ``elsewhere``.

    Args:
        venue: as an entry names it.
        elsewhere: another text that may contain the id.
    """
    found = arxiv_within(venue) or arxiv_within(elsewhere)
    of_its_own = venue and not re.match(r"(?:arxiv|corr)\b", venue, re.IGNORECASE)
    return ({"arxiv": found} if found else {}) | ({"venue": venue} if of_its_own else {})


def from_address(address: str) -> dict[str, Any]:
    """What an address states about a paper: an arXiv id, a DOI, code, or merely a page."""
    found = _ADDRESS.search(address.strip())
    address = found[0].rstrip(".,;)") if found else ""
    if identifier := arxiv_id(address):
        return {"arxiv": identifier}
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    if host.endswith("doi.org") and (identifier := doi(address)):
        return {"doi": identifier}
    if host in _CODE_HOSTS and address.count("/") >= 4:
        return {"code": [address]}
    return {"links": [{"label": _LABELS.get(host, host), "url": address}]} if host else {}


def facts_of(addresses: list[str]) -> dict[str, Any]:
    """What several addresses state together; of several identifiers of a kind the first counts."""
    facts: dict[str, Any] = {}
    for address in addresses:
        for name, value in from_address(address).items():
            if isinstance(value, list):
                facts.setdefault(name, []).extend(item for item in value if item not in facts.get(name, []))
            else:
                facts.setdefault(name, value)
    return facts
