"""Python-Markdown, but quicker: a part of it looks at a text only where that has a sign of what the part looks for.

Parts of other extensions, and parts that an extension has put in place of these, look at every text as ever.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor as MarkdownInHtmlPreprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.preprocessors import HtmlBlockPreprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString, Registry

#: Two signs, of which a text has one wherever a part matches, an empty one being in each text; and whether the part
#: leaves texts as they are as long as the page defines no addresses to refer to.
_Signs = tuple[str, str, bool]
_ALWAYS: _Signs = ("", "", False)
_OF_PATTERNS: Mapping[str, _Signs] = {
    "backtick": ("`", "`", False),
    "escape": ("\\", "\\", False),
    "reference": ("[", "[", True),
    "link": ("[", "[", False),
    "image_link": ("![", "![", False),
    "image_reference": ("![", "![", True),
    "short_reference": ("[", "[", True),
    "short_image_ref": ("![", "![", True),
    "autolink": ("<", "<", False),
    "automail": ("<", "<", False),
    "linebreak": ("  \n", "  \n", False),
    "html": ("<", "<", False),
    "entity": ("&", "&", False),
    "em_strong": ("*", "_", False),
}
_OF_BLOCKS: Mapping[str, _Signs] = {
    "markdown_block": (STX, STX, False),
    "table": ("|", "|", False),
    "hashheader": ("#", "#", False),
    "setextheader": ("\n", "\n", False),
    "quote": (">", ">", False),
    "reference": ("[", "[", False),
}


#: An address in brackets that is all there is, and words up to the first bracket.
_PLAIN_ADDRESS = re.compile(rf"""\(([^\s()<>"'{STX}]+)\)""")
_PLAIN_WORDS = re.compile(r"([^\[\]]*)\]")


class QuickMarkdown(Markdown):  # type: ignore[misc]
    """A converter that makes of each text what Python-Markdown makes of it."""

    def __init__(self, **settings: Any) -> None:
        """Make one.

        Args:
            settings: as for Python-Markdown.
        """
        self._levels: dict[Any, bool] = {}
        super().__init__(**settings)
        self._signs = _known(self.inlinePatterns, _OF_PATTERNS) | _known(self.parser.blockprocessors, _OF_BLOCKS)
        for part in (self.parser, *self.preprocessors, *self.inlinePatterns, *self.treeprocessors):
            part.__class__ = _QUICK.get(type(part), type(part))

    def convert(self, source: str) -> str:
        """Return the HTML of a text."""
        self.blocks = self.signed(self.parser.blockprocessors)
        return super().convert(source)  # type: ignore[no-any-return]

    def is_block_level(self, tag: Any) -> bool:
        """Return whether an element is a block."""
        if (known := self._levels.get(tag)) is None:
            known = self._levels[tag] = super().is_block_level(tag)
        return known

    def signed(self, parts: Registry) -> list[tuple[Any, str, str, bool]]:
        """Return the parts of a kind with their signs, in the order in which they are asked."""
        return [(part, *self._signs.get(part, _ALWAYS)) for part in parts]


def _known(parts: Registry, signs: Mapping[str, _Signs]) -> dict[Any, _Signs]:
    named = {parts[name]: of_it for name, of_it in signs.items() if name in parts}
    return {part: of_it for part, of_it in named.items() if _is_as_known(part)}


def _is_as_known(part: Any) -> bool:
    """Whether a part is one of Python-Markdown, and marks of emphasis are what they are without other extensions."""
    return type(part).__module__.startswith("markdown.") and set(getattr(part, "tokens", "")) <= set("*_")


class _Blocks(BlockParser):  # type: ignore[misc]
    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        """Give an element what blocks of text are."""
        while blocks:
            for part, sign, _, _ in self.md.blocks:
                block = blocks[0]
                if sign in block and part.test(parent, block) and part.run(parent, blocks) is not False:
                    break


class _Inline(InlineProcessor):  # type: ignore[misc]
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look in the texts of a tree for inline patterns."""
        self.asked = self.md.signed(self.inlinePatterns)
        self.any_sign = _any_of(frozenset(sign for _, *signs, _ in self.asked for sign in signs))
        return super().run(tree, ancestors)  # type: ignore[no-any-return]

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString) or not self.any_sign.search(data):
            return data  # it must stay what it is
        text: str = data
        for index in range(patternIndex, len(self.asked)):
            (pattern, sign, other, refers), start = self.asked[index], 0
            while (sign in text or other in text) and (self.md.references or not refers):
                text, matched, start = self._InlineProcessor__applyPattern(pattern, text, index, start)
                if not matched:
                    break
        return str(text)


@cache
def _any_of(signs: frozenset[str]) -> re.Pattern[str]:
    """What finds the last character of a sign, and so something in each text that has one."""
    return re.compile("" if "" in signs else f"[{re.escape(''.join(sign[-1] for sign in signs))}]")


class _Link(LinkInlineProcessor):  # type: ignore[misc]
    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """Read where a link leads: most addresses end at the first bracket, and have no title behind them."""
        plain = _PLAIN_ADDRESS.match(data, index)
        return (plain[1], None, plain.end(), True) if plain else super().getLink(data, index)

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """Read the words of a link: most have no brackets in them."""
        plain = _PLAIN_WORDS.match(data, index)
        return (plain[1], plain.end(), True) if plain else super().getText(data, index)


class _Attributes(AttrListTreeprocessor):  # type: ignore[misc]
    def run(self, doc: Element) -> None:
        """Give elements the attributes that stand behind them."""
        if "{" in "".join(doc.itertext()):
            super().run(doc)


class _Escaped(UnescapeTreeprocessor):  # type: ignore[misc]
    def unescape(self, text: str) -> str:
        """Put signs back that stood behind a backslash."""
        return super().unescape(text) if STX in text else str(text)


class _Contents(TocTreeprocessor):  # type: ignore[misc]
    def replace_marker(self, root: Element, elem: Element) -> None:
        """Put the contents where their mark is."""
        if self.marker in "".join(root.itertext()):
            super().replace_marker(root, elem)


class _Html(HtmlBlockPreprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """Take out what is no Markdown."""
        return super().run(lines) if _has_any(("<", "&"), lines) else lines


class _MarkdownInHtml(MarkdownInHtmlPreprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """Take out what is no Markdown."""
        return super().run(lines) if _has_any(("<", "&"), lines) else lines


class _Fences(FencedBlockPreprocessor):  # type: ignore[misc]
    def run(self, lines: list[str]) -> list[str]:
        """Take out what is no Markdown."""
        return super().run(lines) if _has_any(("```", "~~~"), lines) else lines


def _has_any(signs: tuple[str, ...], lines: list[str]) -> bool:
    text = "\n".join(lines)
    return any(sign in text for sign in signs)


_PARTS = (_Blocks, _Inline, _Link, _Attributes, _Escaped, _Contents, _Html, _MarkdownInHtml, _Fences)
_QUICK: Mapping[type, type] = {quick.__base__: quick for quick in _PARTS}
