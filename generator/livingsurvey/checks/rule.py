"""What a rule is, what it finds, and how a finding may be mended by the machine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from livingsurvey.checks.context import Context
from livingsurvey.model import Finding, Severity, Survey
from livingsurvey.model.rule import RuleDoc, read_doc
from livingsurvey.store.yaml_edit import Edit
from livingsurvey.store.yaml_nodes import Path

ERROR, ADVICE = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds.

    Where in the file is told by the ``path`` of a field and ``words`` in it, or by an ``offset`` in the file's text;
    without either, it is the first place that holds what ``message`` quotes in «».
    """

    file: str
    message: str
    fix: str
    path: Path = ()
    words: str = ""
    offset: int | None = None
    edit: Edit | None = None


Find = Callable[[Context], Iterator[Found]]


@dataclass(frozen=True)
class Rule:
    """A rule: what it says of itself, and the function that finds."""

    doc: RuleDoc
    find: Find = field(repr=False)

    def __call__(self, survey: Survey) -> Iterator[Finding]:
        """What the rule finds in a survey that has no files, without lines."""
        return (self.finding(found) for found in self.find(Context(survey)))

    def finding(self, found: Found, line: int = 0, column: int = 0) -> Finding:
        """The finding to report, at its place."""
        doc, fixable = self.doc, found.edit is not None
        place = (found.file, line, column)
        return Finding(
            *place, doc.id, found.message, found.fix, doc.severity, fixable, doc.unsafe, path=tuple(found.path)
        )


#: All rules by id, in the order in which they are documented.
RULES: dict[str, Rule] = {}


def rule(severity: Severity, mends: bool = False, unsafe: bool = False) -> Callable[[Find], Find]:
    """Register a function as the rule of its name.

    Args:
        severity: how much a finding matters.
        mends: it offers edits, for all it finds or for some.
        unsafe: what it finds stops every build.
    """

    def _register(function: Find) -> Find:
        name = function.__name__.replace("_", "-")
        subject = function.__module__.rpartition(".")[2].replace("_", " ")
        RULES[name] = Rule(read_doc(name, subject, severity, mends, function.__doc__ or "", unsafe), function)
        return function

    return _register
