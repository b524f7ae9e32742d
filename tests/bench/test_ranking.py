"""Measures of rankings, by hand on tiny collections: how well a search ranks, and what a slip of the keyboard is."""

import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.ranking import (
    Bm25,
    Collection,
    Document,
    Row,
    average_precision,
    load_collection,
    measured,
    ndcg,
    row,
    slips,
    table,
    with_slip,
)

TEXTS = """\
.I 1
.T
flow past
a plate .
.A
ting
.W
flow past
a plate .
it is steady .
.I 2
.T
wings
.A
.B
.W
"""
QUERIES = ".I 001\n.W\nwhat is\nflow .\n.I 004\n.W\nwings .\n"
JUDGEMENTS = "1 1 2 \n1 2 -1\n2 2 4\n2 1 5\n"
IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """Two documents and two questions, as files."""
    (tmp_path / "cran.all.1400").write_text(TEXTS)
    (tmp_path / "cran.qry").write_text(QUERIES)
    (tmp_path / "cranqrel").write_text(JUDGEMENTS)
    return load_collection(tmp_path)


def test_a_collection_is_read_with_its_questions_in_their_order(collection: Collection) -> None:
    assert collection.documents == {
        "1": Document("flow past a plate .", "flow past a plate . it is steady ."),
        "2": Document("wings", ""),
    }
    assert collection.queries == ["what is flow .", "wings ."]
    assert collection.relevant == [frozenset("1"), frozenset("2")]


@pytest.mark.parametrize(
    ("ranked", "relevant", "gain", "precision"),
    [
        ("ab", "ab", 1, 1),
        ("xa", "a", 1 / math.log2(3), 1 / 2),
        ("axb", "ab", (1 + 1 / 2) / (1 + 1 / math.log2(3)), (1 + 2 / 3) / 2),
        ("ax", "ab", 1 / (1 + 1 / math.log2(3)), 1 / 2),
        ("xy", "a", 0, 0),
        ("", "a", 0, 0),
        ("a", "", 0, 0),
    ],
    ids=["ideal", "second", "with-a-gap", "one-missing", "none", "no-answer", "nothing-relevant"],
)
def test_measures_are_those_reckoned_by_hand(ranked: str, relevant: str, gain: float, precision: float) -> None:
    assert ndcg(ranked, frozenset(relevant)) == pytest.approx(gain)
    assert average_precision(ranked, frozenset(relevant)) == pytest.approx(precision)


def test_what_is_ranked_below_ten_counts_for_the_average_precision_alone() -> None:
    ranked = [*map(str, range(10)), "a"]
    assert ndcg(ranked, frozenset("a")) == 0
    assert average_precision(ranked, frozenset("a")) == pytest.approx(1 / 11)


def test_no_more_than_ten_are_wanted_among_the_first_ten() -> None:
    ranked = list(map(str, range(30)))
    assert ndcg(ranked, frozenset(ranked)) == pytest.approx(1)


@given(IDS, IDS)
def test_measures_are_shares_and_only_the_relevant_first_is_ideal(ranked: list[str], wanted: list[str]) -> None:
    relevant = frozenset(wanted)
    for found in (ndcg(ranked, relevant), average_precision(ranked, relevant)):
        assert 0 <= found <= 1 + 1e-9
        assert (found > 1 - 1e-9) == (bool(wanted) and set(ranked[: len(wanted)]) == relevant)


@given(st.text("abcdef ", max_size=40), st.integers(0, 1000))
def test_a_slip_is_in_one_long_word_and_one_key_or_two_neighbours(query: str, seed: int) -> None:
    slipped = with_slip(query, random.Random(seed))
    before, after = query.split(" "), slipped.split(" ")
    other = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert len(other) == any(len(word) >= 6 for word in before)
    for one, two in other:
        assert len(one) >= 6
        assert abs(len(one) - len(two)) <= 1
        assert is_near(one, two)


def is_near(one: str, two: str) -> bool:
    """Whether two words are the same but for a letter that was dropped, added, replaced, or swapped with the next."""
    if len(one) > len(two):
        one, two = two, one
    start = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), len(one))
    if len(one) < len(two):
        return one[start:] == two[start + 1 :]
    return one[start + 1 :] == two[start + 1 :] or (
        one[start : start + 2] == two[start : start + 2][::-1] and one[start + 2 :] == two[start + 2 :]
    )


def test_slips_are_the_same_each_time_and_of_every_kind() -> None:
    queries = ["aerodynamics of a wing"] * 200
    assert slips(queries) == slips(queries)
    assert slips(queries) != slips(queries, seed=2)
    lengths = Counter(len(slipped) - len(queries[0]) for slipped in slips(queries))
    assert min(lengths[-1], lengths[0], lengths[1]) > 20
    assert slips(["a wing"]) == ["a wing"]


def test_the_baseline_prefers_rare_words_and_short_documents_and_reads_stems() -> None:
    texts = {"both": "flow wings", "flow": "flow", "long": "flow of air past and along a plate", "none": "heat"}
    engine = Bm25({key: Document(text, "") for key, text in texts.items()})
    assert engine(["flowing", "the wing's flows", "nothing"]) == [
        ["flow", "both", "long"],
        ["both", "flow", "long"],
        [],
    ]


def test_an_engine_is_measured_with_and_without_slips(collection: Collection) -> None:
    asked: list[Sequence[str]] = []

    def _engine(queries: Sequence[str]) -> list[list[str]]:
        asked.append(list(queries))
        return [["1"], ["1", "2"]] if len(asked) == 1 else [[], []]

    assert measured(collection, [["1"], ["2"]]) == (1, 1)
    found = row("made up", collection, _engine, 1500)
    assert found == Row("made up", (1 + 1 / math.log2(3)) / 2, 0.75, 1500, 0, 0)
    assert asked == [collection.queries, slips(collection.queries)]
    assert [list(column.cells) for column in table([found]).columns][:4] == [["made up"], ["0.815"], ["0.750"], ["2"]]
