"""Names of one thing: where a text has one of them, it is found by the others, too."""

from collections.abc import Iterable, Iterator, Sequence

from livingsurvey.search.form import LONGEST_NAME, NAMES, THING
from livingsurvey.search.packing import as_json
from livingsurvey.search.words import LanguageWords


class ThingNames:
    """The names of things, as texts have them.

    Args:
        words: of the language of the names.
        groups: of names for one thing; of names that are too long, or have no word that counts, nothing is known.
    """

    def __init__(self, words: LanguageWords, groups: Iterable[Sequence[str]]) -> None:
        self._words = words
        self._things: dict[str, list[tuple[str, str]]] = {}
        #: By the stem with which names begin, how many words the longest of these has.
        self._longest: dict[str, int] = {}
        #: The stems with which names begin: the first two, or the only one.
        self.beginnings: set[tuple[str, ...]] = set()
        for group in groups:
            self._learn(group)

    def _learn(self, group: Sequence[str]) -> None:
        split = ((name, self._words.split(name)) for name in group)
        spelt = [(name, [token.word.stem for token in tokens if not token.word.small]) for name, tokens in split]
        spelt = [(name, stems) for name, stems in spelt if 0 < len(stems) <= LONGEST_NAME]
        for name, stems in spelt:
            acronym = len(stems) == 1 and sum(sign.isupper() or sign.isdigit() for sign in name) > 1
            first, *others = spelt[0][1]
            thing = first + THING + " ".join(others)
            self._things.setdefault(" ".join(stems), []).append((thing, name if acronym else ""))
            self.beginnings.add(tuple(stems[:2]))
            self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))

    def named(self, stems: Sequence[str], raw: str) -> Iterator[str]:
        """Yield the keys of the things that a text names at a place; by the longest names first.

        Args:
            stems: of its words that count, from that place on.
            raw: the first of them as it is written there. An acronym counts only as it is written: "AL" is not "al.".
        """
        for length in range(min(self._longest.get(stems[0], 0), len(stems)), 0, -1):
            for thing, written in self._things.get(" ".join(stems[:length]), ()):
                if not written or raw in (written, f"{written}s"):
                    yield thing

    def entries(self) -> dict[str, bytes]:
        """Return, by the first stem of names with its mark, the other stems of each name, and the thing it is."""
        named: dict[str, list[list[str]]] = {}
        for name, things in self._things.items():
            first, _, rest = name.partition(" ")
            named.setdefault(first + NAMES, []).extend([rest, thing] for thing in dict.fromkeys(t for t, _ in things))
        return {key: as_json(sorted(names)) for key, names in named.items()}
