"""Rules of saved searches, of their runs, and of the candidates that they bring."""

import re
from collections.abc import Iterator, Sequence

from livingsurvey.checks.apart import arxiv_of
from livingsurvey.checks.context import Context
from livingsurvey.checks.rule import ADVICE, ERROR, WARNING, Found, rule
from livingsurvey.importers.known_works import work_of_candidate
from livingsurvey.importers.same_work import told_apart
from livingsurvey.importers.watched_folder import why_no_folder
from livingsurvey.importers.work import work_of
from livingsurvey.model import (
    REASONS,
    Paper,
    SavedSearch,
    ScreeningCandidate,
    SearchRun,
    Status,
    Survey,
    is_key,
    normalise_title,
)
from livingsurvey.model.base import ADDRESS
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.store.search_files import CANDIDATES_FILE, RUNS_FILE, WATCH_FILE

_REASONS_FILE = f"content/vocabulary/{REASONS}.yml"
#: The services that can be searched without an extension. To import them takes longer than most rules.
_BUILT_IN = ("arxiv", "openalex", "crossref", "dblp", "pubmed", "feed", "hf-daily")
_BY_HAND = ("folder", "file")  # services of runs that no plan needs to have


@rule(ERROR)
def search_line(context: Context) -> Iterator[Found]:
    """A line of runs or of candidates is none: no JSON, a part is missing, unknown, or not of its form.

    Why: What cannot be read is forgotten: a candidate that was excluded would be proposed again.
    Fix: Restore the line, or correct the part that is named. survey watch and survey screen write these files.
    Wrong: {"key": "coral-bleaching", "title": "Coral bleaching", "found": []}
    Right: {"key": "coral-bleaching", "title": "Coral bleaching", "found": [{"search": "reefs", "date": "2026-05-31"}]}
    """
    return iter(())  # the reader has reported it


@rule(ERROR)
def repeated_search(context: Context) -> Iterator[Found]:
    """Two saved searches have one id.

    Why: Their runs cannot be told apart, so that one goes on where the other stopped.
    Fix: Give one of them another id; that of a search that has run should stay.
    Wrong: {id: reefs, service: arxiv, …} and {id: reefs, service: openalex, …}
    Right: {id: reefs, service: arxiv, …} and {id: reefs-openalex, service: openalex, …}
    """
    known = set[str]()
    for n, saved in enumerate(_plan(context)):
        if saved.id in known:
            said = f"the id «{saved.id}» is that of another search, too."
            yield Found(WATCH_FILE, said, "Give one of them another id.", ("searches", n, "id"))
        known.add(saved.id)


@rule(ERROR)
def search_place(context: Context) -> Iterator[Found]:
    """A saved search asks a service that does not exist, a feed that is no address, or a folder outside the survey.

    Why: The search finds nothing. A folder outside the survey would be read on every machine where it runs.
    Fix: Name a service that can be searched; write the address of a feed with https://, and a folder's path from the
        survey's folder.
    Wrong: {id: inbox, service: folder, query: ../Downloads}
    Right: {id: inbox, service: folder, query: inbox}
    """
    services = _services(context.survey) if _plan(context) else []
    for n, saved in enumerate(_plan(context)):
        place, query = ("searches", n, "query"), saved.query or ""
        if saved.service not in services:
            fix = did_you_mean(saved.service, services, f"Write one of: {', '.join(services)}.")
            yield Found(WATCH_FILE, f"there is no service «{saved.service}».", fix, ("searches", n, "service"))
        if saved.service == "feed" and not re.match(ADDRESS, query):
            yield Found(WATCH_FILE, f"«{query}» is no web address.", "Write it with https://.", place)
        if saved.service == "folder" and (why := why_no_folder(query)):
            said = f"the folder «{query}» cannot be watched: {why}."
            yield Found(WATCH_FILE, said, "Name a folder in the survey.", place)
        elif saved.service == "folder" and context.root and _leads_out(context, query):
            said = f"the folder «{query}» cannot be watched: there is a link on the way to it."
            yield Found(WATCH_FILE, said, "Name a folder in the survey.", place)


def _leads_out(context: Context, path: str) -> bool:
    return bool(context.root and (context.root / path).resolve() != context.root.resolve() / path)


def _services(survey: Survey) -> list[str]:
    if not survey.extensions.added:
        return [*_BUILT_IN, "folder"]
    from livingsurvey.services.searching import search_services_of

    return [*search_services_of(survey.extensions), "folder"]


def _plan(context: Context) -> Sequence[SavedSearch]:
    return context.survey.watch.searches if context.survey.watch else ()


@rule(ADVICE)
def run_of_no_search(context: Context) -> Iterator[Found]:
    """There are runs of a search, or candidates that it found, and the plan does not have it.

    Why: It is run no more. If it was only renamed, it begins anew, and its numbers are counted apart.
    Fix: Nothing, if the search was given up; its runs stay, as the record of how papers were found. Else give it its
        former id back.
    Wrong: "search": "reef" in content/searches/runs.jsonl, and content/watch.yml has only reefs
    Right: "search": "reefs" in both
    """
    if WATCH_FILE in context.unread:
        return
    known = {saved.id for saved in _plan(context)}
    known |= {run.search for run in context.survey.runs if run.service in _BY_HAND and run.query is None}
    for n, run in enumerate(context.survey.runs):
        if run.search not in known:
            known.add(run.search)
            yield _at_run(context, n, f"the plan has no search «{run.search}».", "Nothing, if it was given up.")
    for n, one in enumerate(context.survey.candidates):
        for found in one.found:
            if found.search not in known and RUNS_FILE not in context.unread:
                known.add(found.search)
                said = f"«{one.key}» was found by «{found.search}», of which there is no run."
                yield _at_candidate(context, n, said, "Restore the line of its run, or correct the id.")


