"""The map: similar papers stand together, none too close, and none that has a place ever moves."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import combinations, count
from math import cos, dist, sin, sqrt
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.map_layout import EDGE, HEIGHT, WIDTH, _settle, arrange, distance, place
from livingsurvey.analysis.related import nearest
from livingsurvey.model import Paper, Point, Status, Survey

from tests.builders import REPOSITORY, paper, survey
from tests.growth import takes_at_most

SUBJECTS = {
    "cache": "The key-value cache of a transformer decoder is evicted by attention scores during decoding",
    "bandit": "Combinatorial bandits allocate budgets among arms with replenishable knapsacks and regret bounds",
    "vision": "Lightweight convolution networks segment medical images on cheap cameras and microscopes",
}


def included(key: str, subject: str, **fields: object) -> Paper:
    defaults = {"title": f"A study of {subject}", "abstract": f"{SUBJECTS[subject]}.", "status": Status.INCLUDED}
    return paper(key, **{**defaults, **fields})


def thirty() -> Survey:
    """Ten papers on each of three subjects."""
    return survey(*(included(f"{subject}-{n}", subject) for subject in SUBJECTS for n in range(10)))


def placed(given: Survey) -> dict[str, Point]:
    return place(given, nearest(given))


def noted(given: Survey) -> Survey:
    """The survey with the places of its papers noted, as ``survey layout`` does."""
    return replace(given, layout=arrange(given, nearest(given)))


def added(given: Survey, *papers: Paper) -> Survey:
    return replace(given, papers=tuple(sorted((*given.papers, *papers), key=lambda one: one.key)))


def closest(points: dict[str, Point]) -> float:
    return min((dist(a, b) for a, b in combinations(points.values(), 2)), default=WIDTH)


def one_by_one(wanted: list[tuple[str, Point]], taken: list[Point], apart: float) -> dict[str, Point]:
    """The nearest free place of each, found by trying every step against every place: slow, and plain to read."""
    known, found = list(taken), {}
    for key, (x, y) in wanted:
        for step in count():
            radius, turn = 0.4 * apart * sqrt(step), step * 2.399963
            at = round(x + radius * cos(turn)), round(y + radius * sin(turn))
            inside = EDGE <= at[0] <= WIDTH - EDGE and EDGE <= at[1] <= HEIGHT - EDGE
            if inside and all((at[0] - a) ** 2 + (at[1] - b) ** 2 >= apart**2 for a, b in known):
                break
        known.append(at)
        found[key] = at
    return found


def scattered(points: int) -> list[tuple[str, Point]]:
    """Points in a heap, the same every time."""
    return [(f"p{n}", (500 + n * 7.3 % 90, 300 + n * 3.1 % 60)) for n in range(points)]


def test_no_papers_have_no_places() -> None:
    assert placed(survey()) == {}


def test_only_included_papers_have_a_place() -> None:
    papers = [included(f"p-{n}", "cache", status=s) for n, s in enumerate(("included", "excluded", None))]
    assert list(placed(survey(*papers))) == ["p-0"]


def test_a_single_paper_stands_on_the_map() -> None:
    ((x, y),) = placed(survey(included("one", "cache"))).values()
    assert EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE


def test_papers_on_one_subject_stand_nearer_to_each_other_than_to_others() -> None:
    points = arrange(thirty(), nearest(thirty()))
    for key, point in points.items():
        near = sorted(points, key=lambda other, point=point: dist(point, points[other]))[1:6]  # type: ignore[misc]
        assert all(other.split("-")[0] == key.split("-")[0] for other in near)


def test_a_survey_without_noted_places_is_laid_out_too() -> None:
    points = placed(thirty())
    assert len(points) == 30
    assert closest(points) >= distance(30)


def test_new_papers_move_none_that_has_a_place() -> None:
    before = noted(thirty())
    new = [included(f"new-{subject}-{n}", subject) for subject in SUBJECTS for n in range(7)]
    after = placed(added(before, *new))
    assert len(after) == 51
    assert {key: after[key] for key in before.layout} == before.layout


def test_a_new_paper_stands_among_those_it_resembles() -> None:
    before = noted(thirty())
    points = placed(added(before, included("new", "bandit")))
    near = sorted(before.layout, key=lambda key: dist(points["new"], points[key]))[:3]
    assert [key.split("-")[0] for key in near] == ["bandit"] * 3


def test_a_new_paper_like_no_other_stands_at_the_edge() -> None:
    alone = included("new", "cache", title="?", abstract="Soups.")
    assert placed(added(noted(thirty()), alone))["new"][1] > HEIGHT - 3 * EDGE


def test_a_paper_that_left_leaves_the_others_where_they_are() -> None:
    before = noted(thirty())
    after = placed(replace(before, papers=before.papers[1:]))
    assert after == {key: point for key, point in before.layout.items() if key != before.papers[0].key}


def test_a_map_made_anew_is_turned_to_the_one_noted() -> None:
    given = thirty()
    first = arrange(given, nearest(given))
    turned = {key: (WIDTH - x, HEIGHT - y) for key, (x, y) in first.items()}
    again = arrange(replace(given, layout=turned), nearest(given))
    away = mean(dist(first[key], turned[key]) for key in first)
    assert mean(dist(again[key], turned[key]) for key in again) < away / 3


@given(st.lists(st.tuples(st.sampled_from(sorted(SUBJECTS)), st.booleans()), max_size=25))
@settings(max_examples=25)
def test_marks_never_overlap_and_stay_on_the_map(wanted: list[tuple[str, bool]]) -> None:
    papers = [included(f"p{n:02}", subject) for n, (subject, _) in enumerate(wanted)]
    known = {f"p{n:02}": (100.0 + 30 * n, 300.0) for n, (_, is_known) in enumerate(wanted) if is_known}
    points = placed(replace(survey(*papers), layout=known))
    assert set(points) == {one.key for one in papers}
    assert closest(points) >= distance(len(papers)) - 1e-9
    assert all(EDGE <= x <= WIDTH - EDGE and EDGE <= y <= HEIGHT - EDGE for x, y in points.values())


@pytest.mark.parametrize("papers", [0, 1, 500, 10_000])
def test_there_is_room_for_every_mark(papers: int) -> None:
    assert papers * distance(papers) ** 2 < 0.5 * WIDTH * HEIGHT
    assert 3 < distance(papers) <= 13


def test_every_included_paper_of_the_real_survey_has_a_noted_place(real_survey: Survey) -> None:
    keys = {one.key for one in real_survey.papers if one.status == Status.INCLUDED}
    assert len(keys & real_survey.layout.keys()) > 0.9 * len(keys)


def test_twenty_new_papers_move_none_of_the_real_ones(real_survey: Survey) -> None:
    texts = [one.abstract for one in real_survey.papers[:20]]
    new = [paper(f"zz-new-{n}", abstract=text, status=Status.INCLUDED) for n, text in enumerate(texts)]
    after = placed(added(real_survey, *new))
    kept = {key: point for key, point in real_survey.layout.items() if key in after}
    assert {key: after[key] for key in kept} == kept
    assert all(one.key in after for one in new)


def test_places_do_not_depend_on_the_hash_seed_of_the_process() -> None:
    program = (
        "from tests.analysis.test_map_layout import thirty; from livingsurvey.analysis.map_layout import arrange\n"
        "from livingsurvey.analysis.related import nearest; print(arrange(thirty(), nearest(thirty())))"
    )

    def run(seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
        command = [sys.executable, "-c", program]
        return subprocess.run(
            command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
        ).stdout

    assert run("1") == run("2") != ""


_POINTS = st.tuples(
    st.floats(EDGE, WIDTH - EDGE) | st.sampled_from([100.0, 110.5]), st.floats(EDGE, HEIGHT - EDGE) | st.just(90.0)
)


@given(st.lists(_POINTS, max_size=30), st.lists(_POINTS, max_size=10), st.sampled_from([1.69, 5.34, 13.0, 60.0]))
@settings(deadline=None)
def test_places_are_those_found_one_by_one(wanted: list[Point], taken: list[Point], apart: float) -> None:
    named = [(f"p{n}", point) for n, point in enumerate(wanted)]
    assert _settle(named, taken, apart) == one_by_one(named, taken, apart)


def test_a_heap_is_spread_as_it_would_be_one_by_one() -> None:
    assert _settle(scattered(300), [], 13.0) == one_by_one(scattered(300), [], 13.0)


def test_on_a_full_map_a_mark_stands_where_it_is_wanted() -> None:
    assert _settle([("a", (500, 300)), ("b", (510, 300)), ("c", (-5, 900))], [], 5000.0) == {
        "a": (500, 300),
        "b": (510, 300),
        "c": (EDGE, HEIGHT - EDGE),
    }


def test_the_work_grows_with_the_number_of_marks_in_a_heap() -> None:
    assert takes_at_most(24, lambda amount: _settle(scattered(amount), [], 4.0), small=250, large=2_000)


def test_many_marks_at_one_point_find_a_place_each() -> None:
    assert closest(_settle([(f"p{n}", (500.0, 300.0)) for n in range(800)], [], 13.0)) >= 13.0
