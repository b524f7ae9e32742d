"""Prose written by curators: Markdown without HTML, with citations of papers.

It is read with markdown-it-py, HTML and images off, and written as Markdown again that every engine reads alike:
tags show as text, links lead where they may, citations (Pandoc's ``[@key]``, ``[@key; @other]`` and ``@key``) and the
first mention of each term become links whose titles say what they lead to. Renderers such as mdformat write CommonMark,
which Python-Markdown reads differently in lists, code and attribute lists; so it is written here.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from string import ascii_lowercase
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from livingsurvey.analysis.sentences import PROSE_END
from livingsurvey.model.citations import citations_in, cited_keys
from livingsurvey.model.link_target import Leads, LinkTarget, target_of
from livingsurvey.model.text import visible
from livingsurvey.site.escape import code_block, code_span, destination, escape, link, title, within_line

#: How the reader of Markdown writes signs of an address that a browser takes for others, or passes over.
_WRITTEN = {"%5C": "\\", "%09": "\t", "%0A": "\n", "%0D": "\r"}
_INDENT = "    "  # of what is within an item of a list: Python-Markdown wants four spaces
_ALIGNED = {"text-align:left": ":--", "text-align:right": "--:", "text-align:center": ":-:"}

_AWAY = '{: rel="external noopener" }'  # as links have that the theme writes
_OTHER = "\ufffc"  # what is no text has one place in it
_DEEPEST = 20  # levels of emphasis and links within each other
_EMPHASIS = frozenset(["em_open", "em_close", "strong_open", "strong_close"])


class Cited(NamedTuple):
    """A cited work: who wrote it, its title and summary, its Markdown file from the docs folder, and when.

    ``letter`` tells it from others of the same authors and year in one text.
    """

    who: str
    title: str
    summary: str
    source: str
    year: str = ""
    letter: str = ""

    @property
    def has_card(self) -> bool:
        """Whether its summary is on a card that opens over links to it: those of papers are among the site's data."""
        return self.source.startswith("papers/")

    @property
    def label(self) -> str:
        """What it is called in parentheses."""
        return f"{self.who} {self.year}{self.letter}" if self.year else self.who

    @property
    def noun(self) -> str:
        """What it is called in a sentence that is about it."""
        return f"{self.who} ({self.year}{self.letter})" if self.year else self.who


class Defined(NamedTuple):
    """A term that the prose names: its name, its definition, and the Markdown file of its page."""

    name: str
    definition: str
    source: str


class ShownFigure(NamedTuple):
    """A figure that a claim of a cited paper states: where the claim is, and what there is to say of it."""

    source: str
    says: str


#: Finds a cited work by its key; ``None`` if there is no such work.
Resolver = Callable[[str], Cited | None]
#: Finds the terms in a text, in order: from, to, term.
TermFinder = Callable[[str], Sequence[tuple[int, int, Defined]]]
#: Finds the figures in a sentence that claims of the works it cites state, in order: from, to, figure.
FigureFinder = Callable[[str, Sequence[str]], Sequence[tuple[int, int, ShownFigure]]]


def cited_works(keys: Sequence[str], resolve: Resolver) -> dict[str, Cited]:
    """Return the works that a text cites, by key, those of the same authors and year told apart by letters."""
    works = {key: work for key in keys if (work := resolve(key))}
    same: dict[str, list[str]] = {}
    for key, work in works.items():
        same.setdefault(work.label if work.year else key, []).append(key)
    several = (alike for alike in same.values() if len(alike) > 1)
    letters = {key: letter for alike in several for key, letter in zip(alike, ascii_lowercase, strict=False)}
    return {key: work._replace(letter=letters.get(key, "")) for key, work in works.items()}


class ProseRenderer:
    """Writes curators' Markdown as Markdown of a page."""

    def __init__(
        self,
        resolve: Resolver,
        find_terms: TermFinder = lambda _: (),
        find_figures: FigureFinder = lambda _, __: (),
    ) -> None:
        self._resolve = resolve
        self._parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
        self._parser.disable("image")  # an image would make every reader's browser call where it is
        self._parser.validateLink = _leads_to_a_page  # type: ignore[assignment,method-assign]
        self._parser.inline.ruler.before("link", "citation", _citation_rule)
        self._parser.core.ruler.push("depth", _depth_rule)
        self._parser.core.ruler.push("figures", _figures_rule(find_figures))
        self._parser.core.ruler.push("terms", _terms_rule(find_terms))

    def render(self, text: str, to_root: str) -> Markup:
        """Write ``text`` for a page whose way to the site's root is ``to_root`` (``""`` or ``"../"``)."""
        text = visible(text)
        tree = SyntaxTreeNode(self._parser.parse(text))
        return Markup(_Writer(cited_works(cited_keys(text), self._resolve), to_root).blocks(tree.children))


def _leads(address: str, depth: int) -> LinkTarget:
    return target_of(re.sub("%(?:5C|0[9AD])", lambda code: _WRITTEN[code[0]], address), depth)


def _leads_to_a_page(address: str) -> bool:
    """Any other scheme would run something: a script, data, a program of the reader's. Or it deceives."""
    return _leads(address, depth=1).leads not in (Leads.NOWHERE, Leads.OUT)


