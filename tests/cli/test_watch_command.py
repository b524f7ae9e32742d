"""``survey watch``: what is printed, and how it ends."""

from pathlib import Path

import pytest
from livingsurvey.cli.app import app
from typer.testing import CliRunner, Result

from tests.builders import paper_file, survey_folder

BIB = "@article{{x, title = {{{title}}}, author = {{Ada Lovelace}}, year = 2026}}\n"
PLAN = """\
searches:
  - {id: box, service: folder, query: inbox}
  - {id: gone, service: folder, query: nowhere}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of one paper with a plan and an export."""
    made = survey_folder(tmp_path / "survey", {"on-wood": paper_file("on-wood", "authors: [Ada Lovelace]\n")})
    (made / "content/watch.yml").write_text(PLAN)
    (made / "inbox").mkdir()
    (made / "inbox/a.bib").write_text(BIB.format(title="On boxes of wood") + "@article{y, author = {A}}\n")
    return made


def run(root: Path, *given: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, ["watch", "-C", str(root), *given])


def test_each_search_is_a_line_and_what_waits_is_counted(root: Path) -> None:
    result = run(root)
    assert result.exit_code == 1
    rows = [line.split() for line in result.output.splitlines()]
    assert ["box", "1", "0", "1", "1"] in [[*row[:1], *row[2:]] for row in rows]
    assert "gone: there is no folder «nowhere» in the survey." in result.output
    assert "a.bib:2: entry: an entry without a title." in result.output
    assert result.output.endswith("1 candidate waits for a decision. Next: survey screen.\n")


def test_all_is_well_where_every_search_came_to_its_end(root: Path) -> None:
    assert run(root, "--search", "box").exit_code == 0
    (root / "nowhere").mkdir()
    assert run(root).exit_code == 0
    result = run(root)
    assert (result.exit_code, "No search is due before" in result.output) == (0, True)
    assert "box" in run(root, "--all").output


def test_a_dry_run_says_so(root: Path) -> None:
    assert "1 candidate waits for a decision. Nothing was written." in run(root, "--search", "box", "--dry-run").output
    assert not (root / "content/searches").exists()


def test_a_doubtful_candidate_is_told(root: Path) -> None:
    (root / "inbox/a.bib").write_text("@article{x, title = {On wood}}\n")
    assert "on-wood-2 may be the same work as on-wood:" in run(root, "--search", "box").output


def test_a_folder_is_read_without_a_plan(root: Path, tmp_path: Path) -> None:
    (root / "content/watch.yml").unlink()
    result = run(root, "--folder", str(root / "inbox"))
    assert (result.exit_code, "folder-inbox" in result.output) == (0, True)


@pytest.mark.parametrize("form", ["markdown", "mail"])
def test_a_report_is_printed_instead(form: str, root: Path) -> None:
    result = run(root, "--search", "box", "--report", form)
    assert result.exit_code == 0
    assert "On boxes of wood" in result.output
    assert "Next: survey screen" not in result.output.splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--search", "bix"), "no search 'bix'. Did you mean box?"),
        (("--folder", "nowhere"), "nowhere is no folder"),
        (("--folder", ".", "--search", "box"), "not both"),
        (("--report", "html"), "choose markdown or mail"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(given: tuple[str, ...], said: str, root: Path) -> None:
    result = run(root, *given)
    assert (result.exit_code, said in result.output) == (2, True)


def test_a_survey_without_searches_says_where_to_write_them(root: Path) -> None:
    (root / "content/watch.yml").write_text("searches:\n")
    result = run(root)
    assert (result.exit_code, "content/watch.yml" in result.output) == (2, True)
