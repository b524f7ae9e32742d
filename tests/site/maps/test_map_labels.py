"""The names on the map: on no mark, on no other name, and near what they name."""

from itertools import combinations, product
from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.map_layout import HEIGHT, WIDTH, distance
from livingsurvey.model import Point, Survey
from livingsurvey.site.maps.map_labels import Label, place_labels
from livingsurvey.site.maps.map_pages import area_of

Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share a part."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def hidden(label: Label, points: list[Point], radius: float) -> list[Point]:
    """The marks that a label is on."""
    return [(x, y) for x, y in points if overlap(label.box, (x - radius, y - radius, x + radius, y + radius))]


def test_names_of_the_real_map_are_on_no_mark_and_on_no_other_name(real_survey: Survey) -> None:
    places = [(area_of(real_survey, real_survey.paper[key]), at) for key, at in real_survey.layout.items()
              if key in real_survey.paper]  # fmt: skip
    numbers = {area.key: number for number, area in enumerate(real_survey.areas)}
    points = {number: [at for key, at in places if key == area] for area, number in numbers.items()}
    radius = distance(len(places)) * 0.42 * 1.25
    placed = place_labels({n: area.title for n, area in enumerate(real_survey.areas)}, points, radius)
    assert len(placed) == len(real_survey.areas)
    assert [pair for pair in combinations(placed.values(), 2) if overlap(pair[0].box, pair[1].box)] == []
    assert [label for label in placed.values() if hidden(label, [at for _, at in places], radius)] == []
    assert all(min(dist((label.x, label.y), at) for at in points[n]) < 150 for n, label in placed.items())


def test_a_name_alone_is_at_its_papers_and_one_that_gave_way_has_a_line_to_them() -> None:
    crowd = [(400.0 + x, 300.0 + y) for x, y in product(range(-120, 121, 12), range(-60, 61, 12))]
    alone, apart = place_labels({0: "Lace"}, {0: [(500.0, 300.0)]}, 5), place_labels({0: "Lace"}, {0: crowd}, 5)
    assert alone[0].to is None
    assert dist((alone[0].x, alone[0].y), (500, 300)) < 40
    assert apart[0].to in crowd
    assert hidden(apart[0], crowd, 5) == []


def test_where_no_place_is_free_a_name_hides_as_few_marks_as_can_be() -> None:
    full = [(float(x), float(y)) for x, y in product(range(0, WIDTH, 20), range(0, HEIGHT, 20))]
    (label,) = place_labels({0: "Lace"}, {0: full}, 5).values()
    assert len(hidden(label, full, 5)) <= 6


def test_a_mark_off_the_map_counts_at_its_edge() -> None:
    (label,) = place_labels({0: "Lace"}, {0: [(WIDTH + 50.0, -30.0), (-9.0, HEIGHT + 1e6)]}, 5).values()
    assert label.lines == ("Lace",)


def test_a_name_without_papers_is_not_there() -> None:
    assert place_labels({0: "Lace", 1: "Silk"}, {1: [(10.0, 10.0)], -1: [(20.0, 20.0)]}, 5).keys() == {1}


def costs(name: str, own: list[Point], others: list[Box], points: list[Point]) -> list[tuple[float, float, float]]:
    """What each place of a short name costs, all tried one by one, and the place."""
    heart = min(own, key=lambda at: sorted(dist(at, other) for other in own)[len(own) // 3])
    found = []
    for aside, down in product(range(-300, 301, 5), range(-300, 301, 5)):
        label = Label(heart[0] + aside, heart[1] + down, (name,))
        left, upper, right, lower = label.box
        on_map = left >= 4 and upper >= 4 and right <= WIDTH - 4 and lower <= HEIGHT - 4
        if on_map and not any(overlap(label.box, other) for other in others):
            found.append((hypot(aside / 2, down) + 90 * len(hidden(label, points, 5)), label.x, label.y))
    return found


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(40, 90), st.integers(20, 60)), min_size=2, max_size=12), st.integers(1, 11))
def test_no_other_place_costs_less(given_points: list[Point], first: int) -> None:
    points = [(10.0 * x, 10.0 * y) for x, y in given_points]  # as the sums are over squares of two
    own = {0: points[:first], 1: points[first:]}
    placed = place_labels({0: "Lace", 1: "Silk"}, own, 5)
    others: list[Box] = []
    for number, label in sorted(placed.items(), key=lambda one: (-len(own[one[0]]), one[0])):
        tried = costs("Lace", own[number], others, points)
        least = min(tried)[0]
        assert (label.x, label.y) in {(x, y) for cost, x, y in tried if cost == least}
        others.append(label.box)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT)), min_size=1, max_size=40), st.data())
def test_every_name_is_on_the_map_and_none_on_another(points: list[Point], data: st.DataObject) -> None:
    of = [data.draw(st.integers(0, 4)) for _ in points]
    owned = {n: [point for number, point in zip(of, points, strict=True) if number == n] for n in set(of)}
    placed = place_labels({n: f"Lace {n} and silk"[: 6 + n] for n in range(5)}, owned, 5)
    assert placed.keys() == owned.keys()
    assert all(
        b[0] >= 0 and b[1] >= 0 and b[2] <= WIDTH and b[3] <= HEIGHT for b in (one.box for one in placed.values())
    )
    assert not any(overlap(one.box, other.box) for one, other in combinations(placed.values(), 2))


@pytest.mark.parametrize(("name", "lines"), [("Lace", 1), ("Lace of the very long kind", 2)])
def test_a_long_name_may_take_two_lines(name: str, lines: int) -> None:
    column = [(500.0 + x, float(y)) for y in range(0, HEIGHT, 10) for x in (-90, 90)]
    (label,) = place_labels({0: name}, {0: [*column, (500.0, 300.0), (500.0, 301.0)] * 1}, 5).values()
    assert len(label.lines) <= lines
    assert " ".join(label.lines) == name
