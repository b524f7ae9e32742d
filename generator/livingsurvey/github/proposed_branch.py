"""What all branches of proposals share: whose commits are on them, moving them forward, and their pull requests.

The only place that pushes. Every push moves a branch forward, so that a commit which comes meanwhile makes the push
fail and is never lost.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.kept_notes import BOT
from livingsurvey.store import git, git_branches

#: Who commits.
WHO = git_branches.Author(BOT, f"41898282+{BOT}@users.noreply.github.com")
#: Whatever a token of a workflow does starts no workflow, but for this: the checks of the pull request are asked for.
CHECKS = ("check.yml", "preview.yml")
_SEAL = "\n\n<!-- survey proposal "


def foreign_commit(root: Path, tip: str, trailer: str) -> str | None:
    """The newest commit of a branch that was not made here, if there is one.

    Args:
        root: the survey's folder.
        tip: the newest commit of the branch.
        trailer: the line that ends the messages of our commits on it.
    """
    for commit in git_branches.commits_between(root, "HEAD", tip):
        if not (commit.author == commit.committer == WHO.email and trailer in commit.message.splitlines()):
            return commit.name
    return None


def push_forward(root: Path, branch: str, commit: str, tip: str | None) -> bool:
    """Move a branch of the origin forward to a commit; return whether it still was where it was seen.

    Args:
        root: the survey's folder.
        branch: its name.
        commit: the new one.
        tip: the commit that the branch was seen at.

    Raises:
        GitError: when the origin refuses for another reason, or cannot be asked.
    """
    ref = f"refs/heads/{branch}"
    try:
        git_branches.push(root, commit, ref)
    except git.GitError:
        if git_branches.fetch(root, ref) == tip:
            raise
        return False
    return True


def sealed(title: str, body: str) -> dict[str, Any]:
    """Title and text of a pull request, as GitHub takes them; the text ends with a mark that fits no other.

    What a person has edited is so told from what was written here, and is not replaced.
    """
    return {"title": title, "body": f"{body}{_seal(title, body)}"}


def is_sealed(pull: dict[str, Any]) -> bool:
    """Whether a pull request's title and text are as they were written here."""
    text = str(pull.get("body") or "").replace("\r\n", "\n")
    body = text.partition(_SEAL)[0]
    return text == f"{body}{_seal(str(pull.get('title')), body)}"


def _seal(title: str, body: str) -> str:
    digest = sha256("\n".join((title, body)).encode()).hexdigest()
    return f"{_SEAL}{digest[:16]} -->"


def start_checks(client: GitHubClient, branch: str, base: str) -> None:
    """Ask for the checks of a branch.

    Args:
        client: the repository.
        branch: its name.
        base: the commit that it is compared with.

    Raises:
        GitHubError: when GitHub does not answer, or refuses.
    """
    for workflow in CHECKS:
        try:
            inputs = {"ref": branch, "inputs": {"base": base}}
            client.send("POST", f"actions/workflows/{workflow}/dispatches", inputs)
        except GitHubError as error:
            raise GitHubError(f"The change is proposed, but {workflow} was not started. {error}") from error
