"""The figures of an abstract that are no numbers in digits: in words, and formulas of how something grows."""

import re
from collections.abc import Iterator

from livingsurvey.analysis.figure_span import AbstractFigure, Kind
from livingsurvey.model.figures import NUMBER_WORDS
from livingsurvey.model.formulas import find_formulas

_COUNTS = "one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|hundred|thousand"
_ORDERS_WORD = re.compile(
    rf"\b(?:(?P<low>{_COUNTS}|\d)\s?(?:to|or|-)\s?)?(?P<high>an?|{_COUNTS}|\d)?[\s-]+(?:full\s)?"
    r"orders?[\s-]of[\s-]magnitude\b"
)
_FOLD_WORD = re.compile(
    rf"\b(?:(?P<count>{_COUNTS})[\s-]?(?:folds?|times)"
    r"|(?P<many>tens|dozens|hundreds|thousands)\sof\stimes|twofold|tenfold)\b"
)
_WORD_FACTOR = re.compile(
    r"\b(?:(?P<part>(?:(?:one|a)[\s-])?(?:half|third|quarter|fifth|tenth|hundredth)"
    r"(?=\s(?:of|the|as|its|their|that|less|fewer)\b)|half)"
    r"|(?P<twice>twice|thrice|doubl(?:es|ed|ing|e)|tripl(?:es|ed|ing|e)|quadruple|halv(?:es|ed|ing)))\b(?!-)",
)
_FRACTION = re.compile(r"(?<![\w./])1/(?P<below>\d{1,4})(?:rd|th)?(?![\w/.])")
_TIMES_NUMBER = re.compile(r"(?<![\w)])[x×]\s?(?P<number>\d+(?:\.\d+)?)(?![\w.]\w)")
_SHARE_WORD = re.compile(r"\b(?P<above>two|three)[\s-](?P<below>thirds|quarters)\b")
_TIME_WORD = re.compile(
    rf"\b(?P<count>{_COUNTS})[\s-](?P<unit>(?:milli|micro)?seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
)
_GROWTH = re.compile(r"(?<![\w\\])[OΘΩÕo]\s?\((?:[^()\n]|\((?:[^()\n]|\([^()\n]{0,99}\)){0,99}\)){0,99}\)")
_GROWTH_TEX = re.compile(
    r"(?:\\(?:wide)?(?:tilde|hat)\s?\{?\s?)?(?:\\(?:mathcal|mathrm|text)\s?\{?\s?)?"
    r"(?:(?<![A-Za-z\\])[OΘΩ]|\\Omega|\\Theta)\}*\s*(?:\\[bB]igg?l?\s*|\\left\s*)?\("
)
_GROWTH_WORD = re.compile(
    r"\b(?:(?:near(?:ly)?|almost|sub|super)[\s-]?)?(?:poly-?)?"
    r"(?:linear|quadratic|cubic|logarithmic|polynomial|exponential)(?:al)?(?:ly)?\b",
)
_POWER = re.compile(r"\^|\\log")
_OF_GROWTH = re.compile(r"[\s-]{1,9}(?:time|complexity|space|memory)\b")
_GROWS = re.compile(
    r"\b(?:time|complexity|costs?|scal\w+|memory|grow\w*|increases?|runtime|overhead|space"
    r"|in the (?:number|size|length))\b"
)
_SMALL = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # of which none changes its length
_FACTOR_PARTS = ("half", "third", "quarter", "fifth", "tenth", "hundredth", "twice", "thrice", "doubl", "tripl", "hal")
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


def worded_figures(text: str, flat: str) -> list[AbstractFigure]:
    """The figures in words and formulas, in the order of the text; none is within another.

    Args:
        text: as it was captured.
        flat: the same without LaTeX, by `flat_text`.
    """
    return _apart([*_growths(text, flat), *_in_words(flat)])


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
