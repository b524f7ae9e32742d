"""What a curator has marked to do, or `survey new` has, and nobody has done yet."""

from collections.abc import Iterator
from pathlib import Path

from generator.model import Finding, Paper, Severity, Status, Survey

_MARK = "# to do:"


def to_do(root: Path, survey: Survey) -> Iterator[Finding]:
    """A paper's file holds a comment that says what is to do. Advice: the site is built all the same."""
    for paper in survey.papers:
        if _is_unfinished(paper):
            yield from _marks(root, paper)


def _is_unfinished(paper: Paper) -> bool:
    """Only such papers' files are read again: nearly none, in a survey that is kept."""
    included = paper.status == Status.INCLUDED
    return paper.status is None or (included and not (paper.kind and paper.topics and paper.summary))


def _marks(root: Path, paper: Paper) -> Iterator[Finding]:
    try:
        lines = (root / paper.path).read_text("utf-8", errors="replace").split("\n")
    except OSError:
        return
    for number, line in enumerate(lines, start=1):
        if line.startswith("---") and number > 1:
            return
        field, mark, what = line.partition(_MARK)
        if mark and not line.startswith(" "):  # what is indented is text
            said = f"{field.split(':')[0].strip() or 'a field'} is to do: {what.split(';')[0].strip()}."
            fix = "Fill it in, and remove the remark."
            yield Finding(paper.path, number, len(field) + 1, "to-do", said, fix, Severity.WARNING)
