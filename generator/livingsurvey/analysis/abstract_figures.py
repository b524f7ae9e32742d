"""Every figure of an abstract: the numbers in digits and in words, what their unit is, and the ends of ranges.

The grammar is that of English scientific prose and of no subject. What a figure says (less or more, at most or about)
is read by `figure_changes`, whether it is a result by `proposed_claims`.
"""

import re
from collections.abc import Iterator

from livingsurvey.analysis.figure_span import AbstractFigure, Kind
from livingsurvey.analysis.flat_text import FILLER
from livingsurvey.analysis.worded_figures import worded_figures

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
_NAMES = {"points": "points", "percent": "%", "factor": "×", "orders": "orders of magnitude"}
_SCALE = re.compile(r"[\s-]?(k|K|M|B|T|thousand|million|billion|trillion)(?![A-Za-z0-9])\+?")
_GLUED = re.compile(r"[A-Za-zµ°]{1,8}(?:/[A-Za-z]+)?(?![\w-])")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|D|d)\b")
_UNIT_WORD = re.compile(r"\s{1,9}([A-Za-zµ][A-Za-z0-9@/'-]*)")
_NO_UNIT = frozenset(
    """a an and are as at be been both but by can compared could did do does for from had has have if in into is it its
    less more fewer may most not of off on only or our over than that the their these this those to under up using
    versus via vs was we were when where which while with within without respectively across after before during
    faster slower higher lower better worse larger smaller different out per each every who whom
    so then show shows toward towards against""".split()
)
#: What is behind a percentage that says how sure another number is.
_OF_CHANCE = re.compile(r"-?\s?(?:CI\b|CIs\b|confidence\b|credible\b)")
_MONEY = {"¤": "USD", "€": "EUR", "£": "GBP"}
_JOINS = re.compile(r"\s*(?:-+|~|to|up to)\s*\Z")
_COORDINATES = re.compile(r"\s*(?:,|/|,?\s*(?:and|or|vs\.?|versus))\s*\Z")
_LISTS = re.compile(
    r"\s*(?:(?:for|on|in|at)\s[^,.;()]{1,25})?(?:,\s*(?:and|or)?|/|\s(?:and|or))\s*(?:up to|[~<>])?\s*\Z"
)


def abstract_figures(text: str, flat: str) -> list[AbstractFigure]:
    """The figures of a text, in its order; none is within another.

    Args:
        text: as it was captured.
        flat: the same without LaTeX, by `flat_text`.
    """
    worded = worded_figures(text, flat)
    digits = [one for one in _in_digits(flat) if not any(w.start < one.end and one.start < w.end for w in worded)]
    return sorted([*worded, *_joined(digits, flat)])


def _in_digits(flat: str) -> Iterator[AbstractFigure]:
    for match in _NUMBER.finditer(flat):
        value = float(match["number"].replace(",", "").replace(FILLER, ""))
        sign = (match["sign"] or "").strip()
        kind, unit, end = _unit(flat, match.end())
        if kind and not _OF_CHANCE.match(flat, end):
            signed = -value if sign == "-" else value
            if currency := _MONEY.get(flat[max(0, match.start() - 1) : match.start()]) if kind == "level" else None:
                scale = _SCALE.match(flat, match.end())
                unit, end = f"{scale[1]} {currency}" if scale else currency, scale.end() if scale else match.end()
            yield AbstractFigure(match.start(), end, match.span(), kind, signed, unit=unit, signed=bool(sign))


def _unit(flat: str, at: int) -> tuple[Kind | None, str, int]:
    """What a number is by what is behind it, its unit, and where that ends; ``None`` where it is part of a name."""
    for kind, pattern in _UNITS:
        if found := pattern.match(flat, at):
            return kind, _NAMES[kind], found.end()
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
        bare = one.kind == "level" and not one.unit and not _is_year(one) and after is not None
        if after and _is_range(one, after, flat, bare):
            done[-1] = after._replace(start=one.start, number=(one.number[0], after.number[1]), low=one.value)
        elif after and bare and len(gap) < 12 and _COORDINATES.match(gap):
            done.append(one._replace(kind=after.kind, unit=after.unit))
        else:
            done.append(one)
    return done[::-1]


def _is_year(figure: AbstractFigure) -> bool:
    return figure.value is not None and figure.value in range(1900, 2101)


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
    """Where the list begins and ends that each figure is in, as in ``4.7 % and 4.6 %``; else its own ends."""
    lists: list[list[AbstractFigure]] = []
    for one in figures:
        last = lists[-1][-1] if lists else None
        if last and last.kind == one.kind and _LISTS.match(flat, last.end, one.start):
            lists[-1].append(one)
        else:
            lists.append([one])
    return [(some[0].start, some[-1].end) for some in lists for _ in some]
