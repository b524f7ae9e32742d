"""Where a survey's saved searches are: when each was run last, when it is due, and what became of its records.

The counts are those of the PRISMA 2020 flow (Page and others, BMJ 2021;372:n71) for each search: identified, known
already, screened, included and excluded with reasons. A candidate that several searches have found counts where it was
found first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from livingsurvey.model import SavedSearch, ScreeningCandidate, SearchRun, Status, Survey


@dataclass(frozen=True, slots=True)
class SearchCounts:
    """What became of the records of one search, or of all: ``excluded`` counts by the id of the reason."""

    records: int = 0
    known: int = 0
    new: int = 0
    waiting: int = 0
    included: int = 0
    excluded: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class SearchState:
    """One search: ``saved`` is absent where the plan has it no more; ``run`` is the last one, whatever came of it.

    ``searched`` is the day of the last run without a fault, and ``due`` when the next one is; absent while there was
    none, and for a search that the plan has no more.
    """

    id: str
    saved: SavedSearch | None
    run: SearchRun | None
    searched: date | None
    due: date | None
    counts: SearchCounts


@dataclass(frozen=True, slots=True)
class LivingState:
    """All searches: ``searched`` is the last day on which one was run, ``due`` the first on which one is to be."""

    searches: tuple[SearchState, ...]
    searched: date | None
    due: date | None
    counts: SearchCounts

    def overdue(self, today: date) -> bool:
        """Whether a search should have been run before a day.

        Args:
            today: the day.
        """
        return self.due is not None and self.due < today


def search_state(survey: Survey) -> LivingState:
    """The state of all searches, those of the plan first, in its order, then those that only runs know.

    Args:
        survey: with its plan, runs and candidates.
    """
    plan = {saved.id: saved for saved in survey.watch.searches} if survey.watch else {}
    runs: dict[str, list[SearchRun]] = {name: [] for name in plan}
    for run in survey.runs:
        runs.setdefault(run.search, []).append(run)
    candidates: dict[str, list[ScreeningCandidate]] = {name: [] for name in runs}
    for one in survey.candidates:
        candidates.setdefault(one.found[0].search, []).append(one)
    names = [*runs, *(name for name in candidates if name not in runs)]
    states = tuple(_state(survey, name, plan.get(name), runs.get(name, []), candidates[name]) for name in names)
    days = [state.searched for state in states if state.searched]
    dues = [state.due for state in states if state.due]
    every = _counts(survey.runs, survey.candidates)
    return LivingState(states, max(days, default=None), min(dues, default=None), every)


def _state(
    survey: Survey, name: str, saved: SavedSearch | None, runs: list[SearchRun], candidates: list[ScreeningCandidate]
) -> SearchState:
    complete = [found for run in runs if run.fault is None and (found := day(run.date))]
    searched = max(complete, default=None)
    due = searched + timedelta(survey.watch.days(saved)) if searched and saved and survey.watch else None
    last = max(reversed(runs), key=lambda run: run.date) if runs else None  # of one day, the later line
    return SearchState(name, saved, last, searched, due, _counts(runs, candidates))


def _counts(runs: Sequence[SearchRun], candidates: Sequence[ScreeningCandidate]) -> SearchCounts:
    decisions = [one.decision for one in candidates if one.decision]
    return SearchCounts(
        records=sum(run.records for run in runs),
        known=sum(run.known for run in runs),
        new=len(candidates),
        waiting=len(candidates) - len(decisions),
        included=sum(one.status == Status.INCLUDED for one in decisions),
        excluded=Counter(one.reason for one in decisions if one.reason),
    )


def day(text: str) -> date | None:
    """The day that a partial date names; of a month or year its first.

    Args:
        text: 2024, 2024-05 or 2024-05-17.
    """
    try:
        return date(*[*map(int, text.split("-")), 1, 1][:3])
    except ValueError:
        return None


def never_run(state: LivingState) -> Iterator[SavedSearch]:
    """The saved searches that were never run without a fault."""
    yield from (one.saved for one in state.searches if one.saved and one.searched is None)
