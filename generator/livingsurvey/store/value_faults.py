"""What is wrong with a value of a YAML file that cannot be read: quotation marks, brackets, signs and colons."""

import re
from typing import NamedTuple

_QUOTES = {"'": re.compile(r"(?:[^']|'')*'"), '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)}
_PAIRS = {"[": "]", "{": "}"}
_CURLY = "“”„‘’‚«»‹›"
_COLON = re.compile(r":(?=[ \t]|$)")
_COMMENT = re.compile(r"(^|[ \t])#.*$")
_NEXT_FIELD = re.compile(r"^(?:---|\.\.\.)|^ *(?:- +)*[A-Za-z_][\w.-]*:(?:[ \t]|$)", re.MULTILINE)
#: What begins a text of several lines.
BLOCK = re.compile(r"[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:#.*)?$", re.MULTILINE)
_FAR = 20  # blanks before a quotation mark
_LONGEST = 100  # letters of a value that a message repeats


class Fault(NamedTuple):
    """A fault in a text: where it is, from 1, what it is, and what to write instead."""

    line: int
    column: int
    message: str
    fix: str


class Value(NamedTuple):
    """What is behind a field's colon or a hyphen: the text from there on, its place, and how it is written before."""

    text: str
    line: int
    column: int
    label: str

    def fault(self, at: int, message: str, fix: str) -> Fault:
        """A fault at an offset of the value's text."""
        before = self.text[:at]
        column = at - before.rfind("\n") if "\n" in before else self.column + at
        return Fault(self.line + before.count("\n"), column, message, fix)

    @property
    def first_line(self) -> str:
        """The value as far as it is on its first line."""
        return self.text.partition("\n")[0].rstrip()

    def quoted(self, text: str = "") -> str:
        """How to write the value, or another text, in quotation marks."""
        text = (text or self.first_line).replace("'", "''")
        text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        return f"Put the text in quotation marks: {self.label}'{text}'."


def value_fault(value: Value) -> tuple[Fault | None, int]:
    """What is wrong with a value, and how many lines below its first it goes on.

    Args:
        value: what follows a field's name or a hyphen.
    """
    first = value.text[:1]
    if first in _QUOTES:
        return _quoted(value, first)
    if first in _PAIRS:
        return _bracketed(value, first)
    if first in ("|", ">"):
        return _block(value), 0
    return _plain(value), 0


def _quoted(value: Value, mark: str) -> tuple[Fault | None, int]:
    closed = _QUOTES[mark].match(value.text, 1)
    following = _NEXT_FIELD.search(value.text, value.text.find("\n") + 1) if "\n" in value.text else None
    if closed is None or (following and following.start() < closed.end()):
        said = "the quotation mark that opens here is never closed"
        return value.fault(0, said, f"Write {mark} at the end of the text too, or remove it here."), 0
    rest = value.text[closed.end() :].partition("\n")[0]
    if _COMMENT.sub("", rest).strip():
        doubled = "''" if mark == "'" else '\\"'
        fix = f"Write {doubled} for a quotation mark within the text, or remove what is behind the last one."
        return value.fault(closed.end() - 1, "the text goes on behind this quotation mark, which closes it", fix), 0
    return None, closed[0].count("\n")


def _bracketed(value: Value, bracket: str) -> tuple[Fault | None, int]:
    """A list or group of fields between brackets, which must be closed before the next field."""
    following = _NEXT_FIELD.search(value.text, value.text.find("\n") + 1) if "\n" in value.text else None
    within = value.text[: following.start()] if following else value.text
    open_brackets: list[tuple[str, int]] = []
    at = 0
    while at < len(within):
        sign = within[at]
        if sign in _QUOTES and within[max(0, at - _FAR) : at].rstrip()[-1:] in "[{,:":
            closed = _QUOTES[sign].match(within, at + 1)
            if closed is None:
                said = "the quotation mark that opens here is never closed"
                return value.fault(at, said, f"Write {sign} at the end of the text too, or remove it here."), 0
            at = closed.end() - 1
        elif sign in _PAIRS:
            open_brackets.append((sign, at))
        elif sign in _PAIRS.values():
            if _PAIRS[open_brackets.pop()[0]] != sign:
                return value.fault(at, f"«{sign}» closes a bracket that is not open", "Make the brackets pairs."), 0
            if not open_brackets:
                return _behind_bracket(value, within, at)
        at += 1
    sign, at = open_brackets[-1] if open_brackets else (bracket, 0)
    return value.fault(at, f"«{sign}» opens here and is never closed", f"Write «{_PAIRS[sign]}» at its end."), 0


def _behind_bracket(value: Value, within: str, at: int) -> tuple[Fault | None, int]:
    rest = _COMMENT.sub("", within[at + 1 :].partition("\n")[0]).strip()
    if rest:
        said = f"text that begins with «{value.text[0]}» is a list or a group of fields, and ends at its bracket"
        return value.fault(at + 1, said, value.quoted()), 0
    return None, within[:at].count("\n")


def _block(value: Value) -> Fault | None:
    if BLOCK.match(value.first_line):
        return None
    said = f"behind «{value.text[0]}» the text must begin on the next line"
    return value.fault(0, said, f"{value.quoted()} Of several lines: {value.label}|-, and below it the text, indented.")


def _plain(value: Value) -> Fault | None:
    text = _COMMENT.sub("", value.first_line).rstrip()
    if not text:
        return None
    if text[0] in "@`%,]}" or re.match(r"[?:-](\s|$)", text) or re.match(r"[&*!]", text):
        return _odd_start(value, text)
    if colon := _COLON.search(text):
        if text[0] in _CURLY:
            said = f"«{text[0]}» is no quotation mark to YAML, and the text has a colon in it"
            return value.fault(0, said, value.quoted(text.strip(_CURLY)))
        if text[-1] in _QUOTES:
            said = "the quotation mark at the end of the text is not opened at its beginning"
            return value.fault(0, said, value.quoted(text[:-1]))
        said = "a colon and a blank within text that is not in quotation marks"
        return value.fault(colon.start(), said, value.quoted())
    return None


def _odd_start(value: Value, text: str) -> Fault:
    if text.startswith("- "):
        said = "the first entry of a list comes after the colon"
        return value.fault(0, said, "Begin each entry of a list on a line of its own.")
    reason = {"&": "an anchor", "*": "an alias", "!": "a tag"}.get(text[0], "")
    why = f", which YAML takes for {reason}: anchors and aliases and tags are not used here" if reason else ""
    begins = text.split()[0][:40] if reason else text[0]
    return value.fault(0, f"text begins with «{begins}»{why}", value.quoted())
