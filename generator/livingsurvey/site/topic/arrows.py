"""Arrows between the papers of a timeline: curves that bow upwards, each with a name where that covers nothing.

Many arrows have no names, which would cover each other's lines; how they are drawn says of which kind they are.
"""

from collections.abc import Iterable
from math import hypot
from typing import Any, NamedTuple

_BOW, _HIGHEST = 0.14, 34  # of a curve above the straight line: a part of its length, and at most
_CEILING = 38  # above it are the years, which no arrow crosses
_AWAY = 6  # from the middle of a mark to where an arrow begins and ends
_HEAD, _WING = 7, 3.2  # length and half the width of the head of an arrow
_LETTER = 5.4  # the width of a letter of an arrow's name
_TALL = 6  # half the height of a name
_NAMED = 6  # arrows, of which each has a name
_ROW = 17  # the height of a row of marks, by which names near each other are found
#: Where on a curve its name may be, the best place first.
_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)

#: A place in a drawing, and a box in it: left, top, right, bottom.
Spot = tuple[float, float]
Box = tuple[float, float, float, float]


class Arrow(NamedTuple):
    """An arrow to draw: from and to which marks, and its name."""

    start: Spot
    end: Spot
    name: str


class _Curve(NamedTuple):
    """A curve with one point that pulls at it."""

    start: Spot
    pull: Spot
    end: Spot

    def at(self, part: float) -> Spot:
        """The place after a part of the way."""
        first, second, third = (1 - part) ** 2, 2 * part * (1 - part), part**2
        x, y = (first * a + second * b + third * c for a, b, c in zip(*self, strict=True))
        return x, y


def drawn_arrows(arrows: Iterable[Arrow], marks: Iterable[Box]) -> list[dict[str, Any]]:
    """Draw arrows, in their order: ``way`` and ``head`` of each as paths of SVG, and where its name is, if anywhere.

    Args:
        arrows: between different places.
        marks: what names must not cover.
    """
    taken: dict[int, list[Box]] = {}
    for box in marks:
        _take(taken, box)
    drawn = list(arrows)
    return [_drawn(arrow, taken, _PLACES if len(drawn) <= _NAMED else ()) for arrow in drawn]


def _drawn(arrow: Arrow, taken: dict[int, list[Box]], places: tuple[float, ...]) -> dict[str, Any]:
    curve = _curve(arrow.start, arrow.end)
    (x, y), tip = curve.at(0.0), curve.end
    back = _towards(tip, curve.pull, _HEAD)
    across = (_WING * (back[1] - tip[1]) / _HEAD, _WING * (tip[0] - back[0]) / _HEAD)
    wings = [(back[0] + side * across[0], back[1] + side * across[1]) for side in (1, -1)]
    drawn = {
        "way": f"M{x:.1f} {y:.1f}Q{curve.pull[0]:.1f} {curve.pull[1]:.1f} {back[0]:.1f} {back[1]:.1f}",
        "head": f"M{tip[0]:.1f} {tip[1]:.1f}L" + "L".join(f"{wing[0]:.1f} {wing[1]:.1f}" for wing in wings) + "Z",
    }
    for part in places:
        box = _box(curve.at(part), arrow.name)
        if box[1] >= _CEILING and not any(_overlap(box, other) for row in _rows(box) for other in taken.get(row, ())):
            _take(taken, box)
            middle = curve.at(part)
            return drawn | {"x": round(middle[0]), "y": round(middle[1])}
    return drawn


def _curve(start: Spot, end: Spot) -> _Curve:
    """The curve between two marks, which bows upwards, or to the left where it goes straight up."""
    across, down = end[0] - start[0], end[1] - start[1]
    bow = 2 * min(_BOW, _HIGHEST / (hypot(across, down) or 1.0))  # a curve goes half as far as what pulls at it
    side = -1 if across > 0 else 1
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    pull = (middle[0] - side * bow * down, max(middle[1] + side * bow * across, 2 * _CEILING - middle[1]))
    return _Curve(_towards(start, pull, _AWAY), pull, _towards(end, pull, _AWAY))


def _towards(one: Spot, other: Spot, far: float) -> Spot:
    """A place so far from one on the way to another."""
    long = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
    return one[0] + (other[0] - one[0]) * far / long, one[1] + (other[1] - one[1]) * far / long


def _box(middle: Spot, name: str) -> Box:
    half = _LETTER * len(name) / 2
    return middle[0] - half, middle[1] - _TALL, middle[0] + half, middle[1] + _TALL


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rows(box: Box) -> range:
    return range(int(box[1] // _ROW), int(box[3] // _ROW) + 1)


def _take(taken: dict[int, list[Box]], box: Box) -> None:
    for row in _rows(box):
        taken.setdefault(row, []).append(box)
