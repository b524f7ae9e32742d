"""Reading a taxonomy from Markdown: headings and nested lists whose items cite papers or link to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from livingsurvey.importers.taxonomy import Citation, Section, Taxonomy, settled

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_GROUP = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")
_KEY = re.compile(r"(?<![\w.@])-?@(?:\{([^{}\s]+)\}|(\w(?:[\w:.#$%&+?<>~/-]*\w)?))")
_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
#: Links with such a text lead to another copy of the work that is named before them.
_COPIES = frozenset("abs arxiv bibtex code data dataset doi github html journal link page paper pdf project".split())
_ITEM_RANK = 100  # items are below every heading
_CITED = "\ue000"  # stands for a citation in the text around it
_BROKEN = "\ue001"  # stands for a line break
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


def read_markdown(text: str, file: str) -> Taxonomy:
    """Read the headings and list items of a Markdown document, and what each of them cites.

    Citations are ``[@key]``, ``@key``, and links, which are found again by DOI, arXiv id, address or title. A single
    heading above areas that have topics is the document's title.

    Args:
        text: all of it.
        file: how findings name it.
    """
    text = _FRONT.sub(lambda front: "\n" * front[0].count("\n"), text.replace("\r\n", "\n").replace("\r", "\n"))
    reader = _Reader()
    for token in _parser().parse(text):
        reader.take(token)
    reader.close(1)
    taxonomy = settled(reader.root, Taxonomy(file))
    if len(taxonomy.sections) == 1 and _is_title(taxonomy.sections[0]):
        taxonomy.outside += taxonomy.sections[0].citations
        taxonomy.sections = taxonomy.sections[0].sections
    return taxonomy


def _is_title(section: Section) -> bool:
    return not section.is_item and any(part.sections for part in section.sections)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False})


class _Reader:
    """Takes the tokens of a document in turn; open sections are on a stack, the whole document at its bottom."""

    def __init__(self) -> None:
        self.root = Section("", 1)
        self.stack = [_Open(0, self.root)]
        self.depth = 0
        self.in_heading = False

    def take(self, token: "Token") -> None:
        """Take one token."""
        line = token.map[0] + 1 if token.map else 1
        if token.type == "heading_open":
            self._enter(int(token.tag[1]), Section("", line))
        elif token.type == "list_item_open":
            self.depth += 1
            self._enter(_ITEM_RANK + self.depth, Section("", line, is_item=True))
        elif token.type == "list_item_close":
            self.close(_ITEM_RANK + self.depth)
            self.depth -= 1
        elif token.type == "inline":
            self._text(token, line)
        self.in_heading = token.type == "heading_open"

    def close(self, rank: int) -> None:
        """End the open sections of a rank and those below it."""
        while self.stack[-1].rank >= rank:
            _name(self.stack.pop())

    def _enter(self, rank: int, section: Section) -> None:
        self.close(rank)
        self.stack[-1].section.sections.append(section)
        self.stack.append(_Open(rank, section))

    def _text(self, token: "Token", line: int) -> None:
        open_ = self.stack[-1]
        if self.in_heading:
            open_.section.title, citations = _without_keys(_plain(token.children or []), line)
            open_.section.citations += citations
            return
        open_.texts.append(_BROKEN)
        children = iter(token.children or [])
        for child in children:
            if child.type == "strong_open" and not "".join(open_.texts).strip(_BROKEN):
                open_.section.is_bold = True
            if child.type == "link_open":
                self._link(open_, child, list(_until_closed(children)), line)
            elif child.type in ("softbreak", "hardbreak"):
                line += 1
                open_.texts.append(_BROKEN if child.type == "hardbreak" else " ")
            elif child.content or child.type == "strong_close":
                mark = _BOLD_ENDS if child.type == "strong_close" else child.content
                open_.texts.append(mark if child.type != "text" else self._cited(open_, child.content, line))

    def _cited(self, open_: _Open, text: str, line: int) -> str:
        text, citations = _without_keys(text, line)
        open_.section.citations += citations
        return text

    def _link(self, open_: _Open, link: "Token", children: "list[Token]", line: int) -> None:
        """A link to a work, to another copy of it, or within the document."""
        address, text = str(link.attrs.get("href", "")), _plain(children)
        before = open_.section.citations
        if not address.startswith(("http:", "https:", "doi:", "//")):
            alone = not "".join(open_.texts).strip(f" {_BROKEN}")  # an entry of a table of contents
            open_.link = open_.link or text
            open_.texts.append("" if alone and open_.section.is_item else text)
        elif before and not before[-1].key and text.strip(" []().:").casefold() in _COPIES:
            before[-1] = replace(before[-1], urls=(*before[-1].urls, address))
        else:
            open_.link = open_.link or text
            before.append(Citation(line, urls=(address,), title=text))
            open_.texts.append(_CITED)


def _without_keys(text: str, line: int) -> tuple[str, list[Citation]]:
    """A text with a mark in place of what it cites by key, and what that is."""
    citations = [Citation(line, found[1] or found[2]) for found in _KEY.finditer(text)]
    if citations:
        grouped = _GROUP.sub(lambda group: _CITED if _KEY.search(group[0]) else group[0], text)
        text = _KEY.sub(_CITED, grouped)
    return text, citations


def _until_closed(children: "Iterator[Token]") -> "Iterator[Token]":
    """The tokens within a link."""
    for child in children:
        if child.type == "link_close":
            return
        yield child


def _plain(children: "list[Token]") -> str:
    return " ".join("".join(child.content if child.content else " " * (child.tag == "br") for child in children).split())


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
    return re.sub(r" +([.,;:])", r"\1", " ".join(_MARKS.sub(" ", text).split()))
