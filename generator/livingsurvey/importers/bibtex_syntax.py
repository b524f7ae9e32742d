"""The blocks of a BibTeX file: entries with their fields as text, strings put in. A broken block costs only itself.

Parsers at hand read files of a disciplined kind; here quotes within braces within quotes, brackets that never close and
commas that are missing must be reported, with their lines, and in time that grows with the file and no faster.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.importers.bibtex_block import Block, BlockReader, BrokenBlockError, Piece

_BEGIN = re.compile(r"@[ \t]*([A-Za-z]\w*)\s*([{(])")
_COMMENT = re.compile(r"@[ \t]*comment\s*\{", re.IGNORECASE)
_STRAY = re.compile(
    r"^[ \t]*(@(?!comment)\w+[^\n=,{]*[=,{]|[A-Za-z]+[ \t]*=[ \t]*[{\"])[^\n]*", re.MULTILINE | re.IGNORECASE
)
_LONGEST_LEAD = 100  # characters that are looked at for a percent sign before an entry
_SHOWN = 60  # characters
LONGEST_VALUE = 20_000  # characters, its strings put in
_MOST_EXPANDED = 20_000_000  # characters that all strings together may become


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a file in their order; preambles, comments and text between entries are passed over.

    Args:
        text: of the file, with line ends of one sign.

    Returns:
        Entries and strings, and a block with its ``problem`` for each that cannot be read.
    """
    lines, reader = _Lines(text), BlockReader(text)
    end, closes = 0, True
    while begin := _BEGIN.search(text, end):
        yield from _strays(text, end, begin.start(), lines)
        kind = begin[1].lower()
        if kind == "comment" or _is_commented_out(text, begin.start()):
            closed = _closing_of_comment(text, begin) if closes and kind == "comment" else None
            closes = closes and (kind != "comment" or closed is not None)  # lest each looks to the end of the file
            end = closed or _behind_line(text, begin.end())
            continue
        block = Block(lines.at(begin.start()), kind)
        try:
            end = reader.read(begin, block)
        except BrokenBlockError as error:
            begun = " ".join(text[begin.start() : min(error.end, begin.start() + 2 * _SHOWN)].split())[:_SHOWN]
            block.problem, end = f"«{begun}…» cannot be read: {error}.", max(error.end, begin.end())
        if kind != "preamble" or block.problem:
            yield block
    yield from _strays(text, end, len(text), lines)


def comments(text: str) -> Iterator[tuple[int, str]]:
    """The comments in braces, each with its line; those behind one that never closes are not found.

    Args:
        text: of the file, with line ends of one sign.
    """
    lines, end = _Lines(text), 0
    while begin := _COMMENT.search(text, end):
        if (closed := _closing_of_comment(text, begin)) is None:
            return
        yield lines.at(begin.start()), text[begin.end() : closed - 1]
        end = closed


class _Lines:
    """The numbers of lines, asked for from the beginning to the end of a text."""

    def __init__(self, text: str) -> None:
        self.text, self.line, self.counted = text, 1, 0

    def at(self, position: int) -> int:
        """The line, from 1, of a position that is not before the last one."""
        self.line += self.text.count("\n", self.counted, position)
        self.counted = position
        return self.line


def _strays(text: str, start: int, end: int, lines: _Lines) -> Iterator[Block]:
    """Lines between blocks that begin as an entry does, or as a field; text of any other kind is free there."""
    if text.find("@", start, end) < 0 and text.find("=", start, end) < 0:
        return
    for stray in _STRAY.finditer(text, start, end):
        shown = " ".join(stray[0].split())[:_SHOWN]
        is_entry = stray[1].startswith("@")
        said = "begins no entry that can be read" if is_entry else "is in no entry; a brace above it closes too early"
        yield Block(lines.at(stray.start()), "", problem=f"«{shown}» {said}.")


def _is_commented_out(text: str, start: int) -> bool:
    before = text[max(0, start - _LONGEST_LEAD) : start]
    return before[before.rfind("\n") + 1 :].lstrip().startswith("%")


def _closing_of_comment(text: str, begin: re.Match[str]) -> int | None:
    """Where a comment in braces ends, which may have whole entries within it."""
    depth = 1
    for found in re.compile("[{}]").finditer(text, begin.end()):
        depth += 1 if found[0] == "{" else -1
        if not depth:
            return found.end()
    return None


def _behind_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return end if end >= 0 else len(text)


def with_strings(found: list[Block]) -> Iterator[tuple[Block, dict[str, str]]]:
    """Each entry with its fields as text.

    Args:
        found: all blocks of a file, in order.

    Returns:
        Entries, each with the text of its fields; a string that is not defined stays its own name.
    """
    strings = _Strings({}, _MOST_EXPANDED)
    for block in found:  # where a string is defined only below, that counts
        if block.kind == "string":
            strings.known |= strings.texts(block)
    for block in found:
        if block.kind == "string":
            strings.known |= strings.texts(block)
        elif not block.problem:
            yield block, strings.texts(block)


@dataclass(slots=True)
class _Strings:
    """The strings of a file, and how many characters they may still put into its fields: they may contain others."""

    known: dict[str, str]
    left: int

    def texts(self, block: Block) -> dict[str, str]:
        """The text of each field of a block."""
        return {name: self._text(pieces) for name, pieces in block.fields.items()}

    def _text(self, pieces: list[Piece]) -> str:
        texts, length = list[str](), 0
        for is_text, piece in pieces:
            texts.append(piece if is_text else self._string(piece, LONGEST_VALUE - length))
            length += len(texts[-1])
        return "".join(texts)

    def _string(self, name: str, most: int) -> str:
        text = self.known.get(name.lower(), name)
        if len(text) > min(self.left, most):
            return name
        self.left -= len(text)
        return text
