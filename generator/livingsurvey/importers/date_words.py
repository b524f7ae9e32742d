"""Dates as bibliographies write them: in numbers, in words of six languages, as ranges; none is guessed."""

import re
import unicodedata
from calendar import monthrange
from functools import lru_cache
from typing import Any

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt")
# No single year: before the common era, decades and centuries, years of which digits are unknown.
_NO_YEAR = re.compile(
    r"\bb\.? ?c\.?(?: ?e\.?)?(?!\w)|\bv\. ?chr|\bav\. ?j|\ba\. ?c\.|(?<![\w-])-\d|\b\d{4}s\b|^ ?/|^\.\."
    r"|(?<![\d/.-])(?:\d\d(?:[ux]{2}|[-?]{1,2})|\d{3}(?:[ux]|[-?]{1,2}))(?!\w)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})[-/.](\d{4})(?!\d)")
_EAST_ASIAN = re.compile(r"(\d{4}) ?[年년](?: ?(\d{1,2}) ?[月월])?(?: ?(\d{1,2}) ?[日일])?")
_TOKEN = re.compile(r"(\d+)(?:st|nd|rd|th|er|eme|o|a)?(?![a-z])|([^\W\d_]+)")
_TWO_YEARS = re.compile(r"[\[(](\d{4})[\])]\s*(\d{4})|(\d{4})\s*[\[(](\d{4})[\])]")
_ALONE = re.compile(r"\W*(?:[a-z]{1,5}\W+)?(\d{3})(?: ?(?:ad|ce))?\W*")
_UNDATED = re.compile(r"\W*(?:n\. ?d|no date|undated|s\. ?d|s\. ?a|o\. ?j|o\. ?d|sin fecha|senza data)\W*")
_PASSED = frozenset(
    """
    c ca circa cca approx about around um etwa vers environ hacia verso cerca p cop copyright published publ pub
    printed issued anno year ad ce a d q quarter de del della du of the le la el di den der am en in do da first
    online press early access issue forthcoming to appear im druck mon tue tues wed thu thur thurs fri sat sun
    spring summer autumn fall winter fruhling fruhjahr sommer herbst printemps ete automne hiver primavera verano
    otono invierno estate autunno inverno verao outono easter michaelmas
    """.split()
)


@lru_cache(maxsize=1 << 14)
def partial_date(year: str, month: str = "", day: str = "") -> str:
    """A date as far as it is known, from parts; what states no year is handed on, to be refused.

    Args:
        year: the year, or a date in numbers or words: ``c. 1850``, ``19 May 2009``, ``2009-05``, ``1914-1918``.
        month: a number or a name, perhaps with a day, if it is known.
        day: a number, if it is known.

    Returns:
        ``2009``, ``2009-05`` or ``2009-05-19``, of a range its beginning; nothing where the source says «no date».
    """
    text = _plain(year)
    if not text or _UNDATED.fullmatch(text):
        return partial_date(month) if re.search(r"\d{4}", month) else ""
    found = None if _NO_YEAR.search(text) else _in_numbers(text) or _in_words(text)
    if found is None:
        return " ".join(year.split())
    known = found if found[1] else (found[0], *_month_and_day(_plain(month), _plain(day)))
    return _joined(*known)


def reprint_years(text: str) -> tuple[str, str]:
    """The year of a reprint and that of the original, one of them in brackets (``2003 [1905]``); else nothing.

    Args:
        text: as the source states the year.
    """
    found = _TWO_YEARS.fullmatch(text.strip())
    original, year = sorted(filter(None, found.groups())) if found else ("", "")
    return year, original


def date_parts(given: Any) -> str:
    """A date in CSL-JSON: ``{"date-parts": [[2024, 1, 28]]}``, or as text."""
    if isinstance(given, str):
        return partial_date(given)
    if not isinstance(given, dict):
        return ""
    parts = given.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and first[0]:
        return partial_date(_four(first[0]), *(str(part) for part in first[1:3] if part is not None))
    return partial_date(str(given.get("raw") or given.get("literal") or ""))


def _four(year: Any) -> str:
    """A year of CSL-JSON, where it is a number, with four digits."""
    return f"{year:04}" if isinstance(year, int) and 0 < year < 1000 else str(year)


