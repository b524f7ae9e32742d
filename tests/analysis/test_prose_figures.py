"""Figures in prose: which claim of a cited paper states which number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.prose_figures import figures_in
from livingsurvey.model import Paper

from tests.builders import claim, paper


def change(form: str, value: float, unit: str, low: float | None = None) -> Paper:
    """A paper with one claim."""
    made = claim(quote="It says so.", change={"form": form, "value": value, "unit": unit, "low": low})
    return paper(f"of-{form}", claims=(made,))


FACTOR = change("factor", 2.5, "×", 1.8)
LESS = change("change", -40, "%")
POINTS = change("points", 15, "points")
LEVEL = change("level", 13, "W")
MANY = change("factor", 1024, "×")


def found(sentence: str, *papers: Paper) -> list[tuple[str, str]]:
    """What of a sentence is a figure, and the paper that states it."""
    return [(sentence[one.start : one.end], one.paper.key) for one in figures_in(sentence, papers)]


@pytest.mark.parametrize(
    ("sentence", "paper", "figure"),
    [
        ("It is 2.5× faster.", FACTOR, "2.5×"),
        ("It is 2.5 times faster.", FACTOR, "2.5 times"),
        ("It is a 2.5-fold gain.", FACTOR, "2.5-fold"),
        ("It is 2.5x faster.", FACTOR, "2.5x"),
        ("It is 1.8–2.5× faster.", FACTOR, "1.8–2.5×"),
        ("It is 1.8 to 2.5 times faster.", FACTOR, "1.8 to 2.5 times"),
        ("It is 1.8× faster or more.", FACTOR, "1.8×"),
        ("It takes 40 % less.", LESS, "40 %"),
        ("It takes 40\u00a0% less.", LESS, "40\u00a0%"),
        ("It takes −40 percent.", LESS, "40 percent"),
        ("It gains 15 points.", POINTS, "15 points"),
        ("It gains 15 percentage points.", POINTS, "15 percentage points"),
        ("It runs at 13 W.", LEVEL, "13 W"),
        ("It runs at 13W.", LEVEL, ""),
        ("It takes 1,024 times less.", MANY, "1,024 times"),
    ],
)
def test_a_number_is_found_with_what_is_behind_it(sentence: str, paper: Paper, figure: str) -> None:
    assert [text for text, _ in found(sentence, paper)] == [figure] * bool(figure)


@pytest.mark.parametrize(
    ("sentence", "paper"),
    [
        ("It is 3× faster.", FACTOR),
        ("Of 2.5 million papers,", FACTOR),
        ("It takes 2.5 % less.", FACTOR),
        ("It is 40× faster.", LESS),
        ("It runs for 13 weeks.", LEVEL),
        ("It runs at 13 Words.", LEVEL),
        ("H2.5 is 2.5.1 of v2.5", FACTOR),
        ("It is 2.5 orders of magnitude faster.", FACTOR),
    ],
)
def test_another_number_or_another_unit_is_none_of_the_claims(sentence: str, paper: Paper) -> None:
    assert found(sentence, paper) == []


def test_the_ends_of_a_range_may_be_of_two_papers() -> None:
    other = change("factor", 3, "×")
    assert found("It is 2.5 or 3 times faster.", FACTOR, other) == [("2.5", "of-factor"), ("3 times", "of-factor")]


def test_the_first_paper_that_states_a_figure_counts() -> None:
    assert found("It is 2.5×.", LESS, FACTOR) == [("2.5×", "of-factor")]
    assert found("It is 2.5×.") == []


@given(st.text("0123456789.,×% –to-xand Wpoints", max_size=40))
@settings(deadline=None, max_examples=200)
def test_figures_are_parts_of_the_text_that_do_not_overlap(sentence: str) -> None:
    end = 0
    for one in figures_in(sentence, (FACTOR, LESS, POINTS, LEVEL, MANY)):
        assert end <= one.start < one.end <= len(sentence)
        assert sentence[one.start].isdigit()
        end = one.end
