"""The numbers that a quotation states, and what a change may be."""

import pytest
from livingsurvey.model.figures import misformed, states


@pytest.mark.parametrize(
    ("quote", "value"),
    [
        ("3.7 times faster", 3.7),
        ("a loss of 40%", -40),
        ("half of it", 50),
        ("1,200 hours", 1200),
        ("1{,}200 hours", 1200),
        ("two orders of magnitude", 10),
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
