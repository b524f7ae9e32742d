"""The terms of a text: words and pairs of neighbours, but for those that tell nothing."""

import pytest
from livingsurvey.analysis.text_terms import count_terms


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


def test_plurals_count_as_singulars_where_asked() -> None:
    assert set(count_terms("Queries across caches, basis and loss", singular=True)) >= {
        "query",
        "cache",
        "basis",
        "loss",
    }


def test_stop_words_count_where_asked() -> None:
    assert count_terms("We prove it", common=True) == {"we": 1, "prove": 1, "it": 1, "we prove": 1, "prove it": 1}
