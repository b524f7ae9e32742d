"""The one place where data becomes Markdown. What is not marked as markup by its type is text.

Every sign that could mean something to Markdown, HTML, YAML front matter or an attribute is written as
a character reference. That is inert in running text, in a table cell, in a heading and in a quoted
attribute alike, in any Markdown engine.
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

_IN_SCRIPT = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

_REMEMBERED = 1 << 16  # texts whose escaped form is kept: titles stand on many pages

# At the start of a line these make lists, rules and headings.
_LINE_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-:]))")


@lru_cache(maxsize=_REMEMBERED)
def escape(text: str) -> Markup:
    """Turn data into Markdown that shows exactly this text."""
    inert = clean(text).translate(_REFERENCES)
    return Markup(_LINE_START.sub(_inert_start, inert))


def _inert_start(match: re.Match[str]) -> str:
    sign = match[3] or match[4]
    return f"{match[1]}{match[2] or ''}&#{ord(sign)};"


def literal(text: str) -> Markup:
    """Turn data into the inside of ``<pre>`` that shows exactly this text, its line breaks and spaces kept."""
    lines = (visible(line).translate(_REFERENCES) for line in text.splitlines())
    return Markup("&#10;").join(map(Markup, lines))


def attribute(text: str) -> Markup:
    """Turn data into the inside of a double-quoted HTML attribute."""
    return escape(text)


def address(url: str) -> Markup:
    """Turn a web address into the inside of an ``href``; anything but http and https becomes ``#``."""
    if not url.startswith(("http://", "https://")):
        return Markup("#")
    return escape(quote(clean(url), safe="/:?#@!$&'()*+,;=%-._~"))


def front_matter(text: str) -> Markup:
    """Turn data into a YAML double-quoted scalar for front matter."""
    return Markup(json.dumps(clean(str(text)), ensure_ascii=False))


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
    return Markup("".join(map(_piece, pieces)))


def _piece(piece: Piece) -> Markup:
    match piece:
        case Plain(text):
            # A stretch of text may follow another piece, so only its inner signs are at risk.
            return Markup(clean(text).translate(_REFERENCES))
        case Sub(text):
            return Markup("<sub>{}</sub>").format(escape(text))
        case Sup(text):
            return Markup("<sup>{}</sup>").format(escape(text))
        case Anchor(url, text):
            return link(url, escape(text))
        case Math(tex, root):
            return Markup(f'<math alttext="{escape(tex)}">{_math(root)}</math>')


def _math(node: MathNode) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    inside = str(escape(node.text)) + "".join(_math(child) for child in node.children)
    return f"<{node.tag}{attributes}>{inside}</{node.tag}>"


def link(url: str, text: Markup) -> Markup:
    """A link that leaves the site."""
    return Markup('<a href="{}" rel="external noopener">{}</a>').format(address(url), text)
