"""Findings: what is wrong, where, and how to fix it. Failures are data here, not exceptions."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum

_TO_SAY = re.compile(r"\bsay «([A-Z][a-z]+: .+)» in a commit message")


class Severity(StrEnum):
    """How much a finding matters.

    ``ERROR``: something false or unsafe would be shown. ``WARNING``: a reader may be misled, or a link breaks.
    ``ADVICE``: editorial taste and tidy files.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong in one place.

    ``file`` is relative to the survey's root; ``line`` and ``column`` count from 1, and 0 means the
    file as a whole. ``fix`` says what a curator can do, ``fixable`` that ``survey check --fix`` can do it.
    ``unsafe`` findings stop even a build that leaves out what is wrong. ``path`` is the way to the value in the file's
    fields, such as ``("claims", 0, "quote")``; it is empty where the finding is about no single field.
    """

    file: str
    line: int
    column: int
    rule: str
    message: str
    fix: str = ""
    severity: Severity = Severity.ERROR
    fixable: bool = False
    unsafe: bool = False
    path: tuple[str | int, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Write bytes of a file's name that are no text by their numbers, so that reports can be written."""
        for name in ("file", "message"):
            text = getattr(self, name)
            if not text.isascii():
                object.__setattr__(self, name, text.encode("utf-8", "backslashreplace").decode())

    def as_dict(self) -> dict[str, str | int | bool]:
        """The finding as plain data, for reports: with its line, and so without its path."""
        return {name: value for name, value in asdict(self).items() if name != "path"}

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        fix = f" {self.fix}" if self.fix else ""
        return f"{place}: {self.rule}: {self.message}{fix}"


def lines_to_say(findings: Iterable[Finding]) -> list[str]:
    """The lines that findings ask for in the message of a commit, each once.

    Args:
        findings: whose fix may be to «say» something there.
    """
    return list(dict.fromkeys(line for one in findings for line in _TO_SAY.findall(one.fix)))
