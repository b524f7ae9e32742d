"""The index of a built site answers without a browser."""

from pathlib import Path

import pytest
from livingsurvey.analysis import derive
from livingsurvey.commands.search_site import open_search, papers_of, places_of
from livingsurvey.model.errors import BrokenIndexError
from livingsurvey.site.explore.search_data import FOLDER, PATH, export_search
from livingsurvey.store import load

from tests.builders import paper_file, survey_folder
from tests.search.scripts import write_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The index of a small survey, where its site has it."""
    papers = {key: paper_file(key) for key in ("raised-beds", "old-roses")}
    survey = load(survey_folder(tmp_path, papers, topics__soil="---\ntitle: Soil\nsummary: Of beds\n---\n")).survey
    assert survey
    return write_files(export_search(survey, derive(survey)), tmp_path / "site")


def test_papers_and_places_are_found(site: Path) -> None:
    engine = open_search(site)
    answer = engine.search("raised beds")
    (paper,) = papers_of(engine, answer, 1)
    assert (paper.key, paper.excluded, paper.matched) == ("raised-beds", False, 1.0)
    assert paper.score > 0
    answer = engine.search("soil")
    assert [(one.group, one.name, one.address) for one in places_of(engine, answer)] == [
        ("topics", "Soil", "topics/soil.html")
    ]


def test_so_many_papers_are_given(site: Path) -> None:
    engine = open_search(site)
    answer = engine.search("title:roses")
    assert [paper.key for paper in papers_of(engine, answer, 5)] == ["old-roses"]
    assert papers_of(engine, answer, 0) == []


def test_a_paper_without_a_record_is_left_out_and_noted(site: Path) -> None:
    (site / FOLDER / "d0.js").write_text("nothing")
    engine = open_search(site)
    answer = engine.search("raised beds")
    assert answer.hits
    assert papers_of(engine, answer, 5) == []
    assert engine.reader.missing == {"d0"}


def test_a_site_without_an_index_has_to_be_built_first(tmp_path: Path) -> None:
    with pytest.raises(BrokenIndexError, match=r"There is no search index: build the site first, by `survey build`\."):
        open_search(tmp_path)


def test_an_index_that_cannot_be_read_is_told(site: Path) -> None:
    (site / PATH).write_text("nothing")
    with pytest.raises(BrokenIndexError, match="The search index cannot be read"):
        open_search(site)
