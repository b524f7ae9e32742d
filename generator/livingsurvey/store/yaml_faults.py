"""Why a YAML text cannot be read, line by line: a parser says where it gave up, people ask what they have to fix."""

import re
from collections.abc import Iterator

from livingsurvey.store.value_faults import BLOCK, Fault, Value, value_fault
from livingsurvey.store.yaml_text import YamlTextError

_FAR = 200  # lines that a text between quotation marks or brackets may go on
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
#: The lines that git writes around two versions of a text.
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \n]|$)", re.MULTILINE)
_BULLETS = re.compile(r"(?:-[ \t]+)*(?:-$)?")
_NAME = re.compile(
    r"(?P<name>'[^']*'|\"[^\"]*\"|(?:[^\s\-\[\]{}'\"&*!|>%@`#,?:]|-(?=[^\s:#]))[^:#]{,60}?)[ \t]*:(?P<gap>[ \t]+|$)"
)
_GLUED = re.compile(r"(?P<name>[A-Za-z_]\w*):(?P<value>[^\s/].*)")
_WORD = re.compile(r"[A-Za-z_]\w*")

#: What the parser says, and how people say it, with what to do.
_PARSER = {
    "could not find expected ':'": (
        "this line is no field",
        "Write a name, a colon and a blank before it, or indent it.",
    ),
    "expected ',' or '": ("a comma or a bracket is missing", "Part the entries by commas, and close the brackets."),
    "end of stream": ("a quotation mark or bracket is never closed", "Close it."),
    "escape": (
        "«\\» in double quotation marks begins an escape",
        "Write \\\\, or put the text in single quotation marks.",
    ),
    "mapping values": ("a colon and a blank are where no field can be", "Put the text in quotation marks."),
    "tab": ("a tab is where blanks must be", "Write blanks."),
    "cannot start": ("text cannot begin so", "Put the text in quotation marks."),
}
_OTHERWISE = ("the line does not fit what is above it", "Indent it as its neighbours are, and close quotation marks.")


def fault_in(text: str, error: YamlTextError, above: int = 0) -> Fault:
    """What is wrong in a YAML text, at the place where somebody has to fix it.

    Args:
        text: the text, as lines of fields or of a list.
        error: what the parser says, and where it gave up.
        above: how many lines of the file are above the text.
    """
    fault = _fault_in(text, error, above)
    return fault._replace(line=fault.line + above)


def _fault_in(text: str, error: YamlTextError, above: int) -> Fault:
    if control := _CONTROL.search(text):
        before = text[: control.start()]
        said = f"an invisible character (U+{ord(control[0]):04X}) is here"
        return Fault(before.count("\n") + 1, len(before) - before.rfind("\n"), said, "Remove it.")
    may_be_mended = error.by_parser or "not used here" in error.message  # else the reader's own words say it all
    found = next(_Lines(text).faults(), None) if may_be_mended else None
    if found and found.line <= max(error.line, 1):
        return found
    return _of_parser(text, error, above)


def _of_parser(text: str, error: YamlTextError, offset: int) -> Fault:
    said = error.message
    if "twice" in said:
        return Fault(error.line, error.column, _twice(text, error, offset), "Keep one of them.")
    if not error.by_parser:
        return Fault(error.line, error.column, said, "Write plain fields, lists and text in quotation marks.")
    words = next((words for part, words in _PARSER.items() if part in said), _OTHERWISE)
    return Fault(error.line, error.column, *words)


def _twice(text: str, error: YamlTextError, offset: int) -> str:
    """Where the field was first, if that is another line."""
    name = error.message.partition("«")[2].rpartition("»")[0]
    above = text.split("\n")[: error.line - 1]
    same = (
        n for n in range(len(above), 0, -1) if above[n - 1][error.column - 1 :].startswith((f"{name}:", f"{name} :"))
    )
    first = next(same, 0)
    return f"{error.message}, first in line {first + offset}" if first else error.message


