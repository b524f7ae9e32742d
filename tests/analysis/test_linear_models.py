"""The two classifiers: what they minimise is least, and what they say without a text is what they say without it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.linear_models import naive_bayes, support_vectors
from scipy.optimize import minimize
from scipy.sparse import csr_array


def _loss(weights: Any, texts: Any, sides: Any, costs: Any) -> float:
    room = np.maximum(0, 1 - sides * (texts @ weights[:-1] + weights[-1]))
    return float(weights @ weights / 2 + costs @ room**2)


def _drawn(seed: int, count: int, terms: int) -> tuple[Any, Any]:
    chance = np.random.default_rng(seed)
    texts = chance.random((count, terms)) * (chance.random((count, terms)) < 0.7)
    return texts, np.where(chance.permutation(count) < count / 2, 1.0, -1.0)


@given(st.integers(0, 10_000), st.integers(2, 12), st.floats(0.05, 20))
@settings(deadline=None, max_examples=40)
def test_no_other_weights_have_less_loss(seed: int, count: int, cost: float) -> None:
    texts, sides = _drawn(seed, count, 4)
    costs = np.linspace(cost, 2 * cost, count)
    counts, _ = support_vectors(texts @ texts.T, sides, costs)
    ours = _loss(np.append(texts.T @ counts, counts.sum()), texts, sides, costs)
    assert ours <= minimize(_loss, np.zeros(5), (texts, sides, costs)).fun * (1 + 1e-4) + 1e-6


def test_a_machine_says_of_each_text_what_it_says_without_it() -> None:
    """Exactly so where all others are support vectors, as they are where none may cost much."""
    texts, sides = _drawn(3, 9, 5)
    _, unseen = support_vectors(texts @ texts.T, sides, np.full(9, 0.02))
    for row in range(9):
        others = np.arange(9) != row
        counts, _ = support_vectors(texts[others] @ texts[others].T, sides[others], np.full(8, 0.02))
        assert unseen[row] == pytest.approx(texts[row] @ texts[others].T @ counts + counts.sum())


def test_a_text_that_a_machine_does_not_need_is_judged_as_with_it() -> None:
    texts, sides = np.array([[1.0, 0], [9.0, 0], [-1.0, 0]]), np.array([1.0, 1.0, -1.0])
    counts, unseen = support_vectors(texts @ texts.T, sides, np.full(3, 10.0))
    assert counts[1] == 0
    assert unseen[1] == pytest.approx(texts[1] @ texts.T @ counts + counts.sum())


def test_naive_bayes_says_of_each_text_what_it_says_without_it() -> None:
    texts, sides = _drawn(5, 10, 6)
    _, unseen = naive_bayes(csr_array(texts), sides, 0.1)
    for row in range(10):
        others = np.arange(10) != row
        weights, _ = naive_bayes(csr_array(texts[others]), sides[others], 0.1)
        assert unseen[row] == pytest.approx(texts[row] @ weights)


def test_naive_bayes_has_nothing_to_say_for_a_kind_without_its_only_text() -> None:
    _, unseen = naive_bayes(csr_array(np.eye(2)), np.array([1.0, -1.0]), 0.1)
    assert unseen[0] == pytest.approx(np.log(0.5) - np.log(0.1 / 1.2))
    assert unseen[1] == pytest.approx(-unseen[0])


def test_terms_of_one_kind_only_weigh_for_it() -> None:
    texts, sides = np.array([[1.0, 0, 0.5], [0, 1.0, 0.5], [0, 1.0, 0.5]]), np.array([1.0, -1.0, -1.0])
    counts, _ = support_vectors(texts @ texts.T, sides, np.ones(3))
    for weights in (texts.T @ counts, naive_bayes(csr_array(texts), sides, 0.1)[0]):
        assert weights[0] > 0 > weights[1]


def test_naive_bayes_does_not_mind_how_many_there_are_of_a_kind() -> None:
    once = csr_array(np.array([[1.0, 0.2], [0.1, 1.0]]))
    often = csr_array(np.array([[1.0, 0.2]] + [[0.1, 1.0]] * 7))
    few = naive_bayes(once, np.array([1.0, -1.0]), 0.1)[0]
    assert few == pytest.approx(naive_bayes(often, np.array([1.0] + [-1.0] * 7), 0.1)[0])
