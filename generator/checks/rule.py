"""What a rule is, what it finds, and how a finding may be mended by the machine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.checks.context import Context
from generator.model import Finding, Severity, Survey
from generator.model.rule import RuleDoc, read_doc

ERROR, ADVICE = Severity.ERROR, Severity.WARNING

#: The way to a value in a file's fields: ``("claims", 0, "quote")``.
Path = tuple[str | int, ...]


class Put(NamedTuple):
    """Write ``new`` in place of the text at ``path``, which is ``old``."""

    path: Path
    old: str
    new: str


class Drop(NamedTuple):
    """Take the entry at ``path`` out of its list."""

    path: Path


class Span(NamedTuple):
    """Write ``new`` in place of the file's text from ``start`` to ``end``. It changes no field's value."""

    start: int
    end: int
    new: str


class Whole(NamedTuple):
    """Write the whole file anew: the same fields and values, in another form."""

    text: str


Edit = Put | Drop | Span | Whole


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
        fixable = found.edit is not None
        return Finding(found.file, line, column, self.doc.id, found.message, found.fix, self.doc.severity, fixable)


#: All rules by id, in the order in which they are documented.
RULES: dict[str, Rule] = {}


def rule(severity: Severity, mends: bool = False) -> Callable[[Find], Find]:
    """Register a function as the rule of its name. ``mends``: it offers edits, for all it finds or for some."""

    def _register(function: Find) -> Find:
        name = function.__name__.replace("_", "-")
        subject = function.__module__.rpartition(".")[2].replace("_", " ")
        RULES[name] = Rule(read_doc(name, subject, severity, mends, function.__doc__ or ""), function)
        return function

    return _register
