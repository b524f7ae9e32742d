"""Prose written by curators: Markdown without HTML, with citations of papers.

Rendered to HTML by markdown-it-py with HTML off, so that tags in it show as text; the HTML stands in the
generated page as a block that every Markdown engine passes through. Citations are Pandoc's: ``[@key]``,
``[@key; @other]``. Where a term is first named, it leads to its page and shows its definition.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup
from markupsafe import escape as html_escape

from livingsurvey.model.citations import CITATION, cited_keys
from livingsurvey.model.text import visible

# Python-Markdown reads attribute lists and [TOC] in the text of HTML elements too: {: onclick=… } would be one.
_INERT = {ord("{"): "&#123;", ord("["): "&#91;"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_INTERNAL = re.compile(r"(?!\w+:|/|#)(.+?)\.md(#[\w-]+)?\Z")


class Cited(NamedTuple):
    """A cited paper: what the prose calls it, what its card tells, and its address from the site's root."""

    label: str
    title: str
    summary: str
    url: str


class Defined(NamedTuple):
    """A term that the prose names: its name, its definition, and the address of its page from the site's root."""

    name: str
    definition: str
    url: str


#: Finds a cited paper by its key; ``None`` if there is no such paper.
Resolver = Callable[[str], Cited | None]
#: Finds the terms in a text, in order: from, to, term.
TermFinder = Callable[[str], Sequence[tuple[int, int, Defined]]]


class Prose:
    """Renders curators' Markdown to HTML."""

    def __init__(self, resolve: Resolver, find_terms: TermFinder = lambda _: ()) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
        self._parser.disable("image")  # an image would make every reader's browser call where it lies
        self._parser.validateLink = _leads_to_a_page  # type: ignore[assignment,method-assign]
        self._parser.inline.ruler.before("link", "citation", _citation_rule)
        self._parser.add_render_rule("citation", _citation_renderer(resolve))
        self._parser.add_render_rule("link_open", _open_link)
        self._parser.core.ruler.push("terms", _terms_rule(find_terms))
        self._parser.add_render_rule("term", _render_term)

    def render(self, text: str, to_root: str) -> Markup:
        """Render ``text`` for a page whose way to the site's root is ``to_root`` (``""`` or ``"../"``).

        Blank lines are taken out, so that no Markdown engine sees an end of the block in it.
        """
        html = self._parser.render(visible(text), {"to_root": to_root}).translate(_INERT)
        return Markup(re.sub(r"\n(?:[ \t]*\n)+", "\n", html))


def _leads_to_a_page(address: str) -> bool:
    """Any other scheme would run something: a script, data, a program of the reader's."""
    scheme = _SCHEME.match(address.strip())
    return scheme is None or scheme[1].lower() in ("http", "https", "mailto")


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
    def _render(_: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
        links = (_cite(key, resolve(key), env) for key in tokens[index].meta["keys"])
        return f"({Markup('; ').join(links)})"

    return _render


def _cite(key: str, cited: Cited | None, env: dict[str, Any]) -> Markup:
    """A link with a card that opens on hover and focus. The card stands beside the link, not in its name."""
    if cited is None:
        return Markup('<span class="missing">{}</span>').format(key)
    link, card = _citation(cited)
    return _with_card("cite", *link, card, env)


def _with_card(kind: str, url: str, label: str, card: str, env: dict[str, Any]) -> Markup:
    """All arguments are escaped already."""
    number = env["cards"] = env.get("cards", 0) + 1
    return Markup(
        f'<span class="{kind}"><a href="{env["to_root"]}{url}" aria-describedby="cite-{number}">{label}</a>'
        f'<span class="cite-card" role="tooltip" id="cite-{number}">{card}</span></span>'
    )


@lru_cache(maxsize=1 << 14)
def _citation(cited: Cited) -> tuple[tuple[str, str], str]:
    """The escaped address and label of a cited paper, and the inside of its card."""
    return (str(html_escape(cited.url)), str(html_escape(cited.label))), _card(cited.title, cited.summary)


def _card(head: str, text: str) -> str:
    return f"<b>{html_escape(head)}</b> {html_escape(text)}"


def _terms_rule(find_terms: TermFinder) -> Callable[[StateCore], None]:
    """Set apart the first mention of each term, but in headings and links; code and citations are no text anyway."""

    def _rule(state: StateCore) -> None:
        said: set[str] = set()
        for before, token in pairwise(state.tokens):
            if token.type == "inline" and before.type != "heading_open" and token.children:
                token.children = _with_terms(token.children, find_terms, said)

    return _rule


def _with_terms(tokens: Sequence[Token], find_terms: TermFinder, said: set[str]) -> list[Token]:
    told: list[Token] = []
    links = 0
    for token in tokens:
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not links:
            told += _split_text(token, find_terms, said)
        else:
            told.append(token)
    return told


def _split_text(token: Token, find_terms: TermFinder, said: set[str]) -> Iterator[Token]:
    end = 0
    for start, stop, term in find_terms(token.content):
        if term.url not in said:
            said.add(term.url)
            yield Token("text", "", 0, content=token.content[end:start])
            yield Token("term", "", 0, content=token.content[start:stop], meta={"term": term})
            end = stop
    yield Token("text", "", 0, content=token.content[end:])


def _render_term(_: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    term: Defined = tokens[index].meta["term"]
    label, card = html_escape(tokens[index].content), _card(term.name, term.definition)
    return str(_with_card("cite term", html_escape(term.url), label, card, env))


def _open_link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """Links to a page's source (``about.md``) become links to the page; others leave the site."""
    token = tokens[index]
    target = str(token.attrGet("href") or "")
    if match := _INTERNAL.match(target):
        token.attrSet("href", f"{env['to_root']}{match[1].removeprefix('../')}.html{match[2] or ''}")
    elif target.startswith(("http://", "https://")):
        token.attrSet("rel", "external noopener")
    return renderer.renderToken(tokens, index, options, env)
