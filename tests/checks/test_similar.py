"""Nearly equal titles are found in linear time, and real namesakes are left alone."""

import random

import pytest
from livingsurvey.checks.rule import RULES
from livingsurvey.checks.similar import candidates, similar_titles
from livingsurvey.model import Survey

from tests.builders import paper, survey
from tests.growth import takes_at_most

TITLE = "Scaling laws for neural language models"


@pytest.mark.parametrize(
    "other",
    [
        "Scaling law for neural language models",
        "Scalling Laws for Neural Language Models",
        "Neural language models: scaling laws for",
        "Scaling laws for neural langauge models",
    ],
)
def test_a_slip_of_the_pen_or_another_order_is_nearly_the_same(other: str) -> None:
    assert list(similar_titles(["A title of its own kind", TITLE, other])) == [(1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SMART: Submodular data mixture strategy for tuning", "SMART: Self-aware agent for tool overuse mitigation"),
        ("OneRec Technical Report", "OneRec-V2 Technical Report"),
        ("Physics of language models: Part 3.1, storage", "Physics of language models: Part 3.3, storage"),
        ("A survey of efficient training", "A survey of efficient inference"),
        ("ImitAL", "ImitAL"),
        ("", ""),
    ],
)
def test_namesakes_parts_and_short_names_are_different(one: str, other: str) -> None:
    assert list(similar_titles([one, other])) == []


def test_no_two_real_papers_are_accused(real_survey: Survey) -> None:
    assert list(similar_titles([paper.title for paper in real_survey.papers])) == []
    names = [paper.title.partition(":")[0] for paper in real_survey.papers]
    assert len(set(names)) < len(names)  # there are namesakes to be told apart


def test_a_real_paper_recorded_again_with_a_slip_is_found(real_survey: Survey) -> None:
    chosen = [paper for paper in real_survey.papers if len(paper.title.split()) >= 6][::5]
    titles = [paper.title for paper in real_survey.papers]
    slips = [title[:9] + title[10:] for title in (paper.title for paper in chosen)]
    found = {other for _, other in similar_titles([*titles, *slips])}
    assert len(found & set(range(len(titles), len(titles) + len(slips)))) >= 0.95 * len(slips)


def test_different_identifiers_end_the_question() -> None:
    def two(**fields: str) -> Survey:
        return survey(paper("a", title=TITLE, arxiv="2001.08361"), paper("b", title=TITLE + "s", **fields))

    assert len(list(RULES["near-duplicate"](two()))) == 1
    assert list(RULES["near-duplicate"](two(arxiv="2401.00001"))) == []


def test_the_time_per_title_does_not_grow_with_their_number() -> None:
    chance = random.Random(7)
    words = [f"word{chance.getrandbits(24):x}" for _ in range(3000)] + ["efficient", "models", "language"] * 50

    titles = [" ".join(chance.choices(words, k=8)) for _ in range(8000)]
    # Four times the titles would take sixteen times as long, were the time quadratic.
    assert takes_at_most(8, lambda count: list(similar_titles(titles[:count])), small=2000, large=8000)


def test_long_titles_that_share_a_rare_word_each_with_others_are_not_even_compared() -> None:
    chance = random.Random(1)
    titles: list[list[str]] = [[] for _ in range(200)]
    for number in range(3000):
        for title in chance.sample(titles, 8):
            title.append(f"word{number}")
    assert candidates(titles) == set()
    assert candidates([*titles, [*titles[7], "more"]]) == {(7, 200)}
