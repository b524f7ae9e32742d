"""A figure of a text: where it is, and what is written at it."""

from typing import Literal, NamedTuple

#: What a figure is by what is written at it; what a percentage says is only known from the words around it.
Kind = Literal["factor", "orders", "percent", "points", "level", "growth", "share"]


class AbstractFigure(NamedTuple):
    """A figure: from ``start`` to ``end`` of a text, unit included.

    ``number`` is the place of its number alone. ``value`` is the upper end of a range whose lower end is ``low``, and
    ``None`` for formulas and for orders of magnitude that are not counted; ``signed`` whether a sign is written.
    ``formula`` is how something grows; ``in_words`` whether it is written in words.
    """

    start: int
    end: int
    number: tuple[int, int]
    kind: Kind
    value: float | None
    low: float | None = None
    unit: str = ""
    signed: bool = False
    formula: str | None = None
    in_words: bool = False
