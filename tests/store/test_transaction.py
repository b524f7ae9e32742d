"""All files are written, or none."""

from pathlib import Path

import pytest
from livingsurvey.store import transaction
from livingsurvey.store.survey_edit import EditRefusedError
from livingsurvey.store.transaction import FileChange, apply, content_copy


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with two files of content."""
    (tmp_path / "content").mkdir()
    for name in ("a", "b"):
        (tmp_path / "content" / name).write_text(f"{name}\n")
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    """Every file of the content below a folder, with its bytes."""
    content = root / "content"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in content.rglob("*") if path.is_file()}


CHANGES = [
    FileChange("content/a", b"a\n", b"new\n"),
    FileChange("content/moved", b"b\n", b"b2\n", "content/b"),
    FileChange("content/folder/c", None, b"c\n"),
]


def test_files_are_written_moved_and_removed(root: Path) -> None:
    apply(root, CHANGES)
    assert tree(root) == {"content/a": b"new\n", "content/moved": b"b2\n", "content/folder/c": b"c\n"}
    apply(root, [FileChange("content/a", b"new\n", None)])
    assert not (root / "content/a").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        FileChange("content/a", b"other\n", b"x"),
        FileChange("content/a", None, b"x"),
        FileChange("content/gone", b"x", b"y"),
        FileChange("content/a", b"b\n", b"b2\n", "content/b"),
    ],
)
def test_nothing_is_written_when_a_file_is_not_as_it_was(root: Path, wrong: FileChange) -> None:
    before = tree(root)
    with pytest.raises(EditRefusedError, match="was changed meanwhile") as caught:
        apply(root, [FileChange("content/folder/c", None, b"c\n"), wrong])
    assert caught.value.file == wrong.file
    assert tree(root) == before


def test_what_was_written_is_put_back_when_a_later_file_cannot_be(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write = tree(root), transaction.write_atomically

    def _full(path: Path, data: bytes) -> None:
        if path.name == "c":
            raise OSError("the disk is full")
        write(path, data)

    monkeypatch.setattr(transaction, "write_atomically", _full)
    with pytest.raises(OSError, match="full"):
        apply(root, CHANGES)
    assert tree(root) == before


def test_a_folder_that_is_a_link_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "content" / "link").symlink_to(outside)
    change = FileChange("content/link/a", None, b"x")
    with pytest.raises(EditRefusedError, match="outside the survey"):
        apply(root, [change])
    with pytest.raises(EditRefusedError, match="outside the survey"), content_copy(root, [change]):
        pass
    assert list(outside.iterdir()) == []


def test_a_copy_has_the_changes_and_the_survey_has_not(root: Path) -> None:
    before = tree(root)
    with content_copy(root, CHANGES) as copy:
        assert tree(copy) == {"content/a": b"new\n", "content/moved": b"b2\n", "content/folder/c": b"c\n"}
    assert tree(root) == before
    assert not copy.exists()


@pytest.mark.parametrize(
    ("change", "head"),
    [
        (FileChange("a", b"1\n", b"2\n"), ["--- a", "+++ a"]),
        (FileChange("a", None, b"2\n"), ["--- /dev/null", "+++ a"]),
        (FileChange("a", b"1\n", None), ["--- a", "+++ /dev/null"]),
        (FileChange("b", b"1\n", b"2", "a"), ["--- a", "+++ b"]),
        (FileChange("a", b"\xef\xbb\xbf1\n", b"1\n"), ["--- a", "+++ a"]),
        (FileChange("a", b"\xff\n", b"1\n"), ["--- a", "+++ a"]),
    ],
)
def test_a_change_shows_its_diff(change: FileChange, head: list[str]) -> None:
    lines = change.diff().splitlines()
    assert lines[:2] == head
    assert len(lines) > 2
