"""The ``survey`` command: one thin command per verb."""

from livingsurvey.cli import (  # noqa: F401  (their commands register themselves)
    add_commands,
    check_command,
    curate_commands,
    form_commands,
    github_commands,
    links_command,
    package_commands,
    review_commands,
    screen_command,
    search_command,
    topic_commands,
    watch_command,
    weekly_commands,
)
from livingsurvey.cli.app import app, main

__all__ = ["app", "main"]
