"""Arrows of a timeline: they begin and end at marks, bow upwards, and their names cover nothing."""

import re
from math import hypot

from hypothesis import assume, given
from hypothesis import strategies as st
from livingsurvey.site.topic.arrows import Arrow, Box, drawn_arrows

NUMBER = re.compile(r"-?\d+\.\d")
SPOTS = st.tuples(st.integers(20, 940), st.integers(40, 400))


def numbers(path: str) -> list[float]:
    return [float(number) for number in NUMBER.findall(path)]


@given(SPOTS, SPOTS)
def test_an_arrow_begins_and_ends_next_to_its_marks(start: tuple[int, int], end: tuple[int, int]) -> None:
    assume(hypot(start[0] - end[0], start[1] - end[1]) > 15)
    (drawn,) = drawn_arrows([Arrow(start, end, "refines")], [])
    x, y, *_ = numbers(drawn["way"])
    tip_x, tip_y, *_ = numbers(drawn["head"])
    assert hypot(x - start[0], y - start[1]) < 6.5
    assert hypot(tip_x - end[0], tip_y - end[1]) < 6.5


@given(st.integers(20, 400), st.integers(500, 940), st.booleans())
def test_a_curve_between_marks_of_a_row_bows_upwards_by_little(left: int, right: int, back: bool) -> None:
    ends = ((right, 200), (left, 200)) if back else ((left, 200), (right, 200))
    (drawn,) = drawn_arrows([Arrow(*ends, "refines")], [])
    assert 200 - 35 <= drawn["y"] < 200


@given(st.lists(st.tuples(SPOTS, SPOTS), max_size=8), st.lists(SPOTS, max_size=10))
def test_names_overlap_neither_marks_nor_each_other(
    ends: list[tuple[tuple[int, int], ...]], spots: list[tuple[int, int]]
) -> None:
    marks: list[Box] = [(x - 6, y - 7, x + 60, y + 7) for x, y in spots]
    named = [arrow for arrow in drawn_arrows([Arrow(a, b, "disputes") for a, b in ends], marks) if "x" in arrow]
    half = 5.4 * len("disputes") / 2 - 1
    boxes = [(arrow["x"] - half, arrow["y"] - 5, arrow["x"] + half, arrow["y"] + 5) for arrow in named]
    for n, one in enumerate(boxes):
        for other in (*marks, *boxes[:n]):
            assert not (one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3])


def test_two_papers_at_one_place_are_drawn_all_the_same() -> None:
    (drawn,) = drawn_arrows([Arrow((10, 10), (10, 10), "refines")], [])
    assert "nan" not in drawn["way"]


@given(st.integers(20, 400), st.integers(500, 940), st.integers(58, 90))
def test_no_arrow_crosses_the_years_above(left: int, right: int, y: int) -> None:
    (drawn,) = drawn_arrows([Arrow((right, y), (left, y), "refines")], [])
    x, start, _, pull, _, end = numbers(drawn["way"])
    assert x
    assert 0.25 * start + 0.5 * pull + 0.25 * end >= 35
    assert drawn.get("y", 44) >= 44


@given(st.integers(1, 20))
def test_many_arrows_have_no_names(count: int) -> None:
    drawn = drawn_arrows([Arrow((20, 60 + 20 * n), (900, 60 + 20 * n), "refines") for n in range(count)], [])
    assert len(drawn) == count
    assert all(("x" in arrow) is (count <= 6) for arrow in drawn)
