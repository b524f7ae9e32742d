"""The ranking, held to queries that were written by reading the papers: see ``queries.yml``."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from livingsurvey.model import Survey
from playwright.sync_api import Browser, Page

from tests.browser.sites import Origin

QUERIES: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text())
FIRST = 20  # results in which the papers of a topical query are looked for
_SEARCH = """queries => survey.search.loadEngine().then(engine => engine.complete.then(() => queries.map(query =>
  engine.search(query).hits.slice(0, 20).map(hit => engine.papers[hit.id].key))))"""


@pytest.fixture(scope="module")
def page(server: Origin, browser: Browser) -> Iterator[Page]:
    """A page that reads the index once, for all searches."""
    opened = browser.new_page()
    opened.goto(server / "about.html")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def found(page: Page) -> dict[str, list[str]]:
    """The first papers that the site finds for each query, best first."""
    texts = [entry["query"] for entries in QUERIES.values() for entry in entries]
    return dict(zip(texts, page.evaluate(_SEARCH, texts), strict=True))


def relevant(entry: dict[str, Any], survey: Survey) -> set[str]:
    """The papers that answer a topical query."""
    return {paper.key for topic in entry["topics"] for paper in survey.papers_of[topic]} | set(entry.get("also", ()))


def test_there_are_enough_queries_and_their_papers_exist(real_survey: Survey) -> None:
    assert len(QUERIES["known"]) >= 60
    assert len(QUERIES["topical"]) >= 25
    assert {entry["paper"] for entry in QUERIES["known"]} <= set(real_survey.paper)
    assert all(relevant(entry, real_survey) for entry in QUERIES["topical"])


def test_nine_of_ten_known_papers_come_first(found: dict[str, list[str]]) -> None:
    missed = [entry["query"] for entry in QUERIES["known"] if found[entry["query"]][:1] != [entry["paper"]]]
    assert len(missed) <= len(QUERIES["known"]) / 10, missed


def test_a_first_author_and_a_year_find_their_paper_among_the_first_five(page: Page, real_survey: Survey) -> None:
    """516 of 533 today; no more can be had, since up to ten papers share first author's surname and year."""
    cited = [paper for paper in real_survey.papers if paper.authors and paper.published]
    queries = {paper.key: f"{paper.authors[0].split()[-1]} {paper.year}" for paper in cited}
    first = dict(zip(queries, page.evaluate(_SEARCH, list(queries.values())), strict=True))
    missed = [queries[key] for key, keys in first.items() if key not in keys[:5]]
    assert len(cited) - len(missed) >= 510, missed


@pytest.mark.parametrize("form", ["{}", "arXiv:{}v2", "https://arxiv.org/abs/{}", "https://doi.org/10.48550/arXiv.{}"])
def test_every_arxiv_number_finds_its_paper(page: Page, real_survey: Survey, form: str) -> None:
    given = {form.format(paper.arxiv): paper.key for paper in real_survey.papers if paper.arxiv}
    assert pasted(page, given) == given


@pytest.mark.parametrize("form", ["{}", "doi:{}", "https://doi.org/{}"])
def test_every_doi_finds_its_paper(page: Page, real_survey: Survey, form: str) -> None:
    given = {form.format(paper.doi): paper.key for paper in real_survey.papers if paper.doi}
    assert pasted(page, given) == given


def pasted(page: Page, queries: Iterable[str]) -> dict[str, str]:
    """The first paper found by each query."""
    found = page.evaluate(_SEARCH, list(queries))
    return {query: keys[0] for query, keys in zip(queries, found, strict=True) if keys}


def test_topical_queries_find_four_of_five_relevant_papers(found: dict[str, list[str]], real_survey: Survey) -> None:
    recalls = {}
    for entry in QUERIES["topical"]:
        wanted = relevant(entry, real_survey)
        recalls[entry["query"]] = len(wanted & set(found[entry["query"]])) / min(FIRST, len(wanted))
    assert sum(recalls.values()) / len(recalls) >= 0.8, recalls
