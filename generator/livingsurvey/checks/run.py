"""Running every rule, and finding the place each finding is about."""

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from livingsurvey.analysis.settlements import Readings
from livingsurvey.checks.context import Context
from livingsurvey.checks.position import place
from livingsurvey.checks.rule import RULES, Rule, rules_of
from livingsurvey.checks.uncurated import summarised
from livingsurvey.extensions import naming
from livingsurvey.model import Finding
from livingsurvey.store.kept_files import KeptFiles
from livingsurvey.store.survey_reader import Loaded
from livingsurvey.store.yaml_edit import Edit


class Examined(NamedTuple):
    """A finding, and the edit that would fix it where there is one."""

    finding: Finding
    edit: Edit | None


def check(
    root: Path,
    loaded: Loaded,
    today: date | None = None,
    kept: KeptFiles | None = None,
    readings: Readings | None = None,
) -> tuple[Finding, ...]:
    """Return every finding on the survey, those of reading it included, in order of place.

    What is to do in many papers or topics that nobody has curated yet is one finding.

    Args:
        root: the survey's folder.
        loaded: what was read below it.
        today: the day on which nothing may lie in the future.
        kept: what an earlier check has kept of files and texts; what is found now is added to it.
        readings: of the survey, where somebody has them already.

    Raises:
        ExtensionError: when a rule of an extension fails.
    """
    found = [one.finding for one in examine(root, loaded, today, kept, readings)]
    if kept:
        kept.save()
    return tuple(sorted([*loaded.findings, *summarised(loaded.survey, found)]))


def examine(
    root: Path,
    loaded: Loaded,
    today: date | None = None,
    kept: KeptFiles | None = None,
    readings: Readings | None = None,
) -> list[Examined]:
    """What the rules find, each with its edit, in the order of the rules."""
    if loaded.survey is None:
        return []
    context = Context(loaded.survey, root, today, loaded.unread, kept, readings)
    found = (one for rule in rules_of(loaded.survey).values() for one in _examined(rule, context))
    return [one for one in found if one.finding.file not in context.unread]


def _examined(rule: Rule, context: Context) -> list[Examined]:
    with nullcontext() if rule.id in RULES else naming(rule.id):
        found = list(rule.search(context))
        return [Examined(rule.finding(one, *place(context, one)), one.edit) for one in found]
