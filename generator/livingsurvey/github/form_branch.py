"""Putting a proposed change on its branch ``form/N``, and its pull request.

Who may do harm, and what prevents it:

- Whoever asked edits the issue after a review. Each edit is a new commit on top, so that an approval is seen to be of
  an older commit; after a word or a review of anyone else, and after merging or closing, nothing is pushed.
- A curator commits to the branch. A branch with a commit that was not made here is left alone; every push moves the
  branch forward, so that a commit which comes meanwhile makes the push fail and is never lost.
- What was answered reaches this as files of content that passed the check, and as a title and a text without markup.
"""

from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.kept_notes import BOT, author, keep_comment
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.github.proposed_branch import WHO, foreign_commit, is_sealed, push_forward, sealed, start_checks
from livingsurvey.store import git, git_branches

_MARK = "<!-- survey proposal -->"


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
    commit = git_branches.commit_folder(root, "content", tip, message, WHO)
    if commit and not push_forward(root, issue.branch, commit, tip):
        raise _taken_over(issue, f"`{issue.branch}` was changed meanwhile")
    number = _told(client, issue, pull, proposal, commit)
    if commit:
        start_checks(client, issue.branch, git.commit_of(root, "HEAD"))
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
    if commit := foreign_commit(root, tip, issue.trailer):
        raise _taken_over(issue, f"`{issue.branch}` has a commit ({commit}) that was not made from this issue")


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


def _told(
    client: GitHubClient, issue: FormIssue, pull: dict[str, Any] | None, proposal: ChangeProposal, commit: str | None
) -> int:
    """Open the pull request, or tell the one that is open of the commit. Returns its number."""
    ours = sealed(proposal.title, proposal.body)
    if pull is None:
        return client.create("pulls", ours | {"head": issue.branch, "base": issue.main})
    number = int(pull["number"])
    if is_sealed(pull):
        client.send("PATCH", f"pulls/{number}", ours)
    elif commit:
        said = f"The answers in #{issue.number} were edited. Commit {commit} follows them: {proposal.title}."
        keep_comment(client, number, _MARK, f"{said}\n\n{proposal.body}")
    return number
