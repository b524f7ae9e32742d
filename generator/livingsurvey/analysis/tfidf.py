"""Weighing the terms of texts: how often a text has a term, against how many texts have it.

Method: TF-IDF (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988) with logarithmic
term frequency and smoothed rarity. The sparse algebra is SciPy's; scikit-learn's vectoriser gives the same weights,
but importing it alone takes longer than everything here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from scipy.sparse import csr_array, diags_array


class TermWeights:
    """The terms of a collection of texts, in alphabetical order, and how rare each is.

    Args:
        counts: of each text, how often it has each term.
        least: texts that must have a term for it to count.
        most: texts that may have a term for it to count.
    """

    def __init__(self, counts: Sequence[Mapping[str, int]], least: float, most: float) -> None:
        frequency = Counter(term for count in counts for term in count)
        self.terms = sorted(term for term, number in frequency.items() if least <= number <= most)
        self._column = {term: n for n, term in enumerate(self.terms)}
        having = np.array([frequency[term] for term in self.terms])
        self._rarity = np.log((1 + len(counts)) / (1 + having)) + 1

    def matrix(self, counts: Sequence[Mapping[str, int]]) -> csr_array:
        """The weights of texts: a sparse matrix (texts x terms); terms that do not count are left out."""
        column = self._column
        cells = [[(column[term], n) for term, n in count.items() if term in column] for count in counts]
        rows = np.repeat(np.arange(len(counts)), [len(one) for one in cells])
        pairs = chain.from_iterable(chain.from_iterable(cells))
        columns, numbers = np.fromiter(pairs, dtype=np.int64).reshape(-1, 2).T
        values = (1 + np.log(np.maximum(numbers, 1))) * self._rarity[columns]
        return csr_array((values, (rows, columns)), shape=(len(counts), len(column)))


def unit_rows(matrix: csr_array) -> csr_array:
    """A sparse matrix with each row scaled to length 1; a row without entries stays as it is."""
    length = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    return (diags_array(1 / np.where(length > 0, length, 1)) @ matrix).tocsr()
