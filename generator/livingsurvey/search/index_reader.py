"""Reads an index: which parts have what is asked for, and what they hold."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from livingsurvey.model.errors import BrokenIndexError
from livingsurvey.search import form
from livingsurvey.search.form import FORM
from livingsurvey.search.packing import numbers, order, part_name, read_number, read_script, read_table

_Content = TypeVar("_Content")
#: Parts that one beginning of a word may take.
MOST_PARTS = 12


class Postings(NamedTuple):
    """The documents that have a key, and how much it counts in each: from 1 to 127, and 128 more in a title.

    ``more``: how many others have it, in which it counts less.
    """

    documents: list[int]
    impacts: bytes
    more: int

    def titled(self) -> list[int]:
        """Return the documents whose titles have the key."""
        return [document for document, impact in zip(self.documents, self.impacts, strict=True) if impact > 127]


class IndexReader:
    """An index whose parts are read when they are asked for, each once.

    Args:
        load: gives the script of a part by its name, or raises an ``OSError``.

    Raises:
        BrokenIndexError: when the first part cannot be read, or is of another form.
    """

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self._load = load
        self._tables: dict[str, dict[str, bytes]] = {}
        self._lists: dict[str, list[Any]] = {}
        self._postings: dict[str, Postings | None] = {}
        #: Parts that could not be read: what they hold is not found.
        self.missing: set[str] = set()
        try:
            _, self.epoch, data = read_script(load("index"))
            manifest = json.loads(data)
            form = manifest["form"]
            if form == FORM:
                self._read_manifest(manifest)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenIndexError(f"The search index cannot be read: {error}. Build the site again.") from error
        if form != FORM:
            raise BrokenIndexError(f"The search index is of form {form}, not of {FORM}")

    def _read_manifest(self, manifest: dict[str, Any]) -> None:
        self.language: str = manifest["language"]
        self.count: int = manifest["documents"]
        self.fields: list[str] = manifest["fields"]
        self.dated: list[str] = manifest["dated"]
        self.has: list[str] = manifest["has"]
        self.years: list[tuple[str, int]] = [(year, first) for year, first in manifest["years"]]
        self.groups: list[tuple[str, int]] = [(name, count) for name, count in manifest["groups"]]
        self._sizes = dict(zip("dtn", manifest["sizes"], strict=True))
        self._firsts: dict[str, list[str]] = manifest["firsts"]
        self._orders = {space: [order(key) for key in keys] for space, keys in self._firsts.items()}

    def _content(self, name: str, read: Callable[[bytes], _Content], nothing: _Content) -> _Content:
        """What a part holds, as it is read; nothing of one that is missing, broken or of another index."""
        try:
            found, epoch, data = read_script(self._load(name))
            if found != name or epoch != self.epoch:
                raise ValueError("of another index")
            return read(data)
        except (OSError, ValueError):
            self.missing.add(name)
            return nothing

    def _table(self, space: str, place: int) -> dict[str, bytes]:
        name = part_name(space, self._firsts[space][place])
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = self._content(name, read_table, {})
        return found

    def get(self, space: str, key: str) -> bytes | None:
        """Return what a key holds, if anything.

        Args:
            space: of keys, such as ``p``.
            key: with its mark, if it has one.
        """
        place = bisect_right(self._orders[space], order(key)) - 1
        return self._table(space, place).get(key) if place >= 0 else None

    def occurrences(self, word: str) -> int:
        """Return how often a word occurs."""
        data = self.get("w", word)
        return read_number(data, 0)[0] if data is not None else 0

    def beginning(self, space: str, start: str, most: int = MOST_PARTS) -> list[tuple[str, int]]:
        """Return the words of a space that begin so, with how often they occur; none where too many parts have them.

        Args:
            space: ``w`` of words, ``r`` of words backwards.
            start: how they begin.
            most: parts that are read for it.
        """
        return [(word, read_number(payload, 0)[0]) for word, payload in self._begun(space, start, most)]

    def continuations(self, beginning: str) -> list[str]:
        """Return the words that begin so, most frequent first: of a short beginning, the most frequent ones only.

        Args:
            beginning: of words, in small letters.
        """
        if len(beginning) in form.CONTINUED:
            return self._json("c", beginning)
        found = sorted(self.beginning("w", beginning), key=lambda entry: (-entry[1], order(entry[0])))
        return [word for word, _ in found]

    def keys(self, space: str, start: str) -> list[str]:
        """Return the keys of a space that begin so; none where too many parts have them.

        Args:
            space: of keys, such as ``p``.
            start: how they begin.
        """
        return [key for key, _ in self._begun(space, start, MOST_PARTS)]

    def _begun(self, space: str, start: str, most: int) -> list[tuple[str, bytes]]:
        """The keys that begin so, with what they hold."""
        first = max(0, bisect_right(self._orders[space], order(start)) - 1)
        last = bisect_right(self._orders[space], order(start + "\uffff"))
        places = range(first, last) if last - first <= most else ()
        found = (entry for place in places for entry in self._table(space, place).items())
        return [(key, payload) for key, payload in found if key.startswith(start)]

    def around(self, space: str, word: str) -> list[tuple[str, int]]:
        """Return words that begin as one does: by two letters, or by three where too many do.

        Args:
            space: ``w`` of words, ``r`` of words backwards.
            word: in small letters; backwards, too, in ``r``.
        """
        return self.beginning(space, word[:2]) or self.beginning(space, word[:3])

    def postings(self, key: str) -> Postings | None:
        """Return the documents of a stem, or of a thing; they are read once.

        Args:
            key: the stem, or the thing with its mark.
        """
        if key not in self._postings:
            data = self.get("p", key)
            self._postings[key] = None if data is None else _read_postings(data)
        return self._postings[key]

    def pairs(self, key: str) -> list[tuple[int, int]]:
        """Return the documents of a condition, or the things of a word, each with a row and a mark.

        Args:
            key: ``author:lovelace``, or what a mark stands before.
        """
        data = self.get("p", key)
        if data is None:
            return []
        count, at = read_number(data, 0)
        flat, _ = numbers(data, at, 2 * count)
        found, last = [], 0
        for n in range(0, len(flat), 2):
            last += flat[n]
            found.append((last, flat[n + 1]))
        return found

    def names(self, key: str) -> list[Any]:
        """Return what a key holds that is a list: names that begin with a stem, or the parts of one.

        Args:
            key: the stem, with the mark of either.
        """
        return self._json("p", key)

    def _json(self, space: str, key: str) -> list[Any]:
        data = self.get(space, key)
        found: list[Any] = json.loads(data) if data is not None else []
        return found

    def places(self, key: str, documents: Sequence[int], wanted: Iterable[int]) -> dict[int, list[int]]:
        """Return the places of a stem in the documents that are wanted, of all that have it.

        Args:
            key: the stem.
            documents: all that have it, as its postings tell.
            wanted: those of them whose places to return.
        """
        data = self.get("q" if len(documents) <= form.PLACED else "b", key)
        if data is None:
            return {}
        asked, found, at = set(wanted), {}, 0
        for document in documents:
            count, at = read_number(data, at)
            gaps, at = numbers(data, at, count)
            if document in asked:
                places, last = [], 0
                for gap in gaps:
                    last += gap
                    places.append(last)
                found[document] = places
        return found

    def row(self, space: str, number: int) -> Any:
        """Return a row of a list: of records ``d``, texts ``t`` or things ``n``; nothing where its part is missing.

        Args:
            space: which of the lists.
            number: of the document or thing.
        """
        size = self._sizes[space]
        name = f"{space}{number // size}"
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = self._content(name, _read_list, [])
        return found[number % size] if number % size < len(found) else None


def _read_list(data: bytes) -> list[Any]:
    found: list[Any] = json.loads(data)
    return found


def _read_postings(data: bytes) -> Postings:
    (count, more), at = numbers(data, 0, 2)
    gaps, at = numbers(data, at, count)
    documents, last = [], -1
    for gap in gaps:
        last += gap + 1
        documents.append(last)
    return Postings(documents, data[at:], more)
