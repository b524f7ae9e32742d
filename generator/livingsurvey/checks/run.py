"""Running every rule, and finding the place each finding is about."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from livingsurvey.checks.context import Context
from livingsurvey.checks.position import place
from livingsurvey.checks.rule import RULES
from livingsurvey.model import Finding
from livingsurvey.store.survey_reader import Loaded
from livingsurvey.store.yaml_edit import Edit


class Examined(NamedTuple):
    """A finding, and the edit that would mend it where there is one."""

    finding: Finding
    edit: Edit | None


def check(root: Path, loaded: Loaded, today: date | None = None) -> tuple[Finding, ...]:
    """Return every finding on the survey, those of reading it included, in order of place.

    Args:
        root: the survey's folder.
        loaded: what was read below it.
        today: the day on which nothing may lie in the future.
    """
    return tuple(sorted([*loaded.findings, *(one.finding for one in examine(root, loaded, today))]))


def examine(root: Path, loaded: Loaded, today: date | None = None) -> list[Examined]:
    """What the rules find, each with its edit, in the order of the rules."""
    if loaded.survey is None:
        return []
    context = Context(loaded.survey, root, today)
    return [
        Examined(rule.finding(found, *place(context, found)), found.edit)
        for rule in RULES.values()
        for found in rule.find(context)
    ]
