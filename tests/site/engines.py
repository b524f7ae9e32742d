"""What a Markdown engine makes of a text, taken apart: elements, attributes and text content."""

from functools import cache
from html.parser import HTMLParser

import markdown
from markdown_it import MarkdownIt
from mkdocs.config import load_config

from tests.builders import REPOSITORY


class Parsed(HTMLParser):
    """HTML taken apart. ``tags`` holds every start tag in order, and anything else that is no text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """The text content, without white space around it."""
        return "".join(self.pieces).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.tags.append("declaration")

    def unknown_decl(self, data: str) -> None:
        self.tags.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.tags.append("instruction")


@cache
def _site_engine() -> markdown.Markdown:
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    return markdown.Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})


def site_html(text: str) -> str:
    """Render with Python-Markdown and the extensions of mkdocs.yml, as the site does."""
    return _site_engine().reset().convert(text)


def commonmark_html(text: str) -> str:
    """Render with markdown-it-py: CommonMark, and tables."""
    return MarkdownIt("commonmark").enable("table").render(text)


ENGINES = (site_html, commonmark_html)
