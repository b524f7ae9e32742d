"""Adding a suggested paper: what services state of it, else what a pasted entry states."""

from livingsurvey.commands.diff.diff_markdown import inert
from livingsurvey.commands.new.compose_paper import Composed, compose, duplicates_of
from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.propose_change import Add
from livingsurvey.model import Survey, paths
from livingsurvey.model.candidate import Candidate
from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.services import find
from livingsurvey.services.find_paper import LookupResult, Service, services_of
from livingsurvey.services.given_bibliography import SeveralRecordsError, candidate_in
from livingsurvey.services.paper_query import Query, parse_query
from livingsurvey.services.service_client import ServiceClient


def adder(survey: Survey, client: ServiceClient) -> Add:
    """What makes the file of a suggested paper; an answer is looked up, and never taken for a file."""

    def _add(line: str, entry: str) -> Composed:
        query = parse_query(line)
        _refuse_known(survey, query, None)
        candidate = _stated(query, entry, client, services_of(survey.extensions))
        _refuse_known(survey, query, candidate)
        try:
            return compose(survey, candidate)
        except InvalidKeyError as error:
            raise ProposalDeclinedError("No key can be made of the title; a curator will read it.") from error

    return _add


def _stated(query: Query | None, entry: str, client: ServiceClient, services: tuple[Service, ...]) -> Candidate:
    found = find(query, client, services) if query else LookupResult()
    if found.candidate is not None:
        return found.candidate
    try:
        pasted = candidate_in(entry.encode()) if entry else None
    except SeveralRecordsError as error:
        raise ProposalDeclinedError(f"The entry cannot be used: {inert(str(error))}") from error
    if pasted is not None:
        return pasted
    remarks = "".join(f"\n- {inert(remark)}" for remark in found.remarks)
    unread = "What was pasted is no BibTeX or RIS entry. " if entry else ""
    fix = "Edit this issue: give the arXiv number or DOI, or paste a BibTeX or RIS entry."
    raise ProposalDeclinedError(
        f"Nothing is known of this paper yet. {unread}{fix}{chr(10) if remarks else ''}{remarks}"
    )


def _refuse_known(survey: Survey, query: Query | None, candidate: Candidate | None) -> None:
    """Show the page of a paper that is there already; a curator decides what is merely like it."""
    for same in duplicates_of(survey, query, candidate):
        url = paths.paper_url(same.paper)
        where = paths.absolute(survey.settings.site_url, url)
        page = f"[{inert(same.paper.title)}]({where})" if where else f"«{inert(same.paper.title)}» ({url})"
        status = f"It is {same.paper.status}." if same.paper.status else "It is not screened yet."
        again = "" if same.certain else " If yours is another paper, say so here, and a curator will add it."
        raise ProposalDeclinedError(f"The survey has it already: {page} has {inert(same.why)}. {status}{again}")
