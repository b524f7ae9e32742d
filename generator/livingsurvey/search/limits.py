"""Which documents a query allows: by conditions, by phrases, and by what it cites.

The same rules as ``overrides/assets/search/limits.js``.
"""

from typing import NamedTuple

from livingsurvey.search.query import Condition, QueryPhrase, citation, years
from livingsurvey.search.units import MOST_WORDS, QueryReader
from livingsurvey.search.words import Word, begins_enough

#: How a document is cited: by its first author and year, by the year of where it was printed, or by other authors.
FIRST, PRINTED, OTHERWISE = 3, 2, 1
#: Letters of a beginning of a word that too many words have to find the stem of each.
_SHORT = 4


class CitedDocuments(NamedTuple):
    """What a text cites: the words to look for, and how well each document is what is cited."""

    words: str
    ranks: dict[int, int]


class Allowed(NamedTuple):
    """The limits of a query: documents that must, or must not, be among those found."""

    limits: list[tuple[set[int], bool]]

    def has(self, document: int) -> bool:
        """Return whether a document is within all limits."""
        return all((document in found) is not out for found, out in self.limits)


class QueryLimits(QueryReader):
    """Tells which documents are within the limits of a query."""

    def allowed(self, conditions: list[Condition], phrases: list[QueryPhrase]) -> Allowed:
        """Return which documents fulfil conditions and have phrases.

        Args:
            conditions: of which all count.
            phrases: of which all count.
        """
        limits = [(self._fulfilling(condition), condition.out) for condition in conditions]
        return Allowed(limits + [(self._with_phrase(phrase), phrase.out) for phrase in phrases])

    def begun(self, word: str) -> list[str]:
        """Return the stems of the words that begin with one, each once; a single letter begins too many."""
        if not begins_enough(word):
            return []
        found = (self.words.look(other).stem for other, _ in self.reader.beginning("w", word))
        return list(dict.fromkeys(found))

    def begun_keys(self, mark: str, word: str) -> list[str]:
        """Return the keys of the words that begin with one: of a field, or of things' names.

        Args:
            mark: what the keys begin with.
            word: the beginning of a word.
        """
        if len(word) >= _SHORT:
            return [mark + stem for stem in self.begun(word)]
        return self.reader.keys("p", mark + word) if begins_enough(word) else []

    def _fulfilling(self, condition: Condition) -> set[int]:
        """The documents that fulfil a condition; while it is typed, and none does, those that may yet."""
        if condition.field == "year":
            return self._of_years(*(years(condition.value) or ("", "")))
        if condition.field == "has":
            wanted = (f"has:{what}" for what in self.reader.has if what.startswith(condition.value.lower()))
            return {document for key in wanted for document, _ in self.reader.pairs(key)}
        words = [token.word for token in self.tokens(condition.value)]
        if condition.field == "title":
            return self._titled(words, condition.open)
        keys = [[f"{condition.field}:{word.stem}"] for word in words]
        found = self._valued(keys)
        if found or not condition.open or not words:
            return found
        return self._valued([*keys[:-1], self.begun_keys(f"{condition.field}:", words[-1].word)])

    def _valued(self, words: list[list[str]]) -> set[int]:
        """The documents that have a value in which all words are, each by any of its keys."""
        found: set[tuple[int, int]] = set()
        for n, keys in enumerate(words):
            pairs = (pair for key in keys for pair in self.reader.pairs(key))
            some = {(document, mark >> 1) for document, mark in pairs}
            found = found & some if n else some
        return {document for document, _ in found}

    def _titled(self, words: list[Word], opened: bool) -> set[int]:
        """The documents whose titles have all words; small ones do not count, but for one that is being typed."""
        last = len(words) - 1
        asked = [word for n, word in enumerate(words) if not word.small or (opened and n == last)]
        found: set[int] = set()
        for n, word in enumerate(asked):
            stems = [word.stem, *(self.begun(word.word) if opened and n == len(asked) - 1 else ())]
            postings = (one for stem in stems if (one := self.reader.postings(stem)))
            some = {
                document
                for one in postings
                for document, impact in zip(one.documents, one.impacts, strict=True)
                if impact > 127
            }
            found = found & some if n else some
        return found

    def _of_years(self, first: str, last: str) -> set[int]:
        ends = [number for _, number in self.reader.years[1:]] + [self.reader.count]
        spans = zip(self.reader.years, ends, strict=True)
        return {n for (year, start), end in spans if first <= year <= last for n in range(start, end)}

    def _with_phrase(self, phrase: QueryPhrase) -> set[int]:
        """The documents that have words one after the other; a small word stands for any."""
        words = [(n, token.word) for n, token in enumerate(self.words.split(phrase.text)) if not token.tail]
        words = [(n, word) for n, word in words if not word.small][:MOST_WORDS]
        if not words:
            return set() if phrase.out else set(range(self.reader.count))
        found = [self.reader.postings(word.stem) for _, word in words]
        common = set.intersection(*(set(one.documents) if one else set() for one in found))
        if len(words) == 1:
            return common
        starts: dict[int, set[int]] = {}
        for (n, word), one in zip(words, found, strict=True):
            places = self.reader.places(word.stem, one.documents, common) if one else {}
            for document in common:
                here = {place - n for place in places.get(document, ())}
                starts[document] = starts[document] & here if document in starts else here
        return {document for document, some in starts.items() if some}

    def cited(self, text: str) -> CitedDocuments | None:
        """Return what a text cites, if any document is that.

        Args:
            text: such as ``Lovelace et al. (1843)``.
        """
        found = citation(text)
        if found is None:
            return None
        names = [token.word.stem for name in found.names for token in self.tokens(name)]
        marks = [self._marks(f"author:{name}") for name in names]
        common = set.intersection(*(set(one) for one in marks)) if marks else set()
        of_year = self._of_years(found.year, found.year) if found.year else common
        printed = {document for field in self.reader.dated for document in self._valued([[f"{field}:{found.year}"]])}
        ranks = dict.fromkeys(common & printed, PRINTED) | dict.fromkeys(common & of_year, FIRST)
        kinds = {document: _cites([one[document] for one in marks], rank) for document, rank in ranks.items()}
        kept = {document: kind for document, kind in kinds.items() if kind}
        return CitedDocuments(found.words, kept) if kept else None

    def _marks(self, key: str) -> dict[int, set[int]]:
        """By document, the rows of its authors that have a word, twice, and one more where it is their last."""
        found: dict[int, set[int]] = {}
        for document, mark in self.reader.pairs(key):
            found.setdefault(document, set()).add(mark)
        return found


def _cites(marks: list[set[int]], rank: int) -> int:
    """How well a document is what names cite, from the marks of each name among its authors; 0: not at all."""
    first = all(mark & {0, 1} for mark in marks)
    if first and 1 in marks[-1]:
        return rank
    return OTHERWISE if first or 1 in marks[0] else 0
