"""Text as data: white space folded, hidden signs dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.model.text import clean, visible


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain text", "plain text"),
        ("two  spaces", "two spaces"),
        ("a\tb\r\nc\u2028d\x85e", "a b c d e"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        (" kept at the ends ", " kept at the ends "),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_text_is_one_line_of_visible_signs(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_visible_text_keeps_its_lines() -> None:
    assert visible("a\n  b\u202e") == "a\n  b"


@given(st.text())
def test_cleaning_any_text_gives_one_line(text: str) -> None:
    assert len(clean(text).splitlines()) <= 1
    assert "  " not in clean(text)


def test_no_sign_that_prints_is_dropped_or_folded() -> None:
    printed = "".join(filter(str.isprintable, map(chr, range(0x110000))))
    assert clean(f"{printed}\x00") == printed  # what has a hidden sign is looked through, so that all is
