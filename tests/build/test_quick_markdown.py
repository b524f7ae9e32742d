"""A quicker converter: what it makes is what Python-Markdown makes, whatever the text and the extensions."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from livingsurvey.build.quick_markdown import QuickMarkdown
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import SimpleTagInlineProcessor

from tests.build.test_page_frame import EXTENSIONS, SIGNS, TEXT

TEXTS = [
    TEXT,
    "[TOC]\n\n# One\n\n## Two\n\nNo [TOC] here, nor `[TOC]`.\n\n- [TOC]\n",
    "[a] [a][] [b][a] ![c][a] ![a]\n\n> [a]: https://example.org 'Title'\n",
    "[a] [a][] [b][a] ![c][a] ![a] \\[a] &amp; ~~~ and ``` here & there\n",
    "~~~\n<b>\n~~~\n\n```\n# &\n```\n\n    code | with # > signs\n\ntext\n# Heading\n> quote\n| no | table |\n",
    "One\n===\n\nTwo\n---\nthree\n\n- - -\n\n* * *\n\na | b\n- | -\n1 | 2\n",
    "<div markdown>\n\n# In\n\n| a |\n|---|\n| b |\n\n</div>\n\nout <i>in</i> &copy;\n",
    "",
    " \n\n ",
]


#: Parts of links: with titles, brackets in brackets, backslashes, no end, no address; and attributes.
LINKS = st.sampled_from(
    [
        *("[one", "[[a]", "](b.md)", "](b 'c')", '](b "c)', "](<b c>)", "](b(c)d)", "]( b )", "]()", "](b\\)c)", "]("),
        *("{: .c #d}", "{: e=f }", "\\[", "\\]", "\\{", "&#123;", "[a](b.md){: .c}", "\x02", "\x1c", "\u00a0"),
    ]
)


def made(kind: type[Markdown], texts: list[str], extensions: list[Any]) -> list[Any]:
    """What a converter of a kind makes of texts, one after the other: HTML, and contents."""
    converter, found = kind(extensions=extensions), list[Any]()
    for text in texts:
        html = converter.reset().convert(text)
        found.append((html, getattr(converter, "toc_tokens", None), getattr(converter, "toc", None)))
    return found


def quick_and_plain(texts: list[str], extensions: list[Any]) -> tuple[list[Any], list[Any]]:
    return made(QuickMarkdown, texts, extensions), made(Markdown, texts, extensions)


@pytest.mark.parametrize("extensions", [*EXTENSIONS, ["toc"], ["fenced_code"]], ids=lambda given: "-".join(given))
def test_it_makes_the_same_of_each_text(extensions: list[str]) -> None:
    quick, plain = quick_and_plain(TEXTS + TEXTS, extensions)
    assert quick == plain


@settings(max_examples=150)
@given(
    signs=st.lists(
        st.one_of(SIGNS, st.sampled_from(["[TOC]", "\n\n", "| a |", "|---|", "===", "~~~"]), LINKS), max_size=24
    )
)
def test_it_makes_the_same_of_any_text(signs: list[str]) -> None:
    quick, plain = quick_and_plain(["".join(signs)], ["attr_list", "md_in_html", "tables", "toc", "fenced_code"])
    assert quick == plain


class Shouting(BlockProcessor):  # type: ignore[misc]
    """Writes each block that has an A in capital letters."""

    def test(self, parent: Any, block: str) -> bool:
        return "a" in block

    def run(self, parent: Any, blocks: list[str]) -> None:
        self.parser.parseBlocks(parent, [blocks.pop(0).upper()])


class Contents(TocTreeprocessor):  # type: ignore[misc]
    """Has contents of its own."""

    def replace_marker(self, root: Any, elem: Any) -> None:
        root.append(elem)


class Others(Extension):  # type: ignore[misc]
    """Parts of others: an inline pattern, marks of emphasis, a kind of block, and another maker of contents."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()%%(.*?)%%", "del"), "link", 65)
        if hasattr(md, "delimiters"):
            md.delimiters.add("~", "sub")
        md.parser.blockprocessors.register(Shouting(md.parser), "table", 75)
        contents = Contents(md, {name: value for name, (value, _) in md.registeredExtensions[0].config.items()})
        md.treeprocessors.register(contents, "toc", 5)


def test_parts_of_others_look_at_every_text() -> None:
    texts = ["# One\n\n%%gone%% H~2~O [link](x.md)\n\nan a\n", *TEXTS]
    quick, plain = quick_and_plain(texts, ["toc", Others()])
    assert quick == plain
    assert "<del>GONE</del>" not in quick[0][0]  # the block with an A is in capital letters, marks are as they were
    assert "<del>gone</del>" in quick[0][0] and '<div class="toc">' in quick[0][0]
