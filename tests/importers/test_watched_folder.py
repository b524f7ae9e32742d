"""The bibliographies of a folder: which are read, which need not be, and what cannot be."""

from pathlib import Path

import pytest
from livingsurvey.importers import watched_folder
from livingsurvey.importers.watched_folder import UnusableFolderError, folder_within, read_folder, why_no_folder

BIB = "@article{x, title = {A title}}\n"


def folder(root: Path, **files: str) -> Path:
    """A folder with files, by name without ``.bib``."""
    for name, text in files.items():
        (root / f"{name}.bib").write_text(text)
    return root


def test_files_are_read_in_the_order_of_their_names_and_hidden_ones_are_not(tmp_path: Path) -> None:
    folder(tmp_path, b=BIB, a=BIB.replace("A t", "Another t"))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/c.bib").write_text(BIB)
    (tmp_path / ".hidden.bib").write_text(BIB)
    found = read_folder(tmp_path)
    assert [(name, record.title) for name, record in found.records] == [
        ("a.bib", "Another title"),
        ("b.bib", "A title"),
    ]
    assert (len(found.digests), found.failures, found.left) == (2, [], "")


def test_a_file_that_is_known_or_there_twice_is_read_once(tmp_path: Path) -> None:
    folder(tmp_path, a=BIB, b=BIB)
    first = read_folder(tmp_path)
    assert len(first.records) == 1
    assert read_folder(tmp_path, first.digests).records == []


def test_no_file_is_begun_once_there_is_enough(tmp_path: Path) -> None:
    folder(tmp_path, a=BIB, b=BIB.replace("A", "B"), c=BIB.replace("A", "C"))
    found = read_folder(tmp_path, most=2)
    assert (len(found.records), found.left) == (2, "c.bib")
    rest = read_folder(tmp_path, found.digests, most=2)
    assert (len(rest.records), rest.left) == (1, "")


def test_what_cannot_be_read_is_told_by_file_and_line(tmp_path: Path) -> None:
    folder(tmp_path, a=f"{BIB}@article{{y, author = {{A}}}}\n")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "c.bib").symlink_to(tmp_path / "a.bib")
    found = read_folder(tmp_path)
    assert [(one.file, one.line) for one in found.failures] == [("a.bib", 2), ("b.pdf", 0), ("c.bib", 0)]
    assert "PDF" in found.failures[1].message


def test_far_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched_folder, "_MOST_FILES", 1)
    with pytest.raises(UnusableFolderError, match="more than 1 files"):
        read_folder(folder(tmp_path, a=BIB, b=BIB))


@pytest.mark.parametrize("path", ["/etc", "\\\\host\\x", "~/x", "c:\\x", "..", "a/../../b", ".git", "a/.b"])
def test_a_path_that_may_lead_out_is_none(path: str) -> None:
    assert why_no_folder(path)


@pytest.mark.parametrize("path", ["inbox", "content/sources", "in box/deep"])
def test_a_path_within_the_survey_may_be_watched(path: str, tmp_path: Path) -> None:
    (tmp_path / path).mkdir(parents=True)
    assert why_no_folder(path) == ""
    assert folder_within(tmp_path, path) == tmp_path / path


def test_a_link_on_the_way_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside/deep").mkdir(parents=True)
    (tmp_path / "survey").mkdir()
    (tmp_path / "survey/inbox").symlink_to(tmp_path / "outside")
    for path in ("inbox", "inbox/deep"):
        with pytest.raises(UnusableFolderError, match="a link"):
            folder_within(tmp_path / "survey", path)
