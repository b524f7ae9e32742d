"""Readings of what is screened: candidates are known, the unsure differ from nobody, awaited readers are no fault."""

from typing import Any

import pytest
from livingsurvey.checks.readings import not_as_read, readers_differ, reading_of_nothing
from livingsurvey.model import Reading, Survey, WatchPlan

from tests.builders import paper, survey
from tests.screening.folders import candidate


def read(reader: str, value: str, field: str = "status", key: str = "alpha") -> Reading:
    return Reading(key, field, value, reader, "2026", file="content/readings/all.jsonl", line=1)


def made(*lines: Reading, readers: int = 2, **fields: Any) -> Survey:
    plan = WatchPlan(readers=readers)
    return survey(paper("alpha", **fields), candidates=(candidate("gamma"),), readings=lines, watch=plan)


def test_a_reading_of_a_candidate_is_of_something() -> None:
    assert list(reading_of_nothing(made(read("A", "included", key="gamma")))) == []
    assert [one.rule for one in reading_of_nothing(made(read("A", "included", key="delta")))] == ["reading-of-nothing"]


@pytest.mark.parametrize("lines", [[read("A", "unsure")], [read("A", "unsure"), read("B", "included")]])
def test_who_is_unsure_differs_from_nobody(lines: list[Reading]) -> None:
    assert list(readers_differ(made(*lines))) == []


def test_readers_who_differ_on_a_status_are_named() -> None:
    assert len(list(readers_differ(made(read("A", "excluded"), read("B", "included"))))) == 1


@pytest.mark.parametrize(
    ("lines", "readers", "found"),
    [
        ([read("A", "included")], 2, 0),
        ([read("A", "included"), read("A", "t", "topic")], 2, 0),
        ([read("A", "included")], 1, 1),
        ([read("A", "included"), read("B", "included")], 2, 1),
    ],
)
def test_a_paper_that_awaits_readers_need_not_say_what_was_read(lines: list[Reading], readers: int, found: int) -> None:
    assert len(list(not_as_read(made(*lines, readers=readers)))) == found
