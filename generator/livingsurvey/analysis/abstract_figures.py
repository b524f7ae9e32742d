"""Every figure of an abstract: the numbers in digits and in words, what their unit is, and the ends of ranges.

The grammar is that of English scientific prose and of no subject. What a figure says (less or more, at most or about)
is read by `figure_changes`, whether it is a result by `proposed_claims`.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from livingsurvey.analysis.flat_text import FILLER
from livingsurvey.model.figures import NUMBER_WORDS
from livingsurvey.model.formulas import find_formulas

#: What a figure is by what is written at it; what a percentage says is only known from the words around it.
Kind = Literal["factor", "orders", "percent", "points", "level", "growth", "share"]

_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand"
_NUMBER = re.compile(
    rf"(?<![\w.@^_\\'’])(?<![A-Za-z_]-)(?<!\w/)(?P<sign>(?<![%×])[-+]\s?)?"
    rf"(?P<number>\d+(?:{FILLER}?,{FILLER}?\d{{3}})*(?:\.\d+)?|\.\d+)"
)
_UNITS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "points",
        re.compile(
            r"\s{0,9}(?:(?:%|percent(?:age)?|per\s?cent)[\s-]?points?\b|p\.\s?p\.|pp(?:ts?)?\b|pts?\b|points?\b)"
        ),
    ),
    ("percent", re.compile(r"\s{0,9}(?:%|-?percent\b|per\s?cent\b|pct\b)")),
    ("factor", re.compile(r"\s{0,9}(?:×(?!\s{0,9}\d)|[xX](?![\w])|-?\s?folds?\b|-?times\b)")),
    ("orders", re.compile(r"\s{0,9}(?:full\s)?orders?[\s-]of[\s-]magnitude\b")),
)
_SCALE = re.compile(r"[\s-]?(k|K|M|B|T|thousand|million|billion|trillion)(?![A-Za-z0-9])\+?")
_GLUED = re.compile(r"[A-Za-zµ°]{1,8}(?:/[A-Za-z]+)?(?![\w-])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|D|d)\b")
_UNIT_WORD = re.compile(r"\s{1,9}([A-Za-zµ][A-Za-z0-9@/'-]*)")
_NO_UNIT = frozenset(
    """a an and are as at be been both but by can compared could did do does for from had has have if in into is it its
    less more fewer may most not of off on only or our over than that the their these this those to under up using
    versus via vs was we were when where which while with within without respectively across after before during
    faster slower higher lower better worse larger smaller different out per""".split()
)
_JOINS = re.compile(r"\s*(?:-+|~|to|up to)\s*\Z")
_COORDINATES = re.compile(r"\s*(?:,|/|,?\s*(?:and|or|vs\.?|versus))\s*\Z")
_LISTS = re.compile(
    r"\s*(?:(?:for|on|in|at)\s[^,.;()]{1,25})?(?:,\s*(?:and|or)?|/|\s(?:and|or))\s*(?:up to|[~<>])?\s*\Z"
)
_ORDERS_WORD = re.compile(
    rf"\b(?:(?P<low>{_COUNTS}|\d)\s?(?:to|or|-)\s?)?(?P<high>an?|{_COUNTS}|\d)?[\s-]+(?:full\s)?orders?[\s-]of[\s-]magnitude\b"
)
_FOLD_WORD = re.compile(
    rf"\b(?:(?P<count>{_COUNTS})[\s-]?(?:folds?|times)|(?P<many>tens|dozens|hundreds|thousands)\sof\stimes|twofold|tenfold)\b"
)
_WORD_FACTOR = re.compile(
    r"\b(?:(?P<part>(?:(?:one|a)[\s-])?(?:half|third|quarter|fifth|tenth|hundredth)(?=\s(?:of|the|as|its|their|that|less|fewer)\b)|half)"
    r"|(?P<twice>twice|thrice|doubl(?:es|ed|ing|e)|tripl(?:es|ed|ing|e)|quadruple|halv(?:es|ed|ing)))\b(?!-)",
)
_FRACTION = re.compile(r"(?<![\w./])1/(?P<below>\d{1,4})(?:rd|th)?(?![\w/.])")
_TIMES_NUMBER = re.compile(r"(?<![\w)])[x×]\s?(?P<number>\d+(?:\.\d+)?)(?![\w.]\w)")
_SHARE_WORD = re.compile(r"\b(?P<above>two|three)[\s-](?P<below>thirds|quarters)\b")
_TIME_WORD = re.compile(
    rf"\b(?P<count>{_COUNTS})[\s-](?P<unit>(?:milli|micro)?seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
)
_GROWTH = re.compile(r"(?<![\w\\])[OΘΩÕo](?:\s?\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\))")
_GROWTH_TEX = re.compile(
    r"(?:\\(?:wide)?(?:tilde|hat)\s?\{?\s?)?(?:\\(?:mathcal|mathrm|text)\s?\{?\s?)?(?:(?<![A-Za-z\\])[OΘΩ]|\\Omega|\\Theta)\}*\s*(?:\\[bB]igg?l?\s*|\\left\s*)?\("
)
_GROWTH_WORD = re.compile(
    r"\b(?:(?:near(?:ly)?|almost|sub|super)[\s-]?)?(?:poly-?)?"
    r"(?:linear|quadratic|cubic|logarithmic|polynomial|exponential)(?:ly)?\b",
)
_POWER = re.compile(r"\^|\\log")
_OF_GROWTH = re.compile(r"[\s-]{1,9}(?:time|complexity|space|memory)\b")
_GROWS = re.compile(
    r"\b(?:time|complexity|costs?|scal\w+|memory|grow\w*|increases?|runtime|overhead|space|in the (?:number|size|length))\b"
)


_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # of which none changes its length
_FACTOR_PARTS = ("half", "third", "quarter", "fifth", "tenth", "hundredth", "twice", "thrice", "doubl", "tripl", "hal")
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


class AbstractFigure(NamedTuple):
    """A figure: from ``start`` to ``end`` of a text, unit included.

    ``number`` is the place of its number alone. ``value`` is the upper end of a range whose lower end is ``low``, and
    ``None`` for formulas and for orders of magnitude that are not counted; ``signed`` whether a sign is written.
    ``formula`` is how something grows; ``joined`` whether it shares its unit with a figure before or behind it.
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
    joined: bool = False
    in_words: bool = False