def _citation_rule(state: StateInline, silent: bool) -> bool:
    citation = citations_in(state.src).get(state.pos) if state.src[state.pos] in "[@" and not state.linkLevel else None
    if not citation or citation.end > state.posMax:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"keys": citation.keys, "is_noun": citation.is_noun}
    state.pos = citation.end
    return True


def _depth_rule(state: StateCore) -> None:
    """Leave out emphasis within emphasis that nobody could see; of all else, the parser bounds the depth itself."""
    for token in state.tokens:
        if token.children:
            token.children = [one for one in token.children if one.level < _DEEPEST or one.type not in _EMPHASIS]


def _figures_rule(find_figures: FigureFinder) -> Callable[[StateCore], None]:
    """Set apart the figures that claims of papers cited in their sentences state, but in headings and links."""

    def _rule(state: StateCore) -> None:
        for before, token in pairwise(state.tokens):
            cites = any(child.type == "citation" for child in token.children or ())
            if token.type == "inline" and before.type != "heading_open" and cites:
                token.children = list(_with_figures(token.children or [], find_figures))

    return _rule


def _with_figures(tokens: Sequence[Token], find_figures: FigureFinder) -> Iterator[Token]:
    """The tokens of a paragraph, with figures between the texts around them."""
    links = list(accumulate({"link_open": 1, "link_close": -1}.get(token.type, 0) for token in tokens))
    texts = [
        token.content if token.type == "text" and not inside else "\n" if token.type == "softbreak" else _OTHER
        for token, inside in zip(tokens, links, strict=True)
    ]
    starts = list(accumulate(map(len, texts), initial=0))
    cited = {start: token.meta["keys"] for start, token in zip(starts, tokens, strict=False) if "keys" in token.meta}
    found = _figures_of("".join(texts), cited, find_figures)
    for token, text, start in zip(tokens, texts, starts, strict=False):
        within = found[bisect_left(found, start, key=_begin) : bisect_left(found, start + len(text), key=_begin)]
        whole = (one for one in within if one[1] <= start + len(text))
        yield from _split_at(token, [(a - start, b - start, figure) for a, b, figure in whole])


def _figures_of(
    text: str, cited: Mapping[int, Sequence[str]], find_figures: FigureFinder
) -> list[tuple[int, int, ShownFigure]]:
    """The figures of a paragraph, sentence by sentence; ``cited`` are the keys of each citation by its place."""
    ends = [(found.start(), found.end()) for found in PROSE_END.finditer(text)]
    places, found = sorted(cited), []
    for start, end in zip([0, *(b for _, b in ends)], [*(a for a, _ in ends), len(text)], strict=True):
        within = places[bisect_left(places, start) : bisect_left(places, end)]
        keys = tuple(dict.fromkeys(key for place in within for key in cited[place]))
        figures = find_figures(text[start:end], keys) if keys else ()
        found += [(start + a, start + b, figure) for a, b, figure in figures]
    return found


def _begin(figure: tuple[int, int, ShownFigure]) -> int:
    return figure[0]


def _split_at(token: Token, figures: Sequence[tuple[int, int, ShownFigure]]) -> Iterator[Token]:
    """A text in parts; any other token is whole."""
    if not figures or token.type != "text":
        yield token
        return
    end = 0
    for start, stop, figure in figures:
        yield Token("text", "", 0, content=token.content[end:start])
        yield Token("figure", "", 0, content=token.content[start:stop], meta={"figure": figure})
        end = stop
    yield Token("text", "", 0, content=token.content[end:])


def _terms_rule(find_terms: TermFinder) -> Callable[[StateCore], None]:
    """Set apart the first mention of each term, but in headings and links; code and citations are no text anyway."""

    def _rule(state: StateCore) -> None:
        said: set[str] = set()
        for before, token in pairwise(state.tokens):
            if token.type == "inline" and before.type != "heading_open" and token.children:
                token.children = _with_terms(token.children, find_terms, said)

    return _rule


def _with_terms(tokens: Sequence[Token], find_terms: TermFinder, said: set[str]) -> list[Token]:
    parts: list[Token] = []
    links = 0
    for token in tokens:
        links += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not links:
            parts += _split_text(token, find_terms, said)
        else:
            parts.append(token)
    return parts


def _split_text(token: Token, find_terms: TermFinder, said: set[str]) -> Iterator[Token]:
    end = 0
    for start, stop, term in find_terms(token.content):
        if term.source not in said:
            said.add(term.source)
            yield Token("text", "", 0, content=token.content[end:start])
            yield Token("term", "", 0, content=token.content[start:stop], meta={"term": term})
            end = stop
    yield Token("text", "", 0, content=token.content[end:])


