"""Works that are known, to be found again by identifier, by title, or by first author and year."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from livingsurvey.importers.same_work import Judgement, Verdict, judge
from livingsurvey.importers.work import Work

T = TypeVar("T")

_YEARS = (0, -1, 1, -2, 2)  # between a preprint and what appeared
_MOST = 50  # works of one title, or author and year, that are compared: a thousand «Introduction»s stay affordable
#: Works that may be the same: who has compared three needs no fourth.
MOST_DOUBTFUL = 3


@dataclass(slots=True)
class Match(Generic[T]):
    """Where a work belongs: the entry that is the same, others that are the same too, those that may be, with the
    reason, and those whose identifiers it states, with the kind."""

    same: T | None = None
    also: list[T] = field(default_factory=list)
    doubtful: list[tuple[T, str]] = field(default_factory=list)
    disputed: list[tuple[T, str]] = field(default_factory=list)


class WorkIndex(Generic[T]):
    """Entries of any kind, each with the work that it is.

    Args:
        compare: judges a known work and a given one.
        places: what a work is found under besides; given the work.
    """

    def __init__(
        self,
        compare: Callable[[Work, Work], Judgement] = judge,
        places: Callable[[Work], Iterator[object]] = lambda _: iter(()),
    ) -> None:
        self._places: dict[object, dict[int, tuple[Work, T]]] = defaultdict(dict)
        self._compare = compare
        self._more = places

    def add(self, work: Work, entry: T) -> None:
        """Make an entry known, or more of it.

        Args:
            work: all that is known of it.
            entry: what is to be found.
        """
        for place in self._of(work, (0,)):
            self._places[place][id(entry)] = (work, entry)

    def drop(self, work: Work, entry: T) -> None:
        """Forget an entry."""
        for place in self._of(work, (0,)):
            self._places[place].pop(id(entry), None)

    def _of(self, work: Work, years: tuple[int, ...]) -> Iterator[object]:
        yield from self._more(work)
        yield from _places(work, years)

    def find(self, work: Work) -> Match[T]:
        """Find where a work belongs; what its identifiers lead to comes first."""
        found = Match[T]()
        for entry, judgement in self._judged(work):
            if judgement.verdict == Verdict.SAME:
                found.also += [entry] if found.same else []
                found.same = found.same or entry
            elif judgement.disputed:
                found.disputed.append((entry, judgement.disputed))
            elif judgement.verdict == Verdict.DOUBTFUL:
                found.doubtful.append((entry, judgement.why))
            if len(found.doubtful) >= MOST_DOUBTFUL and not found.same:
                break
        return found

    def _judged(self, work: Work) -> Iterator[tuple[T, Judgement]]:
        """The entries that may be the given work, each once."""
        known = set[int]()
        for place in self._of(work, _YEARS):
            for other, entry in islice(self._places.get(place, {}).values(), _MOST):
                if id(entry) not in known:
                    known.add(id(entry))
                    yield entry, self._compare(other, work)


def _places(work: Work, years: tuple[int, ...]) -> Iterator[object]:
    """What a work is found under: identifiers, title and first author, title; for slips, first author and year."""
    yield from work.ids.items()
    if work.year:
        yield ("title", work.key, work.year)
    if work.families:
        yield ("title", work.key, work.families[0])
    yield ("title", work.key)
    if work.families and work.year:
        yield from (("author", work.families[0], work.year + later) for later in years)
