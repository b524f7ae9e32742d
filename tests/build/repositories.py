"""Repositories made for one test, with commits at known times."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path


def git(root: Path, *arguments: str, time: int = 1_700_000_000) -> str:
    """Run git in ``root`` as if at ``time``, with no settings but its own."""
    at = f"{time} +0000"
    names = {f"GIT_{who}_{what}": "test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    times = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = os.environ | names | times | quiet
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def commit(root: Path, time: int, message: str = "change") -> None:
    """Commit everything below ``root``; begin a repository there where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message, time=time)


def at(seconds: int) -> datetime:
    """A moment."""
    return datetime.fromtimestamp(seconds, UTC)
