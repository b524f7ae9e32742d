"""Reading a taxonomy from LaTeX: headings and nested lists whose items cite."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from livingsurvey.importers.latex_text import to_text
from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy, settled
from livingsurvey.model.formulas import plain_formulas

_HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_LISTS = ("itemize", "enumerate", "description", "compactitem", "compactenum")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_HIDDEN = [(rf"\begin{{{name}}}", rf"\end{{{name}}}") for name in ("comment", "verbatim", "thebibliography")]
_HIDDEN.append((r"\iffalse", r"\fi"))
_TOKEN = re.compile(
    rf"\\(?P<edge>begin|end)\s*\{{(?P<list>{'|'.join(_LISTS)})\*?\}}(?:\[[^\]\n]{{0,300}}\])?"
    rf"|\\(?P<heading>{'|'.join(_HEADINGS)})\b\*?\s*(?:\[[^\]\n]{{0,300}}\]\s*)?(?=\{{)"
    r"|\\(?P<item>item)\b[ \t]*"
    r"|\\(?!no)(?:[A-Za-z]{0,20}[cC]ite[A-Za-z]{0,20})\*?\s*(?:\[[^\]\n]{0,300}\]\s*){0,2}\{(?P<keys>[^{}\\]*)\}"
    r"|(?P<break>\\\\(?:\[[^\]\n]{0,30}\])?|\n[ \t]*\n)"
)
_BOLD = re.compile(r"\s*(?:\\(?:textbf|textsc|emph|textit|textsf)\s*|(?=\{\\(?:bf|bfseries|em|sc)\b))(?=\{)")
_DECLARED = re.compile(r"\\(?:bf|bfseries|em|it|sc)\b\s*|\\(?:label|vspace|hspace|index|nocite)\*?\{[^{}]*\}")
_OPTION = re.compile(r"\[([^\[\]\n]*)\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST = 2000  # characters of a name
_FEW_WORDS = 6  # that may follow the bold part of a name
_QUOTED = re.compile("[`‘]([^`‘’'\n]*)'")
_ITEM_RANK = 100  # items are below every heading
_CITED = "\ue000"  # in place of a citation in the text around it
_BROKEN = "\ue001"  # in place of a line break


@dataclass(slots=True)
class _Open:
    """A section that is being read, how deep it is, and the pieces of its text so far."""

    rank: int
    section: Section
    pieces: list[str] = field(default_factory=list)


def read_latex(text: str, file: str) -> Taxonomy:
    """Read the sections and items of a LaTeX document, and what each of them cites.

    Args:
        text: all of it.
        file: how findings name it.
    """
    reader = _Reader(*_body(text))
    reader.read()
    return settled(reader.root, Taxonomy(file))


class _Reader:
    """Goes through a document once; open sections are on a stack, the whole document at its bottom."""

    def __init__(self, body: str, start: int) -> None:
        self.body, self.position, self.depth = body, start, 0
        self.root = Section("", 1)
        self.stack = [_Open(0, self.root)]
        self.line_ends = [match.start() for match in re.finditer("\n", body)]

    def read(self) -> None:
        """Go through the document."""
        for token in _TOKEN.finditer(self.body, self.position):
            if token.start() < self.position:  # within the title of a heading
                continue
            self.stack[-1].pieces.append(self.body[self.position : token.start()])
            self.position = token.end()
            kind = token.lastgroup if token["edge"] is None else "edge"
            getattr(self, f"_{kind}")(token)
        self.stack[-1].pieces.append(self.body[self.position :])
        self._close(1)

    def _edge(self, token: re.Match[str]) -> None:
        """A list begins, which is below the open item, or ends, which ends its items."""
        ends = token["edge"] == "end"
        self._close(_ITEM_RANK + max(1, self.depth) if ends else _ITEM_RANK + self.depth + 1)
        self.depth = max(0, self.depth + (-1 if ends else 1))
        self.stack[-1].pieces.append(_BROKEN)

    def _heading(self, token: re.Match[str]) -> None:
        title, self.position = _braced(self.body, self.position)
        self.depth = 0
        line = self._line(token.start("heading"))
        self._enter(1 + _HEADINGS.index(token["heading"]), Section(plain_latex(title), line))

    def _item(self, token: re.Match[str]) -> None:
        section = Section("", self._line(token.start("item")), is_item=True)
        self._enter(_ITEM_RANK + max(1, self.depth), section)
        if label := _OPTION.match(self.body, self.position):
            self.position = label.end()
            self.stack[-1].pieces.append(rf"\textbf{{{label[1]}}}{_BROKEN}")

    def _keys(self, token: re.Match[str]) -> None:
        line = self._line(token.start("keys"))
        keys = (key.strip() for key in token["keys"].split(","))
        self.stack[-1].section.citations += [Citation(line, key) for key in keys if key]
        self.stack[-1].pieces.append(_CITED)

    def _break(self, token: re.Match[str]) -> None:
        self.stack[-1].pieces.append(_BROKEN)

    def _enter(self, rank: int, section: Section) -> None:
        self._close(rank)
        self.stack[-1].section.sections.append(section)
        self.stack[-1].pieces.append(_BROKEN)
        self.stack.append(_Open(rank, section))

    def _close(self, rank: int) -> None:
        """End the open sections of a rank and those below it."""
        while self.stack[-1].rank >= rank:
            done = self.stack.pop()
            _name(done.section, "".join(done.pieces))

    def _line(self, position: int) -> int:
        return bisect_left(self.line_ends, position) + 1


def _body(text: str) -> tuple[str, int]:
    """The document without comments and what is not printed, lines kept, and where its text begins."""
    text = _COMMENT.sub(r"\1", text.replace("\r\n", "\n").replace("\r", "\n"))
    for begin, end_mark in _HIDDEN:
        text = _without(text, begin, end_mark)
    start = text.find(r"\begin{document}")
    end = text.find(r"\end{document}")
    return text[:end] if end >= 0 else text, max(0, start)


def _without(text: str, begin: str, end: str) -> str:
    """The text without what is between two marks, lines kept."""
    kept, position = [], 0
    while (start := text.find(begin, position)) >= 0 and (stop := text.find(end, start)) >= 0:
        kept += [text[position:start], "\n" * text.count("\n", start, stop)]
        position = stop + len(end)
    return "".join([*kept, text[position:]])


def _name(section: Section, source: str) -> None:
    """Divide an item's text into its name and what is said of it; a heading has its name already."""
    if not source.strip(f" \n\t{_BROKEN}{_CITED}"):
        return
    if section.is_item:
        label, *rest = re.split(f"[{_CITED}{_BROKEN}]", source.lstrip(f" \n\t{_BROKEN}"), maxsplit=1)
        bold = _BOLD.match(label)
        section.is_bold = bool(bold)
        name, end = _braced(label, bold.end()) if bold else (label, len(label))
        follows = plain_latex(label[end:]) if bold else ""
        if bold and not follows.startswith((":", ".", "—", "–")) and len(follows.split()) < _FEW_WORDS:
            name, end = label, len(label)
        section.title = plain_latex(name).rstrip(" .:;,")
        source = label[end:] + " " + "".join(rest)
    section.text = plain_latex(source).lstrip(" .:;,—–")


def plain_latex(source: str) -> str:
    """Text of LaTeX for where no formula can be typeset: formulas are written with signs, citations are left out."""
    source = _DECLARED.sub("", re.sub(f"[{_CITED}{_BROKEN}]", " ", source))
    text = plain_formulas(to_text(source))
    return re.sub(r" +([.,;:])", r"\1", _QUOTED.sub("‘\\1’", text))


def _braced(text: str, start: int) -> tuple[str, int]:
    """What is in the braces that open at ``start``, and where it ends; all of the line where they do not close."""
    depth = 0
    for sign in _BRACE.finditer(text, start, start + _LONGEST):
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
        if depth == 0 and sign[0] == "}":
            return text[start + 1 : sign.start()], sign.end()
    end = text.find("\n", start, start + _LONGEST)
    end = end if end >= 0 else min(start + _LONGEST, len(text))
    return text[start + 1 : end], end
