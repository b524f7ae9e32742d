"""A committee judges by what its members would have found."""

import random

import numpy as np
import pytest
from livingsurvey.analysis import committee
from livingsurvey.analysis.committee import Lessons, judged
from livingsurvey.analysis.ranking_features import TextViews, text_views

SHIPS, BREAD = "mast sail keel rudder harbour anchor".split(), "flour yeast oven crust dough rye".split()


def _views(count: int, kind: int, seed: int = 0) -> TextViews:
    """Texts of which every ``kind``-th is on ships."""
    chance = random.Random(seed)
    return text_views([("", " ".join(chance.sample(BREAD if n % kind else SHIPS, 3))) for n in range(count)])


def _lessons(count: int, kind: int, decided: int) -> Lessons:
    rows = np.arange(count)
    ships, known = rows % kind == 0, rows < decided
    return Lessons(rows[known & ships], rows[known & ~ships], rows[~known])


def test_each_text_is_judged_once_and_what_is_like_the_included_is_ahead() -> None:
    lessons = _lessons(60, 4, 20)
    judgement = judged(_views(60, 4), lessons)
    assert (len(judgement.undecided), len(judgement.included), len(judgement.excluded)) == (40, 5, 15)
    ships = lessons.undecided % 4 == 0
    assert judgement.undecided[ships].min() > judgement.undecided[~ships].max()


def test_decided_texts_are_judged_as_if_they_were_not() -> None:
    """Where decisions follow no rule, a judge that had learned from them would still have them in front."""
    texts = text_views([(f"word{n} word{n + 40}", "") for n in range(8)])
    rows = np.arange(8)
    judgement = judged(texts, Lessons(rows[:3], rows[3:6], rows[6:]))
    assert judgement.included == pytest.approx(judgement.included[0] * np.ones(3), abs=1e-5)
    assert judgement.included.mean() <= judgement.excluded.mean()


def test_more_texts_than_a_machine_may_learn_from_are_judged_all(monkeypatch: pytest.MonkeyPatch) -> None:
    views, lessons = _views(90, 3), _lessons(90, 3, 60)
    whole = judged(views, lessons)
    monkeypatch.setattr(committee, "_MOST", 20)
    fewer = judged(views, lessons)
    assert [len(part) for part in (fewer.included, fewer.excluded)] == [20, 40]
    ships = lessons.undecided % 3 == 0
    for judgement in (whole, fewer):
        assert judgement.undecided[ships].min() > judgement.undecided[~ships].max()


def test_members_that_would_have_found_more_count_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only stop words tell the kinds apart, which one member alone can see; with all alike, it is outvoted."""
    chance = random.Random(1)
    texts = [
        ("", " ".join([*(["how", "do", "we"] if n % 2 else ["it", "has", "been"]), *chance.sample(SHIPS + BREAD, 4)]))
        for n in range(80)
    ]
    rows = np.arange(80)
    lessons = Lessons(rows[1:40:2], rows[0:40:2], rows[40:])
    wanted = lessons.undecided % 2 == 1

    def apart() -> float:
        scores = judged(text_views(texts), lessons).undecided
        return float(scores[wanted].mean() - scores[~wanted].mean())

    trusting = apart()
    monkeypatch.setattr(committee, "_SHARPNESS", 0.0)
    assert trusting > 1.5 * apart()


def test_only_telling_terms_are_given_as_reasons() -> None:
    views = _views(30, 3)
    judgement = judged(views, _lessons(30, 3, 12))
    terms = dict(zip(views.terms, judgement.terms.tolist(), strict=True))
    assert terms["mast"] > 0 > terms["oven"]
