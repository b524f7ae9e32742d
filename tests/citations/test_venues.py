"""Venues: what their names tell, and nothing that they do not."""

import pytest
from livingsurvey.citations.venues import Venue, VenueKind, read_venue
from livingsurvey.model import Survey


@pytest.mark.parametrize(
    "text",
    [
        *("ICLR 2025", "NeurIPS 2021 (Datasets and Benchmarks)", "ICML workshops 2024", "NAS workshop at ICLR 2020"),
        *("Findings of EMNLP 2024", "European Conference on Vision Workshops 2024", "WWW 2013 (developer track)"),
        *("Proceedings of the 5th Symposium on X", "ICPP Workshops 2023", "AutoML 2025", "ACM SIGMOD 2020", "ICML"),
    ],
)  # fmt: skip
def test_a_conference_keeps_its_name(text: str) -> None:
    assert (read_venue(text).kind, read_venue(text).name) == (VenueKind.CONFERENCE, text)


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("TMLR 2024", Venue(VenueKind.JOURNAL, "TMLR", 2024)),
        ("IEEE Access", Venue(VenueKind.JOURNAL, "IEEE Access")),
        ("Machine Learning 2024", Venue(VenueKind.JOURNAL, "Machine Learning", 2024)),
        ("Neural Networks (2024)", Venue(VenueKind.JOURNAL, "Neural Networks", 2024)),
        ("Nature, 2026", Venue(VenueKind.JOURNAL, "Nature", 2026)),
        ("Neural Computation 36(12), 2024", Venue(VenueKind.JOURNAL, "Neural Computation", 2024, "36", "12")),
        ("PRX Energy 4, 023008 (2025)", Venue(VenueKind.JOURNAL, "PRX Energy", 2025, "4", "", "023008")),
        ("Journal of X 554 (2026)", Venue(VenueKind.JOURNAL, "Journal of X", 2026, "554")),
        ("ACM TOSEM 34(5)", Venue(VenueKind.JOURNAL, "ACM TOSEM", None, "34", "5")),
        ("Some Title 12(3-4): 17–29", Venue(VenueKind.JOURNAL, "Some Title", None, "12", "3-4", "17–29")),
    ],
)
def test_a_journal_is_taken_apart(text: str, venue: Venue) -> None:
    assert read_venue(text) == venue


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("PhD dissertation, MIT, 2019", Venue(VenueKind.DISSERTATION, "PhD dissertation", 2019, publisher="MIT")),
        ("Master's thesis, TU Wien", Venue(VenueKind.MASTERS_THESIS, "Master's thesis", publisher="TU Wien")),
        ("Doctoral thesis", Venue(VenueKind.DISSERTATION, "Doctoral thesis")),
        ("A Book (book chapter, A Press, 2022)", Venue(VenueKind.CHAPTER, "A Book", 2022, publisher="A Press")),
        ("A Book (book chapter)", Venue(VenueKind.CHAPTER, "A Book")),
    ],
)
def test_theses_and_chapters_tell_where(text: str, venue: Venue) -> None:
    assert read_venue(text) == venue


@pytest.mark.parametrize("text", ["OpenAI blog", "XYZQ 2024", "Zenodo", "Technical report 17", "GPT 4", "2024", "("])
def test_what_is_not_certain_is_other_and_keeps_its_name(text: str) -> None:
    assert (read_venue(text).kind, read_venue(text).name) == (VenueKind.OTHER, text)


def test_every_venue_of_the_real_survey_is_told(real_survey: Survey) -> None:
    venues = {paper.venue for paper in real_survey.papers if paper.venue}
    assert [text for text in venues if read_venue(text).kind == VenueKind.OTHER] == []
