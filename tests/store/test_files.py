"""Writing files so that no one sees half of one."""

import os
import shutil
from pathlib import Path

import pytest
from livingsurvey.store.files import inside, remove, write_atomically, write_if_changed, write_kept, write_tree

LONG_AGO = 1_000_000_000


def tree(root: Path) -> dict[str, bytes]:
    """Every file below root, hidden ones too."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def age(*paths: Path) -> None:
    """Give files a time stamp of long ago."""
    for path in paths:
        os.utime(path, (LONG_AGO, LONG_AGO))


def is_old(path: Path) -> bool:
    return path.stat().st_mtime == LONG_AGO


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a/b/c.bin", b"\x00\xff\r\n")
    assert tree(tmp_path) == {"a/b/c.bin": b"\x00\xff\r\n"}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"a long old text")
    write_atomically(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a": b"new"}


def test_a_reader_of_the_old_file_still_sees_all_of_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"old")
    with (tmp_path / "a").open("rb") as reader:
        write_atomically(tmp_path / "a", b"new and longer")
        assert reader.read() == b"old"


def test_a_written_file_can_be_read_by_everyone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write_atomically(tmp_path / "a", b"old")
    monkeypatch.setattr(Path, step, refuse)
    with pytest.raises(OSError, match="No space"):
        write_atomically(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a": b"old"}


def test_an_interrupted_write_keeps_the_old_file_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    write_atomically(tmp_path / "a", b"old")
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a": b"old"}


def test_a_folder_in_the_place_of_the_file_is_an_error_and_stays(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a/b", b"inside")
    with pytest.raises(OSError):
        write_atomically(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a/b": b"inside"}


def test_a_file_that_already_holds_its_bytes_is_not_touched(tmp_path: Path) -> None:
    assert write_if_changed(tmp_path / "a", b"same")
    age(tmp_path / "a")
    assert not write_if_changed(tmp_path / "a", b"same")
    assert is_old(tmp_path / "a")


def test_a_file_that_holds_other_bytes_is_written(tmp_path: Path) -> None:
    write_if_changed(tmp_path / "a", b"old")
    assert write_if_changed(tmp_path / "a", b"new")
    assert tree(tmp_path) == {"a": b"new"}


@pytest.mark.parametrize("name", ["a.md", "a/b/c.md", "a..b", "...", "é/β.md", "a b"])
def test_a_path_below_its_folder_is_accepted(tmp_path: Path, name: str) -> None:
    assert inside(tmp_path, name) == tmp_path / name


OUTSIDE = ["../a", "a/../../b", "a/..", "..", "/etc/passwd", "//host/a", "..\\a", "C:\\a", "a\\b"]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_path_that_leaves_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="path leaves its folder"):
        inside(tmp_path, name)


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_tree_with_one_path_outside_is_not_written_at_all(tmp_path: Path, name: str) -> None:
    root = tmp_path / "root"
    write_tree(root, {"old": b"old"})
    with pytest.raises(ValueError, match="path leaves its folder"):
        write_tree(root, {"new": b"new", name: b"bad"})
    assert tree(tmp_path) == {"root/old": b"old"}


def test_a_tree_holds_exactly_its_files(tmp_path: Path) -> None:
    files = {"index.md": b"home", "papers/a.md": b"a", "papers/deep/b.md": b"b", "empty": b""}
    change = write_tree(tmp_path, files)
    assert tree(tmp_path) == files
    assert (len(change.written), change.removed, change.total) == (4, (), 4)


def test_a_tree_written_again_is_not_touched(tmp_path: Path) -> None:
    files = {"a": b"a", "b/c": b"c"}
    write_tree(tmp_path, files)
    age(tmp_path / "a", tmp_path / "b/c")
    assert not write_tree(tmp_path, files)
    assert is_old(tmp_path / "a")
    assert is_old(tmp_path / "b/c")


def test_only_changed_files_of_a_tree_are_written(tmp_path: Path) -> None:
    write_tree(tmp_path, {"same": b"1", "changed": b"1"})
    age(tmp_path / "same", tmp_path / "changed")
    change = write_tree(tmp_path, {"same": b"1", "changed": b"2", "new": b"3"})
    assert change.written == (tmp_path / "changed", tmp_path / "new")
    assert is_old(tmp_path / "same")
    assert tree(tmp_path) == {"same": b"1", "changed": b"2", "new": b"3"}


def test_stale_files_and_the_folders_they_leave_empty_are_removed(tmp_path: Path) -> None:
    write_tree(tmp_path, {"keep/a": b"a", "keep/gone/b": b"b", "gone/deep/c": b"c"})
    change = write_tree(tmp_path, {"keep/a": b"a"})
    assert sorted(change.removed) == [tmp_path / "gone/deep/c", tmp_path / "keep/gone/b"]
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["keep", "keep/a"]


def test_what_an_interrupted_write_left_behind_is_removed(tmp_path: Path) -> None:
    (tmp_path / ".writing-x").write_bytes(b"half")
    write_tree(tmp_path, {"a": b"a"})
    assert tree(tmp_path) == {"a": b"a"}


def test_a_tree_of_no_files_is_empty(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a/b": b"b"})
    assert write_tree(tmp_path, {})
    assert list(tmp_path.iterdir()) == []
    assert not write_tree(tmp_path / "never-was", {})


def test_nothing_outside_the_tree_is_removed(tmp_path: Path) -> None:
    (tmp_path / "beside").write_bytes(b"mine")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/link").symlink_to(tmp_path / "beside")
    write_tree(tmp_path / "root", {"a": b"a"})
    assert (tmp_path / "beside").read_bytes() == b"mine"


def test_a_failing_disk_leaves_whole_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tree(tmp_path, {"a": b"old a", "b": b"old b"})
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        write_tree(tmp_path, {"a": b"new a", "b": b"new b"})
    assert tree(tmp_path) == {"a": b"old a", "b": b"old b"}


def test_a_tree_is_never_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/kept.md").write_text("kept")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/papers").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "tree/a.md").symlink_to(tmp_path / "elsewhere/kept.md")
    write_tree(tmp_path / "tree", {"papers/a.md": b"new", "a.md": b"new"})
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["kept.md"]
    assert (tmp_path / "elsewhere/kept.md").read_text() == "kept"
    assert (tmp_path / "tree/papers/a.md").read_bytes() == (tmp_path / "tree/a.md").read_bytes() == b"new"


def test_a_kept_file_takes_the_place_of_whatever_is_there(tmp_path: Path) -> None:
    kept = tmp_path / "build/cache/kept.json"
    (kept / "deep").mkdir(parents=True)
    write_kept(kept, b"one")
    assert kept.read_bytes() == b"one"
    shutil.rmtree(tmp_path / "build/cache")
    (tmp_path / "build/cache").write_text("A file.")
    write_kept(kept, b"two")
    assert kept.read_bytes() == b"two"


def test_what_a_removed_link_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    remove(tmp_path / "link")
    remove(tmp_path / "nothing")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    remove(tmp_path / "folder")
    assert list(tmp_path.iterdir()) == []
