"""What is kept of files that were read: used where it was written and while it is true, and otherwise as if absent."""

import marshal
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from livingsurvey.store import kept_files
from livingsurvey.store.kept_files import KeptFiles, stamp_of

FOLDER = Path("build/cache/texts")


def later() -> int:
    """A time at which files that were just written have long been so."""
    return time.time_ns() + 10**11


class Reader:
    """Reads the files of a folder, each anew only if nothing is kept of it, and remembers which."""

    def __init__(self, root: Path, now: Callable[[], int] = later, fields: str = "") -> None:
        self.read: list[str] = []
        kept = KeptFiles(root, "texts", now)
        names = sorted(path.name for path in (root / "content").glob("*.md"))
        kept.expect("content", len(names))
        self.texts = {name: self._of(root, name, kept, fields) for name in names}
        kept.save()

    def _of(self, root: Path, name: str, kept: KeptFiles, fields: str) -> Any:
        path = root / "content" / name

        def _read() -> str:
            self.read.append(name)
            return path.read_text()

        status = path.lstat()
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        return kept.read(f"content/{name}", (*stamp_of(status), fields), changed, _read)


def folder(root: Path, **texts: str) -> Path:
    """A folder with files, of which all was read and kept."""
    (root / "content").mkdir(parents=True)
    for name, text in texts.items():
        (root / "content" / f"{name}.md").write_text(text)
    Reader(root)
    return root


def part(root: Path) -> Path:
    """The one file in which all is kept."""
    return next(path for path in (root / FOLDER).iterdir() if path.name != "mark")


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one", b="two")
    again = Reader(root)
    assert (again.read, again.texts) == ([], {"a.md": "one", "b.md": "two"})


