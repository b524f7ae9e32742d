"""An earlier state of the survey, read from version control."""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livingsurvey.model.errors import SurveyError
from livingsurvey.store.git import GitError, git


class BaseRevisionError(SurveyError):
    """The earlier state cannot be read; the message says why."""


@contextmanager
def content_at(root: Path, ref: str) -> Iterator[Path]:
    """Give a temporary folder with ``content/`` as it was at ``ref``: a branch, a tag or a commit.

    Raises:
        BaseRevisionError: when there is no such state, or it has no content.
    """
    # Resolved first, and with the sign that ends options, so that a ref can never be one.
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    archive = _git(root, "archive", "--format=tar", commit, "content")
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
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    return _git(root, "log", "--format=%B%n", f"{commit}..HEAD").decode(errors="replace")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return git(root, *arguments)
    except GitError as error:
        raise BaseRevisionError(error.message) from error
