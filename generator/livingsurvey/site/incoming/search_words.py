"""What pages say of a survey's saved searches: when they were run, when they are due, and what became of records."""

from datetime import date
from typing import Any, NamedTuple

from livingsurvey.analysis.search_state import LivingState, SearchState, search_state
from livingsurvey.model import SearchRun, Survey
from livingsurvey.site.renderer import Renderer

_SHOWN_RUNS = 50  # the latest, on the page of sources; all are in the data


class SearchRow(NamedTuple):
    """One search in the table of the method page; what is not known is a dash."""

    id: str
    service: str
    query: str
    searched: str
    due: str
    records: int
    known: int
    new: int
    included: int
    excluded: int
    waiting: int


def searched_line(renderer: Renderer) -> dict[str, str]:
    """When was last searched, when is next, and how many candidates wait, as front matter; empty without searches.

    ``text`` is the sentence, ``due`` the day for a script that tells readers of a survey that is overdue: the page
    itself knows no clock.
    """
    state = search_state(renderer.survey)
    if not state.searched and not state.counts.new:
        return {}
    return {"text": state_text(renderer, state), "due": str(state.due or "")}


def state_text(renderer: Renderer, state: LivingState) -> str:
    """The state of all searches in one line, which begins as a sentence does."""
    t = renderer.messages.t
    said = [
        (state.searched, t("searches.last", date=state.searched)),
        (state.due, t("searches.due", date=state.due)),
        (state.counts.waiting or not state.searched, t("searches.waiting", count=state.counts.waiting)),
    ]
    line = ", ".join(text for known, text in said if known)
    return line[:1].upper() + line[1:]


def search_rows(renderer: Renderer) -> list[SearchRow]:
    """The table of searches, in the order of the plan."""
    return [_row(renderer, one) for one in search_state(renderer.survey).searches]


def _row(renderer: Renderer, one: SearchState) -> SearchRow:
    counts, source = one.counts, one.saved or one.run
    return SearchRow(
        one.id,
        _service(renderer, source.service) if source else "–",
        (source.query if source else "") or "–",
        _date(one.searched),
        _date(one.due),
        counts.records,
        counts.known,
        counts.new,
        counts.included,
        counts.excluded.total(),
        counts.waiting,
    )


def _service(renderer: Renderer, service: str) -> str:
    """What a service is called; that of an extension has no other name than its own."""
    key = f"searches.service.{service}"
    return renderer.messages.t(key) if key in renderer.messages.texts else service


def _date(day: date | None) -> str:
    return str(day) if day else "–"


def flow(survey: Survey) -> dict[str, Any]:
    """What searches add to each stage of the PRISMA flow: records, those known already, and candidates left out.

    ``excluded`` are candidates by reason that have no paper's file, in the order of the vocabulary.
    """
    counts = search_state(survey).counts
    order = [term.id for term in survey.vocabulary.get("reasons", ())]
    reasons = sorted(counts.excluded.items(), key=lambda one: order.index(one[0]) if one[0] in order else len(order))
    return {"counts": counts, "searches": len(search_state(survey).searches), "excluded": reasons}


def latest_runs(survey: Survey) -> list[SearchRun]:
    """The latest runs, the last one first."""
    return sorted(survey.runs, key=lambda run: run.date, reverse=True)[:_SHOWN_RUNS]
