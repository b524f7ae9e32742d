"""What the words around a figure say of it: less or more, at most or on average, a difference or a value of its own.

Rules of English, read from the words nearest to the figure: those behind it up to the end of its phrase, and those in
front of it back to the beginning of its sentence.
"""

import math
import re
from typing import NamedTuple

from livingsurvey.analysis.figure_span import AbstractFigure
from livingsurvey.model import Change, Way
from livingsurvey.model.figures import misformed

_LESS = (
    r"(?:reduc|decreas|lower(?!-)|sav(?:e|ing)|cut(?:s|ting)?\b|shrink|shrunk|drop|declin|less\b|fewer\b|smaller\b"
    r"|shorter\b|cheaper\b|lighter\b|compress|prun|remov|eliminat|discard|diminish|degrad|los[se]|worse|fall|fell"
    r"|minimi|mitigat|decay|underperform|lag|trim|deteriorat|shorten|curtail|alleviat)"
)
_MORE = (
    r"(?:increas|higher\b|more\b|greater\b|larger\b|rais|ris(?:e|ing)|grow|grew|boost|exceed|surpass|outperform|gain"
    r"|longer\b|expand|extend|beat|additional|extra\b|climb|taller\b|slower\b|bigger\b|wider\b|advanc|uplift"
    r"|deeper\b|lead(?:s|ing)?\s+over|win)"
)
_BETTER = r"(?:improv|better\b|faster\b|speed|accelerat|enhanc|superior|quicker\b)"
_WAY_WORD = re.compile(rf"(?<![a-z])(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<better>{_BETTER}))[a-z]*")
#: What is between a verb and its number, as its bound.
_HEDGE = (
    r"(?:\s(?:up\s+to|over|about|around|more\s+than|nearly|almost|roughly|an?|at\s+least|approximately))*\s*[~<>]?\s*\Z"
)
_BOUND_WORDS = re.compile(
    r"\b(?:up to|(?:more|less|fewer|higher|lower|greater|larger|smaller|better) than|no more|no less)\b(?=\s?[\d.~<>])"
)
_REMOVES = re.compile(rf"(?<![a-z]){_LESS}[a-z]*{_HEDGE}")
_TAKES = re.compile(rf"\b(?:reduc|sav|cut|lower|decreas)[a-z]*{_HEDGE}")
_KEEPS = re.compile(rf"\b(?:maintain|preserv|retain|keep|recover)\w*{_HEDGE}")
_REMOVES_SOME = re.compile(rf"{_LESS}[a-z]*\s(?:[a-z-]+\s){{0,2}}[~<>]?\s*\Z")
_IS_LESS_THAN = re.compile(r"(?:less|fewer|lower|smaller) than\s*\Z")
_PHRASE_END = re.compile(
    r"[,;:()\[\]]|\.\s"
    r"|\b(?:while|but|whereas|with|without|compared|than|when|using|via|across|by|over|for|on|in|to)\b"
    r"|\b(?:and|or)\b(?!\s[~<>]?\s?[\d.])"
)
_BY = re.compile(
    r"\bby(?:\s+(?:up\s+to|at\s+(?:least|most)|as\s+much\s+as|about|around|over|more\s+than|nearly|almost|roughly"
    r"|approximately|an?|average|of|on|the|some|only|merely|just|from|a\s+factor\s+of))*\s*[~<>(]?\s*\Z"
)
_NOUN = re.compile(
    r"\b(?:reductions?|decreases?|drops?|declines?|savings?|loss|cut|increases?|gains?|improvements?|boosts?|speed-?ups?"
    r"|growth|rise|raise|advantage|lead|margin|differences?)\s(?:[a-z-]+\s){0,6}?"
    r"(?:of|by|in the range of|is|was|are|were)\s(?:[a-z]+\s){0,3}?[(~<>]?\s*\Z"
    r"|\b(?:reduc|increas|improv|lower|decreas|boost|sav)[a-z]+\s(?:[a-z-]+\s){1,5}\([^()]{0,20}\Z"
)
_OF = re.compile(r"\s*(?:of|for|from|as)\b")
_TO = re.compile(
    r"(?:(?<!up )(?<!close )\bto|\breach(?:es|ing)?|\bat|\bas)\s+"
    r"(?:(?:only|just|about|around|nearly|over|less\s+than|as\s+low\s+as|merely)\s+)*\Z"
)
_KEPT = re.compile(
    r"\b(?:us(?:es?|ing)|only|just|mere(?:ly)?|with|requir\w+|need\w*|retain\w*|maintain\w*|preserv\w*|keep\w*"
    r"|achiev\w*|incur\w*|to|than|recover\w*|take\w*|on|attain\w*|reach\w*|consum\w*|updat\w*|train\w*)"
    r"\W+(?:\w+\W+){0,3}\Z"
)
#: What is better when there is more of it, whatever it is made of: so is the efficiency of what costs.
_YIELD = re.compile(
    r"\b(?:efficien|throughput|accura|perform|effective|quality|score|speed|faster|utili[sz]ation|precision|recall)"
)
_POINTS = re.compile(r"\babsolute\b|\bpoints?\b")
_RELATIVE = re.compile(r"\brelative(?:ly)?\b")


