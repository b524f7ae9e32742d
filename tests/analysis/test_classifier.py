"""What is learnt from labelled texts, for several sets of labels at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis import classifier as module
from livingsurvey.analysis.classifier import Classifier, Places, softmax
from scipy.sparse import csr_array

WORDS = np.eye(4)
ROWS = csr_array(np.array([WORDS[0], WORDS[0] + 0.2 * WORDS[3], WORDS[1], WORDS[1], WORDS[2], WORDS[2]]))
COLOURS = np.repeat(np.eye(3), 2, axis=0)
SIZES = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 0], [0, 0]], dtype=float)


def learnt(rows: csr_array = ROWS) -> tuple[Places, Classifier]:
    places = Places(rows)
    return places, Classifier(places.of(rows), [COLOURS, SIZES])


def test_a_text_gets_the_labels_of_the_examples_that_are_like_it() -> None:
    places, classifier = learnt()
    colours, sizes = classifier.probabilities(places.of(csr_array(WORDS[:3])))
    assert colours.argmax(axis=1).tolist() == [0, 1, 2]
    assert sizes[:2].argmax(axis=1).tolist() == [0, 1]
    assert (colours.max(axis=1) > 0.8).all()


def test_an_example_without_a_label_says_nothing_about_that_set() -> None:
    places, classifier = learnt()
    _, sizes = classifier.probabilities(places.of(csr_array(WORDS[[2]])))
    assert sizes[0] == pytest.approx([0.5, 0.5], abs=0.05)


def test_a_rare_label_is_found_where_its_word_is() -> None:
    rows = csr_array(np.repeat(WORDS[:2], [40, 2], axis=0))
    shares = np.repeat(np.eye(2), [40, 2], axis=0)
    places = Places(rows)
    (likely,) = Classifier(places.of(rows), [shares]).probabilities(places.of(csr_array(WORDS[[1]])))
    assert likely[0, 1] > 0.8


@pytest.mark.parametrize(("examples", "labels"), [(0, 2), (0, 0), (1, 1), (2, 0)])
def test_nothing_to_learn_from_is_learnt_without_complaint(examples: int, labels: int) -> None:
    rows = csr_array(WORDS[:examples])
    places = Places(rows)
    (likely,) = Classifier(places.of(rows), [np.ones((examples, labels))]).probabilities(places.of(csr_array(WORDS)))
    assert likely.shape == (4, labels)
    assert likely == pytest.approx(np.full((4, labels), 1 / max(1, labels)))


def test_of_many_examples_some_span_the_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LANDMARKS", 3)
    places, classifier = learnt()
    assert places.of(ROWS).shape[1] <= 3
    colours, _ = classifier.probabilities(places.of(csr_array(WORDS[:3])))
    assert colours.argmax(axis=1).tolist() == [0, 1, 2]


@given(st.lists(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3), max_size=5))
def test_probabilities_add_up_to_one(scores: list[list[float]]) -> None:
    likely = softmax(np.array(scores).reshape(-1, 3))
    assert likely.sum(axis=1) == pytest.approx(np.ones(len(scores)))
    assert (likely >= 0).all()
