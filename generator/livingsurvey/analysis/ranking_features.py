"""Texts as rows of weighed terms, and terms as people write them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from livingsurvey.analysis.tfidf import WORD, TermWeights, count_terms, unit_rows

_COMMON = 0.95  # share of the texts above which a term distinguishes nothing
_RARE = 2  # texts that must have a term for it to count

Array = Any  # of numbers; NumPy's own types say no more here


@dataclass(frozen=True, slots=True)
class WeighedTexts:
    """Rows of length 1 (texts x terms), and how each term is written."""

    rows: csr_array
    terms: tuple[str, ...]


def weighed_texts(texts: Sequence[str]) -> WeighedTexts:
    """Weigh the words of texts and the pairs of neighbours among them by TF-IDF.

    Args:
        texts: each of which becomes a row.
    """
    counts = [count_terms(text) for text in texts]
    least = _RARE if len(texts) > 10 else 1
    weights = TermWeights(counts, least, max(1, _COMMON * len(texts)) if len(texts) > 10 else len(texts))
    rows = unit_rows(weights.matrix(counts))
    del counts
    written = _as_written(texts)
    return WeighedTexts(rows, tuple(" ".join(written[w] for w in term.split()) for term in weights.terms))


def _as_written(texts: Sequence[str]) -> dict[str, str]:
    """How each word is written most often, by the word in lower case; in lower case where that is as often."""
    forms = Counter(word for text in texts for word in WORD.findall(text))
    written: dict[str, str] = {}
    for form, number in sorted(forms.items()):
        word = form.lower()
        if word not in written or number >= forms[written[word]]:
            written[word] = form
    return written


def strongest_terms(rows: csr_array, weights: Array, most: int) -> list[list[tuple[int, float]]]:
    """Of each row the terms that add or take most, the strongest first: their columns, and what each adds.

    Args:
        rows: texts x terms.
        weights: of each term.
        most: terms of a row.
    """
    shares = rows.data * weights[rows.indices]
    row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    some = np.flatnonzero(shares)
    strength = np.abs(shares[some])
    order = some[np.argsort(row[some] - strength / (strength.max(initial=0) + 1), kind="stable")]
    starts = np.searchsorted(row[order], np.arange(rows.shape[0] + 1))
    best = [order[start : min(start + most, end)] for start, end in pairwise(starts)]
    return [list(zip(rows.indices[b].tolist(), shares[b].tolist(), strict=True)) for b in best]
