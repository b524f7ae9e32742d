"""Addresses of look-ups elsewhere and of corrections."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from livingsurvey.analysis import derive
from livingsurvey.model import Survey
from livingsurvey.site.links import Links, letter_of, lookups, surname
from livingsurvey.site.render import render_pages

from tests.builders import SETTINGS, paper, survey, topic


def links(subject: Survey, **settings: str) -> Links:
    """The links of a survey with these settings."""
    subject = replace(subject, settings=SETTINGS.model_copy(update=settings))
    return Links(subject, derive(subject))


def test_a_correction_opens_a_form_that_knows_the_paper() -> None:
    given = links(survey(), repository="https://code.example/a/b/")
    told = given.corrections("content/papers/p.md", "p", "A & B: #1?")
    form = urlsplit(told["issue"] or "")
    assert f"{form.scheme}://{form.netloc}{form.path}" == "https://code.example/a/b/issues/new"
    assert parse_qs(form.query) == {"template": ["correct.yml"], "title": ["Correct: A & B: #1?"], "paper": ["p"]}


def test_a_correction_opens_the_file_on_the_surveys_branch() -> None:
    given = links(survey(), repository="https://code.example/a/b", branch="next one")
    edit = given.corrections("content/papers/p.md", "p", "P")["edit"]
    assert edit == "https://code.example/a/b/edit/next%20one/content/papers/p.md"


def test_without_a_repository_there_is_only_the_file() -> None:
    told = links(survey()).corrections("content/papers/p.md", "p", "P")
    assert told == {"path": "content/papers/p.md", "issue": None, "edit": None}


@pytest.mark.parametrize("path", ["papers/p.md", "topics/t.md", "topics/a.md"])
def test_papers_topics_and_areas_lead_to_both(path: str) -> None:
    subject = survey(paper("p"), topics=(topic("a"), topic("t", "a")))
    settings = SETTINGS.model_copy(update={"repository": "https://code.example/a/b"})
    page = render_pages(subject := replace(subject, settings=settings), derive(subject))[path]
    assert re.search(r"https://code\.example/a/b/issues/new\?template(=|&#61;)correct\.yml(&|&amp;)title", page)
    assert f"https://code.example/a/b/edit/main/content/{path}" in page


def test_a_paper_is_looked_up_by_its_arxiv_number_where_it_has_one() -> None:
    semantic, scholar = lookups(paper(arxiv="2405.00001"), "A & B")
    assert semantic.url == "https://www.semanticscholar.org/arxiv/2405.00001"
    assert scholar.url == "https://scholar.google.com/scholar?q=A+%26+B"
    assert lookups(paper(), "A & B")[0].url == "https://www.semanticscholar.org/search?q=A+%26+B"


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
