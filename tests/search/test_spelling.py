"""How far words are apart: as others count it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.spelling import distance
from rapidfuzz.distance import OSA

WORDS = st.text(alphabet="abc😀", max_size=9) | st.text(max_size=6)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("rose", "rose", 0), ("rose", "ros", 1), ("rose", "roses", 1), ("rose", "rise", 1), ("rose", "rsoe", 1),
     ("ca", "abc", 3), ("", "", 0), ("", "rose", 4)],
)  # fmt: skip
def test_letters_are_added_dropped_changed_or_swapped(one: str, other: str, far: int) -> None:
    assert distance(one, other, 9) == distance(other, one, 9) == far


@given(WORDS, WORDS, st.integers(0, 9))
def test_the_distance_is_that_of_optimal_string_alignment(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(OSA.distance(one, other), most + 1)
