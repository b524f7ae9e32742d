"""An earlier state of the content, taken out of version control."""

import subprocess
from pathlib import Path

import pytest
from livingsurvey.store.base_revision import BaseRevisionError, content_at, file_at, is_folder, messages_since


def git(root: Path, *arguments: str) -> None:
    told = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *told, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose content changed once."""
    content = tmp_path / "content"
    content.mkdir()
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for text in ("old", "new"):
        (content / "survey.yml").write_text(text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "-m", text)
    return tmp_path


@pytest.mark.parametrize(("ref", "text"), [("HEAD", "new"), ("main~1", "old"), ("main", "new")])
def test_the_state_of_a_ref(repository: Path, ref: str, text: str) -> None:
    with content_at(repository, ref) as folder:
        assert (folder / "content/survey.yml").read_text() == text
    assert not folder.exists()


def test_a_survey_in_a_folder_of_the_repository(repository: Path) -> None:
    (repository / "inner").mkdir()
    git(repository, "mv", "content", "inner/content")
    git(repository, "commit", "--quiet", "-m", "move")
    with content_at(repository / "inner", "HEAD") as folder:
        assert (folder / "content/survey.yml").read_text() == "new"


@pytest.mark.parametrize("ref", ["nowhere", "--help", "-x", "", "HEAD:content", "main~99", "--output=x"])
def test_no_such_state_is_told(repository: Path, ref: str) -> None:
    with pytest.raises(BaseRevisionError), content_at(repository, ref):
        pass
    assert not (repository / "x").exists()


def test_a_state_without_content_is_told(repository: Path) -> None:
    git(repository, "rm", "-rq", "content")
    git(repository, "commit", "--quiet", "-m", "gone")
    with pytest.raises(BaseRevisionError, match="no folder «content»"), content_at(repository, "HEAD"):
        pass


def test_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(BaseRevisionError, match="rev-parse"), content_at(tmp_path, "HEAD"):
        pass


def test_no_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BaseRevisionError, match="not installed"), content_at(repository, "HEAD"):
        pass


def test_links_are_not_there(repository: Path) -> None:
    (repository / "content/link").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "link")
    with content_at(repository, "HEAD") as folder:
        assert [path.name for path in (folder / "content").iterdir()] == ["survey.yml"]


@pytest.mark.parametrize("place", [".gitattributes", "content/.gitattributes", ".git/info/attributes"])
def test_attributes_hide_nothing(repository: Path, place: str) -> None:
    (repository / place).parent.mkdir(exist_ok=True)
    (repository / place).write_text("survey.yml export-ignore\n*.yml export-ignore\n")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "attributes")
    with content_at(repository, "HEAD") as folder:
        assert (folder / "content/survey.yml").read_text() == "new"


def shallow(repository: Path, to: Path, depth: int = 1) -> Path:
    """A clone that lacks older commits."""
    git(repository, "clone", "--quiet", f"--depth={depth}", repository.as_uri(), str(to))
    return to


def test_a_shallow_clone_says_why_and_what_to_do(repository: Path, tmp_path: Path) -> None:
    git(repository, "tag", "first", "HEAD~1")
    clone = shallow(repository, tmp_path / "clone")
    for ask in (lambda: content_at(clone, "HEAD~1").__enter__(), lambda: messages_since(clone, "first")):
        with pytest.raises(BaseRevisionError, match=r"(?s)shallow.*--unshallow.*fetch-depth: 0"):
            ask()
    git(clone, "fetch", "--quiet", "--depth=1", "origin", "tag", "first")
    with pytest.raises(BaseRevisionError, match=r"not here.*--unshallow"):
        messages_since(clone, "first")
    assert messages_since(clone, "HEAD") == ""


def test_a_branch_that_is_not_here_is_to_be_fetched(repository: Path) -> None:
    with pytest.raises(BaseRevisionError, match="git fetch origin other"), content_at(repository, "other"):
        pass


def test_a_folder_that_is_called_like_a_commit_is_not_taken_for_it(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    (repository / "fake/content").mkdir(parents=True)
    (repository / "fake/content/survey.yml").write_text("false")
    assert (is_folder("fake"), is_folder("./fake"), is_folder(str(repository / "fake"))) == (False, True, True)
    with pytest.raises(BaseRevisionError, match=r"write \./fake"):
        file_at(repository, "fake", "content/survey.yml")
    assert file_at(repository, "./fake", "content/survey.yml") == b"false"
