"""The documents of one key, as they are written."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from livingsurvey.search import form
from livingsurvey.search.packing import number, numbers, read_number

#: Numbers as they are written, of those that most gaps are.
_KNOWN = 1024
_NUMBERS = tuple(map(number, range(_KNOWN)))


class GrowingPostings:
    """The documents of a key, in order: how far each is from the one before, how much the key counts there, and where.

    Of places, it is noted how many there are in each document, then how far each is from the one before.
    """

    __slots__ = ("_gaps", "_impacts", "_last", "_places", "count")

    def __init__(self) -> None:
        self.count, self._last = 0, -1
        self._gaps, self._impacts, self._places = bytearray(), bytearray(), bytearray()

    def add(self, document: int, impact: int, places: Sequence[int]) -> None:
        """Add a document.

        Args:
            document: its number, above those before.
            impact: what the key counts there, up to 127, and 128 more in a title.
            places: where the key is, in order; none of a key that has no places there.
        """
        self._gaps += number(document - self._last - 1)
        self._impacts.append(impact)
        self._last = document
        self.count += 1
        self._places += number(len(places))
        before = 0
        for place in places:
            gap = place - before
            self._places += _NUMBERS[gap] if gap < _KNOWN else number(gap)
            before = place

    def written(self) -> tuple[bytes, bytes]:
        """Return what is written of postings, and of places.

        Of postings: how many documents are listed, how many more there are, the gaps between those listed, and what the
        key counts in each. Of a key that very many documents have, those are listed in which it counts most; without
        any place, there is nothing to be written of places.
        """
        if self.count <= form.MOST_DOCUMENTS:
            placed = bytes(self._places) if any(self._places) else b""
            return number(self.count) + number(0) + bytes(self._gaps) + bytes(self._impacts), placed
        kept = GrowingPostings()
        listed = sorted(range(self.count), key=lambda n: (-(self._impacts[n] & 127), n))[: form.MOST_DOCUMENTS]
        documents, places = self._documents(), self._all_places()
        for n in sorted(listed):
            kept.add(documents[n], self._impacts[n], places[n])
        postings, placed = kept.written()
        more = number(self.count - form.MOST_DOCUMENTS)
        return number(form.MOST_DOCUMENTS) + more + postings[len(number(form.MOST_DOCUMENTS)) + 1 :], placed

    def _documents(self) -> list[int]:
        gaps, _ = numbers(self._gaps, 0, self.count)
        return [place + n for n, place in enumerate(accumulate(gaps))]

    def _all_places(self) -> list[list[int]]:
        """The places in each document."""
        found, at = [], 0
        for _ in range(self.count):
            count, at = read_number(self._places, at)
            gaps, at = numbers(self._places, at, count)
            found.append(list(accumulate(gaps)))
        return found


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