class _Writer:
    """Writes the tree of one text: blocks are parted by an empty line, what is within one is indented or marked."""

    def __init__(self, works: Mapping[str, Cited], to_root: str) -> None:
        self._works = works
        self._to_root = to_root

    def blocks(self, nodes: Sequence[SyntaxTreeNode], between: str = "\n\n") -> str:
        """Write blocks one after the other."""
        return between.join(filter(None, map(self._block, nodes)))

    def _block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "heading":
                return f"{'#' * int(node.tag[1])} {self._line(node)}".replace("\n", " ")
            case "blockquote":
                return _prefixed(self.blocks(node.children), "> ", "> ")
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "fence" | "code_block":
                return _code_block(node)
            case "hr":
                return "* * *"
            case "table":
                return self._table(node)
            case _:
                return self._line(node)

    def _list(self, node: SyntaxTreeNode) -> str:
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        between = "\n" if tight else "\n\n"
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items = []
        for number, item in enumerate(node.children, start=start or 0):
            mark = "-" if start is None else f"{number}."
            items.append(_prefixed(self.blocks(item.children, between), f"{mark} ".ljust(4), _INDENT))
        return between.join(items)

    def _table(self, node: SyntaxTreeNode) -> str:
        rows = [row.children for part in node.children for row in part.children]
        rule = [_ALIGNED.get(str(cell.attrs.get("style")), "---") for cell in rows[0]]
        lines = [[self._line(cell).replace("\n", " ") for cell in row] for row in rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rule, *lines[1:]])

    def _line(self, node: SyntaxTreeNode) -> str:
        """The text of a paragraph, a heading or a cell."""
        return "".join(map(self._inside, node.children)).strip()

    def _inside(self, node: SyntaxTreeNode) -> str:
        """What is in a node, each part with its neighbours, which a node would search for among all."""
        nodes = node.children
        around = zip([None, *nodes], nodes, [*nodes[1:], None], strict=False)
        return "".join(_text(*three) if three[1].type == "text" else self._inline(three[1]) for three in around)

    def _inline(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "  \n"
            case "code_inline":
                return code_span(node.content)
            case "em" | "strong":
                return self._emphasis(node)
            case "link":
                return self._link(node)
            case "figure":
                figure: ShownFigure = node.meta["figure"]
                return link(f"{self._to_root}{figure.source}", within_line(node.content), figure.says)
            case "citation":
                return self._citation(node)
            case _:
                return self._term(node)

    def _emphasis(self, node: SyntaxTreeNode) -> str:
        inside = self._inside(node)
        mark = "*" if node.type == "em" else "**"
        if inside.startswith("*") or inside.endswith("*"):
            mark = mark.replace("*", "_")
        return f"{mark}{inside}{mark}" if inside.strip() else inside

    def _link(self, node: SyntaxTreeNode) -> str:
        """Links to a page's source (``about.md``) are written from the page's own folder."""
        target = str(node.attrs.get("href", ""))
        leads, path = _leads(target, self._to_root.count("/"))
        if leads == Leads.OUT:
            return self._inside(node)
        if path.endswith(".md"):
            target = f"{self._to_root}{target.removeprefix('../')}"
        says = f' "{title(str(node.attrs["title"]))}"' if node.attrs.get("title") else ""
        away = _AWAY if leads == Leads.WEB else ""
        return f"[{self._inside(node)}]({destination(target)}{says}){away}"

    def _citation(self, node: SyntaxTreeNode) -> str:
        keys, is_noun = node.meta["keys"], node.meta["is_noun"]
        cited = "; ".join(self._cite(key, is_noun=is_noun) for key in keys)
        return cited if is_noun else f"({cited})"

    def _cite(self, key: str, *, is_noun: bool) -> str:
        cited = self._works.get(key)
        if cited is None:
            return str(within_line(key))
        end = "" if cited.title[-1:] in "….?!" else "."
        says = f"{cited.title}{end}" + (f" {cited.summary}" if cited.summary and not cited.has_card else "")
        return link(f"{self._to_root}{cited.source}", within_line(cited.noun if is_noun else cited.label), says)

    def _term(self, node: SyntaxTreeNode) -> str:
        term: Defined = node.meta["term"]
        shown = node.content
        says = term.definition if shown.casefold() == term.name.casefold() else f"{term.name}: {term.definition}"
        return link(f"{self._to_root}{term.source}", within_line(shown), says)


def _text(before: SyntaxTreeNode | None, node: SyntaxTreeNode, after: SyntaxTreeNode | None) -> str:
    """Text between its neighbours; at the start of a line it must not begin a list or a heading."""
    starts = before is None or before.type in ("softbreak", "hardbreak")
    text = str(escape(node.content) if starts else within_line(node.content))
    return f"{text[:-1]}\\!" if text.endswith("!") and after is not None else text


def _code_block(node: SyntaxTreeNode) -> str:
    """Code between fences; within lists and quotations, where Python-Markdown knows no fences, indented."""
    if node.parent and node.parent.is_root:
        return code_block(node.content)
    code = node.content.rstrip("\n")
    return _prefixed(code, _INDENT, _INDENT) if code.strip() else ""


def _prefixed(text: str, first: str, others: str) -> str:
    """Put a mark in front of the first line and an indentation in front of the others, but of empty ones."""
    lines = text.split("\n")
    return "\n".join([f"{first}{lines[0]}", *(f"{others}{line}" if line else others.rstrip() for line in lines[1:])])
