"""What is asked of a service that can be searched, and what a page of its answer is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from livingsurvey.importers.records import Listing, Record
from livingsurvey.model import Finding
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.service_client import ServiceClient

_LONGEST_NUMBER = 9  # digits of a place that is believed


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is looked for.

    Args:
        service: the id of one of the services of :data:`~livingsurvey.services.searching.SEARCH_SERVICES`.
        query: in the service's own language; of a feed its address; of the daily papers words, all of which must
            appear.
        since: an ISO date; nothing older is looked for. The module of each service says which date that is.
        until: the ISO date of today.
        most: records at most.
        resume: where an earlier run stopped, from :class:`~livingsurvey.services.searching.FoundRecords`.
        etag: of the last answer, so that a feed is read only where it has changed.
        modified: the same.
    """

    service: str
    query: str
    since: str
    until: str
    most: int
    resume: str = ""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """One answer of a service.

    ``url`` is the address of its records; ``address`` another one that was asked before it, if there was one.
    ``position`` is where the next answer begins, in the service's own terms; empty at the end. ``fault`` says what is
    wrong with an answer of which only the beginning could be read; ``position`` is then where that ends.
    """

    listing: Listing
    url: str
    position: str = ""
    total: int | None = None
    fault: str = ""
    address: str = ""
    unchanged: bool = False
    etag: str = ""
    modified: str = ""

    @property
    def records(self) -> list[Record]:
        """The records that it has."""
        return self.listing.records

    @property
    def failures(self) -> list[Finding]:
        """Its entries that could not be read."""
        return self.listing.failures


#: Takes a client, the request, the position (empty at the beginning) and how many records are wanted at most.
AskForPage = Callable[[ServiceClient, SearchRequest, str, int], SearchedPage]


@dataclass(frozen=True, slots=True)
class SearchService:
    """A service that can be searched. ``ask`` asks for one page, and raises ServiceError where it gets none."""

    id: str
    ask: AskForPage = field(repr=False)


def number(position: str) -> int:
    """A position that counts something; whatever is no number is the beginning.

    Args:
        position: as it was kept, perhaps in a file that somebody has edited.
    """
    return int(position) if position.isascii() and position.isdecimal() and len(position) <= _LONGEST_NUMBER else 0


def parameters(query: str, plain: str, own: str) -> dict[str, str]:
    """The parameters that a query means: it is words, or parameters as they are in the service's addresses.

    Args:
        query: such as ``sparse attention``, or ``search=sparse+attention&filter=type:article``.
        plain: the parameter that words are.
        own: a pattern for the names of parameters with which a query may begin; others are left out.
    """
    if not re.match(rf"(?:{own})=", query):
        return {plain: query}
    return {name: value for name, value in parse_qsl(query) if re.fullmatch(own, name)}


def with_filter(given: Mapping[str, str], *conditions: str) -> dict[str, str]:
    """Parameters whose ``filter`` has further conditions.

    Args:
        given: the parameters.
        conditions: such as ``from-pub-date:2026-01-01``.
    """
    return {**given, "filter": ",".join(filter(None, [given.get("filter", ""), *conditions]))}


def ends(data: bytes, root: str) -> bool:
    """Whether an answer in XML has its end.

    Args:
        data: the answer.
        root: the name of its outermost element, or a pattern for several.
    """
    return re.search(rb"</(?:[\w.-]+:)?(?:%s)\s*>" % root.encode(), data[-2000:]) is not None


def root_of(data: bytes) -> str:
    """The name of the outermost element of an answer in XML, without its namespace; nothing where there is none.

    Args:
        data: the answer.
    """
    head = re.sub(rb"<!--.*?-->", b"", data[:20_000], flags=re.DOTALL)
    found = re.search(rb"<(?:[\w.-]+:)?(\w[\w.-]*)", head)
    return found[1].decode() if found else ""


def unusable(name: str, listing: Listing) -> ServiceError:
    """The error for an answer without anything that can be used.

    Args:
        name: of the service.
        listing: what was read of it.
    """
    why = f": {listing.failures[0].message}" if listing.failures else "."
    return ServiceError(f"{name} gave no usable answer{why}")


def half(name: str) -> str:
    """What is said of an answer that is cut short."""
    return f"the answer of {name} is cut short."
