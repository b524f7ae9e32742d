"""What a venue's name tells: a journal, a conference, or nothing certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.insight.venues import venue_kind
from generator.model import Survey


@pytest.mark.parametrize(
    "venue",
    [
        *("ICLR 2025", "NeurIPS 2021 (Datasets and Benchmarks)", "ICML workshops 2024", "Findings of ACL 2023"),
        *("European Conference on Computer Vision Workshops 2024", "NAS workshop at ICLR 2020", "WWW 2013"),
        "Proceedings of the 3rd Workshop on Frugal Things",
    ],
)
def test_a_conference_is_known(venue: str) -> None:
    assert venue_kind(venue) == "conference"


@pytest.mark.parametrize(
    "venue",
    [
        *("TMLR 2024", "JMLR 2025", "Journal of Neural Engineering 21 (2024)", "ACM TOSEM 34(5)"),
        *("Neural Computation 36(12), 2024", "ACM Computing Surveys 55(12), 2023", "IEEE Transactions on Things"),
    ],
)
def test_a_journal_is_known(venue: str) -> None:
    assert venue_kind(venue) == "journal"


@pytest.mark.parametrize(
    "venue",
    ["Nature, 2026", "PhD dissertation, Berkeley, 2019", "A Book (book chapter, 2022)", "Somewhere", "arXiv 2024"],
)
def test_what_the_name_does_not_tell_is_not_guessed(venue: str) -> None:
    assert venue_kind(venue) is None


def test_most_venues_of_the_real_survey_are_known(real_survey: Survey) -> None:
    venues = [paper.venue for paper in real_survey.papers if paper.venue]
    assert sum(venue_kind(venue) is not None for venue in venues) > 0.95 * len(venues)


@given(st.text())
def test_any_text_has_an_answer(venue: str) -> None:
    assert venue_kind(venue) in ("journal", "conference", None)
