"""Small pieces of wording."""

import pytest
from livingsurvey.model import CaptureDate, Change
from livingsurvey.site import words

from tests.builders import source


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({}, "no date stated"),
        ({"year": 2025}, "2025"),
        ({"year": 2025, "month": 7}, "July 2025"),
        ({"year": 2025, "month": 12, "day": 31}, "31 December 2025"),
        ({"month": 1, "day": 9}, "9 January, year not stated"),
        ({"month": 1}, "January, year not stated"),
    ],
)
def test_a_date_tells_what_is_known_and_what_is_not(date: dict[str, int], text: str) -> None:
    assert words.capture_date(CaptureDate(**date)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (2.0, "2"),
        (2.50, "2.5"),
        (-3.25, "-3.25"),
        (9999, "9999"),
        (10_000, "10\u202f000"),
        (1_234_567, "1\u202f234\u202f567"),
        (-12_345.5, "-12\u202f345.5"),
    ],
)
def test_a_number_has_no_needless_decimals_and_its_thousands_apart(value: float, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"form": "factor", "value": 2.5, "unit": "×"}, "2.5 ×"),
        ({"form": "factor", "value": 2.5, "unit": "×", "bound": "up to"}, "up to 2.5 ×"),
        ({"form": "factor", "value": 4, "low": 2, "unit": "×"}, "2 to 4 ×"),
        ({"form": "change", "value": -40, "unit": "%"}, "−40 %"),
        ({"form": "change", "value": 12, "unit": "%"}, "+12 %"),
        ({"form": "points", "value": 0.4, "unit": "points"}, "+0.4 points"),
        ({"form": "change", "value": -15, "low": -5, "unit": "%"}, "−5 to −15 %"),
        ({"form": "share", "value": 3, "unit": "% of baseline"}, "3 % of baseline"),
        ({"form": "level", "value": 120_000, "unit": "GPU-hours", "bound": "about"}, "about 120\u202f000 GPU-hours"),
        ({"form": "change", "value": 0, "unit": "%"}, "0 %"),
    ],
)
def test_a_change_is_written_with_its_sign_range_bound_and_unit(change: dict[str, object], text: str) -> None:
    assert words.change_text(Change(**change)) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers")])
def test_a_count_agrees_with_its_noun(count: int, text: str) -> None:
    assert words.plural(count, "paper") == text


def test_an_irregular_plural_can_be_given() -> None:
    assert words.plural(2, "entry", "entries") == "2 entries"


def test_a_source_is_called_by_its_id_in_words() -> None:
    assert words.source_name(source("daily-papers-0")) == "Daily papers 0"
