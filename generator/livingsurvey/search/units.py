"""What was typed -> units: a word, or words that name one thing, each with all that it may mean.

The same rules as ``overrides/assets/search/units.js``.
"""

from typing import NamedTuple

from livingsurvey.search.form import CONTINUED, JOINED, LONGEST_NAME, NAMES
from livingsurvey.search.index_reader import IndexReader
from livingsurvey.search.packing import order
from livingsurvey.search.spelling import distance
from livingsurvey.search.words import LanguageWords, Token, begins_enough

#: Words of a query that count.
MOST_WORDS = 40
#: Signs up to which it is asked what a word was meant to be.
LONGEST_WORD = 40


class QueryWord(NamedTuple):
    """A word of a query, and the stems that it may mean, each with a weight."""

    word: str
    stem: str
    options: dict[str, float]


class Unit(NamedTuple):
    """Words that are looked up together: keys that stand for all of them, and each by itself."""

    keys: list[str]
    words: list[QueryWord]


class QueryReader:
    """Reads queries.

    Args:
        reader: of the index.
        words: of its language.
    """

    def __init__(self, reader: IndexReader, words: LanguageWords) -> None:
        self.reader = reader
        self.words = words

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text that may be asked for."""
        return [token for token in self.words.split(text) if not token.tail]


class QueryUnits(QueryReader):
    """Finds the units of queries."""

    def read(self, text: str) -> list[Unit]:
        """Return the units of a text.

        Args:
            text: the words of a query; a blank at its end ends the last word, which otherwise may go on.
        """
        words = self._words_of(text)
        units, n = [], 0
        while n < len(words):
            units.append(self._unit_at(words, n))
            n += len(units[-1].words)
        return units

    def _words_of(self, text: str) -> list[QueryWord]:
        opened = bool(text) and not text[-1].isspace() and text[-1] not in ".,;:!?"
        split = [token for token in self.words.split(text) if not token.tail]
        last = len(split) - 1
        # A small word says nothing, unless it is about to become another.
        kept = [
            (token, opened and n == last)
            for n, token in enumerate(split)
            if not token.word.small or (opened and n == last > 0 and len(token.word.word) > 3)
        ]
        asked = kept or [(token, opened and n == last) for n, token in enumerate(split)]
        return [word for token, open_ in asked[:MOST_WORDS] for word in self._word_of(token, open_)]

    def _word_of(self, token: Token, opened: bool) -> list[QueryWord]:
        """A word as it may be meant; or the two that it is, where they were typed as one."""
        word, stem, _ = token.word
        parts: list[str] = self.reader.names(stem + JOINED)
        if not parts and not self._occurs(word, stem, opened):
            parts = self._halves(word)
        if parts:
            return [QueryWord(part, part, {part: 1.0} if self.reader.postings(part) else {}) for part in parts]
        options = self._options(word, stem, opened)
        return [QueryWord(word, stem if self.reader.postings(stem) else next(iter(options), stem), options)]

    def _occurs(self, word: str, stem: str, opened: bool) -> bool:
        """Whether a word, or what differs from it by one letter, occurs somewhere."""
        if self.reader.postings(stem) or (opened and self.reader.continuations(word)):
            return True
        return len(word) > 4 and bool(self._near(word, 1, False))

    def _halves(self, word: str) -> list[str]:
        """Two known words written as one: "testtime"."""
        best: list[str] = []
        most = 1
        for n in range(2, len(word) - 1 if len(word) <= LONGEST_WORD else 0):
            count = min(self.reader.occurrences(word[:n]), self.reader.occurrences(word[n:]))
            if count > most:
                most, best = count, [self.words.look(half).stem for half in (word[:n], word[n:])]
        return best

    def _options(self, word: str, stem: str, opened: bool) -> dict[str, float]:
        known = self.reader.postings(stem) is not None
        options = {stem: 1.0} if known else {}
        for other, weight in self._continued(word, opened, known):
            options.setdefault(self.words.look(other).stem, weight)
        if not options and len(word) > 3:
            for far, other in self._guess(word, opened):
                options.setdefault(self.words.look(other).stem, 0.9 - far * 0.2)
        return {stem: weight for stem, weight in options.items() if self.reader.postings(stem)}

    def _continued(self, word: str, opened: bool, known: bool) -> list[tuple[str, float]]:
        """The words that begin with an unfinished or unknown one, each with a weight."""
        wanted = begins_enough(word) if opened else not known and len(word) > 2
        if not wanted:
            return []
        base = 0.25 if known else 0.5
        most = CONTINUED.get(len(word), 12 if known else 24)
        return [(other, base + 0.4 * len(word) / len(other)) for other in self.reader.continuations(word)[:most]]

    def _guess(self, word: str, opened: bool) -> list[tuple[float, str]]:
        """What was probably meant by a word that occurs nowhere."""
        most = 2 if len(word) > 5 else 1
        near = self._near(word, most, False) or (self._near(word, most, True) if opened else [])
        return [entry for entry in near if entry[0] <= near[0][0] + 0.5][:8]

    def _near(self, word: str, most: int, opened: bool) -> list[tuple[float, str]]:
        """The words that are near to one, nearest first: a slip is in their beginning or in their end."""
        if len(word) > LONGEST_WORD or max(word) > "\uffff":
            return []
        found: dict[str, int] = dict(self.reader.around("w", word))
        found.update((other[::-1], count) for other, count in self.reader.around("r", word[::-1]))
        near = []
        for other, count in found.items():
            reach = other[: len(word)] if opened else other
            far = distance(word, reach, most)
            if far <= most and max(other) <= "\uffff":
                unlike = 0.5 * (reach != other) + 0.4 * (other[0] != word[0])
                near.append((far + unlike, -count, order(other), other))
        return [(far, other) for far, _, _, other in sorted(near)]

    def _unit_at(self, words: list[QueryWord], n: int) -> Unit:
        """The unit that begins with a word: the longest name of a thing, a pair written as one word, or the word."""
        names: dict[str, list[str]] = {}
        for rest, thing in self.reader.names(words[n].stem + NAMES):
            names.setdefault(rest, []).append(thing)
        for length in range(min(LONGEST_NAME, len(words) - n), 0, -1):
            some = words[n : n + length]
            keys = names.get(" ".join(word.stem for word in some[1:]))
            if keys:
                fixed = some if length == 1 else [w._replace(options={w.stem: 1.0} if w.options else {}) for w in some]
                return Unit(keys, fixed)
        if n + 1 < len(words):
            pair = self.words.together(words[n].word, words[n + 1].word)
            if self.reader.postings(pair):
                return Unit([pair], words[n : n + 2])
        return Unit([], [words[n]])