def _plain(text: str) -> str:
    """A text in lower case without accents, its digits in ASCII, its dashes all hyphens, its blanks single."""
    text = (
        re.sub(r"[\u2010-\u2015\u2212]", "-", re.sub(r"-{2,}", "-", text))
        if "-" in text or not text.isascii()
        else text
    )
    text = _EAST_ASIAN.sub(lambda found: "-".join(filter(None, found.groups())), unicodedata.normalize("NFKC", text))
    bare = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"\$\\sim ?\$|[~≈∼]", " ", bare).split())


_Known = tuple[int, int, int]


def _in_numbers(text: str) -> _Known | None:
    """A date in numbers at the beginning. Of ``05/03/2020`` one cannot say which is the month, of ``25/03`` one can."""
    if (whole := _begin(_COMPACT, text)) and 1 <= int(whole[2]) <= 12 and 1 <= int(whole[3]) <= 31:
        return int(whole[1]), int(whole[2]), int(whole[3])
    if iso := _begin(_ISO, text):
        year, month, day = int(iso[1]), int(iso[3]), int(iso[4] or 0)
        is_range = iso[2] != "-" and not day and month == (year + 1) % 100  # the winter of 2001/02
        return year, 0 if is_range else month, day
    if written := _begin(_DAY_FIRST, text):
        one, other = int(written[1]), int(written[3])
        if written[2] == "." or one > 12 or one == other:
            return int(written[4]), other, one
        return int(written[4]), one if other > 12 else 0, other
    if written := _begin(_MONTH_YEAR, text):
        return int(written[2]), int(written[1]), 0
    return None


def _begin(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match, unless there is a word before it that says something else of the date (``after 1998-05``)."""
    found = pattern.search(text)
    before = text[: found.start()] if found else ""
    return found if all(word in _PASSED for word in re.findall(r"[^\W_]+", before)) else None


def _in_words(text: str) -> _Known | None:
    """A date with a month in words, or a year alone, wherever it is among words that say nothing of the date."""
    if alone := _ALONE.fullmatch(text):
        text = text.replace(alone[1], f"0{alone[1]}")
    tokens = _TOKEN.findall(text)
    at = next((n for n, (number, _) in enumerate(tokens) if len(number) == 4), None)
    if at is None or any(word not in _PASSED and word not in _months() for _, word in tokens[:at] if word):
        return None
    return int(tokens[at][0]), *_month_of(tokens)


def _month_of(tokens: list[tuple[str, str]]) -> tuple[int, int]:
    """The first month and the day next to it; nothing for a range over the turn of a year of which one is stated."""
    places = [n for n, (_, word) in enumerate(tokens) if word in _months()]
    if not places:
        return 0, 0
    months = [_months()[tokens[n][1]] for n in places]
    years = {number for number, _ in tokens if len(number) == 4}
    if months[0] > months[-1] and len(years) < 2:
        return 0, 0
    return months[0], _day_near([token for token in tokens if token[1] not in _PASSED], tokens[places[0]])


def _day_near(tokens: list[tuple[str, str]], month: tuple[str, str]) -> int:
    """The day before the month's name (the first of several), or else behind it."""
    at = tokens.index(month)
    start = at
    while start and 0 < len(tokens[start - 1][0]) <= 2:
        start -= 1
    day = tokens[start][0] if start < at else tokens[at + 1][0] if at + 1 < len(tokens) else ""
    return int(day) if 0 < len(day) <= 2 else 0


def _month_and_day(month: str, day: str) -> tuple[int, int]:
    """The month that a field of its own states, perhaps with the day in the same field."""
    if month.strip(" .").isdecimal():
        number, near = int(month.strip(" .")[:4]), 0
    else:
        number, near = _month_of(_TOKEN.findall(month))
    stated = re.match(r"\d{1,2}(?!\d)", day)
    return number, int(stated[0]) if stated else near


def _joined(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"{year:04}"
    is_day = year and 1 <= day <= monthrange(year, month)[1]
    return f"{year:04}-{month:02}" + (f"-{day:02}" if is_day else "")


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """The numbers of months by their names and abbreviations, in lower case without accents."""
    from babel.dates import get_month_names

    named = {"sept": 9, "mrz": 3}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                named.setdefault(_plain(name).strip("."), number)
    return named
