"""The ``survey`` command: one thin command per verb."""

from generator.cli import review  # noqa: F401  (its commands register themselves)
from generator.cli.app import main

__all__ = ["main"]
