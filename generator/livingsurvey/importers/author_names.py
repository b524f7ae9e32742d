"""Names of people and dates, from the ways in which bibliographies write them."""

import re
from collections.abc import Iterable
from typing import Any

from livingsurvey.model.names import Name, parse_name

_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?!\d)")
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|iv)\.?", re.IGNORECASE)


def first_name_first(name: str) -> str:
    """A name as people say it: ``Lovelace, Ada`` becomes ``Ada Lovelace``."""
    parts = [part for part in (" ".join(part.split()) for part in name.split(",")) if part]
    if len(parts) == 3:  # BibTeX has the suffix in the middle, RIS at the end
        last, *others = parts
        suffix = next((part for part in others if _SUFFIX.fullmatch(part)), None)
        return " ".join([*(part for part in others if part != suffix), last, *([suffix] if suffix else [])])
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        return " ".join(parts)
    return " ".join([*parts[1:], *parts[:1]])


def people(names: Iterable[Name]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Names as a paper's file states them.

    Args:
        names: taken apart.

    Returns:
        Each name as it is shown, and the parts of those that cannot be seen from it, by the name as shown.
    """
    names = [name for name in names if name.family]
    parts = {name.shown: name.parts for name in names if parse_name(name.shown) != name}
    return [name.shown for name in names], parts


def split_names(text: str) -> list[str]:
    """The names in a cell: separated by semicolons, by «and», or by commas where that is what they must be."""
    for pattern in (r"\s*;\s*", r"\s+and\s+"):
        if len(names := [name for name in re.split(pattern, text.strip()) if name]) > 1:
            return [first_name_first(name) for name in names]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and all(" " in part for part in parts):
        return parts
    return [first_name_first(text)] if parts else []


def person(given: Any) -> str:
    """A name given as text, or in parts as CSL-JSON does."""
    if not isinstance(given, dict):
        return first_name_first(given) if isinstance(given, str) else ""
    if isinstance(whole := given.get("literal") or given.get("name"), str):
        return whole
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(part for name in order if isinstance(part := given.get(name), str) and part)


def partial_date(year: str, month: str = "", day: str = "") -> str:
    """A date as far as it is known, from parts; what is no year is handed on, to be refused.

    Args:
        year: of four digits.
        month: a number or a name, if it is known.
        day: a number, if it is known.
    """
    if whole := _DAY.match(year.strip()):
        parts = [whole[1], whole[2] or month, whole[3] or (day if not whole[2] else "")]
        return _joined(*parts)
    return year.strip()


def _joined(year: str, month: str, day: str) -> str:
    month = month.strip().strip(".").lower()
    number = _MONTHS.get(month[:3], 0) if month[:1].isalpha() else int(month) if month.isdecimal() else 0
    if not 1 <= number <= 12:
        return year
    day = day.strip()
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day.isdecimal() and 1 <= int(day) <= 31 else "")


def date_parts(given: Any) -> str:
    """A date in CSL-JSON: ``{"date-parts": [[2024, 1, 28]]}``, or as text."""
    if isinstance(given, str):
        return partial_date(given)
    if not isinstance(given, dict):
        return ""
    parts = given.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and first[0]:
        return partial_date(*(str(part) for part in first[:3] if part is not None))
    return partial_date(str(given.get("raw") or given.get("literal") or ""))
