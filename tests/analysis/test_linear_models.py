"""The two classifiers: what they minimise is least, and what they count is counted."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.linear_models import naive_bayes, support_vectors
from scipy.optimize import minimize
from scipy.sparse import csr_array


def _loss(weights: np.ndarray, texts: np.ndarray, sides: np.ndarray, costs: np.ndarray) -> float:
    room = np.maximum(0, 1 - sides * (texts @ weights[:-1] + weights[-1]))
    return float(weights @ weights / 2 + costs @ room**2)


@given(st.integers(0, 10_000), st.integers(2, 12), st.floats(0.05, 20))
@settings(deadline=None, max_examples=40)
def test_no_other_weights_have_less_loss(seed: int, count: int, cost: float) -> None:
    chance = np.random.default_rng(seed)
    texts = chance.standard_normal((count, 4)) * (chance.random((count, 4)) < 0.7)
    sides, costs = np.where(chance.random(count) < 0.5, 1.0, -1.0), cost * chance.uniform(0.1, 2, count)
    weights, added = support_vectors(csr_array(texts), sides, costs)
    ours = _loss(np.array([*weights, added]), texts, sides, costs)
    best = minimize(_loss, np.zeros(5), (texts, sides, costs)).fun
    assert ours <= best * (1 + 1e-4) + 1e-6


def test_terms_of_one_kind_only_weigh_for_it() -> None:
    texts = csr_array(np.array([[1.0, 0, 0.5], [0, 1.0, 0.5], [0, 1.0, 0.5]]))
    sides = np.array([1.0, -1.0, -1.0])
    for weights in (support_vectors(texts, sides, np.ones(3))[0], naive_bayes(texts, sides)):
        assert weights[0] > 0 > weights[1]


def test_naive_bayes_does_not_mind_how_many_there_are_of_a_kind() -> None:
    once = csr_array(np.array([[1.0, 0.2], [0.1, 1.0]]))
    often = csr_array(np.array([[1.0, 0.2]] + [[0.1, 1.0]] * 7))
    few, many = naive_bayes(once, np.array([1.0, -1.0])), naive_bayes(often, np.array([1.0] + [-1.0] * 7))
    assert few == pytest.approx(many)
