"""What is wrong with a Markdown file whose fields are not between two lines of «---»."""

import re

from livingsurvey.store.value_faults import Fault
from livingsurvey.store.yaml_faults import CONFLICT, conflict_words, is_nearly_fence

_FIELD = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)|[A-Za-z_]\w*:")
_AROUND = "Start the file with «---», its fields, and «---» again."


def conflict_in(text: str) -> Fault | None:
    """The first marker of a conflict of two versions, wherever in a file it is: one alone may be text."""
    found = list(CONFLICT.finditer(text))
    if not {"<" * 7, ">" * 7} <= {one[0] for one in found}:
        return None
    return Fault(text.count("\n", 0, found[0].start()) + 1, 1, *conflict_words(found[0][0]))


def start_fault(text: str) -> Fault:
    """Why a file does not begin with «---»."""
    lines = text.split("\n")
    n = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = lines[n].strip()
    if first.startswith("---") and len(first) > 3 and first[3] != "-":
        return Fault(n + 1, 4, "«---» must stand on a line of its own", "Begin a new line behind «---».")
    if n and first == "---":
        return Fault(1, 1, "no front matter: a line is above «---»", "Remove it: the file must begin with «---».")
    if is_nearly_fence(lines[n]) or first in ("–", "—", "-", "–-", "-–", "—-", "-—"):
        return Fault(n + 1, 1, f"no front matter: the first line is «{lines[n]}»", "Write «---» there.")
    if _FIELD.match(first):
        return Fault(1, 1, "no front matter: «---» is missing above the fields", "Write a line «---» above them.")
    return Fault(1, 1, "no front matter", _AROUND)


def end_fault(text: str) -> Fault:
    """Where the line «---» should be that ends the fields of a file."""
    lines = text.rstrip("\n").split("\n")
    said = "the front matter has no end"
    for n, line in enumerate(lines[1:], start=2):
        if is_nearly_fence(line) or line.rstrip() in ("...", "—", "–", "-"):
            return Fault(n, 1, f"{said}: this line is «{line.strip()}»", "Write «---» there again, without an indent.")
        if column := _glued_fence(line):
            return Fault(
                n, column, f"{said}: «---» does not stand on a line of its own", "Write «---» on a line of its own."
            )
        if line and not line.startswith((" ", "\t", "#", "- ")) and line != "-" and not _FIELD.match(line):
            return Fault(n, 1, f"{said}: this line is no field", "Write «---» again above the text, behind the fields.")
    return Fault(len(lines), 1, f"{said}: «---» is missing behind the last field", "Write «---» again below this line.")


def _glued_fence(line: str) -> int:
    """The column of a fence that has run into text; 0 where there is none."""
    bare = line.rstrip()
    text = bare.rstrip("-")
    if text and len(bare) - len(text) >= 3:
        return len(text) + 1
    return 4 if line.startswith("---") and line[3:4] not in ("", "-", " ") else 0
