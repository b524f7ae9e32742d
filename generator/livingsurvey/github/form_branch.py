"""Putting a proposed change on its branch ``form/N``, and its pull request; the only place that pushes.

Who may do harm, and what prevents it:

- Whoever asked edits the issue after a review. Each edit is a new commit on top, so that an approval is seen to be of
  an older commit; after a word or a review of anyone else, and after merging or closing, nothing is pushed.
- A curator commits to the branch. A branch with a commit that was not made here is left alone; every push moves the
  branch forward, so that a commit which comes meanwhile makes the push fail and is never lost.
- What was answered reaches this as files of content that passed the check, and as a title and a text without markup.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.kept_notes import BOT, author, keep_comment
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.store import git, git_branches

_WHO = git_branches.Author(BOT, f"41898282+{BOT}@users.noreply.github.com")
#: Whatever a token of a workflow does starts no workflow, but for this: the checks of the pull request are asked for.
CHECKS = ("check.yml", "preview.yml")
_MARK = "<!-- survey proposal -->"
_SEAL = "\n\n<!-- survey proposal "


class FormIssue(NamedTuple):
    """The issue that a change was made from, who wrote it, and the branch that pull requests go to."""

    number: int
    asker: str
    main: str = "main"

    @property
    def branch(self) -> str:
        """The branch of its change."""
        return f"form/{self.number}"

    @property
    def trailer(self) -> str:
        """What tells our commits from others in their messages."""
        return f"Made-from: issue {self.number}"

    @classmethod
    def of(cls, event: Any, number: int) -> "FormIssue":
        """Read it from an ``issues`` event that has answers."""
        repository = event.get("repository") or {}
        return cls(number, author(event["issue"]), str(repository.get("default_branch") or "main"))


def push_proposal(root: Path, client: GitHubClient, issue: FormIssue, proposal: ChangeProposal) -> str:
    """Commit the content on top of the issue's branch, push it, and open the pull request or tell it of the commit.

    Args:
        root: the survey's folder, in which the change was made.
        client: the repository.
        issue: what the change was made from.
        proposal: title and text of the pull request.

    Returns:
        What to answer on the issue, in Markdown.

    Raises:
        ProposalDeclinedError: when somebody else has taken over, or the pull request is closed; nothing was pushed.
        GitError: when git refuses.
        GitHubError: when GitHub does not answer, or refuses.
    """
    pull = _pull_request(client, issue)
    tip = git_branches.fetch(root, f"refs/heads/{issue.branch}")
    if tip:
        _refuse_foreign(root, issue, tip)
    if pull:
        _refuse_discussed(client, issue, pull)
    message = f"{proposal.title}\n\n{issue.trailer}"
    commit = git_branches.commit_folder(root, "content", tip, message, _WHO)
    if commit:
        _push(root, issue, commit, tip)
    number = _told(client, issue, pull, proposal, commit)
    if commit:
        _start_checks(client, issue, git.commit_of(root, "HEAD"))
    return f"This is proposed in #{number}{f', commit {commit}' if commit else ', as it was before'}."


def _pull_request(client: GitHubClient, issue: FormIssue) -> dict[str, Any] | None:
    """The open pull request of the issue's branch; there is no other once one was merged or closed."""
    owner = client.repository.partition("/")[0]
    pulls = client.every("pulls", state="all", head=f"{owner}:{issue.branch}")
    opened = next((pull for pull in pulls if pull["state"] == "open"), None)
    if pulls and opened is None:
        state = "merged" if pulls[0].get("merged_at") else "closed"
        said = f"The pull request #{int(pulls[0]['number'])} made from this issue was {state}, so nothing was changed."
        raise ProposalDeclinedError(f"{said} Please open a new issue for what is to change now.")
    return opened


def _refuse_foreign(root: Path, issue: FormIssue, tip: str) -> None:
    for commit in git_branches.commits_between(root, "HEAD", tip):
        ours = commit.author == commit.committer == _WHO.email and issue.trailer in commit.message.splitlines()
        if not ours:
            raise _taken_over(issue, f"`{issue.branch}` has a commit ({commit.name}) that was not made from this issue")


def _refuse_discussed(client: GitHubClient, issue: FormIssue, pull: dict[str, Any]) -> None:
    """What others have read and spoken of must not change below their words."""
    number = int(pull["number"])
    said = [*client.every(f"pulls/{number}/reviews"), *client.every(f"issues/{number}/comments")]
    people = {author(entry) for entry in said if (entry.get("user") or {}).get("type") != "Bot"}
    if people - {BOT, issue.asker}:
        raise _taken_over(issue, f"the pull request #{number} was reviewed or commented on")
    if pull.get("auto_merge"):
        raise _taken_over(issue, f"the pull request #{number} will be merged as it is")


def _taken_over(issue: FormIssue, why: str) -> ProposalDeclinedError:
    said = f"A curator has taken over: {why}. So the edit of this issue changed nothing."
    return ProposalDeclinedError(f"{said} Please say in the pull request what else is to change.")


def _push(root: Path, issue: FormIssue, commit: str, tip: str | None) -> None:
    ref = f"refs/heads/{issue.branch}"
    try:
        git_branches.push(root, commit, ref)
    except git.GitError:
        if git_branches.fetch(root, ref) == tip:
            raise
        raise _taken_over(issue, f"`{issue.branch}` was changed meanwhile") from None


def _told(
    client: GitHubClient, issue: FormIssue, pull: dict[str, Any] | None, proposal: ChangeProposal, commit: str | None
) -> int:
    """Open the pull request, or tell the one that is open of the commit. Returns its number."""
    ours = {"title": proposal.title, "body": f"{proposal.body}{_seal(proposal.title, proposal.body)}"}
    if pull is None:
        return client.create("pulls", ours | {"head": issue.branch, "base": issue.main})
    number = int(pull["number"])
    if _is_sealed(pull):
        client.send("PATCH", f"pulls/{number}", ours)
    elif commit:
        said = f"The answers in #{issue.number} were edited. Commit {commit} follows them: {proposal.title}."
        keep_comment(client, number, _MARK, f"{said}\n\n{proposal.body}")
    return number


def _seal(title: str, body: str) -> str:
    """What ends the text of a pull request and fits no other: what a person has edited is not replaced."""
    digest = sha256("\n".join((title, body)).encode()).hexdigest()
    return f"{_SEAL}{digest[:16]} -->"


def _is_sealed(pull: dict[str, Any]) -> bool:
    text = str(pull.get("body") or "").replace("\r\n", "\n")
    body = text.partition(_SEAL)[0]
    return text == f"{body}{_seal(str(pull.get('title')), body)}"


def _start_checks(client: GitHubClient, issue: FormIssue, base: str) -> None:
    for workflow in CHECKS:
        try:
            inputs = {"ref": issue.branch, "inputs": {"base": base}}
            client.send("POST", f"actions/workflows/{workflow}/dispatches", inputs)
        except GitHubError as error:
            raise GitHubError(f"The change is proposed, but {workflow} was not started. {error}") from error
