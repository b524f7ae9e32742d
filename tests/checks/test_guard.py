"""The guard refuses a change that takes papers or a field away, unless the change says so."""

import json
import subprocess
from pathlib import Path

import pytest
from livingsurvey.checks.guard import Said, guard
from livingsurvey.cli.app import app
from livingsurvey.model import Finding, Paper
from typer.testing import CliRunner

from tests.builders import paper, paper_file, survey, survey_folder


def told(tmp_path: Path, before: list[Paper], after: list[Paper], messages: str = "") -> tuple[Finding, ...]:
    """What the guard says to a change."""
    return guard(tmp_path, survey(*before), survey(*after), Said.of(messages))


def papers(count: int, **fields: str) -> list[Paper]:
    """So many papers."""
    return [paper(f"p{n}", **fields) for n in range(count)]


def test_a_change_that_takes_nothing_away_is_let_pass(tmp_path: Path) -> None:
    assert told(tmp_path, papers(3, venue="V"), papers(5, venue="W")) == ()


def test_one_paper_that_is_gone_is_told(tmp_path: Path) -> None:
    (found,) = told(tmp_path, papers(3), papers(2))
    assert (found.rule, found.severity) == ("papers-dropped", "error")
    assert "1 paper would be gone: p2." in found.message


def test_a_renamed_paper_is_not_gone(tmp_path: Path) -> None:
    assert told(tmp_path, [paper("old")], [paper("new", aliases=("old",), title="Another")]) == ()
    assert told(tmp_path, [paper("old", title="Same title")], [paper("new", title="Same Title")]) == ()


def test_a_file_that_cannot_be_read_is_not_gone(tmp_path: Path) -> None:
    root = survey_folder(tmp_path, {"p2": "broken"})
    assert guard(root, survey(*papers(3)), survey(*papers(2)), Said()) == ()


@pytest.mark.parametrize(("message", "passes"), [("Removes: 2 papers", True), ("removes: 1 paper", False), ("", False)])
def test_a_change_may_say_how_many_papers_it_removes(tmp_path: Path, message: str, passes: bool) -> None:
    assert (told(tmp_path, papers(5), papers(3), f"Tidy up\n\n{message}\n") == ()) == passes


def test_the_numbers_of_several_commits_add_up() -> None:
    assert Said.of("A\n\nRemoves: 2 papers\n\nB\n\nRemoves: 1 paper\nEmpties: doi, venue") == Said(
        3, frozenset(["doi", "venue"])
    )


@pytest.mark.parametrize(("emptied", "refused"), [(3, False), (4, True)])
def test_a_few_papers_may_lose_a_field(tmp_path: Path, emptied: int, refused: bool) -> None:
    after = [*papers(10 - emptied, venue="V"), *(paper(f"p{n}") for n in range(10 - emptied, 10))]
    found = told(tmp_path, papers(10, venue="V"), after)
    assert [one.rule for one in found] == ["field-emptied"] * refused


def test_one_in_a_hundred_may_lose_a_field(tmp_path: Path) -> None:
    after = [*papers(496, venue="V"), *(paper(f"p{n}") for n in range(496, 500))]
    assert told(tmp_path, papers(500, venue="V"), after) == ()


def test_a_change_may_say_which_field_it_empties(tmp_path: Path) -> None:
    before, after = papers(9, venue="V", summary="S."), papers(9)
    found = told(tmp_path, before, after, "X\n\nEmpties: venue\n")
    assert [(one.rule, "«summary»" in one.message) for one in found] == [("field-emptied", True)]


def git(root: Path, *words: str) -> str:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=N", "-c", "user.email=n@n.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", "-C", root, *who, *words], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A survey of eight papers, six of which have a venue, under version control."""
    files = {f"p{n}": paper_file(f"p{n}", "venue: V\n" if n < 6 else "") for n in range(8)}
    root = survey_folder(tmp_path / "survey", files)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", ".")
    git(root, "commit", "-qm", "Begin")
    return root


def check(root: Path, *arguments: str) -> tuple[int, list[str]]:
    """The exit code of a check, and the rules that found something."""
    result = CliRunner().invoke(app, ["check", "-C", str(root), "--format", "json", *arguments])
    found = json.loads(result.stdout)["findings"] if result.exit_code < 2 else []
    return result.exit_code, [one["rule"] for one in found]


def test_a_dropped_paper_is_refused_until_a_commit_says_so(repository: Path) -> None:
    (repository / "content/papers/p3.md").unlink()
    assert check(repository, "--against", "HEAD") == (1, ["papers-dropped"])
    git(repository, "commit", "-qam", "Tidy up")
    assert check(repository, "--against", "HEAD~1") == (1, ["papers-dropped"])
    assert check(repository, "--against", "HEAD~1", "--allow-removal") == (0, [])
    git(repository, "commit", "-q", "--amend", "-m", "Tidy up\n\nRemoves: 1 paper")
    assert check(repository, "--against", "HEAD~1") == (0, [])
    assert check(repository) == (0, [])


def test_an_emptied_field_is_refused_until_a_commit_says_so(repository: Path) -> None:
    for path in (repository / "content/papers").glob("*.md"):
        path.write_text(path.read_text().replace("venue: V\n", ""))
    git(repository, "commit", "-qam", "Write files anew")
    assert check(repository, "--against", "main~1") == (1, ["field-emptied"])
    git(repository, "commit", "-q", "--allow-empty", "-m", "Say so\n\nEmpties: venue")
    assert check(repository, "--against", "main~2") == (0, [])


def test_a_folder_may_stand_for_how_it_was(repository: Path, tmp_path: Path) -> None:
    before = survey_folder(tmp_path / "before", {"gone": paper_file("gone")})
    assert check(repository, "--against", str(before)) == (1, ["papers-dropped"])


@pytest.mark.parametrize("base", ["nothing", "--output=x", "HEAD:content", "$(touch x)"])
def test_a_base_that_does_not_exist_is_a_wrong_call(repository: Path, base: str) -> None:
    before = sorted(repository.rglob("*"))
    assert check(repository, f"--against={base}") == (2, [])
    assert [path for path in repository.rglob("*") if path not in before and ".git" not in path.parts] == []