def test_only_what_changed_is_read(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one", b="two")
    (root / "content/b.md").write_text("six")
    (root / "content/c.md").write_text("new")
    again = Reader(root)
    assert (again.read, again.texts) == (["b.md", "c.md"], {"a.md": "one", "b.md": "six", "c.md": "new"})
    assert Reader(root).read == []


def test_a_change_that_keeps_size_and_time_is_noticed(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one")
    path = root / "content/a.md"
    before = path.stat()
    path.write_text("two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert Reader(root).texts == {"a.md": "two"}


def test_another_file_under_the_same_name_is_noticed(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one", b="two")
    (root / "content/b.md").replace(root / "content/a.md")
    assert Reader(root).texts == {"a.md": "two"}


def test_what_has_just_been_written_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("one")
    Reader(tmp_path, time.time_ns)
    assert Reader(tmp_path).read == ["a.md"]
    assert Reader(tmp_path).read == []


def test_what_else_it_depends_on_counts(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one")
    assert Reader(root, fields="others").read == ["a.md"]


def test_what_is_kept_of_removed_files_goes(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one" * 5000, b="two")
    size = part(root).stat().st_size
    (root / "content/a.md").unlink()
    Reader(root)
    assert part(root).stat().st_size < size - 10_000


def test_a_change_among_many_files_writes_few_bytes(tmp_path: Path) -> None:
    root = folder(tmp_path, **{f"f{n}": f"text {n}" for n in range(3000)})
    before = {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()}
    (root / "content/f7.md").write_text("another")
    assert Reader(root).read == ["f7.md"]
    after = {path.name: path.stat().st_ino for path in (root / FOLDER).iterdir()}
    assert len(before) == 5
    assert sum(before[name] != after[name] for name in before) == 1


def test_parts_of_another_number_go(tmp_path: Path) -> None:
    root = folder(tmp_path, **{f"f{n}": "text" for n in range(1100)})
    for n in range(500):
        (root / f"content/f{n}.md").unlink()
    Reader(root)
    assert len(list((root / FOLDER).iterdir())) == 2
    assert Reader(root).read == []


@pytest.mark.parametrize("length", [0, 1, 60, 100, 131, 140, -1])
def test_what_was_cut_off_is_ignored(tmp_path: Path, length: int) -> None:
    root = folder(tmp_path, a="one")
    path = part(root)
    path.write_bytes(path.read_bytes()[:length])
    again = Reader(root)
    assert (again.read, again.texts) == (["a.md"], {"a.md": "one"})
    assert Reader(root).read == []


def test_no_byte_can_change_unnoticed(tmp_path: Path) -> None:
    root = folder(tmp_path, a="one")
    whole = part(root).read_bytes()
    for place in range(len(whole)):
        part(root).write_bytes(bytes([*whole[:place], whole[place] ^ 1, *whole[place + 1 :]]))
        assert Reader(root).read == ["a.md"]


def test_what_another_version_has_kept_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path, a="one")
    monkeypatch.setattr(kept_files, "_program", lambda: "another version")
    assert Reader(root).read == ["a.md"]
    assert Reader(root).read == []


@pytest.mark.parametrize(
    "content",
    [None, 7, "text", [], ((), []), ((("os:system", (), ()),), {}), ((("x",),), {}), ((), {"content/a.md": 3}),
     ((), {"content/a.md": ("stamp", [4, ()])})],
)  # fmt: skip
def test_other_content_than_expected_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Any) -> None:
    with monkeypatch.context() as patched:
        data = marshal.dumps(content)
        patched.setattr(kept_files.marshal, "dumps", lambda _: data)
        root = folder(tmp_path, a="one")
    again = Reader(root)
    assert (again.read, again.texts) == (["a.md"], {"a.md": "one"})
    assert Reader(root).read == []


def test_an_outcome_that_cannot_be_unpacked_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dumps = marshal.dumps
    with monkeypatch.context() as patched:
        patched.setattr(
            kept_files.marshal, "dumps", lambda kept: dumps((kept[0], {n: (e[0], [9, ()]) for n, e in kept[1].items()}))
        )
        root = folder(tmp_path, a="one")
    assert Reader(root).texts == {"a.md": "one"}


def test_a_copy_of_it_is_ignored(tmp_path: Path) -> None:
    root = folder(tmp_path / "one", a="one")
    shutil.copytree(root, tmp_path / "other")
    assert Reader(tmp_path / "other").read == ["a.md"]


def test_it_never_leaks_into_another_collection(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "one", a="one"), folder(tmp_path / "other", a="two")
    os.utime(one / "content/a.md", ns=(0, 1))
    os.utime(other / "content/a.md", ns=(0, 1))
    Reader(one)
    for path in (one / FOLDER).iterdir():
        shutil.copy2(path, other / FOLDER / path.name)
    assert Reader(other).texts == {"a.md": "two"}
    (one / FOLDER).replace(tmp_path / "moved")
    shutil.rmtree(other / FOLDER)
    (tmp_path / "moved").replace(other / FOLDER)
    assert Reader(other).texts == {"a.md": "two"}


@pytest.mark.parametrize("above", ["build", "build/cache", "build/cache/texts"])
def test_nothing_is_kept_in_a_folder_that_is_a_link(tmp_path: Path, above: str) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("one")
    elsewhere.mkdir()
    (root / above).parent.mkdir(parents=True, exist_ok=True)
    (root / above).symlink_to(elsewhere, target_is_directory=True)
    assert Reader(root).texts == Reader(root).texts == {"a.md": "one"}
    assert list(elsewhere.rglob("*")) == []


def test_where_nothing_can_be_kept_all_is_read(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("one")
    (tmp_path / "build").write_text("a file")
    assert Reader(tmp_path).read == Reader(tmp_path).read == ["a.md"]


def test_what_cannot_be_packed_is_read_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    status = (tmp_path / "a").lstat()
    for _ in range(2):
        kept = KeptFiles(tmp_path, "texts", later)
        assert kept.read("a", stamp_of(status), status.st_ctime_ns, lambda: [object]) == [object]
        kept.save()
