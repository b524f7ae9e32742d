"""Figures in words, and formulas of how something grows."""

import pytest
from livingsurvey.analysis.flat_text import flat_text
from livingsurvey.analysis.worded_figures import worded_figures


@pytest.mark.parametrize(
    ("text", "kind", "low", "value"),
    [
        ("It takes half the time.", "factor", None, 2),
        ("It takes one third of the time.", "factor", None, 3),
        ("It takes a quarter of the time.", "factor", None, 4),
        ("It takes 1/8th of the time.", "factor", None, 8),
        ("It is twice as fast.", "factor", None, 2),
        ("It doubles the yield.", "factor", None, 2),
        ("It is ten-fold faster.", "factor", None, 10),
        ("It is twofold.", "factor", None, 2),
        ("It takes hundreds of times less.", "factor", None, 100),
        ("It is cheaper by x100 or more.", "factor", None, 100),
        ("It is an order of magnitude faster.", "orders", None, 1),
        ("It is two to three orders of magnitude faster.", "orders", 2, 3),
        ("It is orders of magnitude faster.", "orders", None, None),
        ("Two thirds of them stayed.", "share", None, 66),
        ("It took Two Hours.", "level", None, 2),
    ],
)
def test_words_are_figures(text: str, kind: str, low: float | None, value: float | None) -> None:
    (one,) = worded_figures(text, flat_text(text))
    assert (one.kind, one.low, one.value, one.in_words) == (kind, low, value, True)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("It takes O(n log n) time.", "O(n log n)"),
        (r"It takes $\tilde{\mathcal{O}}(d^{3/2}\sqrt{K})$ rounds.", r"$\tilde{\mathcal{O}}(d^{3/2}\sqrt{K})$"),
        (r"A bound of $\Omega(dM)$ holds.", r"$\Omega(dM)$"),
        (r"It runs in $n^{1+o(1)}$ time.", r"$n^{1+o(1)}$"),
        ("It has near-linear complexity.", "near-linear"),
        ("Its cost scales quadratically with size.", "quadratically"),
    ],
)
def test_a_formula_is_as_its_sentence_writes_it(text: str, formula: str) -> None:
    (one,) = worded_figures(text, flat_text(text))
    assert (one.kind, one.value, one.formula, text[one.start : one.end]) == ("growth", None, formula, formula)


@pytest.mark.parametrize("text", ["A linear model of it.", "A double-blind trial.", "The third day.", "$x^2$ is even."])
def test_what_is_a_name_is_no_figure(text: str) -> None:
    assert worded_figures(text, flat_text(text)) == []
