"""The report of what waits: which searches ran, and the candidates they brought, ranked; as Markdown or as mail.

Titles, names and sentences come from strangers. In Markdown each of them passes :func:`quoted`, and nothing else
makes them harmless; in mail they pass ``plain``.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from livingsurvey.analysis.search_state import LivingState, SearchState, never_run, search_state
from livingsurvey.commands.diff.diff_markdown import inert
from livingsurvey.commands.waiting_candidates import WaitingCandidate, waiting_candidates
from livingsurvey.commands.watch_mail import mail
from livingsurvey.model import Survey
from livingsurvey.site.escape import destination

ReportForm = Literal["markdown", "mail"]
_LONGEST = 300  # characters of a title or a sentence that are shown


def report(survey: Survey, today: date, form: ReportForm = "markdown", most: int = 50) -> str:
    """Say which candidates wait, the most promising first, and when each search ran.

    Args:
        survey: with its searches, their runs and candidates.
        today: the day, which says what is overdue.
        form: Markdown for GitHub, or plain text of at most 78 columns.
        most: how many candidates are described.
    """
    state, shown = search_state(survey), waiting_candidates(survey, most)
    if form == "mail":
        return mail(survey, state, shown, today)
    parts = [
        *_searches(state, today),
        "## What waits",
        counted(survey, len(shown)),
        *([table(shown), "## Why, and what they seem to state", *map(details, shown)] if shown else []),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def searches(survey: Survey, today: date) -> str:
    """When each search ran, as Markdown.

    Args:
        survey: with its searches and their runs.
        today: the day.
    """
    return "\n\n".join(_searches(search_state(survey), today))


def counted(survey: Survey, shown: int) -> str:
    """How many candidates wait, and how many of them are shown.

    Args:
        survey: with its candidates.
        shown: how many are.
    """
    wait = sum(one.waits and one.key not in survey.paper for one in survey.candidates)
    if not wait:
        return "No candidate waits for a decision."
    rest = f" The {shown} most promising are shown; {wait - shown} more wait." if shown < wait else ""
    return f"{wait} {'candidate waits' if wait == 1 else 'candidates wait'} for a decision.{rest}"


def table(candidates: Sequence[WaitingCandidate]) -> str:
    """Candidates as the rows of a table: rank, title, probability, proposal.

    Args:
        candidates: in the order of their ranks.
    """
    rows = (
        f"| {one.rank} | {linked(one)}{_by(one)} | {one.likelihood} | {quoted(one.proposed)} |" for one in candidates
    )
    return "\n".join(["| | Candidate | Belongs here | Proposal |", "|--:|:--|:--|:--|", *rows])


def details(one: WaitingCandidate) -> str:
    """The words that made a candidate's probability, and the sentences that look like results, as Markdown.

    Args:
        one: the candidate.
    """
    terms = "; ".join(f"{quoted(of.label)}: {quoted(of.terms[0].name)}" for of in one.terms)
    proposed = [f"Perhaps {terms}."] if terms else []
    return "\n\n".join([f"### {one.rank}. {linked(one)}", *resembled(one), *weighed(one), *proposed, *sentences(one)])


def resembled(one: WaitingCandidate) -> list[str]:
    """A paragraph of the works that a candidate may be, where there are any.

    Args:
        one: the candidate.
    """
    works = [f"{quoted(work.title)} (`{work.key}`; {work.why})" for work in one.resembled]
    return [f"Perhaps the same work as: {'; '.join(works)}."] if works else []


def weighed(one: WaitingCandidate) -> list[str]:
    """A paragraph of the words that made a candidate's probability, where there are any.

    Args:
        one: the candidate.
    """
    sides = [("For it", [word for word, weight in one.words if weight > 0])]
    sides += [("Against it", [word for word, weight in one.words if weight < 0])]
    said = [f"{name}: {', '.join(map(quoted, words))}." for name, words in sides if words]
    return [" ".join(said)] if said else []


def sentences(one: WaitingCandidate) -> list[str]:
    """Quotations of what a candidate seems to state, a paragraph each.

    Args:
        one: the candidate.
    """
    return [f"> {quoted(sentence)}" for sentence in one.sentences]


def linked(one: WaitingCandidate) -> str:
    """A candidate's title as Markdown, with a link where its address is known.

    Args:
        one: the candidate.
    """
    title = quoted(one.candidate.title) or "(no title)"
    return f"[{title}]({destination(one.address)})" if one.address else title


def quoted(text: str) -> str:
    """A stranger's text as Markdown in which nothing acts, cut where it is long.

    Args:
        text: any.
    """
    return inert(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


def _by(one: WaitingCandidate) -> str:
    said = [quoted(one.authors), one.candidate.published or ""]
    return "".join(f"<br>{part}" for part in [", ".join(filter(None, said))] if part)


def _searches(state: LivingState, today: date) -> Iterator[str]:
    yield "## Searches"
    yield f"Searched last on {state.searched}." if state.searched else "Nothing was searched yet."
    if state.overdue(today):
        yield f"**Overdue since {state.due}**: run `survey watch`."
    if names := ", ".join(inert(saved.id) for saved in never_run(state)):
        yield f"Never run to the end: {names}."
    if state.searches:
        head = ["| Search | Last run | Records | Known | New | Next |", "|:--|:--|--:|--:|--:|:--|"]
        yield "\n".join([*head, *map(_row, state.searches)])
    if faults := [one for one in state.searches if one.run and one.run.fault]:
        yield "\n".join(f"- {inert(one.id)}: {quoted(one.run.fault or '')}" for one in faults if one.run)


def _row(one: SearchState) -> str:
    run = one.run
    cells = (run.date, run.records, run.known, run.new) if run else ("never", "", "", "")
    service = run.service if run else one.saved.service if one.saved else ""
    when = one.due or ("" if one.saved is None else "now")
    return f"| {inert(one.id)} ({inert(service)}) | {' | '.join(map(str, cells))} | {when} |"
