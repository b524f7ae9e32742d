"""A digest tells apart whatever differs."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model.digests import digest_of, digest_of_texts

_TEXTS = st.lists(st.text(max_size=4), max_size=4)


@given(_TEXTS, _TEXTS)
def test_texts_have_one_digest_only_if_they_are_the_same(one: list[str], two: list[str]) -> None:
    assert (digest_of_texts(one) == digest_of_texts(two)) is (one == two)


def test_half_a_sign_has_a_digest() -> None:
    assert digest_of_texts(["\ud800"]) != digest_of_texts(["\ud801"])


def test_a_text_has_the_digest_of_its_bytes() -> None:
    assert digest_of_texts(["ä", ""]) == digest_of("ä".encode(), b"")
