"""What the words around a figure say of it: less or more, at most or on average, a difference or a value of its own.

Rules of English, read from the words nearest to the figure: those behind it up to the end of its phrase, and those in
front of it back to the beginning of its sentence.
"""

import math
import re
from typing import NamedTuple

from livingsurvey.analysis.abstract_figures import AbstractFigure
from livingsurvey.model import Change, Way
from livingsurvey.model.figures import misformed

_LESS = (
    r"(?:reduc|decreas|lower(?!-)|sav(?:e|ing)|cut(?:s|ting)?\b|shrink|shrunk|drop|declin|less\b|fewer\b|smaller\b|shorter\b"
    r"|cheaper\b|lighter\b|compress|prun|remov|eliminat|discard|diminish|degrad|los[se]|worse|fall|fell|minimi|mitigat"
    r"|decay|underperform|sparsif|lag|trim|deteriorat|shorten|curtail|alleviat)"
)
_MORE = (
    r"(?:increas|higher\b|more\b|greater\b|larger\b|rais|ris(?:e|ing)|grow|grew|boost|exceed|surpass|outperform|gain"
    r"|longer\b|expand|extend|beat|additional|extra\b|climb|taller\b|slower\b|bigger\b|wider\b|advanc"
    r"|uplift|deeper\b|lead(?:s|ing)?\s+over|win)"
)
_BETTER = r"(?:improv|better\b|faster\b|speed|accelerat|enhanc|superior|quicker\b)"
_WAY_WORD = re.compile(rf"(?<![a-z])(?:(?P<less>{_LESS})|(?P<more>{_MORE})|(?P<better>{_BETTER}))[a-z]*")
_BOUND_WORDS = re.compile(
    r"\b(?:up to|(?:more|less|fewer|higher|lower|greater|larger|smaller|better) than|no more|no less)\b(?=\s?[\d.~<>])"
)
_REMOVES = re.compile(
    rf"(?<![a-z]){_LESS}[a-z]*(?:\s(?:up\s+to|over|about|around|more than|nearly|almost|roughly|an?|at\s+least|approximately))*\s*[~<>]?\s*\Z"
)
_TAKES = re.compile(
    r"\b(?:reduc|sav|cut|lower|decreas)[a-z]*(?:\s(?:up\s+to|over|about|around|more than|nearly|almost|roughly|at\s+least|approximately))*\s*[~<>]?\s*\Z"
)
_KEEPS = re.compile(
    r"\b(?:maintain|preserv|retain|keep|recover)\w*(?:\s(?:up\s+to|over|about|around|more than|nearly|almost|roughly|at\s+least|approximately))*\s*[~<>]?\s*\Z"
)
_PHRASE_END = re.compile(
    r"[,;:()\[\]]|\.\s|\b(?:while|but|whereas|with|without|compared|than|when|using|via|across|by|over|for|on|in|to)\b"
    r"|\b(?:and|or)\b(?!\s[~<>]?\s?[\d.])"
)
_BY = re.compile(
    r"\bby(?:\s+(?:up\s+to|at\s+(?:least|most)|as\s+much\s+as|about|around|over|more\s+than|nearly|almost|"
    r"approximately|roughly|an?|average|of|on|the|some|only|merely|just|from|a\s+factor\s+of))*\s*[~<>(]?\s*\Z"
)
_NOUN = re.compile(
    r"\b(?:reductions?|decreases?|drops?|declines?|savings?|loss|cut|increases?|gains?|improvements?|boosts?|speed-?ups?|growth"
    r"|rise|raise|advantage|lead|margin|differences?)\s(?:[a-z-]+\s){0,6}?(?:of|by|in the range of|is|was|are|were)"
    r"\s(?:[a-z]+\s){0,3}?[(~<>]?\s*\Z|\b(?:reduc|increas|improv|lower|decreas|boost|sav)[a-z]+\s(?:[a-z-]+\s){1,5}\([^()]{0,20}\Z"
)
_OF = re.compile(r"\s*(?:of|for|from|as)\b")
_TO = re.compile(
    r"(?:(?<!up )(?<!close )\bto|\breach(?:es|ing)?|\bat|\bas)\s+(?:(?:only|just|about|around|nearly|over|less\s+than|as\s+low\s+as|merely)\s+)*\Z"
)
_KEPT = re.compile(
    r"\b(?:us(?:es?|ing)|only|just|mere(?:ly)?|with|requir\w+|need\w*|retain\w*|maintain\w*|preserv\w*|keep\w*|achiev\w*|"
    r"incur\w*|to|than|recover\w*|take\w*|on|attain\w*|reach\w*|consum\w*|updat\w*|train\w*)\W+(?:\w+\W+){0,3}\Z"
)
#: What is better when there is more of it, whatever it is made of: so is the efficiency of what costs.
_YIELD = re.compile(
    r"\b(?:efficien|throughput|accura|perform|effective|quality|score|speed|faster|utili[sz]ation|precision|recall)"
)
_POINTS = re.compile(r"\babsolute\b|\bpoints?\b")
_RELATIVE = re.compile(r"\brelative(?:ly)?\b")
_BOUNDS: tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...] = (
    ("average", re.compile(r"\b(?:averag\w+|mean)\b[^.;,]{0,25}\Z"), re.compile(r"[^.;,\d]{0,40}\bon average\b|\s*(?:average|mean)\b")),
    ("up to", re.compile(r"(?:\bup\s?to|\bas\s+(?:much|many|high|large|low|little|few|fast)\s+as|\bat\s+(?:most|best)|\bmaxim\w+(?:\s\w+){0,2}\s?of)\s*[(~]?\s*\Z"), re.compile(r"\s*at most\b")),
    ("less than", re.compile(r"(?:\b(?:less|fewer|lower|smaller)\s+than|\bunder|\bbelow|\bwithin|<)\s*\Z"), re.compile(r"\s*or\s(?:less|fewer)\b")),
    ("at least", re.compile(r"(?:\bat\s+least|\bno\s+(?:less|fewer)\s+than|\bminim\w+\s+of|\bexceed\w*)\s*\Z"), re.compile(r"\+|\s*or\s(?:more|higher|greater|better)\b")),
    ("more than", re.compile(r"(?:\b(?:more|greater|higher|larger|better)\s+than|\bover|\babove|\bbeyond|\bsurpass\w*|>)\s*[(~]?\s*(?:an?\s+)?\Z"), None),
    ("about", re.compile(r"(?:\b(?:about|around|approximately|approx\.|roughly|nearly|almost|close\s+to|some|circa|ca\.|near)|~)\s*[(]?\s*(?:an?\s+|only\s+)?\Z"), None),
)  # fmt: skip


