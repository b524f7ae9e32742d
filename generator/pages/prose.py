"""Prose written by curators: Markdown without HTML, with citations of papers.

Rendered to HTML by markdown-it-py with HTML off, so that tags in it show as text; the HTML stands in the
generated page as a block that every Markdown engine passes through. Citations are Pandoc's: ``[@key]``,
``[@key; @other]``.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from generator.model.citations import CITATION, cited_keys
from generator.pages.escape import clean

_INTERNAL = re.compile(r"(?!\w+:|/|#)(.+?)\.md(#[\w-]+)?\Z")

#: Gives the link text of a cited paper and its address from the site's root; ``None`` if there is no such paper.
Resolver = Callable[[str], tuple[str, str] | None]


class Prose:
    """Renders curators' Markdown to HTML."""

    def __init__(self, resolve: Resolver) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
        self._parser.inline.ruler.before("link", "citation", _citation_rule)
        self._parser.add_render_rule("citation", _citation_renderer(resolve))
        self._parser.add_render_rule("link_open", _open_link)

    def render(self, text: str, to_root: str) -> Markup:
        """Render ``text`` for a page whose way to the site's root is ``to_root`` (``""`` or ``"../"``).

        Blank lines are taken out, so that no Markdown engine sees an end of the block in it.
        """
        lines = (clean(line) if not line.startswith((" ", "\t")) else line for line in text.split("\n"))
        html = self._parser.render("\n".join(lines), {"to_root": to_root})
        return Markup(re.sub(r"\n{2,}", "\n", html))


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"keys": cited_keys(match[0])}
    state.pos = match.end()
    return True


def _citation_renderer(resolve: Resolver) -> Callable[..., str]:
    def render(_: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        links = (_cite(key, resolve(key), env["to_root"]) for key in tokens[index].meta["keys"])
        return str(Markup(", ").join(links))

    return render


def _cite(key: str, target: tuple[str, str] | None, to_root: str) -> Markup:
    if target is None:
        return Markup('<span class="missing">{}</span>').format(key)
    text, url = target
    return Markup('<a class="cite" href="{}{}">{}</a>').format(to_root, url, text)


def _open_link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Links to a page's source (``about.md``) become links to the page; others leave the site."""
    token = tokens[index]
    target = str(token.attrGet("href") or "")
    if match := _INTERNAL.match(target):
        token.attrSet("href", f"{env['to_root']}{match[1].removeprefix('../')}.html{match[2] or ''}")
    elif target.startswith(("http://", "https://")):
        token.attrSet("rel", "external noopener")
    return renderer.renderToken(tokens, index, options, env)
