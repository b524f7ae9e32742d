"""One command at a time works on a survey, and what a killed one left behind is put right."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from livingsurvey.store import journal, transaction
from livingsurvey.store.lock import LOCK, locked, recover
from livingsurvey.store.transaction import FileChange, apply

WORK = """
import os, sys, time
from pathlib import Path
from livingsurvey.store.lock import locked
from livingsurvey.store.transaction import FileChange, apply
root = Path(sys.argv[1])
with locked(root):
    apply(root, [FileChange("content/a", b"a\\n", b"new\\n"), FileChange("content/b", None, b"b\\n")])
    print("written", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a file of content."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a").write_text("a\n")
    return tmp_path


def tree(root: Path) -> dict[str, str]:
    """Every file below a folder with its text."""
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def at_work(root: Path) -> subprocess.Popen[str]:
    """Another process that has changed files, and holds the survey until it is told to go on."""
    command = [sys.executable, "-c", WORK, str(root)]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdout and other.stdout.readline() == "written\n"
    return other


def test_changes_inside_are_one(root: Path) -> None:
    with pytest.raises(KeyboardInterrupt) as caught, locked(root):
        apply(root, [FileChange("content/a", b"a\n", b"1\n"), FileChange("content/deep/b", None, b"b\n")])
        apply(root, [FileChange("content/a", b"1\n", None), FileChange("content/deep/c", None, b"c\n")])
        assert sorted(tree(root / "content")) == ["deep/b", "deep/c"]
        raise KeyboardInterrupt
    assert caught.value.__notes__ == ["Nothing was changed."]
    assert tree(root) == {"content/a": "a\n"}
    assert not (root / "content/deep").exists()


def test_what_was_done_stays_and_nothing_is_left(root: Path) -> None:
    with locked(root), locked(root):
        apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert tree(root) == {"content/a": "1\n"}
    assert not (root / "build").exists()


def test_a_killed_command_is_undone_by_the_next(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = at_work(root)
    recover(root)  # nobody waits for a command that is alive
    assert tree(root)["content/a"] == "new\n"
    other.send_signal(signal.SIGKILL)
    other.wait()
    (root / "content/.writing-abcd1234").write_text("half")
    recover(root)
    assert tree(root) == {"content/a": "a\n"}
    assert capsys.readouterr().err == "Undid an interrupted change of 2 files.\n"


def test_another_command_waits_and_says_so_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = at_work(root)
    assert other.stdin
    pid = os.fork()
    if not pid:
        with locked(root):
            os._exit(0 if (root / "content/b").read_text() == "b\n" else 1)
    other.stdin.write("go on\n")
    other.stdin.close()
    assert other.wait() == 0
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_what_a_person_changed_meanwhile_is_kept(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = at_work(root)
    other.kill()
    other.wait()
    (root / "content/a").write_text("mine\n")
    recover(root)
    assert tree(root) == {"content/a": "mine\n", "build/journal-kept/content/a": "a\n"}
    said = capsys.readouterr().err
    assert "content/a was changed after a command that wrote it had been interrupted, and stays as it is." in said
    assert "build/journal-kept/content/a: compare them." in said


def test_what_cannot_be_undone_now_is_undone_by_the_next_command(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output") as caught, locked(root):
        apply(root, [FileChange("content/a", b"a\n", b"1\n")])
        monkeypatch.setattr(journal, "_put_back", _fail)
        _fail()
    assert "the next survey command undoes it" in caught.value.__notes__[0]
    assert (root / "content/a").read_text() == "1\n"
    monkeypatch.undo()
    recover(root)
    assert tree(root) == {"content/a": "a\n"}


def test_a_file_keeps_who_may_read_it(root: Path) -> None:
    (root / "content/a").chmod(0o600)
    apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert (root / "content/a").stat().st_mode & 0o777 == 0o600


def test_where_files_cannot_be_linked_they_are_copied(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def _refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", _refuse)
    monkeypatch.setattr(transaction, "make_durable", _refuse)
    with pytest.raises(OSError, match="not permitted"):
        apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert (root / "content/a").read_text() == "a\n"


def test_nothing_is_made_where_nothing_is_to_be_recovered(root: Path) -> None:
    recover(root)
    assert not (root / LOCK).parent.exists()


def test_the_journal_of_a_copy_is_refused(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = at_work(root)
    copy = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(root, copy)
    other.kill()
    other.wait()
    before = tree(copy)
    with pytest.raises(journal.ForeignJournalError, match=r"^build/journal is left of .* remove it and build/lock\.$"):
        recover(copy)
    assert tree(copy) == before
    recover(root)
    assert tree(root) == {"content/a": "a\n"}


@pytest.mark.parametrize("lock", [True, False])
@pytest.mark.parametrize("listed", [{"files": {"content/a": {}}, "folders": []}, {"mark": ""}, [], None])
def test_nobody_undoes_what_they_like_with_a_journal_of_their_own(root: Path, lock: bool, listed: object) -> None:
    step = root / journal.FOLDER / "1"
    step.mkdir(parents=True)
    (step / "files.json").write_text(json.dumps(listed) if listed is not None else "\0")
    if lock:
        (root / LOCK).touch()
        with pytest.raises(journal.ForeignJournalError):
            recover(root)
    with pytest.raises(journal.ForeignJournalError):
        apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert (root / "content/a").read_text() == "a\n"
    shutil.rmtree(root / "build")
    apply(root, [FileChange("content/a", b"a\n", b"1\n")])


def test_a_stray_file_beside_the_journal_is_in_nobodys_way(root: Path) -> None:
    (root / journal.FOLDER).mkdir(parents=True)
    (root / journal.FOLDER / ".DS_Store").touch()
    apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert tree(root) == {"content/a": "1\n"}


@pytest.mark.parametrize("error", [MemoryError, RecursionError, ZeroDivisionError, SystemExit, GeneratorExit])
def test_whatever_ends_a_change_undoes_it_first(root: Path, error: type[BaseException]) -> None:
    with pytest.raises(error) as caught, locked(root):
        apply(root, [FileChange("content/a", b"a\n", b"1\n"), FileChange("content/b", None, b"b\n")])
        raise error
    assert caught.value.__notes__ == ["Nothing was changed."]
    assert tree(root) == {"content/a": "a\n"}
    assert not (root / "build").exists()


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt])
def test_what_is_done_is_not_said_to_be_undone(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    rename = Path.replace

    def _interrupt(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if target.name == "journal-done":
            raise error
        return moved

    monkeypatch.setattr(Path, "replace", _interrupt)
    with pytest.raises(error) as caught, locked(root):
        apply(root, [FileChange("content/a", b"a\n", b"1\n")])
    assert caught.value.__notes__ == ["The change is made."]
    assert tree(root) == {"content/a": "1\n"}


def test_a_file_where_the_folder_is_to_be_is_said(root: Path) -> None:
    (root / "build").touch()
    with pytest.raises(FileExistsError), locked(root):
        pass


def test_the_folder_may_go_while_it_is_made(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, calls = Path.mkdir, list[Path]()

    def _gone(path: Path, *arguments: int, **options: bool) -> None:
        calls.append(path)
        if len(calls) == 1:
            raise FileExistsError
        make(path, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", _gone)
    with locked(root):
        assert (root / LOCK).exists()
