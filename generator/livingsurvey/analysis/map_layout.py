"""The position of each included paper on the map, so that similar papers are close together.

Whoever comes back should find a paper where it was. So places are kept in a file of the survey, written by
``survey layout``; a build moves none of them, and puts a paper that is not there yet between those it resembles.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, cos, floor, sin, sqrt
from typing import Any

from livingsurvey.model import Point, Status, Survey

#: The size of the map, and how much of its edge stays free.
WIDTH, HEIGHT = 1000, 680
EDGE = 24

_NEAREST = 5  # placed papers that a new one is put between
_FULL = 0.42  # of the map, so much is given to marks: the more papers, the smaller they are
_WIDEST = 13.0  # apart, at most
_TURN = 2.399963  # the golden angle: points along it fill a disc evenly
_STEP = 0.4  # of the distance of two marks: how dense the steps of the spiral are
_SQUARE = 20  # side of the squares whose free places are counted
_FIRST_STEPS, _MOST_STEPS = 64, 8192  # of the spiral, that are tried at once

Near = Sequence[Mapping[int, float]]


def place(survey: Survey, near: Near) -> dict[str, Point]:
    """The place of each included paper: as noted, else among its nearest. No place that is noted ever moves.

    Args:
        survey: the papers, and the places noted for them.
        near: for each paper (by position) the nearest ones and their similarity.
    """
    included = _included(survey)
    if not included:
        return {}
    noted = {key: survey.layout[key] for key in included.values() if key in survey.layout}
    if not noted:
        return arrange(survey, near, epochs=40)  # a new survey: good enough to be looked at
    return noted | _settle(_wanted(included, noted, near), noted.values(), distance(len(included)))


def arrange(survey: Survey, near: Near, epochs: int = 400) -> dict[str, Point]:
    """A new layout of all included papers, turned so that it is as close as can be to the one noted."""
    from livingsurvey.analysis.embedding import embed, fit

    included = _included(survey)
    order = {n: row for row, n in enumerate(included)}
    links = [(order[n], order[m], score) for n in included for m, score in near[n].items() if m in order]
    noted = {row: survey.layout[key] for row, key in enumerate(included.values()) if key in survey.layout}
    points = fit(embed(links, len(included), epochs), noted, (WIDTH, HEIGHT), EDGE)
    return _settle(zip(included.values(), points, strict=True), (), distance(len(included)))


def distance(papers: int) -> float:
    """How far apart the marks of so many papers are at least."""
    return round(min(_WIDEST, sqrt(_FULL * WIDTH * HEIGHT / max(1, papers))), 2)


def _included(survey: Survey) -> dict[int, str]:
    return {n: paper.key for n, paper in enumerate(survey.papers) if paper.status == Status.INCLUDED}


def _wanted(included: Mapping[int, str], noted: Mapping[str, Point], near: Near) -> Iterable[tuple[str, Point]]:
    """Papers without a place, and the middle of the placed ones that each resembles most, weighted by how much."""
    for n, key in included.items():
        if key in noted:
            continue
        known = [(noted[included[m]], score) for m, score in near[n].items() if included.get(m) in noted][:_NEAREST]
        total = sum(score for _, score in known)
        yield (
            key,
            (
                (sum(x * score for (x, _), score in known) / total, sum(y * score for (_, y), score in known) / total)
                if total > 0
                else (WIDTH / 2, HEIGHT - EDGE)
            ),
        )


def _settle(wanted: Iterable[tuple[str, Point]], taken: Iterable[Point], apart: float) -> dict[str, Point]:
    """Put each at the free place nearest to where it is wanted, in this order."""
    wanted = list(wanted)
    if not wanted:
        return {}
    ground = _Ground(apart)
    for point in taken:
        ground.take(point)
    return {key: ground.take(ground.free_place(*point)) for key, point in wanted}


class _Ground:
    """Which places of the map are free, in whole units, so that the file of places stays small.

    Places ever farther from a point are tried along a spiral. Squares of the map without a free place are passed over,
    so that the work does not grow with how many papers are wanted at one point.
    """

    def __init__(self, apart: float) -> None:
        import numpy as np

        self._apart = apart
        self._free = np.zeros((WIDTH + _SQUARE, HEIGHT + _SQUARE), dtype=bool)
        self._free[EDGE : WIDTH - EDGE + 1, EDGE : HEIGHT - EDGE + 1] = True
        self._spiral = np.zeros((0, 2))
        self._tried: dict[Point, int] = {}  # steps from points at which nothing is free any more
        self._left = self._free_in(0, WIDTH + _SQUARE, 0, HEIGHT + _SQUARE)
        corners = (np.arange(size) * _SQUARE for size in self._left.shape)
        self._corner = np.stack(np.meshgrid(*corners, indexing="ij"), axis=-1)

    def take(self, point: Point) -> Point:
        """Take a place: no other is free that is too close to it."""
        import numpy as np

        (left, right), (top, bottom) = (self._around(at, size) for at, size in zip(point, (WIDTH, HEIGHT), strict=True))
        across, down = np.arange(left, right) - point[0], np.arange(top, bottom) - point[1]
        far = across[:, None] ** 2 + down[None, :] ** 2 >= self._apart**2
        self._free[left:right, top:bottom] &= far
        first, last, upper, lower = left // _SQUARE, -(-right // _SQUARE), top // _SQUARE, -(-bottom // _SQUARE)
        self._left[first:last, upper:lower] = self._free_in(
            first * _SQUARE, last * _SQUARE, upper * _SQUARE, lower * _SQUARE
        )
        return point

    def free_place(self, x: float, y: float) -> Point:
        """The first free place along the spiral around a point; the nearest one on the map where none is free."""
        import numpy as np

        start, size = self._tried.get((x, y)) or self._first_step(x, y), _FIRST_STEPS
        while len(steps := self._steps(start, start + size)):
            places = np.rint(np.add(steps, (x, y))).astype(np.int64)
            inside = np.flatnonzero(((places >= 0) & (places <= (WIDTH, HEIGHT))).all(axis=1))
            free = inside[self._free[places[inside, 0], places[inside, 1]]]
            if len(free):
                self._tried[x, y] = start + int(free[0])
                return int(places[free[0], 0]), int(places[free[0], 1])
            start, size = start + size, min(2 * size, _MOST_STEPS)
        return round(min(max(x, EDGE), WIDTH - EDGE)), round(min(max(y, EDGE), HEIGHT - EDGE))

    def _around(self, at: float, size: int) -> tuple[int, int]:
        """The first place along one side that may be too close, and what is behind the last."""
        return min(max(0, floor(at - self._apart)), size), min(max(0, ceil(at + self._apart) + 1), size + 1)

    def _free_in(self, left: int, right: int, top: int, bottom: int) -> Any:
        """How many places are free in each square of a part of the map."""
        part = self._free[left:right, top:bottom]
        across, down = part.shape[0] // _SQUARE, part.shape[1] // _SQUARE
        whole = part[: across * _SQUARE, : down * _SQUARE].reshape(across, _SQUARE, down, _SQUARE)
        return whole.sum(axis=(1, 3))

    def _first_step(self, x: float, y: float) -> int:
        """The first step of the spiral that can lead into a square with a free place."""
        import numpy as np

        corner = self._corner[self._left > 0]
        if not len(corner):
            return self._last_step()
        outside = np.maximum(0, np.maximum(corner - (x, y), (x, y) - (corner + _SQUARE)))
        away = float(np.sqrt((outside**2).sum(axis=1).min())) - 2  # a step is rounded to whole units
        return int((max(0.0, away) / (_STEP * self._apart)) ** 2)

    def _steps(self, start: int, end: int) -> Any:
        """Some steps of the spiral, from its middle; none where all of the map is behind them."""
        import numpy as np

        last = self._last_step()
        if start < last and (known := len(self._spiral)) < (needed := min(end, last)):
            more = range(known, min(last, max(needed, 2 * known)))
            radius = [_STEP * self._apart * sqrt(n) for n in more]
            sides = [(r * cos(n * _TURN), r * sin(n * _TURN)) for n, r in zip(more, radius, strict=True)]
            self._spiral = np.concatenate([self._spiral, np.array(sides).reshape(-1, 2)])
        return self._spiral[start : min(end, last)]

    def _last_step(self) -> int:
        """The step of the spiral behind which nothing is on the map, whichever of its points is in the middle."""
        return int(((WIDTH + HEIGHT) / (_STEP * self._apart)) ** 2)
