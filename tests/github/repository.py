"""A repository on this machine that GitHub would hold, and clones of it."""

import subprocess
from pathlib import Path

from tests.commands.folders import folder

PERSON = ("-c", "user.name=Ada Curator", "-c", "user.email=ada@example.org")


def git(root: Path, *arguments: str) -> str:
    """Run git as a person; return what it says."""
    command = ["git", "-C", str(root), *PERSON, *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


def repository(home: Path) -> Path:
    """A bare repository with a survey in it on ``main``."""
    origin, work = home / "origin.git", home / "work"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    subprocess.run(["git", "init", "-q", "-b", "main", str(work)], check=True)
    folder(work)
    (work / ".gitignore").write_text("/build/\n")
    git(work, "remote", "add", "origin", str(origin))
    commit(work, "Begin")
    git(work, "push", "-q", "origin", "main")
    return origin


def clone(origin: Path, name: str, branch: str = "main") -> Path:
    """A clone beside it, with a branch checked out."""
    made = origin.parent / name
    subprocess.run(["git", "clone", "-q", "-b", branch, str(origin), str(made)], check=True)
    return made


def commit(root: Path, message: str) -> str:
    """Commit all files; return the commit."""
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD")


def tip(origin: Path, ref: str) -> str:
    """The newest commit of a branch or other ref; nothing where there is none."""
    listed = git(origin, "for-each-ref", "--format=%(objectname)", ref)
    return listed.strip()
