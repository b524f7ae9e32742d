"""``survey github resume``, ``candidates`` and ``decide``: saved searches and their candidates on GitHub."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from livingsurvey.cli.command_support import Root, fail, survey_in, writing
from livingsurvey.cli.github_commands import Event, connection, github, read_event
from livingsurvey.cli.output import console
from livingsurvey.model.errors import SurveyError

if TYPE_CHECKING:
    from livingsurvey.github.declined import ProposalDeclinedError
    from livingsurvey.github.github_client import GitHubClient

_STOPPED = "<!-- survey searches -->"


@github.command()
def resume(root: Root = Path()) -> None:
    """Add to the content what the open pull request of saved searches has, so that searches go on from there.

    Where somebody else has committed to its branch or approved it, nothing is done, and the issue says why.
    """
    from livingsurvey.github.declined import ProposalDeclinedError
    from livingsurvey.github.github_client import GitHubClient
    from livingsurvey.github.weekly_branch import take_up, weekly_branch

    try:
        with writing(root), GitHubClient(**connection()) as client:
            try:
                branch = weekly_branch(root, client)
                take_up(root, client, branch)
            except ProposalDeclinedError as error:
                _stopped(client, error)
                fail(f"Not begun. {error}")
    except SurveyError as error:
        fail(f"Not begun. {error}")
    said = f"Goes on from {branch.named}." if branch.pending else "Begins from the main branch."
    console.print(said, highlight=False, markup=False)


@github.command()
def candidates(root: Root = Path()) -> None:
    """Propose what `survey watch` has found in the pull request of saved searches, and write the issue anew."""
    from livingsurvey.github.github_client import GitHubClient
    from livingsurvey.github.incoming_issue import renew_issue
    from livingsurvey.github.weekly_branch import push_content, weekly_branch
    from livingsurvey.github.weekly_proposal import weekly_proposal

    survey = survey_in(root)
    try:
        with GitHubClient(**connection()) as client:
            branch, proposal = weekly_branch(root, client), weekly_proposal(root, survey)
            said = push_content(root, client, branch, proposal, survey.settings.branch)
            done = renew_issue(client, survey, date.today())
    except SurveyError as error:
        fail(f"Not proposed. {error}")
    console.print(said or "Nothing new is proposed.", done, highlight=False, markup=False)


@github.command()
def decide(event: Event, root: Root = Path()) -> None:
    """Decide the candidates whose boxes are ticked, when a curator comments /done on their issue.

    All decisions become one commit of the pull request of saved searches. A comment of anybody else does nothing.
    """
    from livingsurvey.github.decide_ticked import NotDoneError, decide_ticked, done_comment
    from livingsurvey.github.declined import ProposalDeclinedError
    from livingsurvey.github.github_client import GitHubClient
    from livingsurvey.github.kept_notes import keep_comment

    try:
        done = done_comment(read_event(event))
    except NotDoneError as error:
        console.print(str(error), highlight=False, markup=False)
        return
    try:
        with writing(root), GitHubClient(**connection()) as client:
            try:
                said = decide_ticked(root, client, done, date.today())
            except ProposalDeclinedError as error:
                said = str(error)
            keep_comment(client, done.issue, done.mark, said)
    except SurveyError as error:
        fail(f"Not decided. {error}")
    console.print(said, highlight=False, markup=False)


def _stopped(client: "GitHubClient", error: "ProposalDeclinedError") -> None:
    """Say on the open issue why the searches did not run."""
    from livingsurvey.github.incoming_issue import open_issue
    from livingsurvey.github.kept_notes import keep_comment

    issue = open_issue(client)
    if issue:
        keep_comment(client, int(issue["number"]), _STOPPED, f"The searches of {date.today()} did not run. {error}")
