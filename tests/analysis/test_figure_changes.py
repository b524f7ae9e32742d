"""What the words around a figure say of it."""

import pytest
from livingsurvey.analysis.abstract_figures import abstract_figures, coordinated
from livingsurvey.analysis.figure_changes import WordsAround, change_of
from livingsurvey.analysis.flat_text import flat_text
from livingsurvey.model import Change, Way


def changes(text: str, better: Way = "more", bounds: frozenset[str] = frozenset()) -> list[Change | None]:
    """The figures of one sentence as changes."""
    flat = flat_text(text)
    figures = abstract_figures(text, flat)
    lists = coordinated(figures, flat)
    return [
        change_of(
            figure,
            WordsAround(flat.lower(), figure.start, figure.end),
            WordsAround(flat.lower(), *ends),
            better,
            bounds,
            relative=better == "less",
        )
        for figure, ends in zip(figures, lists, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "better", "form", "value"),
    [
        ("It reduces deaths by 23%.", "less", "change", -23),
        ("It achieves a 40% reduction in cost.", "less", "change", -40),
        ("It saves up to 46% of the cost.", "less", "change", -46),
        ("It shows a reduction in cost by over 20%.", "less", "change", -20),
        ("Indexes are 99% smaller than others.", "less", "change", -99),
        ("It improves the error by up to 10%.", "less", "change", -10),
        ("It improves energy efficiency by 36%.", "less", "change", 36),
        ("It outperforms others by up to 4%.", "more", "percent", 4),
        ("It has 3% higher accuracy.", "more", "percent", 3),
        ("It gains a relative 3% higher accuracy.", "more", "change", 3),
        ("Scores rise by 3 points.", "more", "points", 3),
        ("It loses 1.5 points.", "more", "points", -1.5),
        ("It shows 46% absolute improvements.", "more", "points", 46),
        ("It answers 617 ms faster than others.", "less", "points", -617),
        ("It uses only 27% of the data.", "less", "share", 27),
        ("It maintains 99% zero-shot performance.", "more", "share", 99),
        ("It reaches an accuracy of 91%.", "more", "level", 91),
        ("Its accuracy increases to 81%.", "more", "level", 81),
        ("It takes 3 hours.", "less", "level", 3),
        ("It is 4 times faster.", "less", "factor", 4),
        ("It is two orders of magnitude faster.", "less", "orders", 2),
    ],
)
def test_a_sentence_says_the_form_and_the_sign(text: str, better: Way, form: str, value: float) -> None:
    (one,) = changes(text, better)
    assert one is not None
    assert (one.form, one.value) == (form, value)


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("up to 4 times", "up to"),
        ("as much as 4 times", "up to"),
        ("at least 4 times", "at least"),
        ("more than 4 times", "more than"),
        ("about 4 times", "about"),
        (r"$\sim 4\times$", "about"),
        ("on average 4 times", "average"),
        ("4 times", None),
    ],
)
def test_a_sentence_says_the_bound(words: str, bound: str | None) -> None:
    (one,) = changes(f"It is {words} faster.")
    assert one is not None
    assert one.bound == bound


def test_figures_of_a_list_share_what_is_said_of_them() -> None:
    one, other = changes("It reduces the time by up to 50% and 40% respectively.", "less")
    assert one is not None and other is not None
    assert [(each.value, each.bound) for each in (one, other)] == [(-50, "up to"), (-40, "up to")]


def test_a_range_keeps_both_ends_on_one_side() -> None:
    (one,) = changes("It saves 26-85% of the cost.", "less")
    assert one is not None
    assert one.ends == (-26, -85)


def test_a_bound_is_called_as_the_survey_calls_it() -> None:
    (one,) = changes("It is more than 4 times faster.", bounds=frozenset({"at least", "up to"}))
    assert one is not None
    assert one.bound == "at least"


@pytest.mark.parametrize(
    "text", ["It is 0.5 times as fast.", "It reduces deaths by 123%.", f"It is {'9' * 400}x faster."]
)
def test_what_its_form_cannot_be_is_no_change(text: str) -> None:
    assert changes(text, "less") == [None]


def test_a_formula_is_a_growth_without_a_number() -> None:
    (one,) = changes("It takes O(n) time.")
    assert one == Change(form="growth", to="O(n)")