def abstract_figures(text: str, flat: str) -> list[AbstractFigure]:
    """The figures of a text, in its order; none is within another.

    Args:
        text: as it was captured.
        flat: the same without LaTeX, by `flat_text`.
    """
    worded = [*_growths(text, flat), *_in_words(flat)]
    worded = _apart(worded)
    digits = [one for one in _in_digits(flat) if not any(w.start < one.end and one.start < w.end for w in worded)]
    return sorted([*worded, *_joined(digits, flat)])


def _apart(figures: list[AbstractFigure]) -> list[AbstractFigure]:
    """Without those that overlap one before them."""
    kept: list[AbstractFigure] = []
    for one in sorted(figures, key=lambda figure: (figure.start, -figure.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _growths(text: str, flat: str) -> Iterator[AbstractFigure]:
    inside: list[tuple[int, int]] = []
    for match in find_formulas(text):
        inside.append(match.span())
        if _GROWTH_TEX.search(match[0]) or (_POWER.search(match[0]) and _OF_GROWTH.match(flat, match.end())):
            yield _growth(match.start(), match.end(), text)
    for match in _GROWTH.finditer(text):
        if not any(start <= match.start() < end for start, end in inside):
            yield _growth(match.start(), match.end(), text)
    for match in _GROWTH_WORD.finditer(flat):
        if _GROWS.search(flat, match.end(), match.end() + 30) or _GROWS.search(
            flat, max(0, match.start() - 40), match.start()
        ):
            yield _growth(match.start(), match.end(), text)


def _growth(start: int, end: int, text: str) -> AbstractFigure:
    return AbstractFigure(start, end, (start, end), "growth", None, formula=text[start:end])


def _in_words(flat: str) -> Iterator[AbstractFigure]:
    lower = flat.translate(_SMALL)
    for match in _ORDERS_WORD.finditer(lower) if "magnitude" in lower else ():
        low, high = (_count(match[name]) for name in ("low", "high"))
        yield _worded(match, "orders", high, low if high else None)
    for match in _FOLD_WORD.finditer(lower) if "fold" in lower or "times" in lower else ():
        yield _worded(match, "factor", _count(match["count"] or match["many"] or match[0]))
    for match in _WORD_FACTOR.finditer(lower) if any(part in lower for part in _FACTOR_PARTS) else ():
        word = (match["part"] or match["twice"]).split("-")[-1].split()[-1]
        yield _worded(match, "factor", NUMBER_WORDS.get(word, NUMBER_WORDS["half"])[0])
    for pattern, name in ((_FRACTION, "below"), (_TIMES_NUMBER, "number")):
        for match in pattern.finditer(lower):
            yield _worded(match, "factor", float(match[name]))
    for match in _SHARE_WORD.finditer(lower):
        yield _worded(match, "share", NUMBER_WORDS[match["below"]][0])
    for match in _TIME_WORD.finditer(lower) if any(part in lower for part in _TIMES) else ():
        yield _worded(match, "level", _count(match["count"]))._replace(unit=match["unit"])


def _count(word: str | None) -> float | None:
    if not word:
        return None
    return float(word) if word.isdigit() else 1.0 if word.lower() in ("a", "an") else NUMBER_WORDS[word.lower()][0]


def _worded(match: re.Match[str], kind: Kind, value: float | None, low: float | None = None) -> AbstractFigure:
    unit = {"factor": "×", "orders": "orders of magnitude", "share": "%"}.get(kind, "")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return AbstractFigure(start, match.end(), (start, match.end()), kind, value, low, unit, in_words=True)


def _in_digits(flat: str) -> Iterator[AbstractFigure]:
    for match in _NUMBER.finditer(flat):
        value = float(match["number"].replace(",", "").replace(FILLER, ""))
        sign = (match["sign"] or "").strip()
        kind, unit, end = _unit(flat, match.end())
        if kind:
            signed = -value if sign == "-" else value
            yield AbstractFigure(match.start(), end, match.span(), kind, signed, unit=unit, signed=bool(sign))


def _unit(flat: str, at: int) -> tuple[Kind | None, str, int]:
    """What a number is by what is behind it, its unit, and where that ends; ``None`` where it is part of a name."""
    for kind, pattern in _UNITS:
        if found := pattern.match(flat, at):
            return (
                kind,
                {"points": "points", "percent": "%", "factor": "×"}.get(kind, "orders of magnitude"),
                found.end(),
            )
    scale = _SCALE.match(flat, at)
    end = scale.end() if scale else at
    if not scale and (glued := _GLUED.match(flat, at)):
        return (None, "", at) if _ORDINAL.match(glued[0]) else ("level", *_more_unit(flat, glued[0], glued.end()))
    if re.match(r"[\w/^]|-[A-Za-z]|\.\d", flat[end : end + 2]):
        return None, "", at
    return "level", *_more_unit(flat, scale[1] if scale else "", end)


def _more_unit(flat: str, unit: str, end: int) -> tuple[str, int]:
    """The unit with the noun behind it: ``GPU hours``, ``B parameters``; a noun that is no plural wants another."""
    words = [unit] if unit else []
    for _ in range(2):
        found = _UNIT_WORD.match(flat, end)
        if not found or found[1].lower() in _NO_UNIT or (words and words[-1].endswith("s")):
            break
        words, end = [*words, found[1]], found.end()
    return " ".join(words), end


def _joined(figures: list[AbstractFigure], flat: str) -> list[AbstractFigure]:
    """Figures with the units that they share, and ranges as one."""
    done: list[AbstractFigure] = []
    for one in reversed(figures):
        after = done[-1] if done else None
        gap = flat[one.end : after.start] if after else ""
        bare = one.kind == "level" and not one.unit.strip() and after is not None
        if after and _is_range(one, after, flat, bare):
            done[-1] = after._replace(start=one.start, number=(one.number[0], after.number[1]), low=one.value)
        elif after and bare and len(gap) < 12 and _COORDINATES.match(gap):
            done.append(one._replace(kind=after.kind, unit=after.unit, joined=True))
        else:
            done.append(one)
    return done[::-1]


def _is_range(one: AbstractFigure, after: AbstractFigure, flat: str, bare: bool) -> bool:
    if not (bare or one.kind == after.kind) or after.low is not None or one.value is None or after.value is None:
        return False
    gap = flat[one.end : after.start]
    if len(gap) > 12 or abs(one.value) > abs(after.value):
        return False
    before = flat[max(0, one.start - 30) : one.start].lower()
    if gap.strip() == "and":
        return before.rstrip().endswith("between")
    if not _JOINS.match(gap):
        return False
    return (
        not before.rstrip().endswith("from")
        or before.rstrip().endswith("by from")
        or after.kind == "factor"
        or "rang" in before
    )


def coordinated(figures: list[AbstractFigure], flat: str) -> list[tuple[int, int]]:
    """For each figure, where the list of figures begins and ends that it is in: ``4.7 % and 4.6 %``; else its own ends."""
    lists: list[list[AbstractFigure]] = []
    for one in figures:
        last = lists[-1][-1] if lists else None
        if last and last.kind == one.kind and _LISTS.match(flat, last.end, one.start):
            lists[-1].append(one)
        else:
            lists.append([one])
    return [(some[0].start, some[-1].end) for some in lists for _ in some]
