"""What the workflows of a forge (GitHub) run: answers of issue forms, and comments on pull requests.

Everything that arrives here was written by strangers: it is data, never a command, and its size is limited.
"""

from generator.forge.answers import Answers, NotAForm, read_answers
from generator.forge.api import Forge, ForgeError
from generator.forge.comment import Refused, post_report
from generator.forge.notes import keep_comment, keep_issue
from generator.forge.propose import Declined, Proposal, propose

__all__ = [
    "Answers",
    "Declined",
    "Forge",
    "ForgeError",
    "NotAForm",
    "Proposal",
    "Refused",
    "keep_comment",
    "keep_issue",
    "post_report",
    "propose",
    "read_answers",
]
