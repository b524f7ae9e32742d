"""Logistic regression that begins with what is known."""

import pytest
from livingsurvey.analysis.logistic import LogisticModel, feature_matrix

ROWS = [{"a": 1.0}, {"b": 1.0}] * 10
ANSWERS = [True, False] * 10


def test_without_examples_the_prior_decides() -> None:
    model = LogisticModel({"a": 2.0})
    assert model.probability({"a": 1.0}) == pytest.approx(0.881, abs=1e-3)
    assert model.probability({"unknown": 1.0}) == 0.5


def test_examples_move_the_weights() -> None:
    model = LogisticModel({"a": -2.0}, ROWS, ANSWERS)
    assert model.probability({"a": 1.0}) > 0.7 > 0.3 > model.probability({"b": 1.0})


def test_the_weights_are_those_of_least_cost() -> None:
    model = LogisticModel({}, ROWS, ANSWERS)
    likely = model.probability({"a": 1.0})
    weight = 10 * (1 - likely)  # where the slope of the cost, n(p - 1) + weight, is none
    assert likely == pytest.approx(1 / (1 + 2.718281828**-weight), abs=1e-2)


def test_a_feature_of_few_examples_does_not_count() -> None:
    model = LogisticModel({}, [*ROWS, {"rare": 1.0}], [*ANSWERS, True])
    assert model.probability({"rare": 1.0}) == 0.5


def test_the_same_examples_give_the_same_weights() -> None:
    assert LogisticModel({}, ROWS, ANSWERS).probability({"a": 1.0}) == LogisticModel({}, ROWS, ANSWERS).probability(
        {"a": 1.0}
    )


def test_a_matrix_has_a_row_for_each_example_and_no_unknown_feature() -> None:
    assert feature_matrix([{"a": 2.0, "c": 1.0}, {}], {"a": 0, "b": 1}).toarray().tolist() == [[2.0, 0.0], [0.0, 0.0]]
    assert feature_matrix([], {"a": 0}).shape == (0, 1)
