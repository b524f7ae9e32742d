"""Where the names of areas are on the map: near most of their papers, on no mark, and none on another."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import ceil, dist, floor, hypot
from operator import add
from typing import NamedTuple

from livingsurvey.analysis.map_layout import HEIGHT, WIDTH
from livingsurvey.model import Point

LINE = 18  # from line to line
_LETTER = 10.0  # wide on average, at the size of the style sheet
_ABOVE, _BELOW = 14, 5  # what letters take above and below their line
_STEP = 5  # between places that are tried
_REACH = 300  # a name is no farther from its papers
_AROUND = range(-_REACH, _REACH + 1, _STEP)
_HIDDEN = 90  # so far away a name may be, rather than hide one mark more
_FAR = 40  # from there on a line leads from a name to its papers
_LOOKED_AT = 200  # points of a name
_EDGE = 4  # of the map, which stays free

#: The left, upper, right and lower edge of a rectangle.
Box = tuple[float, float, float, float]


class Label(NamedTuple):
    """A name in one line or two, its centre and first line, and where its papers are if that is far."""

    x: float
    y: float
    lines: tuple[str, ...]
    to: Point | None = None

    @property
    def box(self) -> Box:
        """Its edges."""
        half, further = _size(self.lines)
        return self.x - half, self.y - _ABOVE, self.x + half, self.y + further + _BELOW


def _size(lines: Sequence[str]) -> tuple[float, int]:
    """Half the width of a name, and how far its last line is below its first."""
    return _LETTER * max(map(len, lines)) / 2, LINE * (len(lines) - 1)


def place_labels(names: Mapping[int, str], points: Mapping[int, Sequence[Point]], radius: float) -> dict[int, Label]:
    """The label of each name that has points, the one with most points first.

    Args:
        names: by number.
        points: the marks of each number, and of any others.
        radius: of a mark.
    """
    marks = _Marks(point for of_one in points.values() for point in of_one)
    placed: dict[int, Label] = {}
    for number in sorted(names, key=lambda n: (-len(points.get(n, ())), n)):
        if own := points.get(number):
            taken = [label.box for label in placed.values()]
            placed[number] = _best(names[number], _heart(own), marks, radius, taken)
    return placed


def _heart(points: Sequence[Point]) -> Point:
    """The point around which a third of them is closest; of very many, some are looked at."""
    some = points[:: len(points) // _LOOKED_AT + 1]
    return min(some, key=lambda point: sorted(dist(point, other) for other in some)[len(some) // 3])


def _best(name: str, heart: Point, marks: "_Marks", radius: float, taken: list[Box]) -> Label:
    """The place that hides fewest marks, and of several the nearest to the heart of its papers."""
    best, least = Label(*heart, (name,)), float("inf")
    ways = [_tries(lines, heart, marks, radius, taken) for lines in _broken(name)]
    for away, aside, down in _offsets():
        if away >= least:
            break
        for tries in ways:
            across, along = tries.across.get(aside), tries.along.get(down)
            if across and along and not across.on & along.on:  # thousands of times over
                hidden = along.below[across.last] - along.above[across.last]
                hidden -= along.below[across.first] - along.above[across.first]
                if (cost := away + _HIDDEN * hidden) < least:
                    best, least = Label(heart[0] + aside, heart[1] + down, tries.lines), cost
    far = hypot(best.x - heart[0], best.y - heart[1]) > _FAR
    return best._replace(to=heart) if far else best


class _Across(NamedTuple):
    """A name so far aside: names that it may be on, a bit each, and the columns of the sums before and at its end."""

    on: int
    first: int
    last: int


class _Along(NamedTuple):
    """A name so far down: names that it may be on, a bit each, and the rows of the sums before and at its end."""

    on: int
    above: list[int]
    below: list[int]


class _Tries(NamedTuple):
    """A name in such lines, by how far aside and how far down it is; what is off the map is not there."""

    lines: tuple[str, ...]
    across: dict[int, _Across]
    along: dict[int, _Along]


def _tries(lines: tuple[str, ...], heart: Point, marks: "_Marks", radius: float, taken: list[Box]) -> _Tries:
    half, further = _size(lines)
    tries = _Tries(lines, {}, {})
    for away in _AROUND:
        left, right = heart[0] + away - half, heart[0] + away + half
        if left >= _EDGE and right <= WIDTH - _EDGE:
            on = _bits(left < end and begin < right for begin, _, end, _ in taken)
            tries.across[away] = _Across(on, *marks.columns(left, right, radius))
        upper, lower = heart[1] + away - _ABOVE, heart[1] + away + further + _BELOW
        if upper >= _EDGE and lower <= HEIGHT - _EDGE:
            on = _bits(upper < end and begin < lower for _, begin, _, end in taken)
            tries.along[away] = _Along(on, *marks.rows(upper, lower, radius))
    return tries


def _bits(said: Iterable[bool]) -> int:
    """A number with a bit for each, the first the lowest."""
    return sum(1 << n for n, one in enumerate(said) if one)


@cache
def _offsets() -> list[tuple[float, int, int]]:
    """The places to try, seen from where a name should be: names are wide, so aside is nearer than above."""
    return sorted((hypot(x / 2, y), x, y) for x in _AROUND for y in _AROUND)


@cache
def _broken(name: str) -> list[tuple[str, ...]]:
    """The name in one line, and in two that are as alike as can be."""
    words = name.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return [(name,), *sorted(pairs, key=lambda pair: max(map(len, pair)))[:1]]


class _Marks:
    """How many marks a rectangle hides, found in sums over squares, since many are tried."""

    _SQUARE = 2

    def __init__(self, points: Iterable[Point]) -> None:
        columns, rows = WIDTH // self._SQUARE + 2, HEIGHT // self._SQUARE + 2
        grid = [[0] * columns for _ in range(rows)]
        for x, y in points:
            row, column = (max(0, int(place // self._SQUARE)) + 1 for place in (y, x))
            grid[min(row, rows - 1)][min(column, columns - 1)] += 1  # what is off the map is at its edge
        self._sums = [grid[0]]
        for line in grid[1:]:
            self._sums.append(list(map(add, self._sums[-1], accumulate(line))))

    def columns(self, left: float, right: float, radius: float) -> tuple[int, int]:
        """The columns of the sums before the first mark of this radius that touches it, and of the last."""
        square = self._SQUARE
        first, last = max(0, floor((left - radius) / square)), ceil((right + radius) / square)
        return first, min(len(self._sums[0]) - 1, last)

    def rows(self, upper: float, lower: float, radius: float) -> tuple[list[int], list[int]]:
        """The rows of the sums before the first mark of this radius that touches it, and of the last."""
        square, sums = self._SQUARE, self._sums
        top, bottom = max(0, floor((upper - radius) / square)), max(0, ceil((lower + radius) / square))
        return sums[top], sums[min(len(sums) - 1, bottom)]
