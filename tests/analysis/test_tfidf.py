"""Weights of terms: rare ones weigh more, stop words nothing."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.tfidf import TermWeights, count_terms, unit_rows, weigh_terms
from livingsurvey.model import Survey
from scipy.sparse import csr_array

TEXTS = ["Sparse attention for long text", "Sparse models, sparse attention", "Pruning of long-range models"]


def test_terms_are_words_that_tell_something_and_pairs_of_neighbours() -> None:
    assert count_terms("Sparse attention is the sparse attention. A KV cache") == {
        "sparse": 2,
        "attention": 2,
        "kv": 1,
        "cache": 1,
        "sparse attention": 2,
        "attention kv": 1,
        "kv cache": 1,
    }


@pytest.mark.parametrize("text", ["", "the of and", "1 2 3", "x"])
def test_a_text_may_have_no_terms(text: str) -> None:
    assert count_terms(text) == {}


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


def test_plurals_count_as_singulars_where_asked() -> None:
    assert set(count_terms("Queries across caches, basis and loss", singular=True)) >= {
        "query",
        "cache",
        "basis",
        "loss",
    }


def test_stop_words_count_where_asked() -> None:
    assert count_terms("We prove it", common=True) == {"we": 1, "prove": 1, "it": 1, "we prove": 1, "prove it": 1}


def assert_weighed_alike(texts: list[str], least: float, most: float) -> None:
    counts = [count_terms(text) for text in texts]
    weights = TermWeights(counts, least, most)
    given, (found, terms) = weights.matrix(counts), weigh_terms(texts, least, lambda count: most)
    assert terms == weights.terms
    assert found.shape == given.shape
    for part in ("indptr", "indices", "data"):
        assert getattr(found, part).tolist() == getattr(given, part).tolist()


_WORDS = st.sampled_from(["coral", "Reef", "the", "Ärmel", "x2", "a×b", ".", "İlk", "coral-reef"])


@given(st.lists(st.lists(_WORDS, max_size=8).map(" ".join), max_size=12), st.integers(1, 3), st.integers(1, 12))
@settings(deadline=None)
def test_many_texts_are_weighed_as_one_by_one(texts: list[str], least: int, most: int) -> None:
    assert_weighed_alike(texts, least, most)


def test_texts_of_the_real_survey_are_weighed_as_one_by_one(real_survey: Survey) -> None:
    assert_weighed_alike([paper.abstract for paper in real_survey.papers] * 9, 2, 1500)


def test_terms_that_too_many_of_the_texts_have_do_not_count() -> None:
    assert weigh_terms(TEXTS, 1, lambda count: count - 1)[1] == TermWeights([*map(count_terms, TEXTS)], 1, 2).terms
