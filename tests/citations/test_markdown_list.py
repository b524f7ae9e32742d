"""Markdown: links with a sentence each, and nothing from data that an engine takes for markup."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.analysis.derive import Analysis
from livingsurvey.citations.bibliography_entry import FileHeader, entry_of
from livingsurvey.citations.markdown_list import markdown_entry, markdown_file, markdown_text
from livingsurvey.model import Survey
from livingsurvey.model.text import clean

from tests.citations.samples import HEAD, HOSTILE, entry, hostile
from tests.site.engines import ENGINES, Parsed


def test_an_item_is_a_link_with_its_facts_and_a_sentence() -> None:
    made = entry(
        title="H_2O: A*-Search",
        authors=("Ada Lovelace", "B", "C", "D"),
        venue="ICML 2024",
        arxiv="2405.00001",
        summary="In <short>.",
    )
    assert markdown_entry(made) == (
        r"- [H<sub>2</sub>O: A\*-Search](<https://arxiv.org/abs/2405.00001>)."
        " Ada Lovelace et al., ICML 2024. In &#60;short&#62;."
    )


def test_what_is_not_known_is_left_out() -> None:
    assert markdown_entry(entry(title="Bare")) == "- Bare."
    assert markdown_entry(entry(title="A", arxiv="2405.00001", published="2024")).endswith("). arXiv, 2024.")


def test_a_file_begins_with_what_it_holds() -> None:
    text = markdown_file(["- a"], FileHeader("S", "# q <b>", 1, "2026-01-02", "CC0"))
    assert text == "# S: \\# q &#60;b&#62;\n\n1 paper · 2026-01-02 · CC0\n\n- a\n"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_fields_are_text_in_any_engine(text: str, engine: Callable[[str], str]) -> None:
    parsed = Parsed(engine(markdown_file([markdown_entry(hostile(text)), markdown_entry(entry())], HEAD)))
    assert set(parsed.tags) <= {"h1", "p", "ul", "li", "a", "sub", "sup"}
    assert parsed.tags.count("li") == 2
    assert parsed.tags.count("a") == 1
    assert [value for name, value in parsed.attributes if name == "href"] == ["https://a.org/x"]


SAFE = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"]), max_size=40)


@given(SAFE)
@settings(max_examples=100)
def test_any_text_is_shown_to_the_letter(text: str) -> None:
    shown = clean(text).strip()
    for engine in ENGINES:
        assert Parsed(engine(f"x {markdown_text(text)} x")).text.split() == ["x", *shown.split(), "x"]


class _Links(HTMLParser):
    """The addresses of links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "href"]


def test_the_whole_collection_is_a_list_of_links(real_survey: Survey, real_insight: Analysis) -> None:
    entries = [entry_of(real_survey, real_insight, paper) for paper in real_survey.papers]
    html = ENGINES[1](markdown_file(list(map(markdown_entry, entries)), HEAD))
    assert _Links(html).found == [made.url for made in entries if made.url]
    assert len(re.findall("<li>", html)) == len(entries)
