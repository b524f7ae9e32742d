"""An earlier state of the survey, read from version control."""

import io
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from livingsurvey.model.errors import SurveyError
from livingsurvey.store import git


class BaseRevisionError(SurveyError):
    """The earlier state is not available; the message says why."""


@contextmanager
def content_at(root: Path, ref: str) -> Iterator[Path]:
    """Give a temporary folder with ``content/`` as it was at ``ref``: a branch, a tag or a commit.

    Raises:
        BaseRevisionError: when there is no such state, or it has no content.
    """
    try:
        archive = git.archive(root, ref, "content")
    except git.GitError as error:
        raise BaseRevisionError(str(error)) from error
    with tempfile.TemporaryDirectory(prefix="survey-base-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")  # no links out of the folder, no devices
        except tarfile.TarError as error:
            raise BaseRevisionError(f"the content of {ref} cannot be unpacked: {error}") from error
        yield Path(folder)


def messages_since(root: Path, ref: str) -> str:
    """The messages of all commits that are new since ``ref``.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    try:
        return git.messages_since(root, ref)
    except git.GitError as error:
        raise BaseRevisionError(str(error)) from error


def changed_files(root: Path, base: str, names: Iterable[str]) -> set[str]:
    """The files below ``root`` that are not byte for byte what they were at ``base``, a folder or a state of git.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    return {name for name in names if _read(root / name) != file_at(root, base, name)}


def file_at(root: Path, base: str, name: str) -> bytes | None:
    """What a file held at ``base``; ``None`` where it was not there.

    Raises:
        BaseRevisionError: when there is no such state.
    """
    if (Path(base) / "content" / "survey.yml").is_file():
        return _read(Path(base) / name)
    try:
        return git.file_at(root, base, name)
    except git.GitError as error:
        raise BaseRevisionError(str(error)) from error


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
