"""LaTeX in bibliographies as text: accents, braces and macros go, formulas stay as they are."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

_MARKS = re.compile(r"[\\{}$~]|--|``|''")
_BARE_PERCENT = re.compile(r"(?<!\\)%")  # a comment to LaTeX, but never meant as one here
_FORMULA = re.compile(r"((?<!\\)\$[^$]*(?<!\\)\$)")
_PIECE = re.compile(r"\\.|[{}]|\s+|[^\\{}\s]+|\\", re.DOTALL)
_HUNGRY = re.compile(r"\\[A-Za-z]+\Z")  # a macro at the end of a word takes the next one
_SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "), ("\u00a0", " "), ("{", ""), ("}", ""))
_LONGEST = 20_000  # characters
_DEEPEST = 40  # levels of braces


def to_text(latex: str) -> str:
    """The text of LaTeX on one line; what cannot be read stays as it is, without braces."""
    if not _MARKS.search(latex):
        return " ".join(latex.split())
    parts = _FORMULA.split(latex)
    parts[::2] = [_words(part) for part in parts[::2]]
    return " ".join("".join(parts).split())


def _words(text: str) -> str:
    """A stretch without formulas. Only words that contain a macro are parsed: that is slow, and they are few."""
    if "\\" in text:
        text = "".join(_decoded(word) if "\\" in word else word for word in _split(text))
    for mark, sign in _SIGNS:
        text = text.replace(mark, sign)
    return text


def _split(text: str) -> Iterator[str]:
    """Words and the space between them; what is in braces is one word."""
    pieces: list[str] = []
    depth = 0
    for piece in _PIECE.findall(text):
        depth = max(0, depth + (piece == "{") - (piece == "}"))
        if piece.isspace() and not depth and not _HUNGRY.search("".join(pieces[-2:])):
            yield "".join(pieces)
            yield piece
            pieces = []
        else:
            pieces.append(piece)
    yield "".join(pieces)


@lru_cache(maxsize=1 << 14)
def _decoded(latex: str) -> str:
    if len(latex) > _LONGEST or _depth(latex) > _DEEPEST:
        return latex
    try:
        return str(_decoder().latex_to_text(_BARE_PERCENT.sub(r"\\%", latex)))
    except Exception:  # whatever the parser makes of text that only resembles LaTeX
        return latex


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        deepest = max(deepest, depth)
    return deepest


@lru_cache(maxsize=1)
def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    context = get_default_latex_context_db()
    own = [MacroTextSpec("url", simplify_repl="%s"), MacroTextSpec("href", simplify_repl="%(2)s")]
    context.add_context_category("survey", prepend=True, macros=own)
    # A name that the authors made a macro of, such as \\ImitAL, is itself.
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_own_name))
    return LatexNodes2Text(latex_context=context, math_mode="verbatim", keep_comments=True)


def _own_name(node: Any) -> str:
    return node.macroname if node.macroname[:1].isupper() else ""
