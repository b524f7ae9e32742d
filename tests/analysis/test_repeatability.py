"""How far two readings agree: kappa against examples worked by hand, and what cannot be computed is left open."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.repeatability import Repeatability, cohens_kappa, f1, repeatability
from livingsurvey.analysis.settlements import Readings
from livingsurvey.model import Reading

from tests.builders import claim, paper, survey

PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")))


def compared(*rows: tuple[str, Any, Any], field: str = "kind", claims: Any = ()) -> tuple[Repeatability, ...]:
    """How far two readers agreed who gave these papers these values."""
    readings = [
        Reading(key, field, value, reader, "2026-11-29", claim="It" if claims else "")
        for key, *values in rows
        for reader, value in zip(("first", "second"), values, strict=True)
        if value is not None
    ]
    subject = survey(*(paper(key, claims=claims) for key, *_ in rows), readings=tuple(readings))
    return repeatability(subject, Readings(subject))


def test_kappa_is_that_of_a_table_worked_by_hand() -> None:
    """Of 50 things both say yes to 20 and no to 15, one says yes alone to 5, the other to 10: 0.7, 0.5, kappa 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_not_defined_where_there_is_no_choice() -> None:
    assert cohens_kappa([]) is None
    assert cohens_kappa([("yes", "yes")] * 9) is None


@given(PAIRS)
def test_kappa_is_at_most_one_and_depends_on_no_order(pairs: list[tuple[str, str]]) -> None:
    kappa = cohens_kappa(pairs)
    assert kappa is None or -1 <= kappa <= 1
    assert kappa == cohens_kappa(pairs[::-1]) == cohens_kappa([(b, a) for a, b in pairs])
    if kappa == 1:
        assert all(a == b for a, b in pairs)


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [("ab", "ab", 1), ("ab", "bc", 0.5), ("a", "b", 0), ("", "", 1), ("", "a", 0), ("abc", "a", 0.5)],
)
def test_f1_of_two_lists(first: str, second: str, value: float) -> None:
    assert f1(frozenset(first), frozenset(second)) == f1(frozenset(second), frozenset(first)) == value


def test_a_field_is_compared_where_two_have_read_it() -> None:
    (row,) = compared(("a", "method", "method"), ("b", "method", "survey"), ("c", "survey", "survey"), ("d", "x", None))
    assert (row.field, row.of, row.count, row.agreed, row.f1) == ("kind", "paper", 3, 2, None)
    assert row.share == pytest.approx(2 / 3)
    assert row.kappa == pytest.approx(0.4)


def test_lists_have_a_mean_f1_and_no_kappa() -> None:
    (row,) = compared(("a", ("A", "B"), ("B", "A")), ("b", ("A", "B"), ("B", "C")), field="methods")
    assert (row.count, row.agreed, row.kappa, row.f1) == (2, 1, None, 0.75)


def test_quotations_have_no_kappa() -> None:
    (row,) = compared(("a", "It is.", "It is."), ("b", "It is.", "It was."), field="evidence")
    assert (row.agreed, row.kappa, row.f1) == (1, None, None)


def test_claims_are_compared_one_by_one() -> None:
    claims = [claim(quote="It is.", measure="lag", change={"form": "level", "value": n, "unit": "s"}) for n in (1, 2)]
    (row,) = compared(("a", "lag", "lag"), field="measure", claims=claims)
    assert (row.of, row.count, row.agreed, row.kappa) == ("claim", 2, 2, None)


def test_who_settles_is_not_independent() -> None:
    readings = (
        Reading("a", "kind", "method", "first", "2026"),
        Reading("a", "kind", "method", "third", "2026", settles=True),
    )
    subject = survey(paper("a"), readings=readings)
    assert repeatability(subject, Readings(subject)) == ()


def test_the_two_earliest_readings_are_compared() -> None:
    readings = tuple(
        Reading("a", "kind", value, reader, date)
        for value, reader, date in (("x", "late", "2026-12"), ("y", "first", "2026-11-01"), ("y", "next", "2026-11-02"))
    )
    subject = survey(paper("a"), readings=readings)
    assert [row.agreed for row in repeatability(subject, Readings(subject))] == [1]


def test_a_survey_without_readings_has_no_rows() -> None:
    assert compared() == ()
