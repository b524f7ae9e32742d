"""Dates from version control: true ones, or none."""

from datetime import date
from pathlib import Path

import pytest
from livingsurvey.build.pipeline import generate
from livingsurvey.model import Dates
from livingsurvey.store.history import MAINTENANCE, Commit, last_commit, parse_log, read_dates

from tests.build.repositories import at, commit, git
from tests.build.sites import edit, site_folder
from tests.builders import paper_file

FIRST, SECOND, THIRD = 1_700_000_000, 1_710_000_000, 1_720_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey of three papers: one changed since, one removed."""
    folder = site_folder(tmp_path / "survey")
    commit(folder, FIRST)
    edit(folder, "two", "title: Two", "title: Deux")
    commit(folder, SECOND)
    (folder / "content" / "papers" / "three.md").unlink()
    (folder / "content" / "papers" / "four.md").write_text(paper_file("four"))
    commit(folder, THIRD)
    (folder / "README").write_text("not content")
    commit(folder, THIRD + 100)
    return folder


def dates(root: Path, cache: Path | None = None) -> dict[str, Dates]:
    found = read_dates(root, last_commit(root), cache or root / "build" / "history.json")
    return {path.removeprefix("content/papers/").removesuffix(".md"): told for path, told in found.items()}


def test_each_file_has_the_dates_of_its_first_and_last_commit(root: Path) -> None:
    told = dates(root)
    assert told["one"] == Dates(at(FIRST), at(FIRST))
    assert told["two"] == Dates(at(FIRST), at(SECOND))
    assert told["four"] == Dates(at(THIRD), at(THIRD))


def test_the_last_commit_is_the_last_that_touched_the_content(root: Path) -> None:
    found = last_commit(root)
    assert (found.time, found.shallow, found.date) == (THIRD, False, date(2024, 7, 3))


def test_a_survey_in_a_folder_of_a_repository_has_its_dates(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "outer" / "survey")
    commit(tmp_path / "outer", FIRST)
    assert dates(root)["one"] == Dates(at(FIRST), at(FIRST))


def test_what_is_not_committed_has_no_date(root: Path) -> None:
    (root / "content" / "papers" / "five.md").write_text(paper_file("five"))
    assert "five" not in dates(root)


def test_outside_version_control_nothing_is_dated(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    found = last_commit(root)
    assert (found, found.date, found.findings) == (Commit(), None, ())
    assert dates(root) == {}


def test_a_shallow_clone_has_no_dates_and_says_so(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(clone))
    found = last_commit(clone)
    assert (found.shallow, found.date, dates(clone)) == (True, None, {})
    outcome = generate(clone)
    assert [(f.rule, f.severity) for f in outcome.findings if f.rule == "history"] == [("history", "warning")]
    assert outcome.errors == ()
    assert not (clone / "build" / "docs" / "feeds").exists()
    assert generate(clone).findings == outcome.findings


def test_a_clone_that_is_completed_has_dates(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), str(clone))
    assert "history" in {finding.rule for finding in generate(clone).findings}
    git(clone, "fetch", "-q", "--unshallow")
    assert "history" not in {finding.rule for finding in generate(clone).findings}
    assert (clone / "build" / "docs" / "feeds" / "all.xml").is_file()


def test_what_was_found_is_kept_until_the_next_commit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = dates(root)
    asked: list[str] = []
    monkeypatch.setattr(
        "livingsurvey.store.history.parse_log",
        lambda lines, known: asked.extend(lines) or parse_log(asked, known),
    )
    assert dates(root) == told
    assert asked == []
    edit(root, "one", "title: One", "title: Uno")
    commit(root, THIRD + 200)
    assert dates(root) == told | {"one": Dates(at(FIRST), at(THIRD + 200))}
    assert [line for line in asked if line] == [f"\x01{THIRD + 200}", "M\tcontent/papers/one.md"]


def test_a_history_that_was_rewritten_is_read_anew(root: Path) -> None:
    dates(root)
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root, FIRST + 5)
    assert dates(root)["two"] == Dates(at(FIRST + 5), at(FIRST + 5))


def test_what_git_could_not_tell_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, cache = last_commit(root), root / "note.json"
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "/nowhere")
        assert read_dates(root, found, cache) == {}
    assert not cache.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"commit": 1}', '{"commit": "x", "files": []}', "null"])
def test_a_damaged_note_is_not_trusted(root: Path, tmp_path: Path, text: str) -> None:
    cache = tmp_path / "note.json"
    cache.write_text(text)
    assert dates(root, cache) == dates(root)


def log(*commits: tuple[int, list[str]]) -> list[str]:
    return [line for time, files in commits for line in (f"\x01{time}", "", *files)]


def test_a_change_to_very_many_papers_dates_none_of_them() -> None:
    files = [f"{number}.md" for number in range(MAINTENANCE + 1)]
    everything = (9, [f"M\t{file}" for file in files])
    told = parse_log(log(everything, (5, ["M\t1.md"]), (1, [f"A\t{file}" for file in files])))
    assert told["0.md"] == (1, 1)
    assert told["1.md"] == (1, 5)


def test_a_change_to_many_papers_dates_each() -> None:
    files = [f"{number}.md" for number in range(MAINTENANCE)]
    told = parse_log(log((9, [f"M\t{file}" for file in files]), (1, [f"A\t{file}" for file in files])))
    assert set(told.values()) == {(1, 9)}


def test_a_paper_that_comes_back_was_added_the_first_time() -> None:
    assert parse_log(log((7, ["A\ta.md"]), (5, ["D\ta.md"]), (2, ["A\ta.md"]))) == {"a.md": (2, 7)}


def test_commits_out_of_order_do_not_mislead() -> None:
    assert parse_log(log((3, ["M\ta.md"]), (8, ["M\ta.md"]), (5, ["A\ta.md"]))) == {"a.md": (5, 8)}


def test_a_file_whose_beginning_is_unknown_has_no_dates() -> None:
    assert parse_log(log((3, ["M\ta.md"]))) == {}
    assert parse_log([]) == {}


def test_pages_and_feeds_tell_the_dates(root: Path) -> None:
    generate(root)
    docs = root / "build" / "docs"
    dates = 'dates:\n  added: "2023-11-14"\n  changed: "2024-03-09"\n'
    assert dates in (docs / "papers" / "two.md").read_text()
    assert 'dates:\n  added: "2024-07-03"\n' in (docs / "papers" / "four.md").read_text()
    home = (docs / "index.md").read_text().partition("latest:")[2]
    assert home.index("label: Four") < home.index("label: Deux") < home.index("label: One")
    assert 'changed: "2024-03-09"' in (docs / "papers" / "two.md").read_text()


def test_a_new_commit_of_known_content_brings_its_date(tmp_path: Path) -> None:
    root = site_folder(tmp_path / "survey")
    generate(root)
    assert "latest:" not in (root / "build" / "docs" / "index.md").read_text()
    commit(root, FIRST)
    assert not generate(root).fresh
    assert "latest:" in (root / "build" / "docs" / "index.md").read_text()
