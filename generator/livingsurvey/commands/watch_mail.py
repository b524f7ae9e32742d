"""The report of what waits as the text of a mail: no markup, no line longer than 78 columns."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from livingsurvey.analysis.search_state import LivingState, SearchState
from livingsurvey.commands.waiting_candidates import WaitingCandidate
from livingsurvey.model import Survey

#: Columns of a line, as mail is quoted and shown (RFC 5322, section 2.1.1).
COLUMNS = 78
_LONGEST = 300  # characters of a title or a sentence that are shown


def mail(survey: Survey, state: LivingState, candidates: Sequence[WaitingCandidate], today: date) -> str:
    """Write what waits as plain text.

    Args:
        survey: with its candidates.
        state: of its searches.
        candidates: those that are described, in the order of their ranks.
        today: the day, which says what is overdue.
    """
    wait = sum(one.waits and one.key not in survey.paper for one in survey.candidates)
    lines = [
        *_wrapped(
            f"{plain(survey.settings.name)}: {wait or 'no'} {'candidate' if wait == 1 else 'candidates'} waiting"
        ),
        "",
        *_searches(state, today),
        *(line for one in candidates for line in ("", *_candidate(one))),
    ]
    if candidates and len(candidates) < wait:
        lines += ["", *_wrapped(f"{wait - len(candidates)} more wait, which are less likely to belong here.")]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """A stranger's text in one line, without what cannot be seen or turns text around; cut where it is long.

    Args:
        text: any.
    """
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text[:_LONGEST])
    said = re.sub(r" +", " ", seen).strip()
    return said if len(text) <= _LONGEST else f"{said}…"


def _searches(state: LivingState, today: date) -> Iterator[str]:
    yield from _wrapped(f"Searched last on {state.searched}." if state.searched else "Nothing was searched yet.")
    if state.overdue(today):
        yield from _wrapped(f"Overdue since {state.due}: run `survey watch`.")
    for one in state.searches:
        yield from _wrapped(f"- {_run(one)}", "  ")


def _run(one: SearchState) -> str:
    run = one.run
    if run is None:
        return f"{one.id}: never run"
    fault = f"; {plain(run.fault)}" if run.fault else ""
    return f"{one.id}, {run.date}: {run.records} records, {run.known} known, {run.new} new{fault}"


def _candidate(one: WaitingCandidate) -> Iterator[str]:
    indent = " " * 4
    yield from _wrapped(f"{one.rank:>2}. {plain(one.candidate.title) or '(no title)'}", indent)
    about = (plain(one.authors), one.candidate.published or "", one.address)
    words = ", ".join(plain(word) for word, _ in one.words)
    terms = (f"{plain(of.label)}: {plain(of.terms[0].name)}?" for of in one.terms)
    said = [", ".join(filter(None, about)), f"{one.likelihood}; proposed: {plain(one.proposed)}"]
    said += [f"perhaps the same as: {plain(work.title)} ({work.key}; {work.why})" for work in one.resembled]
    said += [f"words: {words}" if words else "", " ".join(terms), *(f"“{plain(text)}”" for text in one.sentences)]
    for text in filter(None, said):
        yield from _wrapped(f"{indent}{text}", indent)


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Lines of a text. Signs of double width count for two columns, so that lines of those are shorter."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    width = COLUMNS // 2 if wide else COLUMNS
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False) or [""]
