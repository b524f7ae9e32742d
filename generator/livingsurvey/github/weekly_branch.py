"""The one branch and pull request of saved searches: what they have found, and what was decided of it.

What runs bring is committed to ``searches/weekly``, and so are the decisions of ``/done``; until its pull request is
merged, each goes on from the branch's content, merged with that of the main branch. So there is never more than one
pull request, and merging it makes the main branch know all. Who may do harm, and what prevents it, is as for the
branches of forms: a branch with a commit of somebody else is left alone, as is one that was approved or that will be
merged by itself, and every push moves it forward. A branch whose pull request was merged or closed counts as none.
"""

from pathlib import Path
from typing import Any, NamedTuple

from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.github_client import GitHubClient
from livingsurvey.github.propose_change import ChangeProposal
from livingsurvey.github.proposed_branch import WHO, foreign_commit, is_sealed, push_forward, sealed, start_checks
from livingsurvey.store import git, git_branches

#: The branch's name.
BRANCH = "searches/weekly"
_TRAILER = "Made-from: saved searches"
_FOLDER = "content"


class WeeklyBranch(NamedTuple):
    """The branch as it is: its newest commit, its open pull request, and whether it has what the main branch lacks."""

    tip: str | None = None
    pull: dict[str, Any] | None = None
    pending: bool = False

    @property
    def named(self) -> str:
        """How an answer calls it."""
        return f"#{int(self.pull['number'])}" if self.pull else f"the branch `{BRANCH}`"


def weekly_branch(root: Path, client: GitHubClient) -> WeeklyBranch:
    """Find the branch and its pull request.

    Args:
        root: the survey's folder, where the main branch is checked out.
        client: the repository.

    Raises:
        GitError: when git refuses.
        GitHubError: when GitHub does not answer.
    """
    tip = git_branches.fetch(root, f"refs/heads/{BRANCH}")
    owner = client.repository.partition("/")[0]
    pulls = client.every("pulls", state="all", head=f"{owner}:{BRANCH}")
    opened = next((pull for pull in pulls if pull["state"] == "open"), None)
    if tip is None or git.is_ancestor(root, tip, "HEAD"):
        return WeeklyBranch(tip, opened)
    ended = {str((pull.get("head") or {}).get("sha")) for pull in pulls if pull["state"] != "open"}
    return WeeklyBranch(tip, opened, pending=opened is not None or tip not in ended)


def take_up(root: Path, client: GitHubClient, branch: WeeklyBranch) -> None:
    """Make the content that is checked out have what the branch proposes, too.

    Raises:
        ProposalDeclinedError: when somebody else has taken over, or it cannot be merged; nothing is changed.
        GitError: when git refuses.
        GitHubError: when GitHub does not answer.
    """
    if branch.tip is None or not branch.pending:
        return
    if commit := foreign_commit(root, branch.tip, _TRAILER):
        raise _taken_over(branch, f"`{BRANCH}` has a commit of somebody else ({commit})")
    if branch.pull:
        _refuse_settled(client, branch, branch.pull)
    tree = git_branches.merged_tree(root, "HEAD", branch.tip)
    if tree is None:
        raise _taken_over(branch, f"{branch.named} and the main branch change the same lines")
    git_branches.put_folder(root, tree, _FOLDER)


def _refuse_settled(client: GitHubClient, branch: WeeklyBranch, pull: dict[str, Any]) -> None:
    """What was approved must not change below the approval."""
    if pull.get("auto_merge"):
        raise _taken_over(branch, f"{branch.named} will be merged as it is")
    reviews = client.every(f"pulls/{int(pull['number'])}/reviews")
    if any(one.get("state") == "APPROVED" and one.get("commit_id") == branch.tip for one in reviews):
        raise _taken_over(branch, f"{branch.named} was approved as it is")


def _taken_over(branch: WeeklyBranch, why: str) -> ProposalDeclinedError:
    end = "Merge or close it" if branch.pull else "Merge or delete it"
    return ProposalDeclinedError(f"Nothing was changed: {why}. {end} first; then this can go on.")


def push_content(
    root: Path, client: GitHubClient, branch: WeeklyBranch, proposal: ChangeProposal, main: str = "main"
) -> str:
    """Commit the content as it is, push it, and open the pull request or renew the one that is open.

    Args:
        root: the survey's folder, in which the content was changed.
        client: the repository.
        branch: as it was when the content was taken up.
        proposal: title and text of the pull request, of all that it proposes.
        main: the branch that pull requests go to.

    Returns:
        What to answer, in Markdown; empty where the branch is as it was.

    Raises:
        ProposalDeclinedError: when the branch was changed meanwhile; nothing was pushed.
        GitError: when git refuses.
        GitHubError: when GitHub does not answer, or refuses.
    """
    if not branch.pending and not git_branches.is_changed(root, _FOLDER):
        return ""
    message = f"{proposal.title}\n\n{_TRAILER}"
    commit = git_branches.commit_folder(root, _FOLDER, branch.tip, message, WHO)
    if commit is None and branch.pull:
        return ""
    if commit and not push_forward(root, BRANCH, commit, branch.tip):
        raise _taken_over(branch, f"`{BRANCH}` was changed meanwhile")
    number = _told(client, branch, proposal, main)
    if commit:
        start_checks(client, BRANCH, git.commit_of(root, "HEAD"))
    return f"This is proposed in #{number}{f', commit {commit}' if commit else ''}."


def _told(client: GitHubClient, branch: WeeklyBranch, proposal: ChangeProposal, main: str) -> int:
    """Open the pull request, or renew the text of the open one unless a person has edited it. Returns its number."""
    ours = sealed(proposal.title, proposal.body)
    if branch.pull is None:
        return client.create("pulls", ours | {"head": BRANCH, "base": main})
    number = int(branch.pull["number"])
    if is_sealed(branch.pull):
        client.send("PATCH", f"pulls/{number}", ours)
    return number
