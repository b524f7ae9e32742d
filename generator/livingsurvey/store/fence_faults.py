"""What is wrong with a Markdown file whose fields are not between two lines of «---»."""

import re

from livingsurvey.store.value_faults import Fault
from livingsurvey.store.yaml_faults import CONFLICT, NEARLY_FENCE, conflict_words

_FIELD = re.compile(r"[A-Za-z_][\w.-]*[ \t]*:(?:[ \t]|$)|[A-Za-z_]\w*:")
_GLUED_FENCE = re.compile(r"(.*\S)[ \t]*(-{3,})[ \t]*$|(-{3,})(?=[^\s-])")
_AROUND = "Start the file with «---», its fields, and «---» again."


def conflict_in(text: str) -> Fault | None:
    """The first marker of a conflict of two versions, wherever in a file it is: one alone may be text."""
    lines = [(text.count("\n", 0, found.start()) + 1, found[0]) for found in CONFLICT.finditer(text)]
    if not {"<" * 7, ">" * 7} <= {mark for _, mark in lines}:
        return None
    line, mark = lines[0]
    return Fault(line, 1, *conflict_words(mark))


def start_fault(text: str) -> Fault:
    """Why a file does not begin with «---»."""
    lines = text.split("\n")
    n = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = lines[n].strip()
    if first.startswith("---") and len(first) > 3 and first[3] != "-":
        return Fault(n + 1, 4, "«---» must stand on a line of its own", "Begin a new line behind «---».")
    if n and first == "---":
        return Fault(1, 1, "no front matter: a line is above «---»", "Remove it: the file must begin with «---».")
    if NEARLY_FENCE.fullmatch(lines[n]) or first in ("–", "—", "-", "–-", "-–", "—-", "-—"):
        return Fault(n + 1, 1, f"no front matter: the first line is «{lines[n]}»", "Write «---» there.")
    if _FIELD.match(first):
        return Fault(1, 1, "no front matter: «---» is missing above the fields", "Write a line «---» above them.")
    return Fault(1, 1, "no front matter", _AROUND)


def end_fault(text: str) -> Fault:
    """Where the line «---» should be that ends the fields of a file."""
    lines = text.rstrip("\n").split("\n")
    said = "the front matter has no end"
    for n, line in enumerate(lines[1:], start=2):
        if NEARLY_FENCE.fullmatch(line) or line.rstrip() in ("...", "—", "–", "-"):
            return Fault(n, 1, f"{said}: this line is «{line.strip()}»", "Write «---» there again, without an indent.")
        if glued := _GLUED_FENCE.match(line):
            column = (glued.start(2) if glued[2] else glued.end(3)) + 1
            return Fault(n, column, f"{said}: «---» does not stand on a line of its own", "Write «---» on a line of its own.")
        if line and not line.startswith((" ", "\t", "#", "- ")) and line != "-" and not _FIELD.match(line):
            return Fault(n, 1, f"{said}: this line is no field", "Write «---» again above the text, behind the fields.")
    return Fault(len(lines), 1, f"{said}: «---» is missing behind the last field", "Write «---» again below this line.")
