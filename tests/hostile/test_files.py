"""Links, pipes and devices below content: they are told, nothing behind them is read, and nothing hangs."""

import os
from collections.abc import Callable
from pathlib import Path
from signal import SIGALRM, alarm, signal
from typing import Any, NoReturn

import pytest
from livingsurvey.build.pipeline import DOCS, generate
from livingsurvey.checks.run import check
from livingsurvey.importers.ingest import read_source
from livingsurvey.model import Finding
from livingsurvey.store import load
from livingsurvey.store.files import read_plain

from tests.builders import paper_file, source, survey_folder

_SECRET = "the-secret-of-another-folder"
_SOURCES = f"- {{id: a, file: a.txt, format: hf-daily-papers-text, origin: o, sha256: {'0' * 64}}}\n"


@pytest.fixture(autouse=True)
def _nothing_hangs() -> Any:
    def _ring(*_: object) -> NoReturn:
        raise TimeoutError("something waits for a pipe")

    before = signal(SIGALRM, _ring)
    alarm(60)
    yield
    alarm(0)
    signal(SIGALRM, before)


def _link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _to_secret(path: Path, outside: Path) -> None:
    _link(path, outside / "secret")


def _to_device(path: Path, _: Path) -> None:
    _link(path, Path("/dev/zero"))


def _to_nothing(path: Path, outside: Path) -> None:
    _link(path, outside / "nothing")


def _to_itself(path: Path, _: Path) -> None:
    _link(path, path)


def _pipe(path: Path, _: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _folder(path: Path, _: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


FORMS: dict[str, Callable[[Path, Path], None]] = {
    "link": _to_secret,
    "link-to-a-device": _to_device,
    "link-to-nothing": _to_nothing,
    "link-to-itself": _to_itself,
    "pipe": _pipe,
}
PLACES = {
    "papers/evil.md": "file",
    "topics/evil.md": "file",
    "pages/evil.md": "file",
    "survey.yml": "file",
    "vocabulary/kinds.yml": "file",
    "sources/sources.yml": "file",
    "sources/a.txt": "source-changed",
    "facts/evil.jsonl": "file",
    "map.json": "layout",
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the survey, with papers of its own."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret").write_text(f"---\ntitle: {_SECRET}\nabstract: A.\n---\n")
    (folder / "secret.md").write_text(f"---\ntitle: {_SECRET}\nabstract: A.\n---\n")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A survey with a source."""
    folder = tmp_path / "survey"
    folder.mkdir()
    survey_folder(folder, {"good": paper_file("good")})
    for name in ("vocabulary", "facts"):
        (folder / "content" / name).mkdir()
    (folder / "content/sources/sources.yml").write_text(_SOURCES)
    return folder


def _expect_nothing_of_outside(root: Path, findings: tuple[Finding, ...]) -> None:
    assert all(_SECRET not in str(finding) for finding in findings)
    generate(root)
    made = (path.read_bytes() for path in (root / DOCS).rglob("*") if path.is_file())
    assert all(_SECRET.encode() not in data for data in made)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_plain_file_is_told_and_not_read(root: Path, outside: Path, place: str, form: str) -> None:
    FORMS[form](root / "content" / place, outside)
    findings = check(root, load(root))
    where = "content/sources/sources.yml" if place == "sources/a.txt" else f"content/{place}"
    assert PLACES[place] in [finding.rule for finding in findings if finding.file == where]
    _expect_nothing_of_outside(root, findings)


@pytest.mark.parametrize("folder", ["papers", "topics", "pages", "vocabulary", "sources", "facts"])
def test_a_folder_that_is_a_link_is_told_and_not_read(root: Path, outside: Path, folder: str) -> None:
    path = root / "content" / folder
    path.rename(root / f"kept-{folder}")
    path.symlink_to(outside)
    (outside / "kinds.yml").write_text(f"- {{id: a, name: {_SECRET}, definition: D.}}\n")
    (outside / "sources.yml").write_text(_SOURCES)
    findings = check(root, load(root))
    assert f"content/{folder}" in [finding.file for finding in findings if finding.rule == "file"]
    _expect_nothing_of_outside(root, findings)


def test_content_that_is_a_link_is_not_read(root: Path, outside: Path) -> None:
    (root / "content").rename(outside / "content")
    (root / "content").symlink_to(outside / "content")
    assert load(root).survey is None


@pytest.mark.parametrize("form", FORMS)
def test_a_source_that_is_no_plain_file_is_not_taken_in(root: Path, outside: Path, form: str) -> None:
    FORMS[form](root / "content/sources/a.txt", outside)
    listing = read_source(root, source("a"))
    assert not listing.records
    assert len(listing.failures) == 1


@pytest.mark.parametrize("form", [*FORMS, "folder"])
def test_only_plain_files_are_read(tmp_path: Path, form: str) -> None:
    (FORMS | {"folder": _folder})[form](tmp_path / "a", tmp_path)
    with pytest.raises(OSError, match="is not a plain file"):
        read_plain(tmp_path / "a", 1000)


def test_nothing_larger_than_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"ab")
    assert read_plain(tmp_path / "a", 2) == b"ab"
    with pytest.raises(OSError, match="has 2 bytes; at most 1"):
        read_plain(tmp_path / "a", 1)


def test_a_paper_whose_name_is_no_text_stops_no_build(root: Path) -> None:
    name = os.fsdecode(b"a\xff.md")
    (root / "content/papers" / name).write_text(paper_file("a"))
    outcome = generate(root)
    assert (root / DOCS / "papers/good.md").is_file()
    assert outcome.errors
