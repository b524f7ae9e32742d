"""Addresses of look-ups elsewhere, and of the index of people."""

from dataclasses import replace

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Survey
from livingsurvey.site.links import Links, letter_of, lookups, surname
from livingsurvey.site.recorded import Reads

from tests.builders import SETTINGS, paper, survey


def links(subject: Survey, **settings: str) -> Links:
    """The links of a survey with these settings."""
    subject = replace(subject, settings=SETTINGS.model_copy(update=settings))
    return Links(subject, derive(subject), Reads())


def test_a_paper_is_looked_up_by_its_arxiv_number_where_it_has_one() -> None:
    assert lookups(paper(arxiv="2405.00001"), "A & B") == {
        "Semantic Scholar": "https://www.semanticscholar.org/arxiv/2405.00001",
        "Google Scholar": "https://scholar.google.com/scholar?q=A+%26+B",
    }
    assert lookups(paper(), "A & B")["Semantic Scholar"] == "https://www.semanticscholar.org/search?q=A+%26+B"


@pytest.mark.parametrize(
    ("name", "key", "letter"),
    [
        ("Ada Lovelace", "lovelace", "l"),
        ("Íñigo Öztürk", "ozturk", "o"),
        ("王", "ideograph-738b", "i"),
        ("Plato", "plato", "p"),
        ("R2 3D", "3d", "0"),
    ],
)
def test_people_are_sorted_by_the_last_word_of_their_name(name: str, key: str, letter: str) -> None:
    assert (surname(name), letter_of(name)) == (key, letter)


def test_the_index_of_many_people_has_a_page_for_each_letter() -> None:
    few, many = (
        survey(*(paper(f"p{n}", authors=tuple(f"A{n} B{n}-{a}" for a in range(50))) for n in range(papers)))
        for papers in (50, 51)
    )
    assert links(few).letter("b") == "people/index.html#letter-b"
    assert links(many).letter("b") == "people/letter_b.html"
