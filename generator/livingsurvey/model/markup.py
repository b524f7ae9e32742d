"""Running text as a sequence of typed pieces. Whatever is not a piece of markup is plain text.

Text from content is data: only these types, made by the survey's own code, can become markup.
"""

from collections.abc import Callable
from dataclasses import dataclass

from livingsurvey.model.scripts import lowered, raised


@dataclass(frozen=True, slots=True)
class Plain:
    """Text, to be shown unchanged."""

    text: str


@dataclass(frozen=True, slots=True)
class Sub:
    """A subscript."""

    text: str


@dataclass(frozen=True, slots=True)
class Sup:
    """A superscript."""

    text: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to a web address, showing ``text``."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class MathNode:
    """An element of MathML: its name, its attributes, and text or further elements inside."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    children: "tuple[MathNode, ...]" = ()


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: its TeX source as published, its MathML, and ``text`` for where there can be no markup."""

    tex: str
    root: MathNode
    text: str


_WRITTEN: dict[type, Callable[[str], str]] = {Plain: str, Sub: lowered, Sup: raised, Anchor: str, Math: str}

Piece = Plain | Sub | Sup | Anchor | Math
Inline = tuple[Piece, ...]


def plain_text(inline: Inline) -> str:
    """Return the text of all pieces, without markup: scripts as the signs that Unicode has for them (``H₂O``)."""
    return "".join(_WRITTEN[type(piece)](piece.text) for piece in inline)