def _bound(front: str, behind: str = r"(?!)") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of what says a bound right in front of a number, and behind it."""
    return re.compile(rf"(?:{front})\s*[(~]?\s*(?:an?\s+|only\s+)?\Z"), re.compile(behind)


_BOUNDS = {
    "average": _bound(r"\b(?:averag\w+|mean)\b[^.;,]{0,25}", r"[^.;,\d]{0,40}\bon average\b|\s*(?:average|mean)\b"),
    "up to": _bound(
        r"\bup\s?to|\bas\s+(?:much|many|high|large|low|little|few|fast)\s+as|\bat\s+(?:most|best)"
        r"|\bmaxim\w+(?:\s\w+){0,2}\s?of",
        r"\s*at most\b",
    ),
    "less than": _bound(
        r"\b(?:less|fewer|lower|smaller)\s+than|\bunder|\bbelow|\bwithin|<", r"\s*or\s(?:less|fewer)\b"
    ),
    "at least": _bound(
        r"\bat\s+least|\bno\s+(?:less|fewer)\s+than|\bminim\w+\s+of|\bexceed\w*",
        r"\+|\s*or\s(?:more|higher|greater|better)\b",
    ),
    "more than": _bound(r"\b(?:more|greater|higher|larger|better)\s+than|\bover|\babove|\bbeyond|\bsurpass\w*|>"),
    "about": _bound(
        r"\b(?:about|around|approximately|approx\.|roughly|nearly|almost|close\s+to|some|circa|ca\.|near)|~"
    ),
}


_NEAR = 90  # signs in front of a figure in which its own words are


class WordsAround(NamedTuple):
    """A sentence in small letters without LaTeX, and where in it the figure is."""

    sentence: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What is in front of the figure, as far as it may matter."""
        return self.sentence[max(0, self.start - _NEAR) : self.start]

    @property
    def after(self) -> str:
        """The rest of the figure's own phrase."""
        ends = _PHRASE_END.search(self.sentence, self.end)
        return self.sentence[self.end : ends.start() if ends else self.end + _NEAR]


def bound_of(words: WordsAround) -> str | None:
    """What a sentence says of a number, such as ``up to`` or ``average``, as changes call it."""
    behind = words.sentence[words.end : words.end + 60]
    found = (name for name, (front, back) in _BOUNDS.items() if front.search(words.before) or back.match(behind))
    return next(found, None)


def way_of(words: WordsAround) -> tuple[str | None, bool]:
    """Which way a figure goes: ``less``, ``more`` or ``better``, and whether the words are at the figure itself.

    The words behind it come first, as in ``by using 40 % fewer``, unless ``by`` joins it to a verb in front of it.
    """
    by = _BY.search(words.before) is not None
    behind = _WAY_WORD.search(words.after[:60])
    front = list(
        _WAY_WORD.finditer(_BOUND_WORDS.sub(" ", words.sentence[max(0, words.start - 240) : words.start] + "1"))
    )
    if behind and not (by and front):
        return behind.lastgroup, True
    return (front[-1].lastgroup, by) if front else (None, False)


