"""The figures of abstracts: which numbers there are, of what kind, and where."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from livingsurvey.analysis.abstract_figures import abstract_figures, coordinated
from livingsurvey.analysis.figure_span import AbstractFigure
from livingsurvey.analysis.flat_text import flat_text


def found(text: str) -> list[AbstractFigure]:
    """The figures of a text."""
    return abstract_figures(text, flat_text(text))


@pytest.mark.parametrize(
    ("text", "kind", "low", "value", "unit"),
    [
        ("It is 1.8 × faster.", "factor", None, 1.8, "×"),
        (r"It is $1.8\times$ faster.", "factor", None, 1.8, "×"),
        ("It is 3.7 times faster.", "factor", None, 3.7, "×"),
        ("It is up to 5-fold faster.", "factor", None, 5, "×"),
        ("It is 2x to 5x faster.", "factor", 2, 5, "×"),
        (r"It is 10-1000$\times$ slower.", "factor", 10, 1000, "×"),
        (r"It saves \textbf{41\%} of it.", "percent", None, 41, "%"),
        ("It saves 26-85% of it.", "percent", 26, 85, "%"),
        ("It saves between 3% and 9% of it.", "percent", 3, 9, "%"),
        ("It gains 3.2 percentage points.", "points", None, 3.2, "points"),
        ("It gains 1.1p.p. of it.", "points", None, 1.1, "points"),
        ("It takes 50,000 GPU hours.", "level", None, 50_000, "GPU hours"),
        (r"It takes 1{,}024 tokens.", "level", None, 1024, "tokens"),
        ("It takes 617 ms in all.", "level", None, 617, "ms"),
        ("It takes 3MB.", "level", None, 3, "MB"),
        ("It has 2.4 billion cells.", "level", None, 2.4, "billion cells"),
        ("It costs $12.50 each.", "level", None, 12.5, "USD"),
        ("It costs €3 million.", "level", None, 3, "million EUR"),
        ("It falls to -3 degrees.", "level", None, -3, "degrees"),
    ],
)
def test_a_figure_has_its_kind_its_numbers_and_its_unit(
    text: str, kind: str, low: float | None, value: float, unit: str
) -> None:
    (one,) = found(text)
    assert (one.kind, one.low, one.value, one.unit) == (kind, low, value, unit)


def test_numbers_of_a_list_share_the_unit_behind_it() -> None:
    assert [(one.value, one.unit) for one in found("It gains 3, 4 and 5% in all.")] == [(3, "%"), (4, "%"), (5, "%")]


def test_what_rises_from_one_number_to_another_is_no_range() -> None:
    assert [(one.low, one.value) for one in found("It rises from 9% to 17% in all.")] == [(None, 9), (None, 17)]


def test_a_year_shares_no_unit() -> None:
    assert [one.unit for one in found("In 2019, 45 patients came.")] == ["", "patients"]


@pytest.mark.parametrize(
    "text", ["GPT-4 and H2O.", "On the 3rd day, a 2D image.", "A 95% CI of it.", "See Fig_3, a@5."]
)
def test_what_is_part_of_a_name_or_says_how_sure_another_is_is_no_figure(text: str) -> None:
    assert found(text) == []


def test_a_list_reaches_from_its_first_figure_to_its_last() -> None:
    text = "It gains 4.7% and 4.6%, and takes 3 days."
    figures = found(text)
    spans = coordinated(figures, flat_text(text))
    assert [text[start:end] for start, end in spans] == ["4.7% and 4.6%", "4.7% and 4.6%", "3 days"]


@given(st.text(alphabet=st.sampled_from("12,. %x×-to$\\{}()Oandhalfwice ms\n"), max_size=80) | st.text(max_size=80))
def test_figures_are_in_order_and_apart(text: str) -> None:
    figures = found(text)
    assert all(0 <= one.start <= one.number[0] < one.number[1] <= len(text) for one in figures)
    assert all(one.end <= other.start for one, other in pairwise(figures))
    assert len(coordinated(figures, flat_text(text))) == len(figures)
