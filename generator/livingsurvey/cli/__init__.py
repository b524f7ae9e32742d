"""The ``survey`` command: one thin command per verb."""

from livingsurvey.cli import add, curate, form, links, package, review  # noqa: F401  (their commands register themselves)
from livingsurvey.cli.app import app, main

__all__ = ["app", "main"]
