"""What documents and things put under the keys of an index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import NamedTuple

from livingsurvey.search import form
from livingsurvey.search.documents import Field, IndexedDocument, Thing
from livingsurvey.search.form import JOINED, NAMED, SAME
from livingsurvey.search.packing import as_json, number, order
from livingsurvey.search.postings import GrowingPostings, written_pairs
from livingsurvey.search.thing_names import ThingNames
from livingsurvey.search.words import LanguageWords, Token

#: How much more often a word counts where it occurs several times.
SATURATION = 5.0
#: What is between the places of two fields, so that words of both are never next to each other.
_APART = 100
_SIGNS = 6.5  # of a word, with what stands behind it
_STEP = 1.25  # between lengths of fields that are told apart

#: Sorted keys, each with what it holds.
Entries = list[tuple[str, bytes]]


class _Terms(NamedTuple):
    """The words of a text, their stems, what stands for several of them, and where all of these are."""

    words: list[str]
    stems: list[str]
    extra: list[str]
    placed: list[tuple[str, int]]


@dataclass(slots=True)
class _DocumentTerms:
    """What each key counts in a document, where it is, and which are in the title."""

    counts: dict[str, float] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)
    titled: set[str] = field(default_factory=set)
    end: int = 0

    def add(self, terms: _Terms, counted: float) -> None:
        """Count the terms of a field."""
        counts = self.counts
        for stem in terms.stems + terms.extra:
            counts[stem] = counts.get(stem, 0.0) + counted

    def place(self, placed: list[tuple[str, int]]) -> None:
        """Note where the terms of a field are, behind those of the fields before."""
        places, end = self.places, self.end
        for stem, place in placed:
            found = places.get(stem)
            if found is None:
                places[stem] = [end + place]
            else:
                found.append(end + place)
        self.end += max((place for _, place in placed), default=0) + _APART


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
        self._title = next(iter(fields))
        self._names = names
        self._postings: dict[str, GrowingPostings] = {}
        self._pairs: dict[str, list[tuple[int, int]]] = {}
        self._counts: dict[str, int] = {}
        self._read: dict[str, _Terms] = {}  # texts that many documents have

    def add_documents(self, documents: Sequence[IndexedDocument]) -> None:
        """Add all documents; the number of each is its place among them.

        Args:
            documents: all of them, in order: what words count depends on how long all are.
        """
        lengths = {name: _usual_length([one.said(name) for one in documents]) for name in self._fields}
        for place, document in enumerate(documents):
            self._add_terms(place, document, self._terms_of(document, lengths))
            self._add_conditions(place, document)

    def _terms_of(self, document: IndexedDocument, lengths: Mapping[str, float]) -> _DocumentTerms:
        found = _DocumentTerms()
        for name, one in self._fields.items():
            for text in document.said(name):
                terms = self._terms(text) if one.placed else self._terms_again(text)
                found.add(terms, one.weight / (1 - one.norm + one.norm * _rough(len(terms.stems)) / lengths[name]))
                self._count(terms.words)
                if name == self._title:
                    found.titled.update(terms.stems, terms.extra)
                if one.placed:
                    found.place(terms.placed)
        return found

    def _count(self, words: Iterable[str]) -> None:
        counts = self._counts
        for word in words:
            counts[word] = counts.get(word, 0) + 1

    def _terms_again(self, text: str) -> _Terms:
        """The same of a text that other documents have, too."""
        found = self._read.get(text)
        if found is None:
            found = self._read[text] = self._terms(text)
        return found

    def _terms(self, text: str) -> _Terms:
        tokens = self._words.split(text)
        kept = [(raw, word, place) for place, (raw, word, _, _) in enumerate(tokens) if not word[2]]
        stems = [word[1] for _, word, _ in kept]
        placed = [(word[1], place) for _, word, place in kept]
        joined = [(token[2], place) for place, token in enumerate(tokens) if token[2]]
        extra = [key for key, _ in joined]
        words = [word[0] for _, word, _ in kept] + extra
        return _Terms(words, stems, extra + self._names.found(stems, [raw for raw, _, _ in kept]), placed + joined)

    def _add_terms(self, number_: int, document: IndexedDocument, terms: _DocumentTerms) -> None:
        postings, titled, places = self._postings, terms.titled, terms.places
        for stem, count in terms.counts.items():
            entry = postings.get(stem)
            if entry is None:
                entry = postings[stem] = GrowingPostings()
            impact = int(127 * document.share * count / (count + SATURATION) + 0.5) or 1
            entry.add(number_, impact | 128 if stem in titled else impact, sorted(places.get(stem, ())))

    def _add_conditions(self, number_: int, document: IndexedDocument) -> None:
        for name, values in document.names.items():
            for row, value in enumerate(values):
                self._add_value(number_, name, row, self._words.split(value))
        for what in document.has:
            self._add_pair(f"has:{what}", number_, 0)
        for known in document.ids:
            self._add_pair(SAME + known, number_, 0)

    def _add_value(self, number_: int, name: str, row: int, tokens: list[Token]) -> None:
        """A value that a condition may ask for: its last word has a mark, by which authors are cited."""
        asked = [token.word.stem for token in tokens if not token.tail]
        for n, stem in enumerate(asked):
            self._add_pair(f"{name}:{stem}", number_, 2 * row + (n == len(asked) - 1))
        self._count(token.word.word for token in tokens)

    def _add_pair(self, key: str, number_: int, row: int) -> None:
        self._pairs.setdefault(key, []).append((number_, row))

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
                self._count(token.word.word for token in tokens)

    def spaces(self) -> dict[str, Entries]:
        """Return what is under each key, by space of keys.

        Returns:
            ``p``: documents of stems and things, and all that is known of names, conditions and identifiers; ``q``:
            places, and ``b`` those of keys that many documents have; ``w``: how often each word occurs; ``r``: the same
            by the word backwards.
        """
        words = {word: number(count) for word, count in self._counts.items()}
        backwards = {word[::-1]: count for word, count in words.items()}
        held = {key: one.written() for key, one in self._postings.items()}
        postings = {key: postings for key, (postings, _) in held.items()} | self._other_entries()
        placed = {key: places for key, (_, places) in held.items() if places}
        few = {key: places for key, places in placed.items() if self._postings[key].count <= form.PLACED}
        many = {key: places for key, places in placed.items() if key not in few}
        spaces = {"p": postings, "q": few, "b": many, "w": words, "r": backwards}
        return {space: sorted(held.items(), key=lambda entry: order(entry[0])) for space, held in spaces.items()}

    def _other_entries(self) -> dict[str, bytes]:
        """What there is besides postings: conditions and things, names of several words, words with hyphens apart."""
        joined = {stem: parts for stem, parts in self._words.joined.items() if stem in self._postings}
        return {
            **{key: written_pairs(pairs) for key, pairs in self._pairs.items()},
            **self._names.entries(),
            **{stem + JOINED: as_json(parts) for stem, parts in joined.items()},
        }


def _usual_length(texts: Sequence[Sequence[str]]) -> float:
    """How many words a field has on average, roughly: an edit must not change what all words count."""
    average = sum(len(part) for parts in texts for part in parts) / _SIGNS / max(1, len(texts))
    return _rough(average)


@lru_cache(1 << 12)
def _rough(length: float) -> float:
    """A length in steps, so that most edits of a text change what its new words count, and no others."""
    return float(_STEP ** round(log(max(1.0, length), _STEP)))
