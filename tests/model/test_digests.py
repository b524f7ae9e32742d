"""A digest tells apart whatever differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model.digests import Digests, digest_of, digest_of_texts

_TEXTS = st.lists(st.text(max_size=4), max_size=4)


@given(_TEXTS, _TEXTS)
def test_texts_have_one_digest_only_if_they_are_the_same(one: list[str], two: list[str]) -> None:
    assert (digest_of_texts(one) == digest_of_texts(two)) is (one == two)


def test_half_a_sign_has_a_digest() -> None:
    assert digest_of_texts(["\ud800"]) != digest_of_texts(["\ud801"])


def test_a_text_has_the_digest_of_its_bytes() -> None:
    assert digest_of_texts(["ä", ""]) == digest_of("ä".encode(), b"")


@given(st.lists(st.binary(max_size=2), max_size=6), st.integers(0, 6), st.integers(0, 6))
def test_very_many_digests_are_what_was_added(contents: list[bytes], first: int, last: int) -> None:
    digests = [digest_of(content) for content in contents]
    many = Digests(digests[:first])
    many.add(digests[first:])
    assert list(many) == digests
    assert len(many) == len(digests)
    assert many.part(first, last) == digests[first:last]
    assert many == Digests(digests)
    assert (many == Digests(digests[:last])) is (len(digests) <= last)


@pytest.mark.parametrize("digest", ["", "ab", "x" * 32, "0" * 34])
def test_what_is_no_digest_is_an_error(digest: str) -> None:
    with pytest.raises(ValueError, match=r"digest|hexadecimal"):
        Digests([digest])
