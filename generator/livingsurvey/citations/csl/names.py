"""Names in a style: who comes first, initials, «and», «et al.»."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from livingsurvey.citations.csl.joining import join, meet
from livingsurvey.citations.csl.terms import Terms

_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+\Z")
_INITIAL = re.compile(r"\b([^\W\d_])(?:\.\s*|(?=\s|\Z)\s*)")
Person = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a style writes names: its options by CSL's names, and its terms."""

    options: Mapping[str, str]
    terms: Terms
    et_al: str = "et-al"

    def write(self, people: Sequence[Person], cut: bool = False) -> str:
        """The names as one text.

        Args:
            people: the names, as CSL-JSON has them.
            cut: whether there are others that are not known.
        """
        least, first = int(self.options.get("et-al-min", "0")), int(self.options.get("et-al-use-first", "1"))
        shorten = bool(least) and len(people) >= least and first < len(people)
        names = [self._name(person, n) for n, person in enumerate(people[:first] if shorten else people)]
        delimiter = self.options.get("delimiter", ", ")
        if shorten and self.options.get("et-al-use-last") == "true" and len(people) > first + 1:
            return meet(join(names, delimiter), f"{delimiter}… {self._name(people[-1], len(people))}")
        if shorten or cut:
            return meet(join(names, delimiter), (delimiter if len(names) > 1 else " ") + self.terms.term(self.et_al))
        return self._listed(names, delimiter)

    def _listed(self, names: list[str], delimiter: str) -> str:
        if len(names) < 2 or "and" not in self.options:
            return join(names, delimiter)
        word = "&" if self.options["and"] == "symbol" else self.terms.term("and")
        rule = self.options.get("delimiter-precedes-last", "contextual")
        inverted = self._is_inverted(len(names) - 2)
        needed = {"always": True, "never": False, "after-inverted-name": inverted}.get(rule, len(names) > 2)
        return meet(join(names[:-1], delimiter), f"{delimiter if needed else ' '}{word} {names[-1]}")

    def _is_inverted(self, place: int) -> bool:
        order = self.options.get("name-as-sort-order")
        return order == "all" or (order == "first" and place == 0)

    def _name(self, person: Person, place: int) -> str:
        if "family" not in person:
            return person.get("literal", "")
        family, given, suffix = person["family"], person.get("given", ""), person.get("suffix", "")
        if given and _IDEOGRAPHS.match(family + given):
            return family + given
        particle = person.get("non-dropping-particle", "")
        if self.options.get("form") == "short":
            return join([particle, family], " ")
        given = self._given(given)
        if not self._is_inverted(place):
            return join([given, particle, family, suffix], " ")
        if self.options.get("demote-non-dropping-particle", "display-and-sort") == "display-and-sort":
            given = join([given, particle], " ")
        else:
            family = join([particle, family], " ")
        return join([family, given, suffix], self.options.get("sort-separator", ", "))

    def _given(self, given: str) -> str:
        """The given names, as initials where the style wants these."""
        ending = self.options.get("initialize-with")
        if ending is None:
            return given
        if self.options.get("initialize") == "false":
            return _INITIAL.sub(lambda match: match[1] + ending, given).strip().replace(" -", "-")
        hyphen = "-" if self.options.get("initialize-with-hyphen") != "false" else ""
        words = given.replace(".", ". ").replace(". -", ".-").split()
        return "".join(_initials(word, ending, hyphen) for word in words).strip()


def _initials(word: str, ending: str, hyphen: str) -> str:
    if word[:1].islower():
        return f" {word} " if ending.strip() or not ending else f"{word} "
    letters = [part[0] for part in word.split("-") if part and not part[0].islower()]
    return (ending.rstrip() + hyphen).join(letters) + ending if letters else ""