class _Lines:
    """The lines of a YAML text, followed with their indents."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._open: list[tuple[int, str]] = []  # the columns at which lists and fields are, the innermost last
        self._expects = False  # whether the line before has opened something that is to follow
        self._label = ""
        self._at = 0

    def faults(self) -> Iterator[Fault]:
        """What is wrong, in the order of lines; what follows the first may be wrong only because of it."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line.strip() and not line.lstrip(" ").startswith("#"):
                fault = self._marked(line) or self._fault(line)
                if fault:
                    yield fault

    def _here(self, column: int, message: str, fix: str) -> Fault:
        return Fault(self._at, column + 1, message, fix)

    def _marked(self, line: str) -> Fault | None:
        """What no line of YAML may be."""
        indent = len(line) - len(line.lstrip(" "))
        if CONFLICT.match(line):
            return self._here(0, *conflict_words(line))
        if line[indent] == "\t" and line.strip():
            return self._here(indent, "the line is indented with a tab", "Indent it with blanks.")
        if is_nearly_fence(line) and (indent == 0 or line.strip("- ") == ""):
            return self._here(0, f"«{line.strip()}» is not the line that ends the fields", "Write «---».")
        return None

    def _fault(self, line: str) -> Fault | None:
        indent = len(line) - len(line.lstrip(" "))
        bullets = _BULLETS.match(line, indent)
        start = bullets.end() if bullets else indent
        name = _NAME.match(line, start)
        if start == indent and name is None:
            return self._no_field(line, indent)
        fault = self._misplaced(indent, "list" if start > indent else "fields")
        return fault or self._entered(line, indent, start, name)

    def _entered(self, line: str, indent: int, start: int, name: "re.Match[str] | None") -> Fault | None:
        """Go on into what a line opens, and look at its value."""
        self._open += [(column, "list") for column in range(indent + 1, start) if line[column] == "-"]
        if name:
            if start > indent:
                self._open.append((start, "fields"))
            self._label = f"{name['name']}: "
            start = name.end()
        else:
            self._label = "- "
            if glued := _GLUED.match(line, start):
                return self._glued(glued)
        self._expects = not line[start:].split("#")[0].strip()
        if BLOCK.match(line, start):
            return self._in_block()
        return self._in_value(line, start) if line[start:].strip() else None

    def _in_value(self, line: str, start: int) -> Fault | None:
        far = _FAR if line[start] in "'\"[{" else 0
        text = "\n".join([line[start:], *self._lines[self._at : self._at + far]])
        fault, lines = value_fault(Value(text, self._at, start + 1, self._label))
        self._at += lines
        return fault

    def _misplaced(self, indent: int, kind: str) -> Fault | None:
        """Whether a field or an entry of a list is where none can be."""
        if not self._open or (self._expects and self._may_open(indent, kind)):
            self._open.append((indent, kind))
            return None
        if indent > self._open[-1][0]:
            fix = "Indent it as the line above, or put the text above in quotation marks if this belongs to it."
            return self._here(indent, "the line is indented deeper than the one it belongs to", fix)
        while self._open and self._open[-1] != (indent, kind) and self._open[-1][0] >= indent:
            self._open.pop()
        if self._open and self._open[-1] == (indent, kind):
            return None
        self._open.append((indent, kind))
        said = f"the indent fits none of the {'lists' if kind == 'list' else 'fields'} above"
        return self._here(indent, said, "Indent it as its neighbours are.")

    def _may_open(self, indent: int, kind: str) -> bool:
        column, above = self._open[-1]
        return indent > column or (indent == column and kind == "list" and above == "fields")

    def _no_field(self, line: str, indent: int) -> Fault | None:
        """A line that is neither a field nor an entry: it goes on with the text above if it is indented deeper."""
        if self._open and indent > self._open[-1][0] and not _GLUED.fullmatch(line, indent):
            return self._expected(line, indent)
        text = line.strip()
        if glued := _GLUED.match(line, indent):
            return self._glued(glued)
        if re.match(r"-[^\s-]", text):
            return self._here(indent, "a blank is missing behind the hyphen", f"Write «- {text[1:].strip()}».")
        if (indent, "list") in self._open[-1:]:
            return self._here(indent, "the hyphen of an entry of the list is missing", f"Write «- {text[:60]}».")
        word = _WORD.match(text)
        if self._open and word and word[0].islower() and (word.end() == len(text) or text[word.end()] in " ;=,."):
            said = f"this line is no field: a colon is missing behind «{word[0]}», or it lost its indent"
            return self._here(indent, said, f"Write «{word[0]}:», or indent it as text of the field above.")
        if text[0] in "[{'\"":
            return self._in_value(line, indent)
        fix = "Indent it if it is text of the field above; else write a name, a colon and a blank before it."
        if not indent and self._at > 1 and not self._lines[self._at - 2].strip():
            fix = "Write «---» above it if the fields end here; indent it if it is text of the field above."
        return self._here(indent, "this line is no field and no entry of a list", fix)

    def _expected(self, line: str, indent: int) -> Fault | None:
        """The text of a field on lines below it."""
        if not self._expects:
            return None
        self._expects = False
        return self._in_value(line, indent)

    def _glued(self, glued: "re.Match[str]") -> Fault:
        fixed = f"Write «{glued['name']}: {glued['value'].strip()[:80]}»."
        return self._here(glued.start("value"), f"a blank is missing behind the colon of «{glued['name']}:»", fixed)

    def _in_block(self) -> Fault | None:
        """Pass the lines of a literal text, which are indented as its first is."""
        column, depth = self._open[-1][0], 0
        while self._at < len(self._lines):
            line = self._lines[self._at]
            indent = len(line) - len(line.lstrip(" "))
            if line.strip() and indent <= column:
                break
            self._at += 1
            if line.strip() and indent < depth:
                said = "the line is indented less than the text that it belongs to"
                return self._here(indent, said, f"Indent it by {depth} blanks.")
            depth = depth or (indent if line.strip() else 0)
        return None


def is_nearly_fence(line: str) -> bool:
    """Whether a line is «---» but for one sign, or its indent."""
    text = line.strip()
    return text.count("-") >= 2 and len(text.replace("-", "", 2)) <= 2 and len(text.replace("-", "")) <= 1


def conflict_words(line: str) -> tuple[str, str]:
    """What to say of the marker of a conflict between two versions of a file."""
    return f"«{line[:7]}» marks a conflict of two versions that was never resolved", (
        "Keep one version, or both in one, and remove the lines <<<<<<<, ======= and >>>>>>>."
    )
