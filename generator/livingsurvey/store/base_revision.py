"""An earlier state of the survey, taken out of version control."""

import io
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livingsurvey.store import git


class BaseRevisionError(Exception):
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
