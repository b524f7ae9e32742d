"""Text as data: what is folded or dropped before it is shown or written anywhere."""

import re

_WHITE = r"\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_SPACE = re.compile(rf"[{_WHITE} ]{{2,}}|[{_WHITE}]")  # a single space stays as it is: nearly all are
# Control characters, non-characters, and those that reorder or hide text (bidi controls, zero width, BOM).
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]"
)

#: What is in text by accident: controls, soft hyphens, spaces of no width, marks that turn the direction of writing.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    r"|[\U000e0000-\U000e007f]"
)

# A spreadsheet takes a cell that begins so for a formula; where its language parts cells by semicolons, each part too.
_CELL_BEGINS = re.compile(r'(?:\A|[;\t\r\n])[\s";]*+[=+\-@＝＋－＠]?')
_BEGINS_FORMULA = frozenset("=+-@＝＋－＠\t\r")


def no_formula(text: str) -> str:
    """Text for a cell that no spreadsheet will compute: an apostrophe precedes what would begin a formula."""
    return _CELL_BEGINS.sub(_with_apostrophes, text)


def _with_apostrophes(match: re.Match[str]) -> str:
    """What a cell begins with, an apostrophe before each sign in it that would begin a formula."""
    begun = match[0]
    if _BEGINS_FORMULA.isdisjoint(begun):
        return begun
    first = 1 if match.start() or begun[0] in ";\n" else 0  # what parts it from the cell before begins nothing
    return begun[:first] + "".join(f"'{sign}" if sign in _BEGINS_FORMULA else sign for sign in begun[first:])


def visible(text: str) -> str:
    """Drop invisible control characters; white space stays as it is."""
    return _INVISIBLE.sub("", text)


def clean(text: str) -> str:
    """Fold white space (line breaks too) to single spaces and drop invisible control characters."""
    if text.isprintable() and "  " not in text:
        return text  # nearly all texts, found out many times faster
    return _SPACE.sub(" ", visible(text))
