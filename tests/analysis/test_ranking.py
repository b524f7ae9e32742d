"""Ranking what nobody has decided by what was decided."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.ranking import Ranked, RankedText, Ranker

SHIPS = ("mast", "sail", "keel", "rudder", "harbour", "anchor", "deck", "hull")
BREAD = ("flour", "yeast", "oven", "crust", "dough", "salt", "rye", "bakery")


def _texts(count: int, wanted: int, seed: int = 0) -> list[RankedText]:
    """Texts on bread, of which the first ``wanted`` are on ships; all share some words."""
    chance = random.Random(seed)
    return [
        RankedText(
            " ".join(chance.sample(SHIPS if n < wanted else BREAD, 2)),
            " ".join(chance.sample(SHIPS if n < wanted else BREAD, 4) + chance.sample(["old", "new", "large"], 2)),
        )
        for n in range(count)
    ]


def _places(ranked: tuple[Ranked, ...]) -> dict[int, int]:
    return {one.row: place for place, one in enumerate(ranked)}


def test_what_is_like_included_texts_comes_first() -> None:
    ranked = Ranker(_texts(60, 15)).rank({0: True, 59: False})
    assert {one.row for one in ranked[:14]} == set(range(1, 15))


def test_only_undecided_texts_are_ranked_and_each_once() -> None:
    ranked = Ranker(_texts(20, 5)).rank({3: True, 7: False, 8: False})
    assert sorted(one.row for one in ranked) == [n for n in range(20) if n not in {3, 7, 8}]


def test_decisions_add_to_what_the_texts_say_and_overrule_it() -> None:
    texts = _texts(40, 20)
    said = [RankedText(t.title, t.abstract, {0: False, 39: True}.get(n)) for n, t in enumerate(texts)]
    ranker = Ranker(said)
    assert ranker.rank()[0].row >= 20
    assert ranker.rank({0: True, 39: False})[0].row < 20
    assert ranker.learned_from() == (1, 1)
    assert ranker.learned_from({0: True, 5: True}) == (3, 0)


def test_nothing_is_remembered_from_one_ranking_to_the_next() -> None:
    ranker = Ranker(_texts(40, 10))
    first = ranker.rank({0: True, 30: False})
    ranker.rank({30: True, 0: False})
    assert ranker.rank({0: True, 30: False}) == first


def test_the_order_of_decisions_does_not_matter() -> None:
    ranker, decided = Ranker(_texts(50, 10)), {n: n < 10 for n in (0, 1, 2, 3, 4, 5, 20, 21, 22, 23, 24)}
    assert ranker.rank(decided) == ranker.rank(dict(reversed(decided.items())))


@pytest.mark.parametrize("decisions", [{}, None])
def test_without_decisions_texts_stay_in_order(decisions: Mapping[int, bool] | None) -> None:
    ranked = Ranker(_texts(12, 6)).rank(decisions)
    assert [one.row for one in ranked] == list(range(12))
    assert len({one.probability for one in ranked}) == 1
    assert not any(one.words for one in ranked)


def test_a_scope_takes_the_place_of_decisions() -> None:
    ranked = Ranker(_texts(40, 10), scope="Sail and mast, keel and rudder").rank()
    assert {one.row for one in ranked[:10]} == set(range(10))


@pytest.mark.parametrize(("row", "included"), [(0, True), (39, False)])
def test_decisions_of_one_kind_are_enough(row: int, included: bool) -> None:
    places = _places(Ranker(_texts(40, 20)).rank({row: included}))
    ships = sum(places[n] for n in range(1, 20)) / 19
    bread = sum(places[n] for n in range(20, 39)) / 19
    assert ships < bread


def test_words_say_why_as_they_are_written() -> None:
    texts = [RankedText("Old SONAR of ships", ""), RankedText("Old bread", ""), RankedText("New SONAR bread", "")]
    (ranked,) = Ranker(texts).rank({0: True, 1: False})
    words = dict(ranked.words)
    assert words["SONAR"] > 0 > words["bread"]
    assert len(ranked.words) <= 8
    assert [abs(value) for _, value in ranked.words] == sorted((abs(v) for _, v in ranked.words), reverse=True)


def test_probabilities_fall_with_the_rank_and_few_decisions_say_little() -> None:
    ranker = Ranker(_texts(80, 20))
    few = ranker.rank({0: True, 79: False})
    many = ranker.rank({n: n < 20 for n in (*range(10), *range(40, 80))})
    for ranked in (few, many):
        chances = [one.probability for one in ranked]
        assert chances == sorted(chances, reverse=True)
    assert many[0].probability > few[0].probability
    assert many[-1].probability < few[-1].probability


def test_probabilities_come_true() -> None:
    """Words of one kind say with four in five whether a text is included."""
    chance = random.Random(3)
    texts, truth = _texts(600, 300, seed=3), [chance.random() < (0.8 if n < 300 else 0.2) for n in range(600)]
    ranked = Ranker(texts).rank({n: truth[n] for n in range(0, 600, 2)})
    likely = [one for one in ranked if one.row < 300]
    assert sum(one.probability for one in likely) / len(likely) == pytest.approx(0.8, abs=0.08)


def test_texts_without_words_are_ranked_too() -> None:
    ranked = Ranker([RankedText("", ""), RankedText("1 2", ""), RankedText("Sail", ""), RankedText("Oven", "")])
    assert sorted(one.row for one in ranked.rank({2: True, 3: False})) == [0, 1]
    assert Ranker([]).rank() == ()
    assert [one.row for one in Ranker([RankedText("", "")]).rank()] == [0]


@given(
    st.lists(st.tuples(st.text(max_size=20), st.sampled_from([True, False, None])), max_size=15),
    st.dictionaries(st.integers(0, 14), st.booleans(), max_size=5),
)
@settings(deadline=None, max_examples=60)
def test_any_texts_can_be_ranked(given_: list[tuple[str, bool | None]], decisions: dict[int, bool]) -> None:
    decided = {row: one for row, one in decisions.items() if row < len(given_)}
    ranked = Ranker([RankedText(text, text, included) for text, included in given_]).rank(decided)
    known = {row for row, (_, included) in enumerate(given_) if included is not None} | set(decided)
    assert sorted(one.row for one in ranked) == [row for row in range(len(given_)) if row not in known]
    assert all(0 <= one.probability <= 1 for one in ranked)
