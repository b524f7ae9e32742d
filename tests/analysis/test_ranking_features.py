"""Texts seen in three ways, terms written as people write them, and the ones that count most."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis import ranking_features
from livingsurvey.analysis.ranking_features import TextViews, strongest_terms, text_views
from scipy.sparse import csr_array


def _seen(*titles: str) -> TextViews:
    return text_views([(title, "") for title in titles])


def test_terms_are_written_as_they_are_written_most() -> None:
    assert set(_seen("MRI of knees", "MRI of the Knees", "mri or knees").terms) == {"knees", "MRI"}


def test_a_pair_of_neighbours_is_a_term_but_not_across_title_and_abstract() -> None:
    assert set(text_views([("wooden ships", "sail well")]).terms) == {"wooden", "ships", "wooden ships", "sail"}


def test_the_title_counts_twice_and_frequency_by_its_logarithm() -> None:
    views = text_views([("ships", "sail")])
    row = dict(zip(views.terms, views.telling.toarray()[0].tolist(), strict=True))
    assert row["ships"] / row["sail"] == pytest.approx(1 + log(2))


def test_all_words_count_in_one_view() -> None:
    views = _seen("the ships", "the houses")
    assert (views.telling.shape, views.whole.shape) == ((2, 2), (2, 5))


def test_terms_of_one_text_count_only_among_few_texts() -> None:
    many = _seen(*["wooden ships", "wooden houses"] * 6, "unheard")
    assert set(many.terms) == {"wooden", "ships", "houses", "wooden ships", "wooden houses"}


def test_texts_on_one_subject_are_near_even_without_a_shared_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking_features, "_SUBJECTS", 2)
    views = _seen(*["mast sail", "sail keel", "oven dough", "dough yeast"] * 4, "mast", "keel", "yeast")
    near = views.subjects @ views.subjects.T
    assert near[16, 17] > 0.9 > 0.1 > near[16, 18]


@given(st.lists(st.tuples(st.text(max_size=12), st.text("ab ", max_size=30)), max_size=14))
@settings(deadline=None, max_examples=60)
def test_rows_have_length_one_or_none(texts: list[tuple[str, str]]) -> None:
    views = text_views(texts)
    for rows in (views.telling.toarray(), views.whole.toarray(), views.subjects):
        assert len(rows) == len(texts)
        lengths = np.linalg.norm(rows, axis=1)
        assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths < 1e-6))
    assert views.telling.shape[1] == len(views.terms)


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
