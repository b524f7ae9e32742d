"""Where the names of areas are on the map: near most of their papers, on no mark, and none on another."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import ceil, dist, floor, hypot, inf
from typing import NamedTuple

from livingsurvey.analysis.map_layout import HEIGHT, WIDTH
from livingsurvey.model import Point

LINE = 18  # from line to line
_LETTER = 10.0  # wide on average, at the size of the style sheet
_ABOVE, _BELOW = 14, 5  # what letters take above and below their line
_STEP = 5  # between places that are tried
_REACH = 300  # a name is no farther from its papers
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
        half = _LETTER * max(map(len, self.lines)) / 2
        return self.x - half, self.y - _ABOVE, self.x + half, self.y + LINE * (len(self.lines) - 1) + _BELOW


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
    forms = [_Form(Label(*heart, lines), marks, radius) for lines in _broken(name)]
    best, least = Label(*heart, (name,)), float("inf")
    for away, x, y in _offsets():
        if away >= least:
            break
        for form in forms:
            cost = away + _HIDDEN * form.hidden(x, y)
            if cost < least and not form.meets(x, y, taken):
                best, least = Label(heart[0] + x, heart[1] + y, form.lines), cost
    far = hypot(best.x - heart[0], best.y - heart[1]) > _FAR
    return best._replace(to=heart) if far else best


@cache
def _offsets() -> list[tuple[float, int, int]]:
    """The places to try, seen from where a name should be: names are wide, so aside is nearer than above."""
    return sorted((hypot(x / 2, y), x, y) for x in _around() for y in _around())


def _around() -> range:
    return range(-_REACH, _REACH + 1, _STEP)


@cache
def _broken(name: str) -> list[tuple[str, ...]]:
    """The name in one line, and in two that are as alike as can be."""
    words = name.split()
    pairs = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return [(name,), *sorted(pairs, key=lambda pair: max(map(len, pair)))[:1]]


class _Form:
    """A name in one line or two, moved about: what is so for a column or a row of places is found once."""

    def __init__(self, label: Label, marks: "_Marks", radius: float) -> None:
        self.lines = label.lines
        self._sums = marks.sums
        self._across = {x: label._replace(x=label.x + x).box[::2] for x in _around()}
        self._down = {y: label._replace(y=label.y + y).box[1::2] for y in _around()}
        self._columns = {x: marks.columns(edges, radius) for x, edges in self._across.items() if _is_on(edges, WIDTH)}
        self._rows = {y: marks.rows(edges, radius) for y, edges in self._down.items() if _is_on(edges, HEIGHT)}

    def hidden(self, x: int, y: int) -> float:
        """How many marks it hides when moved so far; endless where it would leave the map."""
        if x not in self._columns or y not in self._rows:
            return inf
        (left, right), (upper, lower) = self._columns[x], self._rows[y]
        sums = self._sums
        return sums[lower][right] - sums[upper][right] - sums[lower][left] + sums[upper][left]

    def meets(self, x: int, y: int, taken: Iterable[Box]) -> bool:
        """Whether it would be on another name."""
        (left, right), (upper, lower) = self._across[x], self._down[y]
        return any(left < r and x < right and upper < b and y < lower for x, y, r, b in taken)


def _is_on(edges: tuple[float, ...], size: int) -> bool:
    return edges[0] >= _EDGE and edges[1] <= size - _EDGE


class _Marks:
    """How many marks a rectangle hides, found in sums over squares, since many are tried."""

    _SQUARE = 2

    def __init__(self, points: Iterable[Point]) -> None:
        columns, rows = WIDTH // self._SQUARE + 2, HEIGHT // self._SQUARE + 2
        grid = [[0] * columns for _ in range(rows)]
        for x, y in points:
            row, column = (max(0, int(place // self._SQUARE)) + 1 for place in (y, x))
            grid[min(row, rows - 1)][min(column, columns - 1)] += 1  # what is off the map is at its edge
        self.sums = [grid[0]]
        for line in grid[1:]:
            self.sums.append([above + here for above, here in zip(self.sums[-1], accumulate(line), strict=True)])

    def columns(self, edges: tuple[float, ...], radius: float) -> tuple[int, int]:
        """The columns of sums between which marks of this radius touch something with these edges."""
        return self._between(edges, radius, len(self.sums[0]))

    def rows(self, edges: tuple[float, ...], radius: float) -> tuple[int, int]:
        """The rows, in the same way."""
        return self._between(edges, radius, len(self.sums))

    def _between(self, edges: tuple[float, ...], radius: float, count: int) -> tuple[int, int]:
        first, last = edges
        return max(0, floor((first - radius) / self._SQUARE)), min(count - 1, ceil((last + radius) / self._SQUARE))
