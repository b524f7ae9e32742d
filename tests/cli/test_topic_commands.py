"""``ingest --topics-from`` and ``include`` as commands: what they write, what they say, and their exit codes."""

from pathlib import Path

import pytest
from livingsurvey.cli import app
from livingsurvey.store import load
from typer.testing import CliRunner, Result

from tests.builders import survey_folder
from tests.commands.folders import tree
from tests.importers.test_taxonomy_groups import GROUPS

BIB = """\
@article{Lind:2020abc, author = {Lind, Eva}, title = {One on lenses}, year = {2020}}
@article{Berg:2021xyz, author = {Berg, Tom}, title = {Two on mirrors}, year = {2021}}
"""
LIST = "- Optics\n  - Lenses [@Lind:2020abc]\n  - Mirrors [@berg:2021XYZ; @Roe:1999]\n"


def run(root: Path, *arguments: str | Path, code: int = 0) -> Result:
    """Run ``survey`` on a survey."""
    result = CliRunner().invoke(app, [*map(str, arguments), "-C", str(root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with a survey, a bibliography and a list."""
    survey_folder(tmp_path / "s")
    (tmp_path / "refs.bib").write_text(BIB)
    (tmp_path / "list.md").write_text(LIST)
    return tmp_path


def topics(root: Path) -> dict[str, tuple[str, ...]]:
    """The topics of each paper."""
    loaded = load(root)
    assert loaded.findings == () and loaded.survey
    return {paper.key: paper.topics for paper in loaded.survey.papers}


def test_a_list_becomes_topics_and_placements(files: Path) -> None:
    said = run(files / "s", "ingest", files / "refs.bib", "--topics-from", files / "list.md").output
    assert "1 area and 2 topics made from list.md; 2 papers placed, 2 of 3 citations placed." in said
    assert "«Roe:1999»" in said and "list.md:3" in said
    assert topics(files / "s") == {"one-on-lenses": ("lenses",), "two-on-mirrors": ("mirrors",)}
    before = tree(files / "s")
    run(files / "s", "ingest", files / "refs.bib", "--topics-from", files / "list.md")
    assert tree(files / "s") == before


def test_papers_that_have_files_are_placed_too(files: Path) -> None:
    run(files / "s", "ingest", files / "refs.bib")
    run(files / "s", "ingest", files / "refs.bib", "--topics-from", files / "list.md")
    assert topics(files / "s") == {"one-on-lenses": ("lenses",), "two-on-mirrors": ("mirrors",)}


def test_groups_of_the_bibliography_become_topics(files: Path) -> None:
    (files / "g.bib").write_text(GROUPS)
    run(files / "s", "ingest", files / "g.bib", "--topics-from", "groups")
    assert topics(files / "s")["two"] == ("thin-or-not", "sound-general")


def test_what_is_neither_a_file_nor_a_word_is_refused(files: Path) -> None:
    said = run(files / "s", "ingest", files / "refs.bib", "--topics-from", "absent.tex", code=2).output
    assert "keywords (the keywords of the papers)" in " ".join(said.split())
    assert topics(files / "s") == {}


@pytest.mark.parametrize("given", ["groups", "keywords", "collections"])
def test_nothing_to_make_topics_of_is_told(files: Path, given: str) -> None:
    said = run(files / "s", "ingest", files / "refs.bib", "--topics-from", given, code=1).output
    assert "No topics were made" in said
    assert len(topics(files / "s")) == 2


def test_include_writes_a_decision_once(files: Path) -> None:
    root = files / "s"
    run(root, "ingest", files / "refs.bib")
    before = tree(root)
    assert "2 papers would be included." in run(root, "include", "--all", "--dry-run").output
    assert tree(root) == before
    assert "1 paper included" in run(root, "include", "--year", "2020", "--reason", "Chosen.", "--by", "Eva").output
    assert "1 paper included" in run(root, "include", "--all", "--reason", "Chosen.", "--by", "Eva").output
    assert "0 papers included; nothing was written" in run(root, "include", "--all", "--reason", "Chosen.").output
    survey = load(root).survey
    assert survey is not None and [one.query for one in survey.screenings] == ["--year 2020", "all"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say --all"),
        (("--all", "--year", "2020"), "Say --all"),
        (("--all",), "Give a reason"),
        (("--topic", "absent"), "no topic"),
    ],
)
def test_include_asks_for_what_it_needs(files: Path, arguments: tuple[str, ...], said: str) -> None:
    run(files / "s", "ingest", files / "refs.bib")
    assert said in run(files / "s", "include", *arguments, code=2).output
