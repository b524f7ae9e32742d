"""LaTeX in bibliographies as text: accents, braces and macros go, formulas stay as they are."""

import re
from functools import lru_cache
from typing import Any

_MARKS = re.compile(r"[\\{}$~]|--|``|''")
_BARE_PERCENT = re.compile(r"(?<!\\)%")  # a comment to LaTeX, but never meant as one here
_LONGEST = 20_000  # characters
_DEEPEST = 40  # levels of braces


def to_text(latex: str) -> str:
    """The text that LaTeX stands for, on one line; where it cannot be read, as it stands without braces."""
    if not _MARKS.search(latex):
        return " ".join(latex.split())
    return _decoded(latex)


@lru_cache(maxsize=4096)
def _decoded(latex: str) -> str:
    text = latex
    if len(latex) <= _LONGEST and _depth(latex) <= _DEEPEST:
        try:
            text = _decoder().latex_to_text(_BARE_PERCENT.sub(r"\\%", latex))
        except Exception:  # whatever the parser makes of text that only resembles LaTeX
            text = latex
    parts = re.split(r"(\$[^$]*\$)", text.replace("\u00a0", " "))
    parts[::2] = [part.replace("{", "").replace("}", "") for part in parts[::2]]
    return " ".join("".join(parts).split())


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
    # A macro of the authors' own stands for its name: better than nothing at all.
    context.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=lambda node: node.macroname))
    return LatexNodes2Text(latex_context=context, math_mode="verbatim", keep_comments=True)
