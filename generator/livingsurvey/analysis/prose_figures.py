"""Figures in prose: the numbers of a sentence, and the claims of the papers it cites that state them.

A figure is matched by its number and by what is behind it: factors with factors, percentages and points with changes
and shares, anything else with values of the same unit. Nothing is converted.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from livingsurvey.model import Change, Claim, Paper

NUMBER = re.compile(r"(?<![\w.@/-])(\d+(?:,\d{3})*(?:\.\d+)?)(?=x\b|-fold\b|(?![\w/-]|[.,]\d))")
FACTOR = r"\s?(?:x\b|×(?!\s?\d)|-?fold\b|times\b|orders? of magnitude\b)"
SHARE = r"\s?(?:%|percent\b|per cent\b|percentage points?\b|points?\b)"
_FACTOR, _SHARE = re.compile(FACTOR), re.compile(SHARE)
_SECOND = re.compile(r"\s?(?:to|and|or|[-–])\s?(?=\d)")
_FAR = 40  # signs behind a number in which its unit is
_FACTORS, _ORDERS, _SHARES = ("factor",), ("orders",), ("change", "share", "points", "percent")


class Amount(NamedTuple):
    """A number, or the two ends of a range, from ``start`` to ``end`` of a text; ``behind`` is what says its unit."""

    start: int
    end: int
    numbers: tuple[float, ...]
    behind: str
    has_unit: bool


class StatedFigure(NamedTuple):
    """A figure of a text that claims of a paper state: from ``start`` to ``end``, the paper, their places."""

    start: int
    end: int
    paper: Paper
    places: tuple[int, ...]

    @property
    def claim(self) -> int:
        """The place of the first of the claims."""
        return self.places[0]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that state the figure."""
        return tuple(self.paper.claims[place] for place in self.places)


def figures_in(sentence: str, papers: Sequence[Paper]) -> Iterator[StatedFigure]:
    """Yield the figures of a sentence that claims of the papers it cites state, in order.

    Args:
        sentence: text, without markup.
        papers: those that it cites; of several that state a figure, the first counts.
    """
    end = 0
    for first in NUMBER.finditer(sentence) if papers else ():
        if first.start() < end:
            continue
        for amount in _readings(sentence, first):
            if stated := _stating(amount, papers):
                end = amount.end if amount.has_unit else _end_of(sentence, amount.end, *stated)
                yield StatedFigure(amount.start, end, *stated)
                break


def _readings(sentence: str, first: re.Match[str]) -> Iterator[Amount]:
    """What a number may be: the lower end of a range, or a number by itself, which shares what is behind the range."""
    join = _SECOND.match(sentence, first.end())
    second = NUMBER.match(sentence, join.end()) if join else None
    unit = _unit(sentence, first.end())
    if second and not unit:
        unit = _unit(sentence, second.end())
        behind = unit or sentence[second.end() : second.end() + _FAR]
        both = (_value(first), _value(second))
        yield Amount(first.start(), second.end() + len(unit), both, behind, has_unit=bool(unit))
        yield Amount(first.start(), first.end(), both[:1], behind, has_unit=True)
    else:
        behind = unit or sentence[first.end() : first.end() + _FAR]
        yield Amount(first.start(), first.end() + len(unit), (_value(first),), behind, has_unit=bool(unit))


def _unit(sentence: str, at: int) -> str:
    """What says that a number is a factor or a share."""
    found = _FACTOR.match(sentence, at) or _SHARE.match(sentence, at)
    return found[0] if found else ""


def _end_of(sentence: str, at: int, paper: Paper, places: Sequence[int]) -> int:
    """Where a figure ends with its claim's unit, such as a space and GB."""
    unit = paper.claims[places[0]].change.unit or ""
    return sentence.index(unit, at) + len(unit)


def _value(number: re.Match[str]) -> float:
    return float(number[1].replace(",", ""))


def _stating(amount: Amount, papers: Sequence[Paper]) -> tuple[Paper, tuple[int, ...]] | None:
    """The first paper that states an amount, and the places of the claims that do."""
    for paper in papers:
        places = tuple(place for place, claim in enumerate(paper.claims) if _states(claim.change, amount))
        if places:
            return paper, places
    return None


def _states(change: Change, amount: Amount) -> bool:
    ends = {abs(end) for end in (change.low, change.value) if end is not None}
    if not set(amount.numbers) <= ends:
        return False
    if "order" in amount.behind[:7]:
        return change.form in _ORDERS
    if _FACTOR.match(amount.behind):
        return change.form in _FACTORS
    if _SHARE.match(amount.behind):
        return change.form in _SHARES or change.unit == "%"
    named = re.match(rf"\s?{re.escape(change.unit or '')}(?![^\W\d_])", amount.behind) if change.unit else None
    return change.form not in (*_FACTORS, *_ORDERS, *_SHARES) and named is not None
