"""Ranges of comparable results, and which of them is evidenced best."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.key_numbers import KeyNumber, key_numbers
from livingsurvey.model import NOT_STATED, Claim, FieldTable
from livingsurvey.site.figures import figure_in_data

from tests import builders
from tests.site.evidenced import found, holding, surveyed


def numbers(*claims: Claim | tuple[Claim, ...]) -> list[KeyNumber]:
    """The key numbers of papers a, b, c … with these claims."""
    papers = [
        holding("abcdefghij"[n], *(one if isinstance(one, tuple) else (one,)), published=f"{2020 + n}")
        for n, one in enumerate(claims)
    ]
    return key_numbers(surveyed(*papers), papers)


def ranges(*claims: Claim | tuple[Claim, ...]) -> list[str]:
    return [figure_in_data(surveyed(), one.range) for one in numbers(*claims)]


def percent(value: float, form: str = "change", **parts: Any) -> Claim:
    return found(form=form, value=value, unit="%", **parts)


def best(*claims: Claim) -> str:
    (one,) = numbers(*claims)
    return one.best[0].key


def test_a_range_goes_over_all_that_is_stated() -> None:
    (one,) = numbers(found(value=3, bound="up to"), found(value=9, low=1.5), (found(value=2), found(value=4)))
    assert (one.range.change.low, one.range.change.value) == (1.5, 9)
    assert (one.group, one.papers, one.bounds) == ("memory", 3, {"up to": 1, "exact": 3})


def test_losses_range_from_the_nearest_to_nothing() -> None:
    assert ranges(percent(-85), percent(-20, words="less cache")) == ["20–85 % less memory"]
    assert ranges(percent(-85, words="less cache"), percent(-20, words="less cache")) == ["20–85 % less cache"]


def test_equal_results_are_no_range() -> None:
    (one,) = numbers(found(value=3), found(value=3))
    assert (one.range.change.low, one.range.change.value) == (None, 3)


@pytest.mark.parametrize(
    "other",
    [
        found("latency"),
        percent(-40),
        percent(-40, form="percent"),
        found(form="points", value=2, unit="GB"),
        found(form="orders", value=2, unit="orders of magnitude"),
        found(form="orders", unit="orders of magnitude"),
        found(form="growth", value=None, unit=None, to="O(n)"),
        found(form="level", value=2, unit="GB"),
    ],
)
def test_what_does_not_compare_is_no_range(other: Claim) -> None:
    assert ranges(found(), other) == []


def test_gains_and_losses_are_apart() -> None:
    assert ranges(percent(20), percent(-20)) == []
    assert ranges(found(direction="more"), found(direction="less")) == []


@pytest.mark.parametrize("form", ["level", "growth"])
def test_levels_and_growths_have_no_range(form: str) -> None:
    parts = {"value": 2, "unit": "GB"} if form == "level" else {"value": None, "unit": None, "to": "O(n)"}
    assert numbers(*[found(form=form, **parts)] * 3) == []


def test_what_one_paper_reports_alone_is_no_range_of_the_topic() -> None:
    assert numbers((found(value=2), found(value=3))) == []


def test_there_are_six_at_most_and_what_most_papers_report_is_first() -> None:
    many = tuple(found(form="points", value=n, unit=f"unit {n}") for n in range(1, 10))
    rows = numbers(many, many, found(form="points", value=5, unit="unit 5"))
    assert len(rows) == 6
    assert (rows[0].range.change.unit, rows[0].papers) == ("unit 5", 3)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (found(against="a net", bound="up to"), found(bound="average", way="dived", vessel="V")),
        (found(against="a net", bound="up to"), found(against=NOT_STATED, way="dived")),
        (found(bound="average"), found(bound="up to", way="dived", vessel="V")),
        (found(), found(bound="about")),
        (found(bound="about"), found(bound="up to")),
        (found(way="guessed", vessel="V"), found(way="dived")),
        (found(way="guessed"), found(way=NOT_STATED)),
        (found(way="dived"), found(way="guessed")),
    ],
)
def test_the_example_is_the_one_with_most_evidence(better: Claim, worse: Claim) -> None:
    assert best(better, worse) == "a"
    assert best(worse, better) == "b"


def test_of_equals_the_newest_is_the_example() -> None:
    assert best(found(), found(), found()) == "c"


def test_a_survey_without_fields_has_ranges_too() -> None:
    made = [
        builders.paper(key).model_copy(update={"claims": (found().model_copy(update={"fields": {}}),)}) for key in "ab"
    ]
    (one,) = key_numbers(builders.survey(*made, fields=FieldTable()), made)
    assert (one.group, one.papers) == ("", 2)


CHANGES = st.builds(
    lambda form, value, low: {"form": form, "unit": "×" if form == "factor" else "%", "value": value, "low": low},
    st.sampled_from(["factor", "change", "percent", "share"]),
    st.floats(-90, 90),
    st.none() | st.floats(-90, 90),
)


@given(st.lists(CHANGES, max_size=8))
def test_every_result_is_within_its_range(changes: list[dict[str, Any]]) -> None:
    claims = [found(**change) for change in changes]
    for one in numbers(*claims):
        ends = [abs(end) for end in one.range.change.ends]
        alike = [claim for claim in claims if claim.change.form == one.range.change.form]
        assert any(abs(end) == max(ends) for claim in alike for end in claim.change.ends)
        assert sum(one.bounds.values()) <= len(alike)
