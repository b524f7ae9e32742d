"""The documents of a key, as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.search.packing import numbers
from livingsurvey.search.postings import GrowingPostings, written_pairs

GAPS = st.integers(0, 100_000)
PAIRS = st.lists(st.tuples(GAPS, GAPS))


@given(st.dictionaries(GAPS, st.tuples(st.integers(1, 255), st.lists(GAPS, max_size=4).map(sorted)), max_size=20))
def test_documents_are_written_as_the_gaps_between_them(held: dict[int, tuple[int, list[int]]]) -> None:
    postings = GrowingPostings()
    for document, (impact, places) in sorted(held.items()):
        postings.add(document, impact, places)
    written, placed = postings.written()
    (count, more), at = numbers(written, 0, 2)
    gaps, at = numbers(written, at, count)
    assert ([sum(gaps[: n + 1]) + n for n in range(count)], more) == (sorted(held), 0)
    assert list(written[at:]) == [held[document][0] for document in sorted(held)]
    flat, end = numbers(placed, 0, sum(1 + len(places) for _, places in held.values()) if placed else 0)
    assert (sum(flat) >= sum(len(places) for _, places in held.values()), end) == (True, len(placed))


@given(st.dictionaries(GAPS, st.tuples(st.integers(1, 255), st.lists(GAPS, max_size=3).map(sorted)), max_size=30))
def test_of_a_key_that_many_have_those_are_listed_in_which_it_counts_most(
    held: dict[int, tuple[int, list[int]]],
) -> None:
    postings, kept = GrowingPostings(), GrowingPostings()
    best = sorted(held, key=lambda document: (-(held[document][0] & 127), document))[:5]
    for document, (impact, places) in sorted(held.items()):
        postings.add(document, impact, places)
        if document in best:
            kept.add(document, impact, places)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("livingsurvey.search.form.MOST_DOCUMENTS", 5)
        (written, placed), (expected, expected_placed) = postings.written(), kept.written()
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
