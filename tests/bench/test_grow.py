"""Grown collections: shaped as the real one, without findings, and the same each time."""

from collections import Counter
from pathlib import Path

import pytest
from livingsurvey.checks.run import check
from livingsurvey.model import Status, Survey
from livingsurvey.store import load

from tests.bench.grow import grow
from tests.builders import REPOSITORY

PAPERS = 700


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A grown collection, which tests only read."""
    root = tmp_path_factory.mktemp("grown") / "survey"
    grow(REPOSITORY, root, PAPERS)
    return root


@pytest.fixture(scope="module")
def survey(grown: Path) -> Survey:
    """The collection as it is read."""
    loaded = load(grown)
    assert loaded.survey is not None
    return loaded.survey


def test_no_rule_objects_to_a_grown_collection(grown: Path) -> None:
    loaded = load(grown)
    assert loaded.survey is not None
    assert len(loaded.survey.papers) == PAPERS
    assert check(grown, loaded) == ()


def test_the_same_collection_is_grown_each_time(grown: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    grow(REPOSITORY, again, PAPERS)
    for file in (path for path in grown.rglob("*") if path.is_file()):
        assert (again / file.relative_to(grown)).read_bytes() == file.read_bytes()


def test_made_papers_have_what_real_ones_have(survey: Survey) -> None:
    real = load(REPOSITORY).survey
    assert real is not None
    made = [paper for paper in survey.papers if paper.key not in real.paper]
    for name in ("venue", "doi", "claims", "code", "topics", "summary"):
        share = sum(bool(getattr(paper, name)) for paper in made) / len(made)
        assert share == pytest.approx(
            sum(bool(getattr(paper, name)) for paper in real.papers) / len(real.papers), abs=0.12
        ), name
    assert all(paper.seen and paper.authors and paper.abstract for paper in made)
    assert all(paper.key in survey.layout for paper in made if paper.status == Status.INCLUDED)


def test_few_authors_have_several_papers(survey: Survey) -> None:
    papers = Counter(author for paper in survey.papers for author in paper.authors)
    assert 0.05 < sum(count > 1 for count in papers.values()) / len(papers) < 0.15


def test_every_made_paper_has_an_identifier_of_its_own(survey: Survey) -> None:
    numbers = [paper.arxiv for paper in survey.papers if paper.arxiv]
    assert len(numbers) == len(set(numbers)) == PAPERS - 1
