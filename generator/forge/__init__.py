"""What the workflows of a forge (GitHub) run: answers of issue forms, and comments on pull requests.

Everything that arrives here was written by strangers: it is data, never a command, and its size is limited.
"""

from generator.forge.answers import Answers, NotAForm, read_answers
from generator.forge.api import Forge, ForgeError
from generator.forge.comment import Refused, post_report

__all__ = ["Answers", "Forge", "ForgeError", "NotAForm", "Refused", "post_report", "read_answers"]
