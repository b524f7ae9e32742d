"""Entries: dates of the right thing, one address, titles as text."""

import pytest
from livingsurvey.citations.bibliography_entry import FileHeader
from livingsurvey.citations.venues import VenueKind
from livingsurvey.model import Link

from tests.citations.samples import entry


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ({"published": "2024-05-06"}, (2024, 5, 6)),
        ({"published": "2024-05-06", "arxiv": "2405.00001"}, (2024, 5, 6)),
        ({"published": "2024-05-06", "arxiv": "2405.00001", "venue": "ICML 2025"}, (2025, None, None)),
        ({"published": "2024-05-06", "arxiv": "2405.00001", "venue": "IEEE Access"}, (2024, None, None)),
        ({"published": "2024-05-06", "venue": "ICML 2024"}, (2024, 5, 6)),
        ({"published": "2023-05", "venue": "ICML 2024"}, (2024, None, None)),
        ({"venue": "ICML 2024"}, (2024, None, None)),
        ({"published": "2024"}, (2024, None, None)),
        ({}, (None, None, None)),
    ],
)
def test_the_date_is_that_of_what_is_cited(given: dict[str, str], date: tuple[int | None, ...]) -> None:
    made = entry(**given)
    assert (made.year, made.month, made.day) == date


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({"arxiv": "2405.00001", "doi": "10.1/x"}, "https://arxiv.org/abs/2405.00001"),
        ({"doi": "10.1000/x"}, "https://doi.org/10.1000/x"),
        ({"links": (Link(label="a", url="https://a.org/"),)}, "https://a.org/"),
        ({}, ""),
    ],
)
def test_an_entry_has_the_address_that_lasts_longest(given: dict[str, object], url: str) -> None:
    assert entry(**{**given, **({"doi": "10.1000/x"} if "doi" in given else {})}).url == url


@pytest.mark.parametrize(
    ("title", "text"),
    [("H_2O", "H₂O"), ("MoE^2", "MoE²"), ("x^{n+1}", "xⁿ⁺¹"), ("A^{QX}", "AQX"), ("Plain", "Plain")],
)
def test_a_title_without_markup_has_unicodes_scripts(title: str, text: str) -> None:
    assert entry(title=title).title_text == text


def test_a_paper_without_venue_is_a_preprint_only_where_it_has_a_number() -> None:
    assert (entry(arxiv="2405.00001").kind, entry().kind) == (VenueKind.PREPRINT, VenueKind.OTHER)


def test_a_name_without_a_letter_is_none() -> None:
    assert [name.family for name in entry(authors=("—", "Ada Lovelace", ",,,")).names] == ["Lovelace"]


def test_words_that_only_begin_a_sentence_or_are_written_small_are_no_names() -> None:
    made = entry(
        title="Fast Markov Chains and Pareto Fronts with Adaptive Steps",
        abstract="Markov Chains are old. We find the Pareto front, in Adaptive steps, adaptive.",
    )
    assert made.proper == {"Pareto"}


def test_a_head_tells_number_date_and_licence_as_far_as_they_are_known() -> None:
    assert FileHeader("S", "q", 2, "2026-01-02", "CC0").facts == "2 papers · 2026-01-02 · CC0"
    assert FileHeader("S", "q", 1, "", "").facts == "1 paper"
    assert FileHeader("S", "q", 1, "", "").source == "S: q"
