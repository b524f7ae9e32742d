"""The words and dates of a language, as a locale file of CSL and the style's own changes to it state them."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

#: Which form is used where a term has none of the one that is asked for.
_INSTEAD = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


def tag(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


class Terms:
    """Terms by name, form and number, and the forms of dates. What a later element states counts."""

    def __init__(self, locales: Iterable[Element]) -> None:
        self._terms: dict[tuple[str, str], tuple[str, str]] = {}
        self.dates: dict[str, Element] = {}
        for locale in locales:
            for element in locale.iter():
                self._take(element)

    def _take(self, element: Element) -> None:
        if tag(element) == "term":
            one, more = ([*element, element] if len(element) == 0 else [*element])[0], [*element][-1:]
            single = one.text or ""
            multiple = (more[0].text or "") if more else single
            self._terms[element.get("name", ""), element.get("form", "long")] = (single, multiple)
        elif tag(element) == "date":
            self.dates[element.get("form", "text")] = element

    def term(self, name: str, form: str = "long", plural: bool = False) -> str:
        """A term in the form that is asked for, or else in the next one that there is."""
        while (name, form) not in self._terms and form in _INSTEAD:
            form = _INSTEAD[form]
        return self._terms.get((name, form), ("", ""))[plural]

    def ordinal(self, number: str) -> str:
        """A number as an ordinal, such as 2nd; what is no bare number stays as it is."""
        if not number.isdecimal():
            return number
        tens, ones = f"ordinal-{int(number[-2:]):02}", f"ordinal-0{number[-1]}"
        ending = (self.term(tens) if len(number) > 1 and number[-2] == "1" else self.term(ones)) or self.term("ordinal")
        return number + ending
