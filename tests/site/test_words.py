"""Small pieces of wording."""

import pytest
from livingsurvey.analysis.related_papers import Reason
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
