"""Reading a taxonomy from Markdown: headings and nested lists whose items cite papers or link to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy, settled

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_INLINE = re.compile(
    r"(?P<code>`[^`\n]{1,500}`)|(?P<bold>\*\*|__)|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|!?\[(?!-?@)(?P<text>[^\[\]]{1,500}(?:\[[^\[\]]{0,100}\][^\[\]]{0,300}){0,2})\]"
    r"(?:\(\s{0,9}<?(?P<url>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)>?"
    r"(?:\s{1,9}\"[^\"]{0,300}\")?\s{0,9}\)|\[(?P<ref>[^\[\]]{0,200})\])"
)
_EMPHASIS = re.compile(r"(?<!\\)[*`]|(?<![\w\\])_|(?<!\\)_(?!\w)")
_ESCAPED = re.compile(r"\\([^\w\s])")
_GROUP = re.compile(r"\[[^\[\]@]{0,300}@[^\[\]]{0,5000}\]")
_KEY = re.compile(r"(?<![\w.@])-?@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
#: Links with such a text lead to another copy of the work that is named before them.
_COPIES = frozenset("abs arxiv bibtex code data dataset doi github html journal link page paper pdf project".split())
_ITEM_RANK = 100  # items are below every heading
_CITED = "\ue000"  # in place of a citation in the text around it
_BROKEN = "\ue001"  # in place of a line break
_BOLD_ENDS = "\ue002"
_MARKS = re.compile(f"[{_CITED}{_BROKEN}{_BOLD_ENDS}]")
_LABEL = re.compile(f"([^{_CITED}{_BROKEN}]*)(.*)", re.DOTALL)


@dataclass(slots=True)
class _Open:
    """A section that is being read, how deep it is, its text so far, and the text of its first link."""

    rank: int
    section: Section
    texts: list[str] = field(default_factory=list)
    link: str = ""
    begun: bool = False

    def add(self, text: str) -> None:
        """Add to the text; a line break in front of all text does not begin it."""
        self.texts.append(text)
        self.begun = self.begun or bool(text.strip(f" {_BROKEN}"))


def read_markdown(text: str, file: str) -> Taxonomy:
    """Read the headings and list items of a Markdown document, and what each of them cites.

    Citations are ``[@key]``, ``@key``, and links, which are found again by DOI, arXiv id, address or title. A single
    heading above areas that have topics is the document's title.

    Args:
        text: all of it.
        file: how findings name it.
    """
    text = _FRONT.sub(lambda front: "\n" * front[0].count("\n"), text.replace("\r\n", "\n").replace("\r", "\n"))
    found: dict[str, Any] = {}
    tokens = _parser().parse(text, found)
    reader = _Reader({name: str(one["href"]) for name, one in found.get("references", {}).items()})
    for token in tokens:
        reader.take(token)
    reader.close(1)
    taxonomy = settled(reader.root, Taxonomy(file))
    if len(taxonomy.sections) == 1 and _is_title(taxonomy.sections[0]):
        taxonomy.outside += taxonomy.sections[0].citations
        taxonomy.sections = taxonomy.sections[0].sections
    return taxonomy


def _is_title(section: Section) -> bool:
    return section.level == 1 and any(part.sections for part in section.sections)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    # Text within lines is read here: the parser's ways with emphasis take hours for a hostile megabyte.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


class _Reader:
    """Takes the tokens of a document in turn; open sections are on a stack, the whole document at its bottom."""

    def __init__(self, references: Mapping[str, str]) -> None:
        self.references = references
        self.root = Section("", 1)
        self.stack = [_Open(0, self.root)]
        self.depth = 0
        self.in_heading = False

    def take(self, token: "Token") -> None:
        """Take one token."""
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open":
            level = int(token.tag[1])
            self._enter(level, Section("", line, level=level))
        elif token.type == "list_item_open":
            self.depth += 1
            self._enter(_ITEM_RANK + self.depth, Section("", line, is_item=True))
        elif token.type == "list_item_close":
            self.close(_ITEM_RANK + self.depth)
            self.depth -= 1
        elif token.type == "inline":
            self._text(token.content, line)
        self.in_heading = token.type == "heading_open"

    def close(self, rank: int) -> None:
        """End the open sections of a rank and those below it."""
        while self.stack[-1].rank >= rank:
            _name(self.stack.pop())

    def _enter(self, rank: int, section: Section) -> None:
        self.close(rank)
        self.stack[-1].section.sections.append(section)
        self.stack.append(_Open(rank, section))

    def _text(self, text: str, line: int) -> None:
        """The text of a paragraph or heading; of a heading in Markdown all of it is the name."""
        open_ = self.stack[-1]
        if self.in_heading:
            open_.section.title, citations = _without_keys(_plain(_INLINE.sub(_shown, text)), line)
            open_.section.citations += citations
            return
        open_.add(_BROKEN)
        position = 0
        for found in _INLINE.finditer(text):
            self._take(open_, text[position : found.start()], line)
            line += text.count("\n", position, found.end())
            position = found.end()
            if found["bold"]:
                open_.section.is_bold |= not open_.begun
                open_.add(_BOLD_ENDS if open_.begun else "")
            elif found["code"]:
                open_.add(found["code"])
            else:
                self._link(open_, found, line)
        self._take(open_, text[position:], line)

    def _take(self, open_: _Open, text: str, line: int) -> None:
        """Text without links: what it cites by key, and what remains."""
        for n, part in enumerate(text.split("\n")):
            rest, citations = _without_keys(part, line + n)
            open_.section.citations += citations
            open_.add((" " if n else "") + rest)

    def _link(self, open_: _Open, found: re.Match[str], line: int) -> None:
        """A link to a work, to another copy of it, or within the document."""
        reference = (found["ref"] or found["text"] or "").strip()
        address = found["url"] or found["auto"] or self.references.get(" ".join(reference.split()).upper(), "")
        text = _plain(found["text"] or "")
        before = open_.section.citations
        if not address.startswith(("http:", "https:", "doi:", "//")):
            is_contents = not open_.begun and open_.section.is_item and address
            open_.link = open_.link or text
            open_.add("" if is_contents else _shown(found))
        elif before and not before[-1].key and text.strip(" []().:").casefold() in _COPIES:
            before[-1] = replace(before[-1], urls=(*before[-1].urls, address))
        else:
            open_.link = open_.link or text
            before.append(Citation(line, urls=(address,), title=text))
            open_.add(_CITED)


def _shown(found: re.Match[str]) -> str:
    """What a reader sees of a link, of code, or of a mark."""
    return found["text"] or (found["code"] or "").strip("`") or found["auto"] or ""


def _without_keys(text: str, line: int) -> tuple[str, list[Citation]]:
    """A text with a mark in place of what it cites by key, and what that is."""
    citations = [Citation(line, found[1] or found[2]) for found in _KEY.finditer(text)]
    if citations:
        grouped = _GROUP.sub(lambda group: _CITED if _KEY.search(group[0]) else group[0], text)
        text = _KEY.sub(_CITED, grouped)
    return text, citations


def _plain(text: str) -> str:
    """Text without the marks of emphasis, code and escapes."""
    return " ".join(unescape(_ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))).split())


def _name(open_: _Open) -> None:
    """Divide an item's text into its name and what is said of it; a heading has its name already."""
    section, source = open_.section, "".join(open_.texts).lstrip(f" {_BROKEN}")
    if section.is_item:
        label, rest = _LABEL.match(source).groups()  # type: ignore[union-attr]
        bold, ends, follows = label.partition(_BOLD_ENDS)
        if section.is_bold and ends and follows.lstrip().startswith((":", ".", "—", "–")):
            label, rest = bold, f"{follows} {rest}"
        section.title = _line(label)
        source = rest
        if not section.title and section.sections:
            section.title = open_.link
            section.citations = [c for c in section.citations if c.key or c.title != open_.link]
    section.title = _line(section.title).rstrip(" .:;,—–-")
    section.text = _line(source).lstrip(" .:;,—–-")


def _line(text: str) -> str:
    return re.sub(r" +([.,;:])", r"\1", _plain(_MARKS.sub(" ", text)))
