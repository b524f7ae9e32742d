"""What the workflows on GitHub run: answers of issue forms, and comments on pull requests.

Everything that arrives here was written by strangers: it is data, never a command, and its size is limited.
"""

from livingsurvey.github.declined import ProposalDeclinedError
from livingsurvey.github.form_answers import Answers, NotAFormError, read_answers
from livingsurvey.github.form_branch import FormIssue, push_proposal
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.kept_notes import keep_comment, keep_issue
from livingsurvey.github.propose_change import ChangeProposal, propose
from livingsurvey.github.pull_request_comment import CommentRefusedError, WorkflowRun, post_report

__all__ = [
    "Answers",
    "ChangeProposal",
    "CommentRefusedError",
    "FormIssue",
    "GitHubClient",
    "GitHubError",
    "NotAFormError",
    "ProposalDeclinedError",
    "WorkflowRun",
    "keep_comment",
    "keep_issue",
    "post_report",
    "propose",
    "push_proposal",
    "read_answers",
]
