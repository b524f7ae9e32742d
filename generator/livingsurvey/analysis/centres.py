"""The centre of each label: the sum of the texts that have it and of its own definition.

Method: Rocchio, "Relevance feedback in information retrieval", 1971. A text is close to a label as far as it points the
way of its centre.
"""

from typing import Any

import numpy as np
from scipy.sparse import csr_array

Matrix = Any  # a dense matrix of numbers


class Centres:
    """The centres of some labels.

    Args:
        rows: the weights of the words of texts (texts x words), rows of about length 1.
        shares: how far each text has each label (texts x labels).
        defined: the weights of the words of each label's definition (labels x words), as heavy as it shall count.
    """

    def __init__(self, rows: csr_array, shares: Matrix, defined: csr_array) -> None:
        sums = (csr_array(shares.T) @ rows + defined).tocsr()
        self._sums, self._length = sums.T.tocsr(), _squares(sums)

    def similarity(self, rows: csr_array, own: Matrix | None = None) -> Matrix:
        """How close texts are to each centre (texts x labels), from 0 to 1.

        Args:
            rows: the weights of the words of the texts.
            own: of texts that are in the centres, their shares, so that each is compared with the centres without it.
        """
        close = (rows @ self._sums).toarray()
        length = np.broadcast_to(self._length, close.shape)
        if own is not None:
            square = _squares(rows)[:, None]
            length = length - 2 * own * close + own**2 * square
            close = close - own * square
        return close / np.sqrt(np.where(length > 1e-9, length, 1))


def relative(similarity: Matrix) -> Matrix:
    """Similarities as shares of the largest one of each text."""
    most = similarity.max(axis=1, keepdims=True, initial=0)
    return similarity / np.where(most > 0, most, 1)


def _squares(rows: csr_array) -> Matrix:
    return np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
