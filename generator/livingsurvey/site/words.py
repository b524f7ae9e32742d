"""Small pieces of wording that templates share."""

import re

from livingsurvey.model import CaptureDate, Paper, Source
from livingsurvey.model.wording import change_text, number

__all__ = [
    "capture_date",
    "change_text",
    "citation_label",
    "counted",
    "date_parts",
    "number",
    "plural",
    "source_name",
]

_NAME_WORDS = 3  # words before a title's colon that are still a name
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def capture_date(date: CaptureDate) -> str:
    """Say what is known of a capture's date, and what is not."""
    month = _MONTHS[date.month - 1] if date.month else ""
    parts = [str(part) for part in (date.day, month, date.year) if part]
    if not parts:
        return "no date stated"
    return " ".join(parts) + ("" if date.year else ", year not stated")


def date_parts(published: str) -> tuple[str, str]:
    """A date as read, in front of its year, and the year: ``("5 May", "2024")``."""
    year, month, day = [*published.split("-"), "", ""][:3]
    return " ".join(part for part in (day.lstrip("0"), _MONTHS[int(month) - 1] if month else "") if part), year


def citation_label(paper: Paper) -> str:
    """How prose names a paper: by the name its title gives it, else by author and year, else by its first words."""
    name, colon, _ = paper.title.partition(":")
    name = re.sub(r"[_^{}]", "", name).strip()
    if colon and 0 < len(name.split()) <= _NAME_WORDS:
        return name
    if paper.authors and paper.year:
        surnames = [author.split()[-1] for author in paper.authors]
        who = " and ".join(surnames) if len(surnames) <= 2 else f"{surnames[0]} et al."
        return f"{who} {paper.year}"
    words = paper.title.split()
    return " ".join(words[:_NAME_WORDS]) + (" …" if len(words) > _NAME_WORDS else "")


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 paper``, ``2 papers``."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def counted(count: int, name: str) -> str:
    """A count of kinds: ``1 survey``, ``2 methods``, ``3 empirical studies``."""
    if count != 1:
        name = f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else f"{name}s"
    return f"{count} {name}"


def source_name(source: Source) -> str:
    """What to call a source in running text."""
    return source.id.replace("-", " ").capitalize()
