"""What is within one block of BibTeX: its key and the pieces of its fields, read leniently, but never past it."""

import re
from dataclasses import dataclass, field

from livingsurvey.model.errors import SurveyError

# A value that is not closed ends at the latest where a line begins another block.
_BARRIER = r"(?P<barrier>^[ \t]*@[A-Za-z]+[ \t]*[{(](?=[^\s{}(),=]+\s*[,=]))"
_IN_BRACES = re.compile(rf"\\[{{}}]|(?P<mark>[{{}}])|{_BARRIER}", re.MULTILINE)
_IN_STRICT_BRACES = re.compile(rf"(?P<mark>[{{}}])|{_BARRIER}", re.MULTILINE)
_IN_QUOTES = re.compile(rf'\\[{{}}"]|(?P<mark>[{{}}"])|{_BARRIER}', re.MULTILINE)
_IN_PLAIN_QUOTES = re.compile(rf'(?P<mark>")|{_BARRIER}', re.MULTILINE)
_ESCAPED = re.compile(r"\\[{}]")  # BibTeX counts them as braces; what it cannot read is read without counting them
_NEXT = re.compile(r"@[A-Za-z]+[ \t]*[{(](?=[^\s{}(),=]+\s*[,=])")
_BLANK = re.compile(r"(?:\s+|%[^\n]*\n)*")
_KEY = re.compile(r"\s*([^,{}=\"\n]*)(?=[,}\n])")
_NAME = re.compile(r"([^\s=,{}()\"#%']+)\s*=\s*")
_SIMPLE = re.compile(r"\{([^{}\\@]*)\}|\"([^\"{}\\@]*)\"|([^\s,{}()\"#=@]+)")

#: A piece of a value: whether it is text, or else the name of a string; and the text or name.
Piece = tuple[bool, str]


@dataclass(slots=True)
class Block:
    """One entry, ``@string`` or broken block: where it begins, its kind, its key, and the pieces of its fields.

    ``twice`` are the fields that it states again with another value; ``problem`` says why it could not be read.
    """

    line: int
    kind: str
    key: str = ""
    fields: dict[str, list[Piece]] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)
    problem: str = ""


class BrokenBlockError(SurveyError):
    """A block that cannot be read, and where reading goes on."""

    def __init__(self, problem: str, end: int) -> None:
        super().__init__(problem)
        self.end = end


class BlockReader:
    """Reads the blocks of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spare = 4 * len(text)  # characters that may be read a second time
        self.lenient = False

    def read(self, begin: re.Match[str], block: Block) -> int:
        """Read a block's key and fields.

        Args:
            begin: the block's kind and its opening brace or parenthesis.
            block: gets its key and fields.

        Returns:
            Where it ends.

        Raises:
            BrokenBlockError: when it is none, or has no end.
        """
        self.lenient = False
        try:
            return self._inside(begin, block)
        except BrokenBlockError as error:
            self.spare -= error.end - begin.end()
            if self.spare <= 0 or not _ESCAPED.search(self.text, begin.end(), error.end):
                raise
            self.lenient = True
            block.fields, block.twice = {}, []
            return self._inside(begin, block)

    def _inside(self, begin: re.Match[str], block: Block) -> int:
        closer = "}" if begin[2] == "{" else ")"
        position = begin.end()
        if block.kind == "preamble":
            return self._value(self._behind_blank(position), [], closer)
        if block.kind != "string" and (found := _KEY.match(self.text, position)):
            block.key, position = found[1].strip(), found.end()
        while True:
            while self.text.startswith(",", position := self._behind_blank(position)):
                position += 1
            if self.text.startswith(closer, position):
                return position + 1
            position = self._field(position, block, closer)

    def _field(self, position: int, block: Block, closer: str) -> int:
        """Read one field; returns where it ends."""
        name = _NAME.match(self.text, position)
        if name is None:
            shown = self.text[position : position + 20].partition("\n")[0].strip()
            said = f"a field and «=» should stand at «{shown}»" if shown else "it has no end"
            raise BrokenBlockError(said, self._next(position))
        pieces: list[Piece] = []
        end = self._value(name.end(), pieces, closer)
        if block.fields.setdefault(name[1].lower(), pieces) != pieces:
            block.twice.append(name[1].lower())
        return end

    def _value(self, position: int, pieces: list[Piece], closer: str) -> int:
        """Read the pieces of a value, joined by «#»; returns where it ends."""
        while True:
            position = self._behind_blank(self._piece(position, pieces, closer))
            if not self.text.startswith("#", position):
                return position
            position = self._behind_blank(position + 1)

    def _piece(self, position: int, pieces: list[Piece], closer: str) -> int:
        if simple := _SIMPLE.match(self.text, position):
            name = simple[3]
            pieces.append((name is None, name or simple[1] or simple[2] or ""))
            return simple.end()
        opened = self.text[position : position + 1]
        if opened in ("{", '"'):
            end = self._enclosed(position + 1, opened)
            pieces.append((True, self.text[position + 1 : end - 1]))
            return end
        if opened and opened in f",{closer}":  # a field that is left empty
            pieces.append((True, ""))
            return position
        raise BrokenBlockError("a field has no value", self._next(position))

    def _enclosed(self, position: int, opened: str) -> int:
        """Where a value in braces or quotes ends; where quotes never do, without counting the braces in them."""
        if opened == "{":
            return _closing(self.text, position, _IN_BRACES if self.lenient else _IN_STRICT_BRACES, opened)
        if self.spare <= 0:
            return _closing(self.text, position, _IN_PLAIN_QUOTES, opened)
        try:
            return _closing(self.text, position, _IN_QUOTES, opened)
        except BrokenBlockError as error:
            self.spare -= error.end - position
            return _closing(self.text, position, _IN_PLAIN_QUOTES, opened)

    def _behind_blank(self, position: int) -> int:
        found = _BLANK.match(self.text, position)
        return found.end() if found else position

    def _next(self, position: int) -> int:
        """Where the next block begins, to which a broken one costs nothing."""
        found = _NEXT.search(self.text, position)
        return found.start() if found else len(self.text)


def _closing(text: str, position: int, pattern: re.Pattern[str], opened: str) -> int:
    depth = 0
    end = len(text)
    for found in pattern.finditer(text, position):
        mark = found["mark"]
        if found["barrier"] is not None:
            end = found.start()
            break
        if mark == "{":
            depth += 1
        elif mark == "}" and (depth or opened == "{"):
            if not depth:
                return found.end()
            depth -= 1
        elif mark == '"' and not depth and opened == '"':
            return found.end()
    raise BrokenBlockError(f"a {'brace' if opened == '{' else 'quote'} is never closed", end)
