"""Terms of texts, written as people write them, and the ones that count most."""

import numpy as np
from livingsurvey.analysis.ranking_features import strongest_terms, weighed_texts
from scipy.sparse import csr_array


def test_terms_are_written_as_they_are_written_most() -> None:
    weighed = weighed_texts(["MRI of knees", "MRI of the Knees", "mri or knees"])
    assert weighed.terms == ("knees", "MRI")


def test_a_word_as_often_in_lower_case_is_written_so() -> None:
    assert weighed_texts(["Knees", "knees"]).terms == ("knees",)


def test_titles_and_pairs_are_rows_of_length_one() -> None:
    rows = weighed_texts(["wooden ships", "wooden houses", ""]).rows
    assert np.allclose(np.sqrt(rows.multiply(rows).sum(axis=1)), [1, 1, 0])


def test_the_strongest_terms_come_first_whatever_their_sign() -> None:
    rows = csr_array(np.array([[1.0, 0.5, 0.25], [0, 0, 1.0], [0, 0, 0], [1.0, 1.0, 0]]))
    weights = np.array([0.1, -4.0, 2.0])
    assert strongest_terms(rows, weights, 2) == [
        [(1, -2.0), (2, 0.5)],
        [(2, 2.0)],
        [],
        [(1, -4.0), (0, 0.1)],
    ]


def test_no_term_that_adds_nothing_is_named() -> None:
    assert strongest_terms(csr_array(np.ones((2, 3))), np.zeros(3), 5) == [[], []]