def form_of(figure: AbstractFigure, words: WordsAround) -> str:
    """The form of a change, where ``signed`` is a percentage of which the measure says whether it is of a score."""
    if figure.kind in ("factor", "orders", "growth", "share"):
        return figure.kind
    way, near = way_of(words)
    if figure.kind == "points":
        return "points" if way else "level"
    if figure.kind == "level":
        return "points" if figure.signed or near or _TAKES.search(words.before) else "level"
    if _OF.match(words.sentence, words.end) and not _BY.search(words.before):
        return _part_of(words)
    return _of_percentage(figure, words, way, near)


def _of_percentage(figure: AbstractFigure, words: WordsAround, way: str | None, near: bool) -> str:
    """What a percentage is that is not followed by what it is of."""
    if _TO.search(words.before) and not near:
        return "level"
    if _KEEPS.search(words.before):
        return "share"
    differs = figure.signed or near or _REMOVES.search(words.before) or (way and _NOUN.search(words.before))
    if not differs:
        return "level"
    return "points" if _POINTS.search(words.after) or words.before.rstrip().endswith("absolute") else "signed"


def _part_of(words: WordsAround) -> str:
    """What a percentage of something is: what is left of it, what is taken away, or a value of its own."""
    if _REMOVES_SOME.search(words.before) and not _IS_LESS_THAN.search(words.before):
        return "signed"
    return "share" if _KEPT.search(words.before) else "level"


def change_of(
    figure: AbstractFigure,
    own: WordsAround,
    words: WordsAround,
    better: Way | None,
    bounds: frozenset[str],
    relative: bool,
) -> Change | None:
    """A figure as data; ``None`` where it can be no change of its form, such as a factor of one.

    Args:
        figure: the figure.
        own: its sentence, with the place of the figure itself.
        words: its sentence, with the place of the list of figures that it is in.
        better: which way is better of what it measures, where that is known.
        bounds: those that the survey uses; none for any.
        relative: whether percentages by which the measure differs are relative, as those of a cost are.
    """
    form = form_of(figure, words)
    bound = _usual(bound_of(own) or bound_of(words), bounds)
    if form == "growth":
        return Change.model_validate({"form": "growth", "to": figure.formula, "bound": bound})
    value, low = _signed(figure, words, form, better)
    if form == "signed":
        form = "change" if relative or _RELATIVE.search(words.sentence) else "percent"
    unit = figure.unit or "score"
    ends = [end for end in (value, low) if end is not None]
    if not all(map(math.isfinite, ends)) or misformed(form, value, low, unit):
        return None
    return Change.model_validate({"form": form, "value": value, "low": low, "unit": unit, "bound": bound})


def _signed(
    figure: AbstractFigure, words: WordsAround, form: str, better: Way | None
) -> tuple[float | None, float | None]:
    """The numbers of a figure, negative where it is a difference that goes down."""
    if form not in ("signed", "points") or figure.value is None or figure.signed:
        return figure.value, figure.low
    way, _ = way_of(words)
    of_yield = form == "signed" and _YIELD.search(_around(words))
    falls = way == "less" or (way == "better" and better == "less" and not of_yield)
    return (-figure.value, None if figure.low is None else -figure.low) if falls else (figure.value, figure.low)


def _around(words: WordsAround) -> str:
    """The words next to a figure."""
    return words.before[-50:] + " " + words.after[:50]


def _usual(bound: str | None, bounds: frozenset[str]) -> str | None:
    """A bound by the name that the survey uses: many write ``at least`` for ``more than``."""
    wider = {"more than": "at least", "less than": "up to"}
    return wider.get(bound or "", bound) if bounds and bound not in bounds else bound
