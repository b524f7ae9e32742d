"""Text of the captures that looks like markup is seen by readers as it was written."""

import unicodedata

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.sites import Origin


def squeezed(text: str) -> str:
    """Text without white space, mathematical letters as plain ones: a formula's parts stand on lines of their own."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("Thought Manipulation", "<think> and </think>", id="a-tag"),
        pytest.param("Stuffed Mamba", "*state collapse*", id="stars"),
        pytest.param("Low Rank Matrix Completion", "(|Ω|k)", id="bars"),
        pytest.param("SmallThinker", "with Q4_0 quantization", id="an-underscore"),
        pytest.param("Addition is All You Need", "float8_e4m3", id="an-underscore-in-a-word"),
        pytest.param("A*-Decoding", "the A* search algorithm", id="one-star"),
        pytest.param("Towards Neural Synthesis", "open-source F* programs", id="one-star-of-several"),
        pytest.param("Can AI Freelancers Compete", "Mistral ($0.70M)", id="a-dollar"),
    ],
)
def test_an_abstract_shows(server: Origin, visit: Visit, title: str, shown: str) -> None:
    paper = next(paper for paper in server.survey.papers if paper.title.startswith(title))
    page = visit(server.paper(paper.key))
    expect(page.locator(".abstract")).to_be_visible()
    assert squeezed(shown) in squeezed(page.locator(".abstract").inner_text())


def test_a_title_with_a_star_is_shown_everywhere(server: Origin, visit: Visit) -> None:
    title = next(paper.title for paper in server.survey.papers if paper.title.startswith("A*-Decoding"))
    page = visit(server.page("papers"))
    page.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(title)
    assert page.title().startswith(title)
