"""Probabilities from scores, and how far they come true."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.calibration import Curve, ReliabilityBin, fitted_curve, reliability


def test_a_curve_is_found_again_from_what_it_gave() -> None:
    chance = np.random.default_rng(1)
    scores = chance.standard_normal(20_000)
    outcomes = chance.random(20_000) < Curve(-2.0, 1.5).probabilities(scores)
    found = fitted_curve(scores, outcomes)
    assert found.level == pytest.approx(-2, abs=0.1)
    assert found.slope == pytest.approx(1.5, abs=0.1)


@pytest.mark.parametrize("outcomes", [[], [True, True], [False] * 9])
def test_outcomes_of_one_kind_give_every_score_the_base_rate(outcomes: list[bool]) -> None:
    curve = fitted_curve(np.linspace(0, 3, len(outcomes)), np.array(outcomes, dtype=bool))
    assert curve.probabilities(np.array([-2.0, 3.0])) == pytest.approx([0.1, 0.1])


def test_the_more_outcomes_the_more_they_count() -> None:
    score = np.full(1, 2.0)
    chances = [fitted_curve(np.full(n, 2.0), np.arange(n) % 4 > 0).probabilities(score)[0] for n in (2, 8, 40, 4000)]
    assert 0.1 < chances[0] < 0.35
    assert chances == sorted(chances)
    assert chances[-1] == pytest.approx(0.75, abs=0.01)


def test_scores_that_say_the_contrary_say_nothing() -> None:
    scores = np.linspace(-3, 3, 400)
    assert fitted_curve(scores, scores < 0).slope == 0


@given(st.lists(st.tuples(st.floats(-8, 8), st.booleans()), max_size=40))
@settings(deadline=None)
def test_higher_scores_are_never_less_likely(pairs: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in pairs], dtype=float)
    curve = fitted_curve(scores, np.array([came for _, came in pairs], dtype=bool))
    given_ = curve.probabilities(np.linspace(-9, 9, 50))
    assert (np.diff(given_) >= 0).all()
    assert ((given_ >= 0) & (given_ <= 1)).all()


def test_reliability_compares_what_was_expected_with_what_came() -> None:
    met = reliability([0.15, 0.15, 0.95, 1.0], [False, True, True, True])
    assert met.bins == (
        ReliabilityBin(2, pytest.approx(0.15), 0.5),
        ReliabilityBin(2, pytest.approx(0.975), 1.0),
    )
    assert met.error == pytest.approx((2 * 0.35 + 2 * 0.025) / 4)
    assert met.brier == pytest.approx((0.15**2 + 0.85**2 + 0.05**2) / 4)


@pytest.mark.parametrize(("given_", "came"), [([], []), ([0.5], [])])
def test_reliability_needs_pairs(given_: list[float], came: list[bool]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        reliability(given_, came)
