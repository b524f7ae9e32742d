"""The ``survey`` command: one thin command per verb."""

from generator.cli import add, review  # noqa: F401  (their commands register themselves)
from generator.cli.app import main

__all__ = ["main"]
