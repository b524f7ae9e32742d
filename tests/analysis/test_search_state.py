"""When searches were run, when they are due, and what became of what they brought."""

from datetime import date
from typing import Any

import pytest
from livingsurvey.analysis.search_state import day, never_run, search_state
from livingsurvey.model import SavedSearch, ScreeningCandidate, SearchRun, WatchPlan

from tests.builders import survey

PLAN = WatchPlan(
    every=7,
    searches=(
        SavedSearch(id="one", service="arxiv", query="reef"),
        SavedSearch(id="two", service="feed", query="https://example.org/feed", every=30),
    ),
)


def run(search: str = "one", on: str = "2026-11-01", **fields: Any) -> SearchRun:
    """A run of a search."""
    return SearchRun(search=search, service="arxiv", address="https://example.org", date=on, **fields)


def candidate(key: str, *searches: str, **decision: Any) -> ScreeningCandidate:
    """A candidate that searches have found."""
    found = [{"search": name, "date": "2026-11-01"} for name in searches]
    made = {"by": "Ada", "date": "2026-11-02", **decision} if decision else None
    return ScreeningCandidate.model_validate({"key": key, "title": key, "found": found, "decision": made})


def test_a_survey_without_searches_has_no_state() -> None:
    state = search_state(survey())
    assert (state.searches, state.searched, state.due) == ((), None, None)
    assert not state.overdue(date(2100, 1, 1))


def test_each_search_is_due_by_its_own_schedule_and_the_survey_with_the_first() -> None:
    state = search_state(survey(watch=PLAN, runs=(run(), run("two", "2026-11-05"))))
    assert [one.due for one in state.searches] == [date(2026, 11, 8), date(2026, 12, 5)]
    assert (state.searched, state.due) == (date(2026, 11, 5), date(2026, 11, 8))
    assert not state.overdue(date(2026, 11, 8))
    assert state.overdue(date(2026, 11, 9))


def test_a_run_with_a_fault_does_not_count_as_searched() -> None:
    runs = (run(on="2026-10-01"), run(on="2026-11-01", fault="no answer"))
    (one, two) = search_state(survey(watch=PLAN, runs=runs)).searches
    assert (one.searched, one.due) == (date(2026, 10, 1), date(2026, 10, 8))
    assert one.run == runs[1]
    assert (two.run, two.due) == (None, None)


def test_searches_that_were_never_run_without_a_fault_are_named() -> None:
    state = search_state(survey(watch=PLAN, runs=(run(fault="no answer"),)))
    assert [one.id for one in never_run(state)] == ["one", "two"]


def test_a_candidate_counts_where_it_was_found_first() -> None:
    candidates = (
        candidate("a", "two", "one"),
        candidate("b", "one", status="included"),
        candidate("c", "one", status="excluded", reason="off-topic"),
        candidate("d", "one", status="excluded", reason="off-topic"),
    )
    runs = (run(records=9, known=5), run(on="2026-11-08", records=2))
    one, two = search_state(survey(watch=PLAN, runs=runs, candidates=candidates)).searches
    assert (one.counts.records, one.counts.known, one.counts.new) == (11, 5, 3)
    assert (one.counts.waiting, one.counts.included, dict(one.counts.excluded)) == (0, 1, {"off-topic": 2})
    assert (two.counts.records, two.counts.new, two.counts.waiting) == (0, 1, 1)


def test_the_survey_counts_every_record_and_candidate_once() -> None:
    candidates = (candidate("a", "one", "two"), candidate("b", "gone"))
    state = search_state(survey(watch=PLAN, runs=(run(records=3), run("gone", records=4)), candidates=candidates))
    assert [one.id for one in state.searches] == ["one", "two", "gone"]
    assert state.searches[2].saved is None
    assert state.searches[2].due is None
    assert (state.counts.records, state.counts.new, state.counts.waiting) == (7, 2, 2)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("2024", date(2024, 1, 1)), ("2024-05", date(2024, 5, 1)), ("2024-05-17", date(2024, 5, 17)), ("2024-13", None)],
)
def test_a_partial_date_names_its_first_day(text: str, meant: date | None) -> None:
    assert day(text) == meant