@rule(ADVICE)
def search_failed(context: Context) -> Iterator[Found]:
    """The last run of a saved search did not come to its end.

    Why: What it should have found is missing until it is run again. A wrong query fails each time.
    Fix: Run survey watch again; if it fails once more, correct the query in content/watch.yml.
    Wrong: "fault": "arXiv gave no usable answer."   # in the last run of a search
    Right: a later run of it without fault
    """
    planned = {saved.id for saved in _plan(context)}
    last: dict[str, tuple[int, SearchRun]] = {run.search: (n, run) for n, run in enumerate(context.survey.runs)}
    for name, (n, run) in last.items():
        if run.fault and name in planned:
            yield _at_run(context, n, f"the last run of «{name}» failed: {run.fault}", "Run survey watch again.")


@rule(ERROR)
def candidate_key(context: Context) -> Iterator[Found]:
    """A candidate has a key that no paper can have, or the key of another candidate.

    Why: Its paper's file will have this name. Of two candidates of one key, one would be decided for both.
    Fix: Give it another key: lower-case letters, digits and hyphens, no name that systems reserve.
    Wrong: {"key": "con", …}
    Right: {"key": "convolution-without-padding", …}
    """
    known = set[str]()
    for n, one in enumerate(context.survey.candidates):
        if one.key in known:
            said = f"«{one.key}» is the key of another candidate, too."
            yield _at_candidate(context, n, said, "Remove the later line, or give it another key.")
        elif not is_key(one.key):
            yield _at_candidate(context, n, f"«{one.key}» cannot be a key.", "Give it another key.")
        known.add(one.key)


@rule(WARNING)
def candidate_is_paper(context: Context) -> Iterator[Found]:
    """A candidate waits that is a paper of the survey: the same key, identifier, or title and authors.

    Why: It would be decided again, and perhaps otherwise; and its key is taken.
    Fix: Remove the candidate's line, if it is that paper; else correct the identifier that is wrong.
    Wrong: {"key": "coral-bleaching-2", "arxiv": "2412.04315", …}   # and a paper has arxiv: '2412.04315'
    Right: no such line
    """
    papers = {name: paper for paper in reversed(context.survey.papers) for name in _names(context, paper)}
    for n, one in enumerate(context.survey.candidates if papers else ()):
        if one.waits and (paper := _paper_of(one, papers)):
            said = f"«{one.key}» waits, and is {paper.key} of the survey."
            yield _at_candidate(context, n, said, "Remove the line, or correct what is wrong of one of them.")


def _names(context: Context, paper: Paper) -> Iterator[tuple[str, str]]:
    """What a paper can be found by: kinds of names, and names."""
    yield from (("key", key) for key in (paper.key, *paper.aliases))
    yield from ((kind, name) for kind, name in (("arxiv", arxiv_of(paper)), ("doi", paper.doi)) if name)
    yield "title", context.title[paper.key]


def _paper_of(one: ScreeningCandidate, papers: dict[tuple[str, str], Paper]) -> Paper | None:
    """The paper that a candidate is; one of the same title is it only where authors agree and nothing differs."""
    stated = (("key", one.key), ("arxiv", one.arxiv), ("doi", one.doi))
    if found := next((paper for kind, name in stated if name and (paper := papers.get((kind, name)))), None):
        return found
    same = papers.get(("title", normalise_title(one.title)))
    return same if same and one.authors and not told_apart(work_of(same), work_of_candidate(one)) else None


@rule(WARNING)
def candidate_without_paper(context: Context) -> Iterator[Found]:
    """A candidate is included, and no paper has its key, nor had it.

    Why: It counts as included, and readers find no paper of it.
    Fix: Restore the paper's file; if the paper was removed on purpose, make the decision «excluded» with a reason.
    Wrong: {"key": "coral-bleaching", …, "decision": {"status": "included", …}}   # and no such file
    Right: content/papers/coral-bleaching.md   # or another paper with this key among its aliases
    """
    papers = context.survey.paper.keys() | context.current.keys()
    for n, one in enumerate(context.survey.candidates):
        included = one.decision and one.decision.status == Status.INCLUDED
        if included and one.key not in papers and not context.unread.may_be("papers", one.key):
            said = f"«{one.key}» is included, and there is no such paper."
            yield _at_candidate(context, n, said, "Restore its file, or exclude it with a reason.")


@rule(WARNING)
def candidate_reason(context: Context) -> Iterator[Found]:
    """A candidate is excluded for a reason that is not on the list.

    Why: Numbers of what was excluded are told by reason; this one has no name and no definition.
    Fix: Give one of the reasons in content/vocabulary/reasons.yml.
    Wrong: "decision": {"status": "excluded", "reason": "of-topic", …}
    Right: "decision": {"status": "excluded", "reason": "off-topic", …}
    """
    reasons = [term.id for term in context.survey.vocabulary.get(REASONS, ())]
    if _REASONS_FILE in context.unread:
        return
    for n, one in enumerate(context.survey.candidates):
        if one.decision and one.decision.reason and one.decision.reason not in reasons:
            fix = did_you_mean(one.decision.reason, reasons, f"Give one of: {', '.join(reasons)}.")
            yield _at_candidate(context, n, f"«{one.decision.reason}» of «{one.key}» is no reason.", fix)


def _at_run(context: Context, number: int, message: str, fix: str) -> Found:
    return Found(RUNS_FILE, message, fix, line=context.entry_line(RUNS_FILE, number))


def _at_candidate(context: Context, number: int, message: str, fix: str) -> Found:
    return Found(CANDIDATES_FILE, message, fix, line=context.entry_line(CANDIDATES_FILE, number))
