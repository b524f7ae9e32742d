"""What a rule says of itself: the words that the site, the command and other programs show."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from livingsurvey.model.finding import Severity

_SECTION = re.compile(r"^(Why|Fix|Wrong|Right):[ \n]", re.MULTILINE)

#: The least and the most that a rule allows.
Range = tuple[int, int]
#: A number that a rule compares with: one, or a range.
Limit = int | Range


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule's documentation.

    ``subject`` is what it is about (a module's name in words), ``what`` one sentence, ``why`` and ``fix`` some more,
    ``wrong`` and ``right`` an example of each as it is in a file. ``fixable``: all findings, or some, can be fixed
    automatically. ``unsafe``: what it finds stops every build. ``limits`` are its numbers, by name.
    """

    id: str
    subject: str
    severity: Severity
    fixable: bool
    what: str
    why: str
    fix: str
    wrong: str
    right: str
    unsafe: bool = False
    limits: Mapping[str, Limit] = field(default_factory=dict)

    @property
    def adjustable(self) -> bool:
        """Whether a survey may lower it or switch it off: not what is unsafe, and not what reading a file finds."""
        return not self.unsafe and self.subject != "reading"


def read_doc(
    id: str,
    subject: str,
    severity: Severity,
    docstring: str,
    *,
    fixable: bool = False,
    unsafe: bool = False,
    limits: Mapping[str, Limit] | None = None,
) -> RuleDoc:
    """Read a docstring: what is wrong in the first line, then ``Why:``, ``Fix:``, ``Wrong:`` and ``Right:``."""
    what, _, rest = inspect.cleandoc(docstring).partition("\n")
    _, *parts = _SECTION.split(rest)
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    why, fix = (" ".join(sections.get(name, "").split()) for name in ("Why", "Fix"))
    wrong, right = (inspect.cleandoc(sections.get(name, "")).strip() for name in ("Wrong", "Right"))
    return RuleDoc(id, subject, severity, fixable, what, why, fix, wrong, right, unsafe, limits or {})


def limit_text(limit: int | tuple[int, ...]) -> str:
    """A limit in words: ``4 to 40``, or ``30``."""
    return f"{limit[0]} to {limit[1]}" if isinstance(limit, tuple) else str(limit)
