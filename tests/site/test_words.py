"""Small pieces of wording."""

import pytest
from livingsurvey.analysis.related import Reason
from livingsurvey.model import Change
from livingsurvey.site import words
from livingsurvey.site.messages import Messages

from tests.builders import paper, source


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
    assert words.change_text(Messages(), Change(**change)) == text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, []),
        ({"authors": ("A B", "C D", "E F"), "venue": "ICML 2024", "published": "2024"}, ["A B, C D, E F", "ICML 2024"]),
        ({"authors": ("A B", "C D", "E F", "G H"), "published": "2024"}, ["A B et al.", "2024"]),
    ],
)
def test_facts_name_three_authors_and_no_year_twice(facts: dict[str, object], said: list[str]) -> None:
    assert words.facts_of(Messages(), paper("p", **facts)) == said


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        (Reason("named"), "named in this paper’s abstract"),
        (Reason("names"), "names this paper"),
        (Reason("words", ("KV cache", "eviction")), "both on “KV cache”, “eviction”"),
        (Reason("terms", ("GSM8K", "GPT-2")), "both name GSM8K, GPT-2"),
        (Reason("topics", ("Caches",)), "same topic: Caches"),
        (Reason("topics", ("Caches", "Serving")), "same topics: Caches, Serving"),
    ],
)
def test_a_reason_says_what_papers_have_in_common(reason: Reason, text: str) -> None:
    assert words.reason_text(Messages(), reason) == text


def test_a_source_is_called_by_its_id_in_words() -> None:
    assert words.source_name(source("daily-papers-0")) == "Daily papers 0"
