"""Advice when to stop reading: never bold where little was read, and rarely wrong."""

import random
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.stopping import stopping_advice


def test_nothing_read_is_no_ground_to_stop() -> None:
    advice = stopping_advice([], 100)
    assert not advice.may_stop
    assert (advice.confidence, advice.upper) == (0, 100)


def test_nothing_remaining_is_a_ground_to_stop() -> None:
    advice = stopping_advice([True, False, True], 0)
    assert (advice.may_stop, advice.left, advice.upper, advice.recall) == (True, 0, 0, 1)


def test_nothing_found_is_no_ground_to_stop() -> None:
    assert not stopping_advice([False] * 50, 50).may_stop


def test_a_long_run_of_excluded_texts_is_a_ground_to_stop() -> None:
    promising = [True] * 20
    assert not stopping_advice([*promising, *[False] * 30], 500).may_stop
    assert stopping_advice([*promising, *[False] * 500], 100).may_stop


def test_an_included_text_at_the_end_takes_confidence_away() -> None:
    read = [*[True] * 20, *[False] * 400]
    quiet, late = stopping_advice([*read, False], 100), stopping_advice([*read, True], 100)
    assert late.confidence < quiet.confidence
    assert late.upper >= quiet.upper


def test_the_confidence_of_a_random_sample_is_the_hypergeometric_one() -> None:
    """Ten found: one more would be a recall of 91 %. 30 of 40 were drawn at random, none of them included."""
    advice = stopping_advice([*[True] * 10, *[False] * 30], 10, at_random=30)
    assert advice.confidence == pytest.approx(1 - comb(39, 30) / comb(40, 30))
    assert "random" in advice.method


def test_more_may_be_left_where_less_recall_is_wanted() -> None:
    read = [*[True] * 10, *[False] * 30]
    wanted = [stopping_advice(read, 10, at_random=30, target=target) for target in (0.95, 0.8)]
    assert wanted[1].confidence == pytest.approx(1 - comb(37, 30) / comb(40, 30))
    assert wanted[0].confidence < wanted[1].confidence


def test_probabilities_say_how_many_are_left_but_no_more_than_may_be() -> None:
    read = [*[True] * 30, *[False] * 60]
    assert stopping_advice(read, 200, probabilities=[0.5, 0.25, *[0.0] * 198]).left == 0.75
    advice = stopping_advice(read, 200, probabilities=[0.9] * 200)
    assert advice.left == advice.upper < 180
    assert advice.recall == pytest.approx(30 / (30 + advice.upper))


@pytest.mark.parametrize(
    "wrong",
    [
        {"remaining": -1},
        {"at_random": 3},
        {"at_random": -1},
        {"target": 0.0},
        {"target": 1.1},
        {"error": 0.0},
        {"error": 1.0},
        {"probabilities": [0.5]},
    ],
)
def test_numbers_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"There|The recall"):
        stopping_advice([True, False], **{"remaining": 5, **wrong})


@given(st.lists(st.booleans(), max_size=80), st.integers(0, 200), st.floats(0.5, 1), st.floats(0.01, 0.5))
@settings(deadline=None)
def test_advice_is_within_bounds(read: list[bool], remaining: int, target: float, error: float) -> None:
    advice = stopping_advice(read, remaining, target=target, error=error)
    assert 0 <= advice.left <= advice.upper <= remaining
    assert 0 <= advice.recall <= 1
    assert -1e-9 <= advice.confidence <= 1
    assert advice.may_stop <= (advice.confidence >= 1 - error - 1e-9)


def test_stopping_by_a_random_sample_is_wrong_no_oftener_than_stated() -> None:
    """Looked at once, after a fixed number of texts drawn at random."""
    wrong, chance = 0, random.Random(5)
    for _ in range(400):
        rest = [True] * 3 + [False] * 197
        chance.shuffle(rest)
        read = [*[True] * 40, *rest[:120]]
        advice = stopping_advice(read, 80, at_random=120, error=0.1)
        wrong += advice.may_stop and sum(read) / 43 < 0.95
    assert wrong <= 400 * 0.1
