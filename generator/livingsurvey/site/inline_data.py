"""Running text in front matter: text, or where it has markup a list of texts and pieces that the theme writes.

``partials/links.html`` of the theme shows either: ``{{ links.text(value) }}``.
"""

from functools import lru_cache
from typing import Any

from livingsurvey.model.markup import Anchor, Inline, Math, MathNode, Piece, Plain, Sub, Sup, plain_text

_REMEMBERED = 1 << 14  # titles are in many tables


@lru_cache(maxsize=_REMEMBERED)
def inline_data(text: str | Inline) -> str | list[Any]:
    """A text as front matter has it, such as ``["O(n", {sup: "2"}, ") steps"]``.

    Args:
        text: plain text, or pieces of text and markup.

    Returns:
        The text itself if there is no markup in it; a list of texts and of ``{sub: …}``, ``{sup: …}``,
        ``{label: …, url: …}`` and ``{tex: …, math: …}`` otherwise.
    """
    if isinstance(text, str):
        return text
    if all(isinstance(piece, Plain) for piece in text):
        return plain_text(text)
    return [_piece(piece) for piece in text]


def _piece(piece: Piece) -> str | dict[str, Any]:
    match piece:
        case Plain(shown):
            return shown
        case Sub(shown):
            return {"sub": shown}
        case Sup(shown):
            return {"sup": shown}
        case Anchor(url, shown):
            return {"label": shown, "url": url}
        case Math(tex, root):
            return {"tex": tex, "math": _math(root)}


def _math(node: MathNode) -> dict[str, Any]:
    """An element of MathML: its ``tag``, what its attributes are, and what is in it."""
    inside = [_math(child) for child in node.children]
    return {"tag": node.tag, **dict(node.attributes), **({"inside": inside} if inside else {"text": node.text})}
