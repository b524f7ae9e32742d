"""The ``survey`` command: one thin command per verb."""

from generator.cli.app import main

__all__ = ["main"]
