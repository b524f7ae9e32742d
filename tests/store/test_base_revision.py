"""An earlier state of the content, taken out of version control."""

import subprocess
from pathlib import Path

import pytest
from livingsurvey.store.base_revision import BaseRevisionError, content_at


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
    with pytest.raises(BaseRevisionError, match="archive"), content_at(repository, "HEAD"):
        pass


def test_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(BaseRevisionError, match="rev-parse"), content_at(tmp_path, "HEAD"):
        pass


def test_no_git_is_told(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(BaseRevisionError, match="not installed"), content_at(repository, "HEAD"):
        pass


def test_links_that_lead_out_are_not_followed(repository: Path) -> None:
    (repository / "content/link").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "-m", "link")
    with pytest.raises(BaseRevisionError, match="link"), content_at(repository, "HEAD"):
        pass
