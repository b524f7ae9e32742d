"""Citations of papers in prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.model.citations import cited_keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("As [@a-paper] shows.", ("a-paper",)),
        ("Both [@a; @b] and [@c;@d].", ("a", "b", "c", "d")),
        ("Twice [@a], again [@a; @b].", ("a", "b")),
        ("Order [@z] before [@a].", ("z", "a")),
        ("Across\nlines [@a]\n\n[@b]", ("a", "b")),
        ("", ()),
    ],
)
def test_cited_keys_come_in_order_and_once_each(text: str, keys: tuple[str, ...]) -> None:
    assert cited_keys(text) == keys


@pytest.mark.parametrize(
    "text", ["a@b.example", "[a](b)", "@a", "[@]", "[@A]", "[@a b]", "[@a;]", "[@a; b]", "[ @a]", "[@a/b]", r"[\@a]"]
)
def test_what_is_not_quite_a_citation_cites_nothing(text: str) -> None:
    assert cited_keys(text) == ()


@given(
    st.lists(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True), min_size=1, max_size=6, unique=True)
)
@settings(deadline=None, max_examples=50)
def test_any_keys_cited_together_are_found(keys: list[str]) -> None:
    assert cited_keys("See [" + "; ".join(f"@{key}" for key in keys) + "].") == tuple(keys)
