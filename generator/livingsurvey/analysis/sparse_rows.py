"""Matrices of which nearly all is zero, as far as comparing texts needs them.

SciPy has them, too, but importing it takes longer than comparing all texts of a survey. Sums are made in the order of
columns, so that they are the same to the last bit wherever and however often they are made.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np

Array = Any  # of numbers; NumPy's own types say no more here


class SparseRows(NamedTuple):
    """A matrix, row by row, in the form and with the names of SciPy's.

    Attributes:
        data: the values of all cells that are kept, row by row, and within a row by columns.
        indices: the column of each.
        indptr: where each row begins among them, and where the last one ends.
        shape: rows and columns.
    """

    data: Array
    indices: Array
    indptr: Array
    shape: tuple[int, int]

    @property
    def rows(self) -> Array:
        """The row of each cell."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))

    def transposed(self) -> "SparseRows":
        """The matrix with rows and columns exchanged."""
        return from_cells(self.indices, self.rows, self.data, (self.shape[1], self.shape[0]))

    def scaled(self, factor: float | Array) -> Self:
        """The matrix with other values: times one number, or each cell times its own."""
        return self._replace(data=self.data * factor)

    def unit(self) -> Self:
        """The matrix with each row scaled to length 1; a row without entries stays as it is."""
        length = np.sqrt(np.bincount(self.rows, self.data * self.data, minlength=self.shape[0]))
        return self.scaled((1 / np.where(length > 0, length, 1))[self.rows])

    def largest(self, most: int) -> "SparseRows":
        """The matrix with only the ``most`` largest values of each row; of equal ones those that come first."""
        kept = np.ones(len(self.data), dtype=bool)
        for row in np.flatnonzero(np.diff(self.indptr) > most).tolist():
            begin, end = self.indptr[row], self.indptr[row + 1]
            kept[begin + np.argsort(-self.data[begin:end], kind="stable")[most:]] = False
        starts = np.concatenate(([0], np.cumsum(kept)))[self.indptr]
        return SparseRows(self.data[kept], self.indices[kept], starts, self.shape)

    def cells_of(self, rows: Array) -> tuple[Array, Array]:
        """The positions of all cells of some rows, in order, and before them, for each, which of the rows it is in."""
        lengths = np.diff(self.indptr)[rows]
        place = np.repeat(np.arange(len(rows)), lengths)
        first = self.indptr[rows] - (np.cumsum(lengths) - lengths)
        return place, np.arange(len(place)) + first[place]

    def dense(self, rows: Array) -> Array:
        """Some rows with all their zeros."""
        place, cell = self.cells_of(rows)
        full = np.zeros((len(rows), self.shape[1]), dtype=self.data.dtype)
        full[place, self.indices[cell]] = self.data[cell]
        return full


def from_cells(rows: Array, columns: Array, values: Array, shape: tuple[int, int]) -> SparseRows:
    """A matrix of cells in any order, none of them twice.

    Args:
        rows: the row of each cell.
        columns: the column of each.
        values: what is in each.
        shape: rows and columns.
    """
    order = np.argsort(rows * np.int64(max(1, shape[1])) + columns, kind="stable")  # fast where much is in order
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=shape[0]))))
    return SparseRows(values[order], columns[order], starts, shape)


def side_by_side(blocks: Sequence[SparseRows]) -> SparseRows:
    """One matrix of several that have the same number of rows, the first at the left."""
    widths = [block.shape[1] for block in blocks]
    moved = [block.indices + sum(widths[:n]) for n, block in enumerate(blocks)]
    rows, columns = np.concatenate([block.rows for block in blocks]), np.concatenate(moved)
    return from_cells(rows, columns, np.concatenate([one.data for one in blocks]), (blocks[0].shape[0], sum(widths)))
