"""What a rule says of itself: the words that the site, the command and other programs show."""

import inspect
import re
from dataclasses import dataclass

from livingsurvey.model.finding import Severity

_SECTION = re.compile(r"^(Why|Mend|Wrong|Right):[ \n]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule's documentation.

    ``subject`` is what it is about (a module's name in words), ``what`` one sentence, ``why`` and ``mend`` some more,
    ``wrong`` and ``right`` an example of each as it stands in a file. ``fixable`` tells that findings can be
    mended automatically, all or some, ``unsafe`` that they stop every build.
    """

    id: str
    subject: str
    severity: Severity
    fixable: bool
    what: str
    why: str
    mend: str
    wrong: str
    right: str
    unsafe: bool = False


def read_doc(id: str, subject: str, severity: Severity, fixable: bool, docstring: str, unsafe: bool = False) -> RuleDoc:
    """Read a docstring: what is wrong in the first line, then ``Why:``, ``Mend:``, ``Wrong:`` and ``Right:``."""
    what, _, rest = inspect.cleandoc(docstring).partition("\n")
    _, *parts = _SECTION.split(rest)
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    why, mend = (" ".join(told.get(name, "").split()) for name in ("Why", "Mend"))
    wrong, right = (inspect.cleandoc(told.get(name, "")).strip() for name in ("Wrong", "Right"))
    return RuleDoc(id, subject, severity, fixable, what, why, mend, wrong, right, unsafe)
