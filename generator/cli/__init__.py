"""The ``survey`` command: one thin command per verb."""

from generator.cli import add, review, take  # noqa: F401  (their commands register themselves)
from generator.cli.app import main

__all__ = ["main"]
