"""The documents of a key, as they are written."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.packing import numbers
from livingsurvey.search.postings import (
    SATURATION,
    GrowingPostings,
    Occurrences,
    SomePostings,
    gathered,
    written_pairs,
)

GAPS = st.integers(0, 100_000)
PAIRS = st.lists(st.tuples(GAPS, GAPS))


#: By document, what a key counts for each time it is there, whether in a title, and where.
HELD = st.dictionaries(GAPS, st.tuples(st.floats(0.01, 9), st.booleans(), st.lists(GAPS, max_size=3)), max_size=30)


def impact(counted: float, titled: bool, times: int) -> int:
    """What a key counts in a document."""
    count = sum([counted] * times)
    return (int(127 * count / (count + SATURATION) + 0.5) or 1) | titled * 128


def rows(held: dict[int, tuple[float, bool, list[int]]], key: int = 7) -> list[tuple[int, int, float, bool, int]]:
    """An occurrence for each place, and one without a place."""
    return [
        (key, document, counted, titled, place)
        for document, (counted, titled, places) in sorted(held.items())
        for place in (*sorted(places), -1)
    ]


def parts(found: list[tuple[int, int, float, bool, int]]) -> dict[int, SomePostings]:
    """Postings by key."""
    columns = zip(*found, strict=True) if found else ((),) * 5
    kinds = (np.int64, np.int64, np.float64, np.bool_, np.int64)
    some = Occurrences(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))
    return dict(gathered(some, np.ones(100_001)))


def postings_of(held: dict[int, tuple[float, bool, list[int]]], split: int = 0) -> GrowingPostings:
    """The documents of a key, those below a number added before the others."""
    postings = GrowingPostings()
    for some in ({d: h for d, h in held.items() if (d < split) == below} for below in (True, False)):
        for more in parts(rows(some)).values():
            postings.extend(more)
    return postings


@given(HELD, GAPS)
def test_documents_are_written_as_the_gaps_between_them(
    held: dict[int, tuple[float, bool, list[int]]], split: int
) -> None:
    written, placed = postings_of(held, split).written()
    (count, more), at = numbers(written, 0, 2)
    gaps, at = numbers(written, at, count)
    assert ([sum(gaps[: n + 1]) + n for n in range(count)], more) == (sorted(held), 0)
    impacts = [impact(counted, titled, len(places) + 1) for _, (counted, titled, places) in sorted(held.items())]
    assert list(written[at:]) == impacts
    places = [sorted(places) for _, (_, _, places) in sorted(held.items())]
    flat = [n for some in places for n in (len(some), *np.diff(some, prepend=0).tolist()[: len(some)])]
    assert numbers(placed, 0, len(flat)) == (flat, len(placed)) if any(places) else placed == b""


@given(HELD, HELD)
def test_each_key_has_its_own_documents(
    one: dict[int, tuple[float, bool, list[int]]], other: dict[int, tuple[float, bool, list[int]]]
) -> None:
    both = parts(sorted(rows(one, 3) + rows(other, 4), key=lambda row: row[1]))
    assert both == parts(rows(one, 3)) | parts(rows(other, 4))


def test_a_document_that_counts_less_has_less_of_each_key() -> None:
    some = Occurrences(*map(np.array, ([0, 0], [0, 1], [5.0, 5.0], [False, False], [0, 0])))
    ((_, found),) = gathered(some, np.array([1, 0.5]))
    assert list(found.impacts) == [64, 32]


@given(HELD)
def test_of_a_key_that_many_have_those_are_listed_in_which_it_counts_most(
    held: dict[int, tuple[float, bool, list[int]]],
) -> None:
    impacts = {d: impact(counted, False, len(places) + 1) for d, (counted, _, places) in held.items()}
    best = sorted(held, key=lambda document: (-impacts[document], document))[:5]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("livingsurvey.search.form.MOST_DOCUMENTS", 5)
        written, placed = postings_of(held).written()
    expected, expected_placed = postings_of({document: held[document] for document in best}).written()
    (count, more), at = numbers(written, 0, 2)
    assert (count, more) == (min(5, len(held)), max(0, len(held) - 5))
    assert (written[at:], placed) == (expected[at:] if not more else expected[2:], expected_placed)


@given(PAIRS)
def test_pairs_are_written_once_in_order(pairs: list[tuple[int, int]]) -> None:
    written = written_pairs(pairs)
    assert written == written_pairs(reversed(pairs)) == written_pairs(set(pairs))
    flat, end = numbers(written, 0, 1 + 2 * len(set(pairs)))
    assert (flat[0], end) == (len(set(pairs)), len(written))
    documents = [sum(flat[1 : n + 1 : 2]) for n in range(1, len(flat) - 1, 2)]
    assert list(zip(documents, flat[2::2], strict=True)) == sorted(set(pairs))
