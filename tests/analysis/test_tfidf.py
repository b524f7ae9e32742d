"""Weights of terms: rare ones weigh more, stop words nothing."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.text_terms import count_terms
from livingsurvey.analysis.tfidf import TermWeights, unit_rows
from scipy.sparse import csr_array

TEXTS = ["Sparse attention for long text", "Sparse models, sparse attention", "Pruning of long-range models"]


def test_a_weight_is_the_logarithm_of_the_count_times_rarity() -> None:
    counts = [count_terms(text) for text in TEXTS]
    weights = TermWeights(counts, 1, len(counts))
    row = weights.matrix(counts)[[1], :].todense()
    value = row[0, weights.terms.index("sparse")]
    assert value == pytest.approx((1 + log(2)) * (log(4 / 3) + 1))


@pytest.mark.parametrize(
    ("least", "most", "terms"),
    [(2, 3, ["attention", "long", "models", "sparse", "sparse attention"]), (2, 1, []), (4, 9, [])],
)
def test_only_terms_of_so_many_texts_count(least: int, most: int, terms: list[str]) -> None:
    assert TermWeights([count_terms(text) for text in TEXTS], least, most).terms == terms


def test_a_text_without_known_terms_is_an_empty_row() -> None:
    weights = TermWeights([count_terms(text) for text in TEXTS], 1, 3)
    matrix = weights.matrix([count_terms("unheard"), count_terms("pruning")])
    assert (matrix.shape, matrix[[0], :].nnz, matrix[[1], :].nnz) == ((2, len(weights.terms)), 0, 1)
    assert weights.matrix([]).shape == (0, len(weights.terms))


@given(st.lists(st.lists(st.just(0.0) | st.floats(1e-3, 100), min_size=3, max_size=3), min_size=1, max_size=5))
@settings(deadline=None)
def test_rows_have_length_one_or_none(rows: list[list[float]]) -> None:
    scaled = unit_rows(csr_array(np.array(rows))).todense()
    for before, after in zip(rows, scaled, strict=True):
        length = float(np.linalg.norm(after))
        assert length == pytest.approx(1) or (length == 0 and not any(before))
