"""What documents and things put under the keys of an index."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from livingsurvey.search import form
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.form import JOINED, NAMED, SAME
from livingsurvey.search.number_arrays import Integers
from livingsurvey.search.packing import as_json, in_order, number
from livingsurvey.search.postings import GrowingPostings, Occurrences, gathered, written_pairs
from livingsurvey.search.text_rows import TextReader
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords, Token, begins_enough

#: What is between the places of two fields, so that words of both are never next to each other.
_APART = 100
_SIGNS = 6.5  # of a word, with what stands behind it
_TOGETHER = 1024  # documents that are read at once
_STEP = 1.25  # between lengths of fields that are told apart

#: Sorted keys, each with what it holds.
Entries = list[tuple[str, bytes]]


class IndexContent:
    """What is under each key, as documents and things are added in the order of their numbers.

    Args:
        words: of the language of the texts.
        fields: the fields of documents that are searched, by name; the first is the title.
        names: of things that texts may name.
    """

    def __init__(self, words: LanguageWords, fields: Mapping[str, Field], names: ThingNames) -> None:
        self._words = words
        self._fields = fields
        self._weighed = [(field.weight, field.norm) for field in fields.values()]
        self._names = names
        self._keys: list[str] = []  # by the number that the reader gives them
        self._postings: dict[int, GrowingPostings] = {}  # by the numbers of keys
        self._pairs: dict[str, array[int]] = {}  # of each key, numbers and rows in turn
        self._counts: dict[str, int] = {}
        self._said = np.zeros(0, np.int64)  # how often texts have what has a number

    def add_documents(self, documents: Sequence[IndexedDocument]) -> None:
        """Add all documents; the number of each is its place among them.

        Args:
            documents: all of them, in order: what words count depends on how long all are.
        """
        reader = TextReader(self._words, self._names)
        lengths = [_usual_length([one.said(name) for one in documents]) for name in self._fields]
        shares = np.array([document.share for document in documents])
        for first in range(0, len(documents), _TOGETHER):
            rows = self._occurrences(reader, first, documents[first : first + _TOGETHER], lengths)
            for key, postings in gathered(rows, shares):
                self._postings.setdefault(key, GrowingPostings()).extend(postings)
        self._keys = list(reader.numbers)
        self._add_conditions(documents)

    def _occurrences(
        self, reader: TextReader, first: int, documents: Sequence[IndexedDocument], lengths: Sequence[float]
    ) -> Occurrences:
        """Where the keys of some documents are, of which the first has this number."""
        said = [document.said(name) for document in documents for name in self._fields]
        cells = np.repeat(np.arange(len(said)), [len(texts) for texts in said])
        owners, fields = cells // len(self._fields), cells % len(self._fields)
        read = reader.read([text for texts in said for text in texts])
        self._count_said(read.said, len(reader.numbers))
        starts = self._starts(owners, fields, read.ends)[read.text]
        places = np.where((read.place < 0) | (starts < 0), -1, starts + read.place)
        counted = self._counted(fields, read.stems, lengths)[read.text]
        return Occurrences(read.key, owners[read.text] + first, counted, fields[read.text] == 0, places)

    def _counted(self, fields: Integers, stems: Integers, lengths: Sequence[float]) -> NDArray[np.float64]:
        """What a word counts in texts, by the field of each and how many words it has."""
        weights, norms = (np.array(values)[fields] for values in zip(*self._weighed, strict=True))
        rough = np.array([_rough(length) for length in range(stems.max(initial=0) + 1)])
        counted: NDArray[np.float64] = weights / (1 - norms + norms * rough[stems] / np.array(lengths)[fields])
        return counted

    def _starts(self, owners: Integers, fields: Integers, ends: Integers) -> Integers:
        """Where in their documents texts begin: behind the places of the texts before; -1 without places."""
        placed = np.array([field.placed for field in self._fields.values()])[fields]
        steps = np.where(placed, ends + _APART, 0)
        before = np.cumsum(steps) - steps
        return np.where(placed, before - before[np.searchsorted(owners, owners)], -1)

    def _count_said(self, said: Integers, numbers: int) -> None:
        counts = np.bincount(said, minlength=numbers)
        counts[: len(self._said)] += self._said
        self._said = counts

    def _add_conditions(self, documents: Sequence[IndexedDocument]) -> None:
        """Add what conditions may ask for, and what may be pasted."""
        values = Counter(value for document in documents for some in document.names.values() for value in some)
        asked = {value: self._asked(value, times) for value, times in values.items()}
        for place, document in enumerate(documents):
            for name, some in document.names.items():
                for row, value in enumerate(some):
                    self._add_value(place, name, row, asked[value])
            for what in document.has:
                self._add_pair(f"has:{what}", place, 0)
            for known in document.ids:
                self._add_pair(SAME + known, place, 0)

    def _asked(self, value: str, times: int) -> list[str]:
        """The stems by which a value is asked for that occurs so many times."""
        tokens = self._words.split(value)
        self._count(tokens, times)
        return [token.word.stem for token in tokens if not token.tail]

    def _add_value(self, number_: int, name: str, row: int, asked: list[str]) -> None:
        """A value that a condition may ask for: its last word has a mark, by which authors are cited."""
        for n, stem in enumerate(asked):
            self._add_pair(f"{name}:{stem}", number_, 2 * row + (n == len(asked) - 1))

    def _count(self, tokens: Iterable[Token], times: int = 1) -> None:
        counts = self._counts
        for token in tokens:
            counts[token.word.word] = counts.get(token.word.word, 0) + times

    def _add_pair(self, key: str, number_: int, row: int) -> None:
        self._pairs.setdefault(key, array("I")).extend((number_, row))

    def sorted_things(self, things: Sequence[Thing]) -> list[Thing]:
        """Return the things of a group in the order in which they are shown: those with the shortest names first.

        Args:
            things: of the group, in any order.
        """
        return sorted(things, key=lambda thing: (self._length(thing), -thing.count, thing.address))

    def _length(self, thing: Thing) -> int:
        return min((len(self._spelt(spelling)) for spelling in thing.spellings), default=0)

    def _spelt(self, text: str) -> list[Token]:
        return [token for token in self._words.split(text) if not token.tail and not token.word.small]

    def add_things(self, things: Sequence[Thing]) -> None:
        """Add the things of all groups; the number of each is its place among them."""
        for place, thing in enumerate(things):
            for row, spelling in enumerate(thing.spellings):
                tokens = self._spelt(spelling)
                for token in tokens:
                    self._add_pair(NAMED + token.word.stem, place, row)
                self._count(tokens)

    def spaces(self) -> dict[str, Entries]:
        """Return what is under each key, by space of keys; it can be asked for once.

        Returns:
            ``p``: documents of stems and things, and all that is known of names, conditions and identifiers; ``q``:
            places, and ``b`` those of keys that many documents have; ``w``: how often each word occurs; ``r``: the same
            by the word backwards; ``c``: what short beginnings of words become.
        """
        counts = dict(self._all_counts())
        words = {word: number(count) for word, count in counts.items()}
        backwards = {word[::-1]: count for word, count in words.items()}
        common = {self._keys[n] for n, one in self._postings.items() if one.count > form.PLACED}
        postings, placed = self._written()
        postings |= self._other_entries(postings.keys())
        few = {key: places for key, places in placed.items() if key not in common}
        many = {key: places for key, places in placed.items() if key in common}
        spaces = {"p": postings, "q": few, "b": many, "w": words, "r": backwards, "c": _continued(counts)}
        return {space: [(key, entries[key]) for key in in_order(entries)] for space, entries in spaces.items()}

    def _written(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """What is written of documents and of places, by key; what it is made of, which needs as much memory, goes."""
        postings, placed = dict[str, bytes](), dict[str, bytes]()
        while self._postings:
            n, one = self._postings.popitem()
            postings[self._keys[n]], places = one.written()
            if places:
                placed[self._keys[n]] = places
        return postings, placed

    def _all_counts(self) -> Iterator[tuple[str, int]]:
        """How often each word occurs."""
        said = {self._keys[n]: count for n, count in enumerate(self._said.tolist()) if count}
        for word in said.keys() | self._counts.keys():
            yield word, said.get(word, 0) + self._counts.get(word, 0)

    def _other_entries(self, stems: AbstractSet[str]) -> dict[str, bytes]:
        """What there is besides postings: conditions and things, names of several words, words with hyphens apart."""
        joined = {stem: parts for stem, parts in self._words.joined.items() if stem in stems}
        return {
            **{key: written_pairs(zip(some[::2], some[1::2], strict=True)) for key, some in self._pairs.items()},
            **self._names.entries(),
            **{stem + JOINED: as_json(parts) for stem, parts in joined.items()},
        }


def _continued(counts: Mapping[str, int]) -> dict[str, bytes]:
    """The most frequent words that begin with each few signs, but for those that begin nothing but themselves."""
    found: dict[str, list[str]] = {}
    for word in sorted(in_order(counts), key=lambda word: -counts[word]):
        for beginning in {word[:length] for length in form.CONTINUED}:
            if begins_enough(beginning):
                found.setdefault(beginning, []).append(word)
    return {
        beginning: as_json(words[: form.CONTINUED[len(beginning)]])
        for beginning, words in found.items()
        if words != [beginning]
    }


def _usual_length(texts: Sequence[Sequence[str]]) -> float:
    """How many words a field has on average, roughly: an edit must not change what all words count."""
    average = sum(len(part) for parts in texts for part in parts) / _SIGNS / max(1, len(texts))
    return _rough(average)


@lru_cache(1 << 12)
def _rough(length: float) -> float:
    """A length in steps, so that most edits of a text change what its new words count, and no others."""
    return float(_STEP ** round(log(max(1.0, length), _STEP)))
