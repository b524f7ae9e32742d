"""Citations in words: of what a paper's file states, for people to copy."""

import pytest
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.citation_formats import STYLES, CitationFormat
from livingsurvey.citations.rendered_citation import citation_list, citation_writer
from livingsurvey.model import Survey
from livingsurvey.model.publication import Publication

from tests.citations.samples import HOSTILE, entry, hostile

each_style = pytest.mark.parametrize("style", STYLES, ids=lambda style: style.id)


def test_a_title_is_plain_text_with_the_signs_that_unicode_has() -> None:
    made = citation_writer("apa")(entry(title="H_2O at $\\sqrt{s}=13$ TeV", authors=("Eva Lind",), published="2022"))
    assert made == "Lind, E. (2022). H₂O at √s=13 TeV."


def test_who_is_not_named_is_told() -> None:
    cut = Publication(type="article-journal", authors_omitted="12")
    made = citation_writer("vancouver")(entry(authors=("Eva Lind",), venue="J. Types", publication=cut))
    assert made.startswith("Lind E, et al.") or made.startswith("Lind E et al.")


def test_a_group_without_named_authors_is_the_author() -> None:
    made = citation_writer("ieee")(entry(publication=Publication(type="report", collaboration="ATLAS")))
    assert made.startswith("ATLAS, ")


def test_a_list_says_what_it_is() -> None:
    head = FileHeader("S", "q\nr", 2, "2026-01-02", "CC0")
    assert citation_list(["A.", "B."], head) == "S: q r (2 papers · 2026-01-02 · CC0)\n\nA.\n\nB.\n\n"


@each_style
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_give_one_line(style: CitationFormat, text: str) -> None:
    made = style.entry(hostile(text))
    assert len(made.splitlines()) == 1


@each_style
def test_every_paper_of_the_collection_has_a_citation(
    style: CitationFormat, real_survey: Survey, real_insight: Analysis
) -> None:
    for paper in real_survey.papers[::10]:
        made = style.entry(entry_of(real_survey, real_insight, paper))
        assert made == " ".join(made.split())


def test_only_english_has_title_case() -> None:
    german = Publication(type="book", language="de")
    made = citation_writer("chicago")(entry(title="Die Cultur der Renaissance", publication=german))
    assert "Die Cultur der Renaissance" in made


@each_style
@pytest.mark.parametrize(
    ("stated", "absent"),
    [
        (Publication(type="personal_communication"), "\0"),
        (Publication(type="review"), "Review of Review"),
        (Publication(type="dataset", edition="v2.1"), "v2.1 ed"),
        (Publication(type="article-journal", publisher_place="US"), "US"),
    ],
)
def test_no_style_leaves_a_work_out_or_says_a_thing_twice(
    style: CitationFormat, stated: Publication, absent: str
) -> None:
    made = style.entry(entry(title="Review of a thing", authors=("Eva Lind",), venue="J. Types", publication=stated))
    assert "eview of a thing".casefold() in made.casefold()
    assert absent not in made


def test_initials_with_a_hyphen_stay_together() -> None:
    made = citation_writer("chicago")(entry(authors=("J.-P. Lind", "A. Berg-Roe")))
    assert "J.-P." in citation_writer("chicago")(entry(authors=("Tom Roe", "J.-P. Lind")))
    assert "J. -" not in made
