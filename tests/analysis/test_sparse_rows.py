"""Matrices of which nearly all is zero, held against those with all their zeros."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.sparse_rows import SparseRows, from_cells, side_by_side

_ROW = st.lists(st.just(0.0) | st.floats(1e-3, 100), min_size=3, max_size=3)
matrices = st.lists(_ROW, max_size=6).map(lambda rows: np.array(rows, dtype=float).reshape(-1, 3))


def sparse(full: np.ndarray) -> SparseRows:
    rows, columns = np.nonzero(full)
    return from_cells(rows[::-1], columns[::-1], full[rows, columns][::-1], (full.shape[0], full.shape[1]))


def full(matrix: SparseRows) -> list[list[float]]:
    found: list[list[float]] = matrix.dense(np.arange(matrix.shape[0])).tolist()
    return found


@given(matrices)
@settings(deadline=None)
def test_cells_are_where_they_were_put_in_order(given_matrix: np.ndarray) -> None:
    matrix = sparse(given_matrix)
    assert full(matrix) == given_matrix.tolist()
    assert list(zip(matrix.rows, matrix.indices, strict=True)) == list(zip(*np.nonzero(given_matrix), strict=True))


@given(matrices)
@settings(deadline=None)
def test_rows_and_columns_are_exchanged(given_matrix: np.ndarray) -> None:
    assert full(sparse(given_matrix).transposed()) == given_matrix.T.tolist()


@given(matrices, st.integers(1, 3))
@settings(deadline=None)
def test_the_largest_of_each_row_stay_and_of_equal_ones_the_first(given_matrix: np.ndarray, most: int) -> None:
    expected = given_matrix.copy()
    for row in expected:
        row[np.argsort(-row, kind="stable")[most:]] = 0
    assert full(sparse(given_matrix).largest(most)) == expected.tolist()
    assert full(sparse(np.array([[1.0, 2, 2, 2]])).largest(2)) == [[0, 2, 2, 0]]


@given(matrices)
@settings(deadline=None)
def test_rows_have_length_one_or_none(given_matrix: np.ndarray) -> None:
    for before, after in zip(given_matrix, full(sparse(given_matrix).unit()), strict=True):
        assert np.linalg.norm(after) == pytest.approx(1) or not any(before)


@given(matrices)
@settings(deadline=None)
def test_blocks_stand_beside_each_other(given_matrix: np.ndarray) -> None:
    matrix = sparse(given_matrix)
    expected = np.concatenate([given_matrix, 2 * given_matrix], axis=1)
    assert full(side_by_side([matrix, matrix.scaled(2)])) == expected.tolist()


def test_cells_of_some_rows_are_in_the_order_of_these_rows() -> None:
    matrix = sparse(np.array([[1.0, 2, 0], [0, 0, 0], [0, 3, 4]]))
    which, cells = matrix.cells_of(np.array([2, 1, 0, 2]))
    assert (which.tolist(), matrix.data[cells].tolist()) == ([0, 0, 2, 2, 3, 3], [3, 4, 1, 2, 3, 4])
