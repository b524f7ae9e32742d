r"""The one place where data becomes Markdown. What is not marked as markup by its type is text.

A sign that Markdown would take for markup gets a backslash, but only where it would mean something in its place;
where one of the engines knows no backslash for it, it is a character reference. The outcome is the same text in a
paragraph, a heading, a list item, a table cell and a link, in Python-Markdown (MkDocs, ProperDocs, Zensical) and in
CommonMark. Inside tags, where Markdown's backslashes mean nothing, :func:`attribute` writes references alone.
"""

import json
import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from livingsurvey.model.markup import Anchor, Inline, Math, MathNode, Piece, Plain, Sub, Sup
from livingsurvey.model.text import clean, visible

_REFERENCES = {ord(sign): f"&#{ord(sign)};" for sign in "!#$*+=@[\\]^_`{|}~"}
_REFERENCES |= {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
#: Written as references in Markdown too: one engine or another shows the backslash in front of them.
_NO_BACKSLASH = {"<": "&lt;", "&": "&amp;", "~": "&#126;", ":": "&#58;", "=": "&#61;", '"': "&quot;", "'": "&#39;"}

_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

_REMEMBERED = 1 << 14  # texts whose escaped form is kept: titles are on many pages, and most of these soon after

# Markup anywhere in a line: an underscore within a word, a "<" in front of a number and a lone "&" are none. A
# reference by number needs no semicolon to be one in Python-Markdown. Each alternative begins with a sign, so that
# text without any is passed over fast.
_INSIDE = re.compile(
    r"\\|`|\*|\{|\[|\]|\||_(?:(?<![A-Za-z0-9]_)|(?![A-Za-z0-9]))|<(?![ \d])|&(?=\Z|#|\w+;)|~(?:(?=~|\Z)|(?<=~~))"
    r"|!(?=\[)|#(?=#*\s*\Z)"  # a heading's closing signs
)
# At the start of a line these make lists, rules, quotations, headings, tables and fences.
_LINE_START = re.compile(r"(\s*)(?:(\d+)([.)])(?=\s|\Z)|([-+](?=[\s:|-]|\Z)|[>#=:]|!(?=!!)))")
# In the title of a link: Python-Markdown ends it at a quotation mark in front of ")", and strips a pair around it.
_IN_TITLE = re.compile(r"""[\\`|"<]|&(?=\Z|#|\w+;)|\A'|'(?=\s*\))""")
_SAFE_ADDRESS = re.compile(r"https?://|mailto:|(?!//)[^:?#]*(?:[?#]|\Z)")
_IN_DESTINATION = re.compile(r"[()' ]")
_AUTOLINK = re.compile(r"https?://[^&<>]+")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_PLAIN_CODE = re.compile(r"(?=\S)[^`|<&\\\n]*(?<=\S)")


@lru_cache(maxsize=_REMEMBERED)
def escape(text: str) -> Markup:
    """Turn data into Markdown that shows exactly this text, at the start of a line too."""
    return Markup(_LINE_START.sub(_inert_start, _inert(clean(text)), count=1) if text[:1] else "")


def within_line(text: str) -> Markup:
    """Turn data into Markdown that shows exactly this text, anywhere but at the start of a line."""
    return Markup(_inert(clean(text)))


def _inert(text: str) -> str:
    return _INSIDE.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    sign = match[0]
    return _NO_BACKSLASH.get(sign) or f"\\{sign}"


def _inert_start(match: re.Match[str]) -> str:
    if match.start():
        return match[0]
    sign = match[3] or match[4]
    return f"{match[1]}{match[2] or ''}{_NO_BACKSLASH.get(sign) or chr(92) + sign}"


@lru_cache(maxsize=_REMEMBERED)
def title(text: str) -> Markup:
    """Turn data into the inside of the double-quoted title of a link."""
    return Markup(_IN_TITLE.sub(_sign, clean(text).strip()))


@lru_cache(maxsize=_REMEMBERED)
def destination(url: str) -> Markup:
    """Turn an address into the destination of a link.

    Anything but http, https, mailto and what is within the site becomes ``#``.
    """
    safe = _ENTITY.sub("&amp;", quote(clean(url), safe="/:?#@!$&'()*+,;=%-._~"))
    if not _SAFE_ADDRESS.match(safe):
        return Markup("#")
    return Markup(f"<{safe}>" if _IN_DESTINATION.search(safe) else safe)


def link(url: str, text: Any, about: str = "") -> Markup:
    """A link in Markdown.

    Args:
        url: a web address, or the way to a file of the site from the page (``../topics/x.md``).
        text: what it shows, of any type that :func:`to_markdown` knows.
        about: what is said of it on hover and focus: the definition of a term, the summary of a paper.
    """
    to, says = destination(url), title(about)
    if text == url == to and _AUTOLINK.fullmatch(to):
        return Markup(f"<{to}>")
    shown = to_markdown(text)
    return Markup(f'[{shown}]({to} "{says}")' if says else f"[{shown}]({to})")


def code_span(text: str) -> Markup:
    """Code in a line; what one engine or another reads differently between backticks is written as an element."""
    shown = clean(text)
    return Markup(f"`{shown}`" if _PLAIN_CODE.fullmatch(shown) else f"<code>{attribute(text)}</code>")


def code_block(text: str) -> Markup:
    """Code between fences, at the left margin: lines and spaces are kept."""
    code = "\n".join(map(visible, text.rstrip("\n").splitlines()))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", code)), default=0))
    return Markup(f"{fence}\n{code}\n{fence}")


@lru_cache(maxsize=_REMEMBERED)
def attribute(text: str) -> Markup:
    """Turn data into the inside of a double-quoted HTML attribute or of an HTML element."""
    return Markup(re.sub(r"^(\s*)(?:(\d+)([.)])|([-:]))", _reference_start, _references(text)))


def _reference_start(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2] or ''}&#{ord(match[3] or match[4])};"


