"""The ``survey`` command: one thin command per verb."""

from generator.cli import add, curate, house, links, review, take  # noqa: F401  (their commands register themselves)
from generator.cli.app import app, main

__all__ = ["app", "main"]
