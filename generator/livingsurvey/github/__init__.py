"""What the workflows of a forge (GitHub) run: answers of issue forms, and comments on pull requests.

Everything that arrives here was written by strangers: it is data, never a command, and its size is limited.
"""

from livingsurvey.github.comment import CommentRefusedError, post_report
from livingsurvey.github.form_answers import Answers, NotAFormError, read_answers
from livingsurvey.github.github_client import GitHubClient, GitHubError
from livingsurvey.github.notes import keep_comment, keep_issue
from livingsurvey.github.propose import Proposal, ProposalDeclinedError, propose

__all__ = [
    "Answers",
    "CommentRefusedError",
    "GitHubClient",
    "GitHubError",
    "NotAFormError",
    "Proposal",
    "ProposalDeclinedError",
    "keep_comment",
    "keep_issue",
    "post_report",
    "propose",
    "read_answers",
]
