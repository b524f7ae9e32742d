"""The page of all papers: what it says before, and without, its scripts."""

import re
from pathlib import Path

import pytest
from livingsurvey.model import Survey
from livingsurvey.site.explore.explore_pages import SCRIPTS

from tests.builders import REPOSITORY, paper, survey, topic
from tests.site.plots import claim
from tests.site.samples import rendered
from tests.theme.frames import article, shown


def page(given: Survey) -> str:
    """The page of all papers of a survey, as the site shows it."""
    return article(shown(given, "explore.md"))


def test_the_scripts_it_names_are_there() -> None:
    folder = REPOSITORY / "overrides" / "assets" / "js"
    assert [name for name in SCRIPTS if not Path(folder, f"{name}.js").is_file()] == []
    assert f"scripts: [{', '.join(SCRIPTS)}]" in rendered(survey(paper("p")))["explore.md"]


def test_without_scripts_it_leads_to_the_lists() -> None:
    text = rendered(survey(paper("p"), topics=(topic("area"),)))["explore.md"]
    assert "All 1 paper can be read without it: [from A to Z](papers/index.md), [by topic](topics/index.md)." in text


def test_a_survey_without_topics_is_not_led_to_them() -> None:
    assert "topics/index" not in page(survey(paper("p")))


@pytest.mark.parametrize("word", ["onclick", "style=", "<script"])
def test_nothing_in_it_needs_an_exception_from_a_content_policy(word: str) -> None:
    assert word not in page(survey(paper("p")))


def first(given: Survey) -> list[str]:
    """The papers whose rows stand in the page."""
    return re.findall(r'<li class="result" data-paper="([^"]+)">', page(given))


def test_the_first_rows_are_the_newest_papers_but_the_excluded() -> None:
    papers = [paper(f"p{n}", title=f"T{9 - n}", published=f"20{10 + n // 2}") for n in range(10)]
    papers += [paper("out", published="2024", status="excluded", reason="out-of-scope"), paper("undated")]
    assert first(survey(*papers)) == ["p9", "p8", "p7", "p6", "p5", "p4", "p3", "p2"]
    assert first(survey(paper("undated"), paper("dated", published="2020"))) == ["dated", "undated"]


def test_a_row_tells_what_is_known_and_nothing_of_what_is_not() -> None:
    text = page(
        survey(paper("p", authors=("Ada", "Bo"), venue="NeurIPS 2024", published="2024-12-01", status="included"))
    )
    assert '<p class="result__facts">Ada, Bo · NeurIPS 2024</p>' in text
    assert "result__summary" not in text


def test_a_paper_that_nobody_screened_says_so() -> None:
    screened = paper("p", status="included")
    assert "not yet screened" in page(survey(screened, paper("q", status=None)))
    assert "not yet screened" not in page(survey(screened))
    assert "not yet screened" not in page(survey(paper("q", status=None)))  # nobody has screened anything


@pytest.mark.parametrize(("count", "named"), [(0, ""), (1, "A0"), (3, "A0, A1, A2"), (4, "A0 et al.")])
def test_three_authors_are_named_or_the_first_of_more(count: int, named: str) -> None:
    text = page(survey(paper("p", authors=tuple(f"A{n}" for n in range(count)), status="included")))
    assert f'<p class="result__facts">{named}</p>' in text


def test_hidden_papers_are_counted() -> None:
    papers = paper("p"), paper("out", status="excluded", reason="off-topic")
    assert "Hiding 1 excluded paper<" in page(survey(*papers))
    assert "1 paper of 2<" in page(survey(*papers))
    assert "Hiding" not in page(survey(paper("p")))


def test_a_row_leads_to_topics_and_code_and_counts_results() -> None:
    given = paper("p", topics=("t", "ghost"), code=("https://a.org/c",), claims=(claim(),))
    text = page(survey(given, topics=(topic("area"), topic("t", "area"))))
    assert '<a class="result__topic" href="topics/t.html">T</a> · 1 result · <a href="https://a.org/c"' in text
    assert "ghost" not in text


def test_text_in_a_row_stays_text() -> None:
    text = page(survey(paper("p", title="<b>x</b> *y*", authors=("<i>",), summary="<script>", venue='"><img>')))
    row = text[text.index('<li class="result"') : text.index("</li>")]
    for markup in ("<b>", "<i>", "<script", "<img"):
        assert markup not in row
