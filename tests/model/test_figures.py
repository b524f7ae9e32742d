"""The numbers that a quotation states, and what a change may be."""

import pytest
from livingsurvey.model.figures import FORM_PARTS, misformed, states, states_orders
from livingsurvey.model.paper import Change
from pydantic import ValidationError


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("3.7 times faster", 3.7),
        ("a loss of 40%", -40),
        ("half of it", 50),
        ("1,200 hours", 1200),
        ("1{,}200 hours", 1200),
        ("a five-fold speed-up", 5),
        ("a fivefold speed-up", 5),
        ("ten times as fast", 10),
        ("one-tenth of the memory", 10),
        ("a third of the cost", 33),
        ("hundreds of times faster", 100),
        ("3 times", 300),
        (".5 points", 0.5),
    ],
)
def test_a_number_is_stated_in_digits_or_words_whatever_its_sign(quote: str, value: float) -> None:
    assert states(quote, value)
    assert not states(quote, value + 1.25)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (("factor", 2, None, "×"), None),
        (("factor", 1, None, "×"), ("value", "above")),
        (("factor", 2, 0.5, "×"), ("low", "above")),
        (("factor", 2, None, "times"), ("unit", "unit")),
        (("change", -40, None, "%"), None),
        (("change", -101, None, "%"), ("value", "least")),
        (("share", -1, None, "%"), ("value", "least")),
        (("share", 3, None, "points"), ("unit", "unit")),
        (("points", 2, 3, "points"), ("low", "range")),
        (("level", -5, None, "°C"), None),
    ],
)
def test_a_change_is_within_the_limits_of_its_form(change: tuple[str, float, float | None, str], wrong: object) -> None:
    assert misformed(*change) == wrong


@pytest.mark.parametrize(
    ("quote", "value", "stated"),
    [
        ("two orders of magnitude faster", 2, True),
        ("Two orders of  magnitude faster", 2, True),
        ("three orders of magnitude less", 3, True),
        ("an order of magnitude less", 1, True),
        ("a 2-order-of-magnitude gain", 2, True),
        ("2-3 orders of magnitude", 2, True),
        ("two to three orders of magnitude", 3, True),
        ("two models, several orders of magnitude faster", 2, False),
        ("two models, several orders of magnitude faster", None, True),
        ("multiple orders of magnitude", None, True),
        ("of great magnitude", None, False),
        ("100 times faster", 2, False),
    ],
)
def test_orders_of_magnitude_are_counted_where_the_sentence_counts_them(
    quote: str, value: float | None, stated: bool
) -> None:
    assert states_orders(quote, value) is stated


def test_orders_of_magnitude_are_no_factor() -> None:
    assert not states("an order of magnitude faster", 10)
    assert not states("two orders of magnitude faster", 100)


WHOLE: dict[str, dict[str, object]] = {
    "growth": {"to": "O(n log n)"},
    "orders": {"unit": "orders of magnitude"},
    **{form: {"value": 10, "unit": "%"} for form in ("change", "percent", "share")},
    **{form: {"value": 10, "unit": "points"} for form in ("points", "level")},
    "factor": {"value": 2, "unit": "×"},
}


@pytest.mark.parametrize("form", FORM_PARTS)
def test_a_change_has_what_its_form_needs_and_nothing_that_it_cannot_have(form: str) -> None:
    whole = {"form": form, **WHOLE[form]}
    assert Change.model_validate(whole).form == form
    for name in FORM_PARTS[form].needed:
        with pytest.raises(ValidationError, match=f"needs «{name}»"):
            Change.model_validate(whole | {name: None})
    for name in FORM_PARTS[form].none:
        with pytest.raises(ValidationError, match=f"has no «{name}»"):
            Change.model_validate(whole | {name: 1 if name in ("value", "low") else "x"})


def test_a_range_has_both_ends() -> None:
    change = {"form": "orders", "unit": "orders of magnitude", "low": 2}
    with pytest.raises(ValidationError, match="needs «value»"):
        Change.model_validate(change)
    assert Change.model_validate(change | {"value": 3}).ends == (2, 3)
    assert Change.model_validate({"form": "growth", "to": "O(n)", "instead_of": "O(n^2)"}).ends == ()
