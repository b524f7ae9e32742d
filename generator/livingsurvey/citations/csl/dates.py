"""Dates in a style."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from livingsurvey.citations.csl.joining import decoration, join
from livingsurvey.citations.csl.terms import Terms, tag

_PLACES = {"year": 0, "month": 1, "day": 2}
_WANTED = {"year": ("year",), "year-month": ("year", "month")}


def date_text(element: Element, value: Mapping[str, Any], terms: Terms) -> str:
    """A date as an element of a style has it, as far as it is known.

    Args:
        element: ``cs:date``.
        value: the date, as CSL-JSON has it.
        terms: those of the style's language.
    """
    known: list[int] = (value.get("date-parts") or [[]])[0]
    form = terms.dates.get(element.get("form", ""))
    shape = element if form is None else form
    wanted = _WANTED.get(element.get("date-parts", ""), tuple(_PLACES)) if form is not None else tuple(_PLACES)
    own = {part.get("name"): part.attrib for part in element if tag(part) == "date-part"}
    pieces = []
    for part in shape:
        name = part.get("name", "")
        place = _PLACES.get(name, 3)
        if name in wanted and place < len(known) and (place < 2 or len(known) > 2):
            attributes = {**part.attrib, **(own.get(name) or {})}
            pieces.append(decoration(attributes)(_part(name, known[place], attributes.get("form", ""), terms)))
    delimiter = element.get("delimiter", shape.get("delimiter", ""))
    return join(pieces, delimiter).strip(" ,/") if len(known) < 3 or len(wanted) < 3 else join(pieces, delimiter)


def _part(name: str, number: int, form: str, terms: Terms) -> str:
    if name == "month" and not form.startswith("numeric"):
        return terms.term(f"month-{number:02}", "short" if form == "short" else "long")
    if form == "ordinal":
        return terms.ordinal(str(number))
    return f"{number:02}" if form == "numeric-leading-zeros" else str(number)
