"""Formulas in TeX: found in a text, converted to MathML, or to plain text where there can be no markup.

They are converted by math-core, which refuses what it does not know, so that a formula is shown right or not at all.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any

from livingsurvey.model.markup import Math
from livingsurvey.model.mathml import MathError, formula_text, math_node
from livingsurvey.model.tex_units import without_packages

# $...$ as Pandoc reads it: no space inside the dollars, no digit after them, so that prices stay prices; but for
# what has a command in it and no number at its beginning.
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<display>[^$]+)\$\$|(?<!\\)\$(?P<command>\\[A-Za-z]+)\$"
    r"|(?<!\\)\$(?!\s)(?P<inline>(?:\\\$|[^$])*?(?:[^$\s\\]|\\[,;:! %&#_{}$]))\s?\$(?!\d)"
    r"|(?<!\\)\$(?P<loose>(?!\s*\d)[^$\\]*+(?:\\[^A-Za-z$][^$\\]*+)*+\\[A-Za-z][^$]*+(?<!\\))\$"
    r"|\\\((?P<round>(?:(?!\\\().)+?)\\\)"
)
_PRICE = re.compile(r"\d[\d.,]*\s?(?:[kKMB]\b)?[^\\{}^_=+<>]*\s[^\\{}^_=+<>]*[A-Za-z]{2}[^\\{}^_=+<>]*\Z")
_BARE_PERCENT = re.compile(r"(?<!\\)%")  # a comment to LaTeX, but never meant as one here
_NO_XML = re.compile(r"&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);)\w+;")
_TAG = re.compile(r"<[A-Za-z/!?]")

_LONGEST = 300  # characters; an abstract's formula is far shorter, and deep nesting is costly
_MOST = 1000  # of a text; what comes after them is shown as it is

#: Commands of text, of packages and of old TeX, by those that the converter knows.
_MACROS = {
    **dict.fromkeys(["mbox", "hbox", "textnormal", "textup", "textmd", "textsl"], r"\text{#1}"),
    **dict.fromkeys(["mathds", "mathbbm", "bbold"], r"\mathbb{#1}"),
    **dict.fromkeys(["ensuremath", "smash", "mathstrut", "emph"], "{#1}"),
    "textless": "<",
    "textgreater": ">",
    "textdegree": "°",
    "textmu": "µ",
    "textasciitilde": r"\sim ",
    "widetilde": r"\tilde{#1}",
    "bold": r"\mathbf{#1}",
    "mathbfcal": r"\mathcal{#1}",
    "abs": r"\left|#1\right|",
    "norm": r"\left\|#1\right\|",
    "nicefrac": r"\frac{#1}{#2}",
    "sfrac": r"\frac{#1}{#2}",
    "smallsetminus": r"\setminus ",
    "varpropto": r"\propto ",
    "euro": "€",
    "xspace": "",
    "nolimits": "",
}
_WORDS = re.compile(r"\\(?:mathrm|mathit|mathsf|rm)\s*\{\s*([A-Za-z]{2,}(?:(?:\s+|-)[A-Za-z]+)+\.?)\s*\}")
_TEXT = re.compile(r"(\\(?:text[a-z]*|[mh]box|emph)\s*\{)([^{}]*)\}")
_SPECIAL = re.compile(r"(?<!\\)[_&#]")
_REWRITTEN = (
    (_WORDS, r"\\text{\1}"),
    (re.compile(r"\\emph\b|\\textit\b|\\textbf\b|\\textsc\b|\\textsf\b|\\texttt\b|\\textrm\b"), r"\\text"),
    (re.compile(r"\\hspace\*"), r"\\hspace"),
    (re.compile(r"\\cancel\s*(?:\{(\\?\w+)\}|(\w))"), r"\\slashed{\1\2}"),
    (re.compile(r"\\not\s*(?:\{\s*)?(?:\\!\s*)+(\\?[A-Za-z]+)(?:\s*\})?"), r"\\not{\1}"),
    (re.compile(r"\\rlap\s*\{\s*\\?/\s*\}\s*([A-Za-z])"), r"\\not{\1}"),
    (re.compile(r"\{?\b([A-Za-z])(?:\s*\\!)+\s*/(?:\})?"), r"\\not{\1}"),
    (re.compile(r"\\(?:l?dots[cbmio]?)(?![A-Za-z])"), "…"),
    (re.compile(r"\.\.\.(?!\.)"), "…"),
    (_BARE_PERCENT, r"\\%"),
)


def find_formulas(text: str) -> Iterator[re.Match[str]]:
    """The formulas of a text, in ``$…$``, ``$$…$$`` and ``\\(…\\)``; the sum of money in ``$5 and $6`` is none."""
    found = _FORMULA.finditer(text) if "$" in text or "\\(" in text else ()
    return islice((match for match in found if not (match["inline"] and _PRICE.match(match["inline"]))), _MOST)


def tex_of(match: re.Match[str]) -> str:
    """The TeX of a formula that was found, without what marks it as one."""
    return next(group for group in match.groups() if group).strip()


@lru_cache(maxsize=1 << 12)
def formula(tex: str) -> Math | None:
    """A formula as MathML, or None where not all of it can be shown right.

    Args:
        tex: the formula without its dollars.
    """
    if len(tex) > _LONGEST or tex.count("{") != tex.count("}"):
        return None
    try:
        root = _converted(tex)
        text = " ".join(formula_text(root).split())
    except Exception:  # the converter has errors of its own, and any formula may come in; it is then shown as it is
        return None
    return Math(tex, root, text) if text else None


def plain_formula(tex: str) -> str:
    """A formula as plain text, or its source where not all of it can be shown right."""
    math = formula(tex)
    return math.text if math else tex


def plain_formulas(text: str) -> str:
    """A text with each of its formulas as plain text: ``√s = 13 TeV``."""
    if "$" not in text and "\\(" not in text:  # as nearly always
        return text
    parts, end = [], 0
    for match in find_formulas(text):
        math = formula(tex_of(match))
        parts += [text[end : match.start()], math.text if math else match[0]]
        end = match.end()
    return "".join([*parts, text[end:]])


def _converted(tex: str) -> Any:
    prepared = without_packages(tex)
    for pattern, replacement in _REWRITTEN:
        prepared = pattern.sub(replacement, prepared)
    prepared = _TEXT.sub(lambda match: f"{match[1]}{_SPECIAL.sub(_escaped, match[2])}}}", prepared)
    source = _converter().convert_with_local_state(prepared, displaystyle=False)
    root = math_node(ElementTree.fromstring(_NO_XML.sub(lambda match: unescape(match[0]), source)))
    if _TAG.search("".join(_texts(root))):
        raise MathError("what looks like a tag is no mathematics")
    return root


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}{{}}"


def _texts(node: Any) -> Iterator[str]:
    yield node.text if node.tag == "mtext" else ""
    for child in node.children:
        yield from _texts(child)


@lru_cache(maxsize=1)
def _converter() -> Any:
    from math_core import LatexToMathML  # only formulas need it

    return LatexToMathML(macros=_MACROS, fancy_error=False)
