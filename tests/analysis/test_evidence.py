"""What evidence comes to: its start where little is known, and what turned out where much is."""

import numpy as np
import pytest
from livingsurvey.analysis.evidence import Weighing

#: One kind of evidence points to the label in 3 of 4 texts, the other one never tells anything.
EVIDENCE = np.stack([np.array([[1.0, 0.0], [0.0, 1.0]] * 200), np.ones((400, 2))], axis=2)
RIGHT = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 0.0]] * 100)


def test_without_texts_evidence_counts_what_it_starts_with() -> None:
    weighing = Weighing(np.zeros((0, 2, 2)), np.zeros((0, 2)), (2.0, 1.0))
    assert weighing.weights.tolist() == [2, 1]
    likely = weighing.probabilities(np.array([[[1.0, 0.0], [0.0, 0.0]]]))
    assert likely[0, 0] == pytest.approx(1 / (1 + np.exp(-2)))


def test_without_labels_there_is_nothing_to_weigh() -> None:
    assert Weighing(np.zeros((3, 0, 2)), np.zeros((3, 0)), (1.0, 1.0)).weights.tolist() == [1, 1]


def test_a_probability_is_how_often_such_evidence_was_right() -> None:
    likely = Weighing(EVIDENCE, RIGHT, (3.0, 0.0)).probabilities(EVIDENCE)
    chosen = likely.max(axis=1)
    right = RIGHT[np.arange(400), likely.argmax(axis=1)]
    assert chosen.mean() == pytest.approx(right.mean(), abs=0.03)


def test_a_label_that_is_right_more_often_than_evidence_says_counts_more() -> None:
    weighing = Weighing(EVIDENCE, RIGHT, (1.0, 0.0))
    assert weighing.labels[0] > 0 > weighing.labels[1]
