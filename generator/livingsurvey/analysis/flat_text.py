"""A text without its LaTeX, sign for sign: every place in it is the same place of the text.

What searches for words and numbers needs to know nothing of LaTeX, and what it finds can be quoted as it is.
"""

import re
from collections.abc import Callable

from livingsurvey.model.formulas import find_formulas

#: What takes up room and says nothing, between the parts of a number.
FILLER = "\0"
_STYLES = (
    r"\\(?:text|math)[a-z]{2,6}\b|\\(?:text|emph|bf|it|em|rm|left|right|displaystyle|quad|qquad)\b|\\[,;:! ()\[\]]"
)
_REWRITTEN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\{,\}(?=\d)"), f"{FILLER},{FILLER}"),
    (re.compile(_STYLES), ""),
    (re.compile(r"(?<=\w)~(?=[A-Za-z])|(?<=[A-Za-z])~(?=\w)"), ""),
    (re.compile(r"\\times(?![A-Za-z])|(?<=\d)[xX](?![A-Za-z0-9])|(?<=\d)\s?times\b(?!\s+\d)"), "×"),
    (re.compile(r"\\(?:approx|simeq|sim|textasciitilde)(?![A-Za-z])|[≈∼]|(?<=\s)sim(?=\d)"), "~"),
    (re.compile(r"\\(?:geq?|geqslant|gtrsim|gt)(?![A-Za-z])|[≥⩾]|\\textgreater\b"), ">"),
    (re.compile(r"\\(?:leq?|leqslant|lesssim|lt)(?![A-Za-z])|[≤⩽]|\\textless\b"), "<"),
    (re.compile(r"\\%"), "%"),
    (re.compile(r"\\\$"), "¤"),
    (re.compile(r"---?(?=\s?[\d.])|[–—−‐‑]"), "-"),
    (re.compile(r"[{}\u00a0\u2009\u202f\u2002\u2003]"), ""),
)


def flat_text(text: str) -> str:
    """A text with its LaTeX as plain signs: ``1.8×`` for ``$1.8\\times$``, with spaces for what takes up more room.

    Args:
        text: an abstract or any part of one. A dollar that is a sum of money is written as ``¤``.

    Returns:
        A text of the same length.
    """
    flat = _without_dollars(text) if "$" in text else text
    for pattern, sign in _REWRITTEN:
        flat = pattern.sub(lambda match, sign=sign: sign.ljust(len(match[0])), flat)  # type: ignore[misc]
    return flat


def _without_dollars(text: str) -> str:
    """A text with spaces for the dollars around formulas, and ``¤`` for all others."""
    signs = ["¤" if sign == "$" else sign for sign in text]
    for formula in find_formulas(text):
        for at in range(formula.start(), formula.end()):
            signs[at] = " " if text[at] == "$" and text[at - 1 : at] != "\\" else text[at]
    return "".join(signs).replace("\\¤", " ¤")
