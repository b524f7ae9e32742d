"""The position of each included paper on the map, so that similar papers are close together.

Whoever comes back should find a paper where it was. So places are kept in a file of the survey, written by
``survey layout``; a build moves none of them, and puts a paper that is not there yet between those it resembles.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, sin, sqrt

from livingsurvey.model import Point, Status, Survey

#: The size of the map, and how much of its edge stays free.
WIDTH, HEIGHT = 1000, 680
EDGE = 24

_NEAREST = 5  # placed papers that a new one is put between
_FULL = 0.42  # of the map, so much is given to marks: the more papers, the smaller they are
_WIDEST = 13.0  # apart, at most
_TURN = 2.399963  # the golden angle: points along it fill a disc evenly

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
    ground = _Ground(apart)
    for point in taken:
        ground.take(point)
    settled = {}
    for key, (x, y) in wanted:
        settled[key] = ground.take(next(filter(ground.is_free, _around(x, y, apart))))
    return settled


def _around(x: float, y: float, apart: float) -> Iterable[Point]:
    """Places ever farther from one, on the map, in whole units, so that the file of places stays small."""
    number = 0
    while True:
        radius = 0.4 * apart * sqrt(number)
        found = round(x + radius * cos(number * _TURN)), round(y + radius * sin(number * _TURN))
        if EDGE <= found[0] <= WIDTH - EDGE and EDGE <= found[1] <= HEIGHT - EDGE:
            yield found
        number += 1


class _Ground:
    """The places taken, in squares of one distance, so that only neighbours are asked."""

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._squares: dict[tuple[int, int], list[Point]] = {}

    def take(self, point: Point) -> Point:
        """Take a place."""
        self._squares.setdefault(self._square(point), []).append(point)
        return point

    def is_free(self, point: Point) -> bool:
        """Return whether no mark is too close."""
        column, row = self._square(point)
        near = (self._squares.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return all((x - point[0]) ** 2 + (y - point[1]) ** 2 >= self._apart**2 for points in near for x, y in points)

    def _square(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self._apart), int(point[1] // self._apart)
