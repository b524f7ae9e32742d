"""``survey pack`` and ``survey pdf``: what they build, write and offer, and what they say when they cannot."""

import zipfile
from pathlib import Path

import pytest
from livingsurvey.build.pipeline import build

from tests.build.sites import edit, site_folder
from tests.build.test_pdf import fake
from tests.cli.test_app import assert_exit, run

PDF = 'for a; do case $a in --print-to-pdf=*) echo %PDF > "${a#*=}";; esac; done'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small survey, not built."""
    return site_folder(tmp_path / "survey")


def names(path: Path) -> set[str]:
    """What a zip holds."""
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_packing_builds_the_site_where_there_is_none(root: Path) -> None:
    result = run("pack", "-C", root)
    assert_exit(result, 0)
    assert "Built " in result.output
    assert f"Packed {root}/site/test-survey.zip" in result.text
    assert "test-survey/papers/one.html" in names(root / "site/test-survey.zip")
    assert '<a href="test-survey.zip" download>' in (root / "site/download.html").read_text()


def test_a_fresh_site_is_packed_as_it_is(root: Path) -> None:
    build(root)
    (root / "site/note.txt").write_text("by hand")
    result = run("pack", "-C", root)
    assert_exit(result, 0)
    assert "Built " not in result.output
    assert "test-survey/note.txt" in names(root / "site/test-survey.zip")


def test_a_stale_site_is_built_first(root: Path) -> None:
    build(root)
    edit(root, "one", "The abstract of one", "Something else about one")
    assert_exit(run("pack", "-C", root), 0)
    with zipfile.ZipFile(root / "site/test-survey.zip") as archive:
        assert b"Something else about one" in archive.read("test-survey/papers/one.html")


def test_packing_twice_gives_the_same_bytes(root: Path) -> None:
    zips = []
    for _ in range(2):
        assert_exit(run("pack", "-C", root), 0)
        zips.append((root / "site/test-survey.zip").read_bytes())
    assert zips[0] == zips[1]


def test_a_zip_elsewhere_is_not_offered(root: Path, tmp_path: Path) -> None:
    assert_exit(run("pack", "-C", root, "-o", tmp_path / "out" / "s.zip"), 0)
    assert "test-survey/index.html" in names(tmp_path / "out/s.zip")
    assert "offers no bundle" in (root / "site/download.html").read_text()


def test_the_next_build_promises_nothing_that_is_gone(root: Path) -> None:
    assert_exit(run("pack", "-C", root), 0)
    assert_exit(run("build", "-C", root), 0)
    assert not (root / "site/test-survey.zip").exists()
    assert "test-survey.zip" not in (root / "site/download.html").read_text()


def test_printing_builds_prints_and_offers(root: Path, tmp_path: Path) -> None:
    result = run("pdf", "-C", root, "--browser", fake(tmp_path, PDF))
    assert_exit(result, 0)
    assert f"Printed {root}/site/test-survey.pdf" in result.text
    assert '<a href="test-survey.pdf" download>' in (root / "site/download.html").read_text()
    assert_exit(run("pack", "-C", root), 0)
    assert "test-survey/test-survey.pdf" in names(root / "site/test-survey.zip")


def test_without_a_browser_one_line_says_what_to_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livingsurvey.build.pdf.BROWSERS", ())
    result = run("pdf", "-C", root)
    assert_exit(result, 1)
    told = "Not printed: No browser: put chromium or google-chrome on PATH, or name one with --browser."
    assert result.output.splitlines() == [told]
    assert not (root / "site").exists()


def test_a_browser_that_fails_leaves_the_site_as_it_was(root: Path, tmp_path: Path) -> None:
    result = run(
        "pdf", "-C", root, "--browser", fake(tmp_path, '[ "$1" = --version ] && exit 0; echo lost >&2; exit 1')
    )
    assert_exit(result, 1)
    assert "made no PDF (exit code 1): lost" in result.text
    assert not list((root / "site").glob("*.pdf"))
    assert "offers no PDF" in (root / "site/download.html").read_text()


@pytest.mark.parametrize("command", ["pack", "pdf"])
def test_where_there_is_no_survey_that_is_said(command: str, tmp_path: Path) -> None:
    extra = ("--browser", fake(tmp_path, "exit 0")) if command == "pdf" else ()
    result = run(command, "-C", tmp_path, *extra)
    assert_exit(result, 2)
    assert "contains no survey" in result.output


def test_a_site_that_cannot_be_built_is_not_packed(root: Path) -> None:
    (root / "content/survey.yml").write_text("name: [")
    result = run("pack", "-C", root)
    assert_exit(result, 1)
    assert result.last_line == "Not built. The old site is untouched."
    assert not (root / "site").exists()


def test_settings_that_cannot_be_used_are_told(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [")
    result = run("pack", "-C", root)
    assert_exit(result, 1)
    assert "configuration" in result.output


def test_a_link_in_the_site_is_refused_in_one_line(root: Path) -> None:
    build(root)
    (root / "site/out").symlink_to(root / "content")
    result = run("pack", "-C", root)
    assert_exit(result, 1)
    assert "is a link" in result.output
