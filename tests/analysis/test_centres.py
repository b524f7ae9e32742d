"""The centres of labels, with and without one of the texts in them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.centres import Centres, relative
from scipy.sparse import csr_array

ROWS = csr_array(np.array([[1.0, 0.0, 0.0], [0.6, 0.8, 0.0], [0.0, 0.0, 1.0]]))
SHARES = np.array([[1.0, 0.0], [0.5, 0.0], [0.0, 1.0]])
NONE = csr_array((2, 3))


def test_a_text_is_as_close_as_it_points_the_way_of_the_centre() -> None:
    close = Centres(ROWS, SHARES, NONE).similarity(csr_array([[1.3, 0.4, 0.0]]) / np.sqrt(1.3**2 + 0.4**2))
    assert close[0] == pytest.approx([1, 0])


def test_a_definition_alone_is_a_centre() -> None:
    centres = Centres(csr_array((0, 3)), np.zeros((0, 2)), csr_array([[0.0, 2.0, 0.0], [0.0, 0.0, 0.0]]))
    assert centres.similarity(csr_array([[0.0, 1.0, 0.0]])).tolist() == [[1, 0]]


@given(st.integers(0, 2))
def test_without_itself_a_text_is_compared_with_the_centres_of_the_others(row: int) -> None:
    others = [n for n in range(3) if n != row]
    whole = Centres(ROWS, SHARES, NONE).similarity(ROWS[[row]], SHARES[[row]])
    apart = Centres(ROWS[others], SHARES[others], NONE).similarity(ROWS[[row]])
    assert whole == pytest.approx(apart)


def test_similarities_are_relative_to_the_largest_of_a_text() -> None:
    assert relative(np.array([[0.2, 0.1], [0.0, 0.0]])).tolist() == [[1, 0.5], [0, 0]]
    assert relative(np.zeros((2, 0))).shape == (2, 0)
