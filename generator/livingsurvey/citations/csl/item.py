"""A work while it is rendered, and what styles ask of it."""

import re
from collections.abc import Mapping
from typing import Any

# "2", "2nd", "12a", "1.2", "3–5", "1, 2 & 4".
_NUMERIC = re.compile(r"[A-Za-z]*\d+(?:\.\d+)*[A-Za-z]*(?:\s*[-–,&]\s*[A-Za-z]*\d+[A-Za-z]*)*\Z")
_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*[-–—]+\s*([A-Za-z]*)(\d+)\Z")


class Item:
    """The variables of a work, as CSL-JSON has them.

    ``asked`` and ``found`` count the variables that were rendered, and those that were not empty: a group without any
    is left out. ``read`` lists the latter; those in ``hidden`` have been rendered in place of others.
    """

    __slots__ = ("asked", "found", "hidden", "read", "values")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values
        self.asked = self.found = 0
        self.read: list[str] = []
        self.hidden: set[str] = set()

    def take(self, variable: str) -> Any:
        """The value of a variable that is to be rendered."""
        self.asked += 1
        value = None if variable in self.hidden else self.values.get(variable)
        if value:
            self.found += 1
            self.read.append(variable)
        return value

    def text(self, variable: str, form: str = "long") -> str:
        """A variable as text; its short form where there is one."""
        short = f"{variable}-short"
        return str(self.take(short if form == "short" and self.values.get(short) else variable) or "")

    def is_numeric(self, variable: str) -> bool:
        """Whether a variable is a number, or several."""
        return bool(_NUMERIC.match(str(self.values.get(variable) or "")))


def pages(text: str, form: str) -> str:
    """Pages as a style abbreviates ranges: ``expanded``, ``minimal``, or ``chicago``.

    Args:
        text: the pages.
        form: the style's ``page-range-format``; an empty one changes nothing but the dash.
    """
    parts = [part.strip() for part in text.split(",")]
    return ", ".join(_page_range(part, form) for part in parts if part)


def _page_range(text: str, form: str) -> str:
    match = _RANGE.match(text)
    if not match:
        return text
    letter, first, other, last = match.groups()
    if (letter not in ("", other) and other) or (other and not letter):
        return f"{letter}{first}–{other}{last}"
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    if not form:
        return f"{letter}{first}–{other}{last}"
    shown = _shortened(first, whole, form) if len(whole) == len(first) else whole
    return f"{letter}{first}–{letter if shown == whole else ''}{shown}"


def _shortened(first: str, last: str, form: str) -> str:
    changed = next((n for n, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last) - 1)
    if form == "minimal":
        return last[changed:]
    if form.startswith("chicago") and len(first) > 2 and not first.endswith("00"):
        return last[changed:] if first[-2] == "0" else last[min(changed, len(last) - 2) :]
    return last
