"""Results that are kept: a digest tells apart whatever differs."""

from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model.kept import NothingKept, digest_of

_TEXTS = st.lists(st.text(max_size=4), max_size=4)


@given(_TEXTS, _TEXTS)
def test_texts_have_one_digest_only_if_they_are_the_same(one: list[str], two: list[str]) -> None:
    assert (digest_of(one) == digest_of(two)) is (one == two)


def test_half_a_sign_has_a_digest() -> None:
    assert digest_of(["\ud800"]) != digest_of(["\ud801"])


def test_where_nothing_is_kept_nothing_is_found() -> None:
    kept = NothingKept()
    kept.put("a result", "digest", [1])
    assert kept.get("a result", "digest") is None
