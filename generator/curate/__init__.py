"""Small verbs of a curator: each is a survey before and after, told as the smallest edits of its files."""

from generator.curate.files import Change, apply, changes_of
from generator.curate.step import Refused, Step

__all__ = ["Change", "Refused", "Step", "apply", "changes_of"]
