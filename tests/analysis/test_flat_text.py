"""Texts without their LaTeX, place for place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.flat_text import FILLER, flat_text


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        (r"$1.8\times$ faster", "1.8× faster"),
        (r"1.8\times faster", "1.8× faster"),
        ("1.8times faster", "1.8× faster"),
        ("3x cheaper", "3× cheaper"),
        (r"\textbf{41\%} of it", "41% of it"),
        (r"$\sim$3 days", "~ 3 days"),
        (r"2\(\times\) more", "2 × more"),
        ("from $5 to $6", "from ¤5 to ¤6"),
        ("12~GB of memory", "12 GB of memory"),
        ("2--4 hours", "2- 4 hours"),
    ],
)
def test_latex_is_written_as_plain_signs(text: str, flat: str) -> None:
    assert " ".join(flat_text(text).split()) == flat


def test_what_parts_thousands_stays_within_the_number() -> None:
    assert flat_text("1{,}024 tokens") == f"1{FILLER},{FILLER}024 tokens"


@given(st.text(alphabet=st.sampled_from("a1 .,$\\{}%~×-()timesapprox\n"), max_size=60) | st.text(max_size=60))
def test_every_place_stays_where_it_was(text: str) -> None:
    assert len(flat_text(text)) == len(text)
