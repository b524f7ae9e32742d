"""How a text is made: the marks of its title, and what it says that it does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.text_signs import SignWeights, deed_signs, title_signs, title_words


@pytest.mark.parametrize(
    ("title", "signs"),
    [
        ("Do Cats Purr?", {"?", "no colon", "first do"}),
        ("PurrBench: A Test", {":", "one word before the colon", "begins test", "after the colon test"}),
        ("On Cats: Why", {"words before the colon", "begins why"}),
        ("", {"no colon"}),
    ],
)
def test_how_a_title_is_made(title: str, signs: set[str]) -> None:
    assert signs <= set(title_signs(title))


def test_the_words_of_a_title_include_stop_words_and_endings() -> None:
    assert {"of", "cat", "purrbench", "…bench"} <= set(title_words("Of PurrBench cats"))


def test_what_a_text_says_that_it_does() -> None:
    signs = deed_signs("Cats purr. This paper reviews why. In it we prove two theorems.")
    assert {"does reviews", "does prove", "two theorem"} <= set(signs)
    assert "cat" not in signs


def test_each_kind_of_sign_weighs_the_same_however_long_the_text() -> None:
    texts = [("Cats: a review", "We review cats."), ("Rockets: a review", "We review rockets. " * 20)]
    rows = SignWeights(texts).learnt
    lengths = np.sqrt(rows.multiply(rows).sum(axis=1))
    assert lengths == pytest.approx([lengths[0]] * 2)


def test_signs_that_no_text_had_weigh_nothing() -> None:
    assert SignWeights([("Cats", "We purr.")]).rows([("日本", "語")]).toarray()[0].max() <= 0.5


@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=4))
def test_any_text_has_a_row(texts: list[tuple[str, str]]) -> None:
    assert SignWeights(texts).rows(texts).shape[0] == len(texts)
