"""What a rule is, what it finds, how a finding may be fixed by the machine, and which rules a survey has."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from livingsurvey.checks.context import Context
from livingsurvey.extensions import joined
from livingsurvey.model import Finding, RuleSetting, Severity, Survey
from livingsurvey.model.nearest import did_you_mean
from livingsurvey.model.rule import Limit, RuleDoc, limit_text, read_doc
from livingsurvey.store.yaml_edit import Edit
from livingsurvey.store.yaml_nodes import Path

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds.

    Where in the file is given by the ``path`` of a field and ``words`` in it, by an ``offset`` in the file's text, or
    by a ``line`` (from 1); without any, it is the first place that holds what ``message`` quotes in «». What is unsafe
    stops every build, unless it can be ``left_out`` of one.
    """

    file: str
    message: str
    fix: str
    path: Path = ()
    words: str = ""
    offset: int | None = None
    line: int = 0
    edit: Edit | None = None
    left_out: bool = False


#: What finds: it is given the context, and the rule's limits as keyword arguments.
Find = Callable[..., Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A rule: what it says of itself, and the function that finds."""

    doc: RuleDoc
    find: Find = field(repr=False)

    @property
    def id(self) -> str:
        """The function's name, with hyphens."""
        return self.doc.id

    def __call__(self, survey: Survey) -> Iterator[Finding]:
        """What the rule finds in a survey that has no files, without lines."""
        return (self.finding(found) for found in self.search(Context(survey)))

    def search(self, context: Context) -> Iterator[Found]:
        """What the rule finds, with its limits."""
        return self.find(context, **self.doc.limits)

    def finding(self, found: Found, line: int = 0, column: int = 0) -> Finding:
        """The finding to report, at its place."""
        doc, fixable = self.doc, found.edit is not None
        place = (found.file, line, column)
        unsafe = doc.unsafe and not found.left_out
        return Finding(*place, doc.id, found.message, found.fix, doc.severity, fixable, unsafe, found.path)


#: The built-in rules by id, in the order in which they are documented. The package fills it, extensions never do.
RULES: dict[str, Rule] = {}


def rule(
    severity: Severity, *, fixes: bool = False, unsafe: bool = False, limits: Mapping[str, Limit] | None = None
) -> Callable[[Find], Rule]:
    """Make a function into the rule of its name; its docstring is the rule's documentation.

    Args:
        severity: how much a finding matters, unless a survey says otherwise.
        fixes: it offers edits, for all it finds or for some.
        unsafe: what it finds stops every build, and no survey can lower it.
        limits: the numbers that it compares with, which a survey can change; the function takes them by name.
    """

    def _make(function: Find) -> Rule:
        name, subject = (
            text.replace("_", part) for text, part in ((function.__name__, "-"), (_subject(function), " "))
        )
        doc = function.__doc__ or ""
        return Rule(read_doc(name, subject, severity, doc, fixable=fixes, unsafe=unsafe, limits=limits), function)

    return _make


def _subject(function: Find) -> str:
    return function.__module__.rpartition(".")[2]


def all_rules(survey: Survey) -> dict[str, Rule]:
    """The built-in rules and those of the survey's extensions, by id, as they are unless the survey changes them.

    Raises:
        ExtensionError: when two have the same id.
    """
    return joined(RULES.values(), survey.extensions.of(Rule))


def rules_of(survey: Survey) -> dict[str, Rule]:
    """The rules that a survey applies, by id, with its own levels and limits. A setting that is wrong has no effect."""
    settings = survey.settings.rules
    return {
        id: _adjusted(rule, settings[id]) if id in settings and not any(misuses(rule, settings[id])) else rule
        for id, rule in all_rules(survey).items()
        if not (id in settings and settings[id].level == "off" and not any(misuses(rule, settings[id])))
    }


def _adjusted(rule: Rule, setting: RuleSetting) -> Rule:
    level = Severity(setting.level) if setting.level else rule.doc.severity
    limits = {name: _limit(limit) for name, limit in setting.limits.items()}
    return replace(rule, doc=replace(rule.doc, severity=level, limits={**rule.doc.limits, **limits}))


def _limit(given: int | tuple[int, ...]) -> Limit:
    return given if isinstance(given, int) else (given[0], given[1])


def misuses(rule: Rule, setting: RuleSetting) -> Iterator[tuple[Path, str, str]]:
    """What is wrong with what a survey says of a rule: where, what, and how to fix it."""
    doc, levels = rule.doc, [*Severity, "off"]
    if setting.level and levels.index(setting.level) > levels.index(doc.severity):
        if not doc.adjustable:
            yield ("level",), f"«{setting.level}» is too low: this rule always applies.", "Remove the level."
        elif not setting.reason:
            yield ("level",), f"«{setting.level}» lowers the rule without a reason.", "Add a reason."
    for name, limit in setting.limits.items():
        if name not in doc.limits:
            yield ("limits", name), f"the rule has no limit «{name}».", meant(name, doc.limits)
        elif isinstance(limit, int) != isinstance(doc.limits[name], int) or _limit(limit) != _ordered(limit):
            example = limit_text(doc.limits[name])
            yield ("limits", name), f"«{name}» must be as in: {example}.", "Give one number, or the least and the most."


def _ordered(limit: int | tuple[int, ...]) -> Limit:
    return limit if isinstance(limit, int) else (min(limit), max(limit))


def meant(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the ones it may be, or all that there are."""
    return did_you_mean(name, known, "Remove it.")
