"""The wrapper of git: typed answers, or one clear error."""

from collections.abc import Callable
from pathlib import Path

import pytest
from livingsurvey.store import git
from livingsurvey.store.git import GitError, Revision

from tests.build.repositories import commit
from tests.build.repositories import git as run

START = 1_700_000_000
QUESTIONS: dict[str, Callable[[Path], object]] = {
    "last_change": lambda root: git.last_change(root, "content"),
    "is_shallow": git.is_shallow,
    "file_changes": lambda root: git.file_changes(root, "content", "HEAD"),
    "commit_of": lambda root: git.commit_of(root, "HEAD"),
    "tree_files": lambda root: git.tree_files(root, "HEAD", "content"),
    "contents": lambda root: git.contents(root, ["0" * 40]),
    "present_files": git.present_files,
    "subject_of": lambda root: git.subject_of(root, "HEAD"),
    "messages_since": lambda root: git.messages_since(root, "HEAD"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository in which a file was added, changed and, after another folder was, deleted."""
    (tmp_path / "content").mkdir()
    for time, text in ((START + 1, "old"), (START + 2, "new")):
        (tmp_path / "content/a.md").write_text(text)
        commit(tmp_path, time, f"Write {text}")
    (tmp_path / "other").write_text("x")
    commit(tmp_path, START + 3, "Elsewhere")
    return tmp_path


def test_the_last_change_is_of_the_path_alone(root: Path) -> None:
    assert git.last_change(root, "content") == Revision(git.commit_of(root, "HEAD~1"), START + 2)
    assert git.last_change(root, "other") == Revision(git.commit_of(root, "HEAD"), START + 3)


def test_what_was_never_committed_has_no_last_change(root: Path) -> None:
    assert git.last_change(root, "absent") is None


def test_a_clone_may_be_shallow(root: Path, tmp_path: Path) -> None:
    run(root, "clone", "-q", "--depth", "1", root.as_uri(), str(tmp_path / "clone"))
    assert (git.is_shallow(root), git.is_shallow(tmp_path / "clone")) == (False, True)


def test_an_ancestor_is_part_of_the_history(root: Path) -> None:
    first, last = git.commit_of(root, "HEAD~2"), git.commit_of(root, "HEAD")
    assert git.is_ancestor(root, first, last)
    assert not git.is_ancestor(root, last, first)
    assert not git.is_ancestor(root, "0" * 40, last)


def test_changes_are_listed_with_their_times(root: Path) -> None:
    run(root, "rm", "-q", "content/a.md")
    commit(root, START + 4)
    lines = [line for line in git.file_changes(root, "content", "HEAD") if line]
    told = [(START + 4, "D"), (START + 2, "M"), (START + 1, "A")]
    assert lines == [line for time, status in told for line in (f"\x01{time}", f"{status}\tcontent/a.md")]
    since = git.file_changes(root, "content", "HEAD", since=git.commit_of(root, "HEAD~2"))
    assert [line for line in since if line] == lines[:2]


def test_paths_are_from_the_folder_that_was_named(root: Path) -> None:
    (root / "inner/content").mkdir(parents=True)
    (root / "inner/content/b.md").write_text("b")
    commit(root, START + 5)
    assert "A\tcontent/b.md" in git.file_changes(root / "inner", "content", "HEAD")


def test_the_files_of_a_commit_are_listed_and_read(root: Path) -> None:
    (file,) = git.tree_files(root, "HEAD~2", "content")
    assert (file.path, file.is_plain, file.size) == ("content/a.md", True, 3)
    assert git.contents(root, [file.name, file.name]) == [b"old", b"old"]
    assert git.file_at(root, "HEAD~2", "content/a.md") == b"old"
    assert git.file_at(root, "HEAD~2", "content") is None
    assert git.tree_files(root, "HEAD", "absent") == git.contents(root, []) == []


#: What a change can bring that alters what git's own commands say of files.
ATTRIBUTES = "* export-ignore export-subst -diff -text diff=hidden filter=upper ident eol=crlf\n"
ODD = ["--output=x", "-", "a b", "a\tb", "a\nb", 'a"b', "a\\b", "ü", ":(glob)x", "*", "HEAD", "x\udcff"]


@pytest.mark.parametrize("place", [".gitattributes", "content/.gitattributes", ".git/info/attributes"])
def test_attributes_change_no_answer(root: Path, place: str) -> None:
    text = b"$Id$ $Format:%H$\nx\r\n"
    (root / "content/b.md").write_bytes(text)
    commit(root, START + 5)
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text(ATTRIBUTES)
    for key, value in {"filter.upper.smudge": "tr a-z A-Z", "diff.hidden.textconv": "true"}.items():
        run(root, "config", key, value)
    run(root, "add", "-A")
    run(root, "commit", "-q", "--allow-empty", "-m", "attributes")
    listed = {file.path: file.name for file in git.tree_files(root, "HEAD", "content")}
    assert {"content/a.md", "content/b.md"} <= listed.keys()
    assert git.contents(root, [listed["content/b.md"]]) == [text] == [git.file_at(root, "HEAD", "content/b.md")]
    assert "A\tcontent/b.md" in git.file_changes(root, "content", "HEAD")


def test_no_name_of_a_file_is_an_option_or_a_pattern(root: Path) -> None:
    paths = [f"content/{name}" for name in ODD]
    for n, path in enumerate(paths):
        (root / path).write_text(str(n))
    commit(root, START + 5)
    assert sorted(paths) == [file.path for file in git.tree_files(root, "HEAD", "content") if file.path in paths]
    assert [git.file_at(root, "HEAD", path) for path in paths] == [str(n).encode() for n in range(len(paths))]
    assert set(paths) <= set(git.present_files(root))
    assert git.last_change(root, "*") is None


def test_neither_replacements_nor_grafts_change_history(root: Path) -> None:
    first, last = git.commit_of(root, "HEAD~2"), git.commit_of(root, "HEAD")
    run(root, "replace", "HEAD~1", "HEAD~2")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/grafts").write_text(f"{last}\n")
    assert git.is_ancestor(root, first, last)
    assert git.file_at(root, "HEAD~1", "content/a.md") == b"new"
    assert git.messages_since(root, "HEAD~2").startswith("Elsewhere")


def test_links_and_other_repositories_are_no_plain_files(root: Path) -> None:
    (root / "content/link").symlink_to("/etc/passwd")
    run(root, "update-index", "--add", "--cacheinfo", f"160000,{git.commit_of(root, 'HEAD')},content/inner")
    run(root, "add", "content/link")
    run(root, "commit", "-qm", "odd")
    plain = {file.path: file.is_plain for file in git.tree_files(root, "HEAD", "content")}
    assert plain == {"content/a.md": True, "content/link": False, "content/inner": False}
    assert git.file_at(root, "HEAD", "content/link") is None


def test_messages_are_those_since_a_commit(root: Path) -> None:
    messages = git.messages_since(root, "HEAD~2").split("\0")
    assert [message.strip() for message in messages if message.strip()] == ["Elsewhere", "Write new"]
    assert git.messages_since(root, "HEAD").strip() == ""
    assert git.subject_of(root, "HEAD~1") == "Write new"


@pytest.mark.parametrize("ref", ["nowhere", "--help", "-x", "", "HEAD:content", "HEAD~99", "--output=x"])
def test_a_name_that_means_no_commit_is_an_error(root: Path, ref: str) -> None:
    for ask in (git.commit_of, git.messages_since, git.tree_files, git.subject_of):
        with pytest.raises(GitError, match="rev-parse: no such branch"):
            ask(root, ref)
    assert not (root / "x").exists()


def test_what_git_does_not_have_is_an_error(root: Path) -> None:
    for name in ("0" * 40, git.commit_of(root, "HEAD")):
        with pytest.raises(GitError, match="missing"):
            git.contents(root, [name])


@pytest.mark.parametrize("question", QUESTIONS)
def test_where_there_is_no_repository_that_is_said(tmp_path: Path, question: str) -> None:
    with pytest.raises(GitError, match=r"git (log|rev-parse|cat-file|ls-files)"):
        QUESTIONS[question](tmp_path)


@pytest.mark.parametrize("question", QUESTIONS)
def test_where_there_is_no_git_that_is_said(root: Path, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match=r"git is not installed\."):
        QUESTIONS[question](root)


def test_a_name_that_no_command_can_take_is_an_error(root: Path) -> None:
    with pytest.raises(GitError):
        git.commit_of(root, "a\0b")