class Words(NamedTuple):
    """A sentence in small letters without LaTeX, and where in it the figure is."""

    sentence: str
    start: int
    end: int

    @property
    def before(self) -> str:
        """What is in front of the figure."""
        return self.sentence[: self.start]

    @property
    def after(self) -> str:
        """The rest of the figure's own phrase."""
        ends = _PHRASE_END.search(self.sentence, self.end)
        return self.sentence[self.end : ends.start() if ends else len(self.sentence)]


def bound_of(words: Words) -> str | None:
    """What a sentence says of a number: ``up to``, ``at least``, ``about``, ``average``, ``more than``, ``less than``."""
    before, behind = words.before[-60:], words.sentence[words.end : words.end + 60]
    for bound, front, back in _BOUNDS:
        if front.search(before) or (back and back.match(behind)):
            return bound
    return None


def way_of(words: Words) -> tuple[str | None, bool]:
    """Which way a figure goes: ``less``, ``more`` or ``better``, and whether the words are at the figure itself.

    The words behind it come first, as in ``by using 40 % fewer``, unless ``by`` joins it to a verb in front of it.
    """
    by = _BY.search(words.before) is not None
    behind = _WAY_WORD.search(words.after[:60])
    front = None
    for front in _WAY_WORD.finditer(_BOUND_WORDS.sub(" ", words.before[-240:] + "1")):
        pass
    if behind and not (by and front):
        return behind.lastgroup, True
    return (front.lastgroup, by) if front else (None, False)


def form_of(figure: AbstractFigure, words: Words) -> str:
    """The form of a change, where ``signed`` is a percentage of which the measure says whether it is of a score."""
    if figure.kind in ("factor", "orders", "growth", "share"):
        return figure.kind
    way, near = way_of(words)
    of = _OF.match(words.sentence, words.end) is not None
    if figure.kind == "points":
        return "points" if near or way else "level"
    if figure.kind == "percent" and of and not _BY.search(words.before):
        return _part_of(words, way)
    if figure.kind == "level" and _TAKES.search(words.before):
        return "points"
    differs = figure.signed or near or (_at_noun(words) and way is not None)
    if figure.kind == "level":
        return "points" if differs and (near or figure.signed) else "level"
    if _TO.search(words.before) and not near:
        return "level"
    if _KEEPS.search(words.before):
        return "share"
    if _REMOVES.search(words.before):
        return "signed"
    if not differs:
        return "share" if _is_kept(words) else "level"
    return "points" if _POINTS.search(words.after) or words.before.rstrip().endswith("absolute") else "signed"


def _at_noun(words: Words) -> bool:
    """Whether a noun of change is in front: ``a reduction of 40 %``."""
    return _NOUN.search(words.before[-80:]) is not None


def _part_of(words: Words, way: str | None) -> str:
    """What a percentage of something is: what is left of it, what is taken away, or a value of its own."""
    near = re.search(rf"{_LESS}[a-z]*\s(?:[a-z-]+\s){{0,2}}[~<>]?\s*\Z", words.before)
    if near and not re.search(r"(?:less|fewer|lower|smaller) than\s*\Z", words.before):
        return "signed"
    return "share" if _is_kept(words) else "level"


def _is_kept(words: Words) -> bool:
    return _KEPT.search(words.before) is not None and _OF.match(words.sentence, words.end) is not None


def change_of(
    figure: AbstractFigure, own: Words, words: Words, better: Way | None, bounds: frozenset[str], relative: bool
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
    value, low = figure.value, figure.low
    if value is not None and not math.isfinite(value):
        return None
    if form in ("signed", "points") and value is not None and not figure.signed:
        way, _ = way_of(words)
        goes_down = way == "less" or (way == "better" and better == "less" and not _YIELD.search(_around(words)))
        value, low = (-value, -low if low is not None else None) if goes_down else (value, low)
    if form == "signed":
        form = "change" if relative or _RELATIVE.search(words.sentence) else "percent"
    unit = figure.unit or "score"
    if misformed(form, value, low, unit):
        return None
    return Change.model_validate({"form": form, "value": value, "low": low, "unit": unit, "bound": bound})


def _around(words: Words) -> str:
    """The words next to a figure."""
    return words.before[-50:] + " " + words.after[:50]


def _usual(bound: str | None, bounds: frozenset[str]) -> str | None:
    """A bound by the name that the survey uses: many write ``at least`` for ``more than``."""
    wider = {"more than": "at least", "less than": "up to"}
    return wider.get(bound or "", bound) if bounds and bound not in bounds else bound
