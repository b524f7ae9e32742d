"""Finding one paper: which services to ask, in which order, and which answers to believe."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from livingsurvey.extensions import ExtensionError, joined, naming
from livingsurvey.importers.records import Record
from livingsurvey.model import Extensions, Provenance, normalise_title, similar_titles
from livingsurvey.model.candidate import Candidate
from livingsurvey.services import service_answers as services
from livingsurvey.services.http_client import ServiceError
from livingsurvey.services.paper_query import Query, QueryKind, anthology_of
from livingsurvey.services.service_client import ServiceClient

_Ask = Callable[[ServiceClient, str], services.Answer]


@dataclass(frozen=True, slots=True)
class Service:
    """What can be asked for one kind of query. ``ask`` takes a client and what was typed, and returns an answer."""

    id: str
    kind: QueryKind
    ask: _Ask


#: Answers are believed in this order: whoever is asked first states a fact first.
SERVICES = (
    Service("arxiv-by-id", "arxiv", services.arxiv_by_id),
    Service("crossref-by-doi", "doi", services.crossref_by_doi),
    Service("openalex-by-doi", "doi", services.openalex_by_doi),
    Service("anthology", "anthology", services.anthology),
    Service("openreview", "openreview", services.openreview),
    Service("arxiv-by-title", "title", services.arxiv_by_title),
    Service("crossref-by-title", "title", services.crossref_by_title),
    Service("openalex-by-title", "title", services.openalex_by_title),
)


def services_of(extensions: Extensions) -> tuple[Service, ...]:
    """The services that a survey asks: the built-in ones, and then those of its extensions.

    Raises:
        ExtensionError: when two have the same id.
    """
    added = [one for one in extensions.of(Service) if one not in SERVICES]
    return tuple(joined(SERVICES, [replace(one, ask=_careful(one)) for one in added]).values())


def _careful(service: Service) -> _Ask:
    """What an extension asks. That a service does not answer is no fault of the extension."""

    def _asked(client: ServiceClient, value: str) -> services.Answer:
        try:
            with naming(service.id):
                records, url = service.ask(client, value)
                return [record for record in records if isinstance(record, Record)], str(url)
        except ExtensionError as error:
            if isinstance(error.__cause__, ServiceError):
                raise error.__cause__ from None
            raise

    return _asked


@dataclass(slots=True)
class LookupResult:
    """What was found: a ``candidate``, if any answer could be believed, and what the others were worth."""

    candidate: Candidate | None = None
    remarks: list[str] = field(default_factory=list)


def find(query: Query, client: ServiceClient, known: tuple[Service, ...] = SERVICES) -> LookupResult:
    """Ask the services that may know. An answer about another paper is refused; a fact nobody states stays empty.

    Args:
        query: what is looked for.
        client: asks the network.
        known: the services there are, those first that are believed first.

    Raises:
        ExtensionError: when a service of an extension fails.
    """
    found = LookupResult()
    asked = [service.ask for service in known if service.kind == query.kind]
    value = query.value
    if query.kind == "doi" and (identifier := anthology_of(query.value)):
        _ask(services.anthology, identifier, query, client, found)
    for ask in asked:
        if found.candidate is None or _lacks(found.candidate, query):
            _ask(ask, value, query, client, found)
    if found.candidate and query.kind == "arxiv" and (stated := found.candidate.facts.get("doi")):
        _complete(str(stated), client, found)
    return found


def _lacks(candidate: Candidate, query: Query) -> bool:
    """Whether another service may add something worth asking for."""
    if query.kind == "title":
        return False
    return not candidate.abstract or not candidate.facts.get("authors")


def _complete(identifier: str, client: ServiceClient, found: LookupResult) -> None:
    """Ask Crossref where the paper of an arXiv entry was published, if arXiv does not say it."""
    if found.candidate and not found.candidate.facts.get("venue"):
        _ask(services.crossref_by_doi, identifier, Query("doi", identifier), client, found)


def _ask(ask: _Ask, value: str, query: Query, client: ServiceClient, found: LookupResult) -> None:
    try:
        records, url = ask(client, value)
    except ServiceError as error:
        found.remarks.append(str(error))
        return
    record = next((r for r in records if _is_meant(r, query, found.candidate)), None)
    if record is not None:
        found.candidate = _with(found.candidate, record, url)
    elif records:
        found.remarks.append(f"an answer was about another paper, «{records[0].title[:80]}»; it was not used.")
    else:
        found.remarks.append(f"nothing usable came from {url}.")


def _is_meant(record: Record, query: Query, candidate: Candidate | None) -> bool:
    """Whether a record is of the paper that was asked for."""
    if candidate is not None and not similar_titles(candidate.title, record.title):
        return False
    if query.kind == "title":
        return normalise_title(record.title) == normalise_title(query.value)
    if query.kind in ("arxiv", "doi"):
        stated = str(record.facts.get(query.kind, "")).casefold()
        return stated == query.value.casefold() or (not stated and candidate is not None)
    return True


def _with(candidate: Candidate | None, record: Record, url: str) -> Candidate:
    """Add what a record states to what is known already."""
    known = candidate or Candidate(record.title, "")
    if record.abstract and not known.abstract:
        known.abstract = record.abstract
        known.provenance["abstract"] = Provenance(url=url)
    for name, value in record.facts.items():
        if name == "published_abstract" and value != known.abstract:
            continue
        if name not in known.facts:
            known.facts[name] = value
            known.provenance[name] = Provenance(url=url)
    if candidate is None:
        known.provenance["title"] = Provenance(url=url)
    return known
