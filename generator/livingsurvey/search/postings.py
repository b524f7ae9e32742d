"""The documents of one key, as they are written."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from livingsurvey.search import form
from livingsurvey.search.number_arrays import Integers, number_places, read_numbers, written_numbers
from livingsurvey.search.packing import number, read_number

#: How much more often a word counts where it occurs several times.
SATURATION = 5.0
#: What an impact has more that is of a title.
_TITLED = 128


class Occurrences(NamedTuple):
    """Where keys are: arrays with a row for each time, in the order of documents, and of places there.

    Attributes:
        key: the number of the key.
        document: the number of the document.
        counted: what the key counts for this occurrence.
        titled: whether it is in a title.
        place: where in the document; -1 where it has no place.
    """

    key: Integers
    document: Integers
    counted: NDArray[np.float64]
    titled: NDArray[np.bool_]
    place: Integers


class SomePostings(NamedTuple):
    """Some documents of a key, those next to each other: how many, the first and the last, and what is written of them.

    Of ``gaps``, that before the first document is missing.
    """

    documents: int
    first: int
    last: int
    gaps: bytes
    impacts: bytes
    places: bytes


def gathered(rows: Occurrences, shares: NDArray[np.float64]) -> Iterator[tuple[int, SomePostings]]:
    """Yield, by key, the documents it is in, how much it counts there, and where it is.

    Args:
        rows: where keys are.
        shares: of the score of each document, by number, what counts.
    """
    rows = _by_key(rows)
    begins = np.flatnonzero(_is_new(rows.key) | _is_new(rows.document))
    groups = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(rows.key)))
    keys, documents = rows.key[begins], rows.document[begins]
    impacts = _impacts(rows, groups, shares[documents]).tobytes()
    firsts = _is_new(keys)
    gaps, gap_places = written_numbers(np.where(firsts, 0, np.diff(documents, prepend=0) - 1))
    places, places_at = _written_places(rows.place, groups, len(begins))
    starts = [*np.flatnonzero(firsts).tolist(), len(begins)]
    gap_at, place_at, numbers = gap_places.tolist(), places_at.tolist(), documents.tolist()
    for key, (start, end) in zip(keys[starts[:-1]].tolist(), pairwise(starts), strict=True):
        within = gaps[gap_at[start + 1] : gap_at[end]], impacts[start:end], places[place_at[start] : place_at[end]]
        yield key, SomePostings(end - start, numbers[start], numbers[end - 1], *within)


def _by_key(rows: Occurrences) -> Occurrences:
    order = np.argsort(rows.key, kind="stable")
    return Occurrences(
        rows.key[order], rows.document[order], rows.counted[order], rows.titled[order], rows.place[order]
    )


def _is_new(column: Integers) -> NDArray[np.bool_]:
    """Whether a row differs from the one before."""
    return np.not_equal(np.diff(column, prepend=-1), 0)


def _impacts(rows: Occurrences, groups: Integers, shares: NDArray[np.float64]) -> NDArray[np.uint8]:
    """What keys count in their documents, up to 127, and 128 more in a title: sums are taken in the order of rows."""
    counts = np.bincount(groups, rows.counted, len(shares))
    impacts = np.maximum(1, (127 * shares * counts / (counts + SATURATION) + 0.5).astype(np.int64))
    titled = np.bincount(groups, rows.titled, len(shares)) > 0
    marked: NDArray[np.uint8] = (impacts | titled * _TITLED).astype(np.uint8)
    return marked


def _written_places(places: Integers, groups: Integers, count: int) -> tuple[bytes, Integers]:
    """By group, how many places there are, then how far each is from the one before; and where each group begins."""
    placed = places >= 0
    places, groups = places[placed], groups[placed]
    several = np.bincount(groups, minlength=count)
    heads = np.arange(count) + np.cumsum(several) - several
    values = np.empty(count + len(places), np.int64)
    values[heads] = several
    values[np.arange(len(places)) + groups + 1] = np.where(_is_new(groups), places, np.diff(places, prepend=0))
    written, at = written_numbers(values)
    return written, at[np.append(heads, len(values))]


class GrowingPostings:
    """The documents of a key, in order: how far each is from the one before, how much the key counts there, and where.

    Of places, it is noted how many there are in each document, then how far each is from the one before.
    """

    __slots__ = ("_gaps", "_impacts", "_last", "_places", "count")

    def __init__(self) -> None:
        self.count, self._last = 0, -1
        self._gaps, self._impacts, self._places = bytearray(), bytearray(), bytearray()

    def extend(self, more: SomePostings) -> None:
        """Add documents that come after those that are there.

        Args:
            more: these documents.
        """
        self._gaps += number(more.first - self._last - 1)
        self._gaps += more.gaps
        self._impacts += more.impacts
        self._places += more.places
        self._last = more.last
        self.count += more.documents

    def written(self) -> tuple[bytes, bytes]:
        """Return what is written of postings, and of places.

        Of postings: how many documents are listed, how many more there are, the gaps between those listed, and what the
        key counts in each. Of a key that very many documents have, those are listed in which it counts most; without
        any place, there is nothing to be written of places.
        """
        count, gaps, impacts, places = self.count, bytes(self._gaps), bytes(self._impacts), bytes(self._places)
        if count > form.MOST_DOCUMENTS:
            count = form.MOST_DOCUMENTS
            listed = self._most_counted()
            gaps, _ = written_numbers(np.diff(self._documents()[listed], prepend=-1) - 1)
            impacts = np.frombuffer(impacts, np.uint8)[listed].tobytes()
            places = self._places_of(listed.tolist())
        return number(count) + number(self.count - count) + gaps + impacts, places if any(places) else b""

    def _most_counted(self) -> Integers:
        """Which of the documents are listed: those in which the key counts most, in order."""
        counted = np.frombuffer(self._impacts, np.uint8) & (_TITLED - 1)
        order = np.argsort(127 - counted, kind="stable")
        return np.sort(order[: form.MOST_DOCUMENTS])

    def _documents(self) -> Integers:
        return np.cumsum(read_numbers(self._gaps) + 1) - 1

    def _places_of(self, listed: Iterable[int]) -> bytes:
        """What is written of the places in some of the documents."""
        at, n, begins = number_places(self._places).tolist(), 0, [0]
        for _ in range(self.count):
            several, _ = read_number(self._places, at[n])
            n += several + 1
            begins.append(at[n])
        return b"".join(self._places[begins[one] : begins[one + 1]] for one in listed)


def written_pairs(pairs: Iterable[tuple[int, int]]) -> bytes:
    """Return documents, or things, as they are written, each with a row and a mark.

    Args:
        pairs: the number of a document or thing, and a number that says more of it; each pair counts once.
    """
    unique = sorted(set(pairs))
    written, last = bytearray(number(len(unique))), 0
    for document, row in unique:
        written += number(document - last) + number(row)
        last = document
    return bytes(written)
