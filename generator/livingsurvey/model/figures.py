"""Figures of claims: the numbers that a sentence states, and what a change of each form may be.

All of it is tables, which the page for corrections takes to the browser: there and here the same is checked.
"""

import re
from functools import lru_cache
from typing import NamedTuple

NUMBER_IN_TEXT = r"\d[\d,]*(?:\.\d+)?|\.\d+"
#: Numbers in words, as abstracts write them; «five-fold» and «fivefold» are both five.
NUMBER_WORDS: dict[str, tuple[float, ...]] = {
    "half": (2, 50, 0.5), "halves": (2, 50), "halved": (2, 50), "halving": (2, 50), "one": (1,), "two": (2,),
    "twice": (2,), "double": (2,), "doubles": (2,), "doubled": (2,), "doubling": (2,), "twofold": (2,),
    "three": (3,), "thrice": (3,), "triple": (3,), "triples": (3,), "tripled": (3,), "tripling": (3,),
    "threefold": (3,), "third": (3, 33, 33.3), "thirds": (66, 66.7, 67), "four": (4,), "fourfold": (4,),
    "quarter": (4, 25), "quarters": (75,), "quadruple": (4,), "five": (5,), "fivefold": (5,), "fifth": (5, 20),
    "six": (6,), "sixfold": (6,), "seven": (7,), "sevenfold": (7,), "eight": (8,), "eightfold": (8,), "nine": (9,),
    "ninefold": (9,), "ten": (10,), "tenfold": (10,), "tenth": (10,), "tens": (10,), "eleven": (11,), "twelve": (12,),
    "dozen": (12,), "dozens": (12,), "fifteen": (15,), "sixteen": (16,), "twenty": (20,), "thirty": (30,),
    "forty": (40,), "fifty": (50,), "sixty": (60,), "seventy": (70,), "eighty": (80,), "ninety": (90,),
    "hundred": (100,), "hundreds": (100,), "hundredth": (100,), "hundredfold": (100,), "thousand": (1000,),
    "thousands": (1000,), "thousandfold": (1000,), "million": (1e6,), "billion": (1e9,), "trillion": (1e12,),
    "zero": (0,), "no": (0,), "without": (0,), "all": (100,),
}  # fmt: skip
#: How many orders of magnitude a text says, as a pattern: the word or number in front, and the other end of a range.
ORDERS_IN_TEXT = r"(?:(\w+)\s*(?:to|or|-|–)\s*)?(\w+)[\s~-]+(?:full\s+)?orders?[\s~-]+of[\s~-]+magnitude"
_WORD = re.compile(r"[a-z]+")
_DIGITS = re.compile(NUMBER_IN_TEXT)
_ORDERS = re.compile(ORDERS_IN_TEXT, re.IGNORECASE)


class Limits(NamedTuple):
    """What a change of a form may be: its unit (a pattern), what it must be above, and the least it can be."""

    unit: str = ""
    above: float | None = None
    least: float | None = None


class Parts(NamedTuple):
    """Which parts of a change a form must have, and which it cannot have."""

    needed: tuple[str, ...] = ("value", "unit")
    none: tuple[str, ...] = ("to", "instead_of")


#: What belongs to each form of a change. Orders of magnitude need no number: a sentence may not count them.
FORM_PARTS = {
    "factor": Parts(),
    "orders": Parts(needed=("unit",)),
    "change": Parts(),
    "points": Parts(),
    "percent": Parts(),
    "share": Parts(),
    "level": Parts(),
    "growth": Parts(needed=("to",), none=("value", "low", "unit")),
}
#: The forms of which a direction is said; of others, the number says it.
DIRECTED = ("factor", "orders", "growth")
#: By form; those that are not here have no limits.
CHANGE_LIMITS = {
    "factor": Limits(unit="^×$", above=1),
    "orders": Limits(unit="^orders of magnitude$", above=0),
    "change": Limits(unit="^%", least=-100),
    "percent": Limits(unit="^%$", least=-100),
    "share": Limits(unit="^%", least=0),
}


def states(quote: str, value: float) -> bool:
    """Return whether a quotation states a number, in digits or in words, whatever its sign.

    A share may be stated as a multiple of the baseline: 3 times is 300 percent.
    """
    wanted = abs(value)
    return any(abs(wanted - number) <= 1e-9 * max(1.0, wanted) for number in _stated(quote))


@lru_cache(maxsize=1 << 14)
def _stated(quote: str) -> frozenset[float]:
    """The numbers that a quote states; each also as a percentage, since a share is one of the baseline."""
    digits = {float(n.replace(",", "")) for n in _DIGITS.findall(quote.replace("{,}", ","))}
    spelt = {number for word in _WORD.findall(quote.lower()) for number in NUMBER_WORDS.get(word, ())}
    return frozenset(digits | spelt | {100 * number for number in digits})


@lru_cache(maxsize=1 << 10)
def _orders(quote: str) -> frozenset[float]:
    """How many orders of magnitude a quote says: «an order» is one."""
    said = [word.lower() for found in _ORDERS.finditer(quote) for word in found.groups() if word]
    spelt = {number for word in said for number in ((1,) if word in ("a", "an") else NUMBER_WORDS.get(word, ()))}
    return frozenset(spelt | {float(word) for word in said if word.isascii() and word.isdigit()})


def states_orders(quote: str, value: float | None) -> bool:
    """Return whether a quotation states so many orders of magnitude; any, where there is no ``value``."""
    return value in _orders(quote) if value is not None else "of magnitude" in " ".join(quote.split()).lower()


def misformed(form: str, value: float | None, low: float | None, unit: str | None) -> tuple[str, str] | None:
    """Say what of a change cannot be: the part, and the limit that it breaks.

    Args:
        form: of the change.
        value: the number; of a range its upper end.
        low: the lower end of a range.
        unit: of both.

    Returns:
        ``low``, ``value`` or ``unit``, and ``above``, ``least``, ``unit`` or ``range``; ``None`` where all is well.
    """
    limits = CHANGE_LIMITS.get(form, Limits())
    for name, end in (("low", low), ("value", value)):
        if end is not None and limits.above is not None and end <= limits.above:
            return name, "above"
        if end is not None and limits.least is not None and end < limits.least:
            return name, "least"
    if not re.search(limits.unit, unit or ""):
        return "unit", "unit"
    return ("low", "range") if low is not None and value is not None and abs(low) > abs(value) else None