def script_json(data: Any) -> str:
    """Turn data into JSON for the inside of a script element, which nothing in it can end; its texts are cleaned."""
    text = json.dumps(_cleaned(data), ensure_ascii=False, separators=(",", ":"))
    return text.translate(_IN_SCRIPT)


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {name: _cleaned(value) for name, value in data.items()}
    return [_cleaned(value) for value in data] if isinstance(data, list | tuple) else data


def to_markdown(value: Any) -> Markup:
    """Convert any value a template prints, by its type: markup passes, all else is escaped."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup()
    if isinstance(value, tuple) and all(isinstance(piece, Piece) for piece in value):
        return _inline(value)
    return escape(str(value))


@lru_cache(maxsize=_REMEMBERED)
def _inline(pieces: Inline) -> Markup:
    merged = _merged(pieces)
    written = [_piece(piece) for piece in merged]
    if merged and isinstance(merged[0], Plain):
        written[0] = escape(merged[0].text)
    elif merged and isinstance(merged[0], Math):
        # At the start of a line Python-Markdown takes a formula for a block of its own.
        written[0] = f"<span>{written[0]}</span>"
    for at, piece in enumerate(merged[:-1]):
        if isinstance(piece, Plain) and written[at].endswith("!"):
            written[at] = f"{written[at][:-1]}\\!"  # in front of a link it would make an image
    return Markup("".join(written))


def _merged(pieces: Inline) -> list[Piece]:
    """Neighbouring plain pieces as one: signs of markup may be parted by where one ends."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and isinstance(piece, Plain) and isinstance(merged[-1], Plain):
            merged[-1] = Plain(merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged


def _references(text: str) -> str:
    return clean(text).translate(_REFERENCES)


def _piece(piece: Piece) -> str:
    match piece:
        case Plain(shown):
            return within_line(shown)
        case Sub(shown):
            return f"<sub>{within_line(shown)}</sub>"
        case Sup(shown):
            return f"<sup>{within_line(shown)}</sup>"
        case Anchor(url, shown):
            return link(url, shown)
        case Math(tex, root):
            return f'<math alttext="{attribute(tex)}">{_math(root)}</math>'


def _math(node: MathNode) -> str:
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in node.attributes)
    inside = str(attribute(node.text)) + "".join(_math(child) for child in node.children)
    return f"<{node.tag}{attributes}>{inside}</{node.tag}>"
