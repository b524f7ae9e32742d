"""What a check has found is kept, and counts only while nothing has changed that a check looks at."""

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from livingsurvey.model.finding import Finding, Severity
from livingsurvey.store.base_revision import TRUSTED
from livingsurvey.store.kept_findings import CheckOutcome, kept_outcome

from tests.build.repositories import commit

DAY = date(2026, 3, 1)
FOUND = (
    Finding("content/papers/a.md", 3, 7, "unknown-topic", "there is no topic «x».", "Correct it.", path=("topics", 0)),
    Finding("content", 0, 0, "topic-size", "Größe.", severity=Severity.ADVICE, fixable=True, unsafe=True),
)


def later() -> int:
    """A time at which files that were just written have long been so."""
    return time.time_ns() + 10**11


class Check:
    """A check that counts how often it runs."""

    def __init__(self, *findings: Finding, repeatable: bool = True) -> None:
        self.runs = 0
        self._outcome = CheckOutcome(5, findings, repeatable)

    def __call__(self) -> CheckOutcome:
        """Run it."""
        self.runs += 1
        return self._outcome


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Some files, the check of which is kept."""
    root = tmp_path / "survey"
    (root / "content/papers").mkdir(parents=True)
    (root / "content/papers/a.md").write_text("one")
    (root / "mkdocs.yml").write_text("site_name: Survey\n")
    kept_outcome(root, DAY, Check(*FOUND), later)
    return root


def runs(root: Path, today: date = DAY) -> int:
    """How often a check has to run."""
    check = Check(*FOUND)
    assert kept_outcome(root, today, check, later) == CheckOutcome(5, FOUND, True)
    return check.runs


def test_what_was_found_is_known_while_nothing_changes(root: Path) -> None:
    kept = kept_outcome(root, DAY, Check(), later)
    assert kept == CheckOutcome(5, FOUND, True)
    assert [one.path for one in kept.findings] == [("topics", 0), ()]


def write(file: str, text: str) -> Callable[[Path], object]:
    """Write a file below a folder."""
    return lambda root: (root / file).write_text(text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "of the same size": write("content/papers/a.md", "two"),
    "a new file": write("content/papers/b.md", ""),
    "a file of no paper": write("content/.hidden", ""),
    "no file": lambda root: (root / "content/papers/a.md").unlink(),
    "a name": lambda root: (root / "content/papers/a.md").rename(root / "content/papers/b.md"),
    "rights": lambda root: (root / "content/papers/a.md").chmod(0o600),
    "a new folder": lambda root: (root / "content/topics").mkdir(),
    "settings": write("mkdocs.yml", "site_name: Other\n"),
    "no settings": lambda root: (root / "mkdocs.yml").unlink(),
    "a commit": lambda root: commit(root, 1_700_000_000),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_lets_the_check_run_once_more(root: Path, change: str) -> None:
    CHANGES[change](root)
    assert (runs(root), runs(root)) == (1, 0)


def test_what_is_beside_the_content_does_not_count(root: Path) -> None:
    (root / "README.md").write_text("Read me.")
    (root / "build/docs").mkdir(parents=True)
    assert runs(root) == 0


def test_another_day_is_another_check(root: Path) -> None:
    assert (runs(root, date(2026, 3, 2)), runs(root, date(2026, 3, 2))) == (1, 0)


def test_another_commit_is_another_check(root: Path) -> None:
    commit(root, 1_700_000_000)
    assert (runs(root), runs(root)) == (1, 0)
    (root / "content/papers/a.md").chmod(0o755)
    commit(root, 1_700_000_001)
    assert (runs(root), runs(root)) == (1, 0)


def test_libraries_in_another_place_are_another_check(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "libraries").mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "libraries")])
    assert (runs(root), runs(root)) == (1, 0)
    (tmp_path / "libraries/new").mkdir()
    assert (runs(root), runs(root)) == (1, 0)


@pytest.mark.parametrize("place", ["content/papers/b.md", "content/facts", "mkdocs.yml", "content"])
def test_where_a_link_leads_is_not_known(root: Path, tmp_path: Path, place: str) -> None:
    there = root / place
    if there.exists():
        there.rename(tmp_path / "elsewhere")
    there.symlink_to(tmp_path / "elsewhere")
    assert (runs(root), runs(root)) == (1, 1)


def test_what_has_just_been_written_may_change_unseen(root: Path) -> None:
    (root / "content/papers/a.md").write_text("two")
    kept_outcome(root, DAY, Check(), time.time_ns)
    assert (runs(root), runs(root)) == (1, 0)


def test_a_check_that_looks_elsewhere_is_not_kept(root: Path) -> None:
    (root / "content/papers/a.md").write_text("two")
    kept_outcome(root, DAY, Check(repeatable=False), later)
    assert runs(root) == 1


def test_what_may_run_depends_on_more_than_the_content(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TRUSTED, "main")
    assert (runs(root), runs(root)) == (1, 1)


def test_what_is_damaged_counts_for_nothing(root: Path) -> None:
    file = next(path for path in (root / "build/cache/findings").iterdir() if path.name != "mark")
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]]))
        assert runs(root) == 1
    assert runs(root) == 0


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "build").write_text("")
    assert (runs(tmp_path), runs(tmp_path)) == (1, 1)
