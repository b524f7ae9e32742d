"""The one way to ask git."""

import subprocess
from pathlib import Path

from livingsurvey.model.errors import SurveyError

_SECONDS = 300


class GitError(SurveyError):
    """Git is missing, or refused; the message says what it said."""


def git(root: Path, *arguments: str) -> bytes:
    """What git answers.

    Args:
        root: a folder of the repository.
        arguments: the command and its arguments; nothing of them is read by a shell.

    Raises:
        GitError: when there is no git or no repository, or it refuses.
    """
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout
    except FileNotFoundError as error:
        raise GitError("git is not installed.") from error
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", b"") or b"").decode(errors="replace").strip()
        raise GitError(f"git {arguments[0]}: {said or 'no such branch, tag or commit'}") from error
