"""Texts -> arrays with a row for each of their words, since what is done with all of them at once takes little time."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from livingsurvey.search.form import LONGEST_NAME
from livingsurvey.search.number_arrays import Integers
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import UNITS, LanguageWords, is_number, parts_of

_SHORT = 80  # signs of texts that are remembered: names, and titles of topics


class TextRows(NamedTuple):
    """What some texts have: a row for each of their words that count, and for what stands for several words.

    Rows are in the order of the texts, and of places there.

    Attributes:
        key: the number of the stem, or of what stands for several words.
        text: the number of the text, from 0.
        place: where in the text, among all of its words; -1 of a name, which has no place.
        stems: by text, how many of its words count.
        ends: by text, its last place; 0 where it has none.
        said: the numbers of all words that count, and of those that are several written as one.
    """

    key: Integers
    text: Integers
    place: Integers
    stems: Integers
    ends: Integers
    said: Integers


class _Numbered(dict[str, int]):
    """A number for each text, which is found out when it is first asked for."""

    def __init__(self, number: Callable[[str], int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, text: str) -> int:
        found = self[text] = self._number(text)
        return found


class _Tokens:
    """All tokens of which texts are made, each once: its word, its stem, what it and the next are together."""

    def __init__(self) -> None:
        self.word, self.stem, self.joined = array("q"), array("q"), array("q")
        self.counts = array("b")
        self.raws: list[str] = []
        self.stems: list[str] = []


class TextReader:
    """Reads texts.

    Args:
        words: of the language of the texts.
        names: of things that texts may name.
    """

    def __init__(self, words: LanguageWords, names: ThingNames) -> None:
        self._words = words
        self._names = names
        #: Numbers of all that is read, from 0: of words, of stems, of what stands for several words.
        self.numbers: dict[str, int] = _Numbered(lambda _: len(self.numbers))
        self._parts: dict[str, int] = _Numbered(self._number_part)
        self._short: dict[str, array[int]] = {}  # the parts of short texts, which many documents have
        self._tokens = _Tokens()
        self._names_of_one = self._beginnings(1)[:, 0]
        self._names_of_more = self._beginnings(2)
        self._of_one = cache(self._things_of)
        self._firsts, self._sizes = array("q"), array("q")  # of each part: its first token, and how many it has
        self._are_numbers, self._are_units = array("b"), array("b")  # whether the last is a number, the first a unit

    def _number_part(self, part: str) -> int:
        found, tokens, numbers = self._words.split_part(part), self._tokens, self.numbers
        self._firsts.append(len(tokens.raws))
        self._sizes.append(len(found))
        self._are_numbers.append(bool(found) and is_number(found[-1].word.word))
        self._are_units.append(bool(found) and found[0].word.word in UNITS)
        for raw, (word, stem, small), joined, _ in found:
            tokens.raws.append(raw)
            tokens.stems.append(stem)
            tokens.word.append(numbers[word])
            tokens.stem.append(numbers[stem])
            tokens.joined.append(numbers[joined] if joined else -1)
            tokens.counts.append(not small)
        return len(self._firsts) - 1

    def read(self, texts: Sequence[str]) -> TextRows:
        """Return what texts have.

        Args:
            texts: in order.
        """
        parts, text = self._read(texts)
        sizes = np.array(self._sizes)[parts]
        ends = np.cumsum(sizes)
        tokens = np.repeat(np.array(self._firsts)[parts] - ends + sizes, sizes) + np.arange(sizes.sum())
        joined = np.array(self._tokens.joined)[tokens]
        for at, number in self._with_units(parts, text, ends - 1):
            joined[at] = number
        return self._rows(tokens, np.repeat(text, sizes), joined, len(texts))

    def _read(self, texts: Sequence[str]) -> tuple[Integers, Integers]:
        """The parts of texts, and the text of each."""
        parts, counts, number, short = array("q"), [], self._parts.__getitem__, self._short
        for text in texts:
            known = short.get(text)
            found = known if known is not None else array("q", map(number, parts_of(text)))
            if len(text) < _SHORT:
                short[text] = found
            parts.extend(found)
            counts.append(len(found))
        return np.array(parts), np.repeat(np.arange(len(texts)), np.array(counts, np.int64))

    def _with_units(self, parts: Integers, text: Integers, lasts: Integers) -> Iterator[tuple[int, int]]:
        """Where there is a number with a unit behind it, and what both are together."""
        numbers, units = (np.array(column).astype(bool)[parts] for column in (self._are_numbers, self._are_units))
        names = list(self.numbers)
        for n in np.flatnonzero(numbers[:-1] & units[1:] & (text[:-1] == text[1:])).tolist():
            first, second = self._firsts[parts[n]] + self._sizes[parts[n]] - 1, self._firsts[parts[n + 1]]
            number, unit = (names[self._tokens.word[token]] for token in (first, second))
            yield lasts[n], self.numbers[number + UNITS[unit]]

    def _rows(self, tokens: Integers, text: Integers, joined: Integers, texts: int) -> TextRows:
        all_tokens = self._tokens
        place = np.arange(len(tokens)) - np.searchsorted(text, text)
        counts = np.array(all_tokens.counts).astype(bool)[tokens]
        words, several = np.flatnonzero(counts), np.flatnonzero(joined >= 0)
        named = np.array(list(self._named(tokens[words], text[words])), np.int64).reshape(-1, 2)
        at = np.concatenate((words, several, words[named[:, 0]]))
        order = np.argsort(at, kind="stable")
        keys = np.concatenate((np.array(all_tokens.stem)[tokens[words]], joined[several], named[:, 1]))
        places = np.concatenate((place[words], place[several], np.full(len(named), -1)))
        ends = np.zeros(texts, np.int64)
        np.maximum.at(ends, text[at], place[at])
        said = np.concatenate((np.array(all_tokens.word)[tokens[words]], joined[several]))
        stems = np.bincount(text[words], minlength=texts)
        return TextRows(keys[order], text[at][order], places[order], stems, ends, said)

    def _beginnings(self, length: int) -> Integers:
        """The numbers of stems with which names begin: those of which there are so many."""
        found = [[self.numbers[stem] for stem in stems] for stems in self._names.beginnings if len(stems) == length]
        return np.array(found, np.int64).reshape(-1, length)

    def _named(self, tokens: Integers, text: Integers) -> Iterator[tuple[int, int]]:
        """What is named: at which of the words that count, and the number of its key."""
        all_tokens, numbers = self._tokens, self.numbers
        stems = np.array(all_tokens.stem)[tokens]
        several = self._begin_names(stems)
        for at in np.flatnonzero(self._flags(self._names_of_one)[stems] & ~several).tolist():
            for number in self._of_one(int(tokens[at])):
                yield at, number
        begins = np.flatnonzero(several)
        ends = np.minimum(begins + LONGEST_NAME, np.searchsorted(text, text[begins], "right"))
        for at, end in zip(begins.tolist(), ends.tolist(), strict=True):
            some = tokens[at:end].tolist()
            for thing in self._names.named([all_tokens.stems[token] for token in some], all_tokens.raws[some[0]]):
                yield at, numbers[thing]

    def _begin_names(self, stems: Integers) -> NDArray[np.bool_]:
        """Where there may be names of several words: where there are the first two of one."""
        first, second = (self._flags(column) for column in self._names_of_more.T)
        found = np.zeros(len(stems), bool)
        at = np.flatnonzero(first[stems[:-1]] & second[stems[1:]])
        found[at] = np.isin(_pairs(stems[at], stems[at + 1]), _pairs(*self._names_of_more.T))
        return found

    def _flags(self, numbers: Integers) -> NDArray[np.bool_]:
        """Of each number, whether it is one of these."""
        flags = np.zeros(len(self.numbers), bool)
        flags[numbers] = True
        return flags

    def _things_of(self, token: int) -> list[int]:
        """What a token names by itself."""
        all_tokens = self._tokens
        return [self.numbers[thing] for thing in self._names.named([all_tokens.stems[token]], all_tokens.raws[token])]


def _pairs(first: Integers, second: Integers) -> Integers:
    """A number for two, which no other two have."""
    return first << 32 | second
