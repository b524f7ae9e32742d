"""Published abstracts: LaTeX as authors write it -> typed pieces, formulas as MathML.

Formulas are converted by latex2mathml, whose output is taken over element by element from a short list, so
that nothing but mathematics can come of them. What cannot be converted is shown as it is.
"""

import re
import xml.etree.ElementTree as ElementTree
from functools import lru_cache
from itertools import islice
from unicodedata import normalize

from livingsurvey.analysis.typeset import typeset
from livingsurvey.model.markup import Inline, Math, MathNode, Piece, Plain, Sub, Sup

# $...$ as Pandoc reads it: no space inside the dollars, no digit after them, so that prices stay prices.
_FORMULA = re.compile(
    r"(?<!\\)\$\$(?P<display>[^$]+)\$\$|(?<!\\)\$(?P<command>\\[A-Za-z]+)\$|(?<!\\)\$(?!\s)(?P<inline>[^$]*?[^$\s\\])\s?\$(?!\d)|\\\((?P<round>(?:(?!\\\().)+?)\\\)"
)
_SCRIPT = re.compile(r"(?:\{\})?([_^])\s*\{?\s*(?:\\,|\s)*([\w+-]+|\\prime)(?:\\,|\s)*\}?\Z")
_COMMAND_ONLY = {r"\times": "×", r"\approx": "≈", r"\sim": "∼", r"\bullet": "•", r"\rightarrow": "→", r"\infty": "∞"}

# Style falls away, the words stay. The first kind may contain formulas, the second may be in them.
_STYLED = re.compile(r"\\(?:textbf|textit|emph|texttt|textsc|textsf|underline)\s*\{([^{}]*)\}")
_GROUP_STYLED = re.compile(r"\{\\(?:bf|it|em|tt|sc|rm)\b\s*+([^{}]*)\}")
_OWN_MACRO = re.compile(r"\\([A-Z][A-Za-z]{2,})(?:\{\})?")  # a name the authors made a macro of, such as \\ImitAL{}
_ADDRESS_STYLE = re.compile(r"\\footnotesize|\\color\{\w+\}|\\url\b(?=\s*\{)")
_ADDRESS_BRACES = re.compile(r"(?<!\{)\{+(https?://[^{}\s]+)\}+")
_HREF = re.compile(r"\\href\s*\{([^{}]+)\}\s*\{([^{}]*)\}")
_ACCENTS = (
    (re.compile(r"\\v(?:\s+|\{)([A-Za-z])\}?"), "\u030c"),
    (re.compile(r"\\H(?:\s+|\{)([A-Za-z])\}?"), "\u030b"),
)
_PLAIN_COMMANDS = {r"\ldots": "…", r"\textless": "<", r"\textgreater": ">", r"\eg": "e.g.", r"\ie": "i.e."}
_PLAIN_COMMAND = re.compile(r"\\(?:ldots|textless|textgreater|eg|ie)\b")
_BARE_PERCENT = re.compile(r"(?<!\\)%")  # a comment to LaTeX, but never meant as one here
_GROUPED = re.compile(r"(?<![A-Za-z\\])\{(-|[A-Za-z]{1,3})\}")

_LONGEST_FORMULA = 300  # characters; an abstract's formula is far shorter, and deep nesting is costly
_MOST_FORMULAS = 200  # of a text; what comes after them is shown as it is
_DEEPEST = 10  # levels of styles within styles
_ELEMENTS = frozenset(
    "mrow mi mn mo msup msub msubsup msqrt mroot mfrac mover munder munderover mtext mspace mstyle"
    " mtable mtr mtd".split()
)
_ATTRIBUTES = frozenset(["mathvariant", "stretchy", "width"])


@lru_cache(maxsize=1 << 14)
def typeset_latex(published: str) -> Inline:
    """Render a published abstract."""
    text = published
    for _ in range(_DEEPEST):
        if (plain := _STYLED.sub(r"\1", text)) == text:
            break
        text = plain
    pieces: list[Piece] = []
    end = 0
    for match in islice(_FORMULA.finditer(text), _MOST_FORMULAS):
        pieces += _words(text[end : match.start()])
        tex = next(group for group in match.groups() if group).strip()
        pieces += _formula(tex, match[0])
        end = match.end()
    return tuple(pieces + _words(text[end:]))


def _words(text: str) -> list[Piece]:
    """Prose between formulas."""
    if "\\" in text or "{" in text:
        text = _HREF.sub(r"\2 (\1)", _GROUP_STYLED.sub(r"\1", text))
        for pattern, accent in _ACCENTS:
            text = normalize("NFC", pattern.sub(rf"\g<1>{accent}", text))
        text = _PLAIN_COMMAND.sub(lambda match: _PLAIN_COMMANDS[match[0]], text)
        text = _ADDRESS_BRACES.sub(r"\1", _ADDRESS_STYLE.sub("", _OWN_MACRO.sub(r"\1", text)))
        text = _GROUPED.sub(r"\1", text)
    return list(typeset(text))


def _formula(tex: str, source: str) -> list[Piece]:
    if tex in _COMMAND_ONLY:
        return [Plain(_COMMAND_ONLY[tex])]
    if script := _SCRIPT.match(tex):
        return [Sub(script[2]) if script[1] == "_" else Sup(script[2])]
    if re.fullmatch(r"[\d.,+-]+\\?%?", tex):
        return [Plain(tex.replace("\\", "").replace("-", "−"))]
    if times := re.fullmatch(r"([\d.,]+)\s*\\times", tex):
        return [Plain(f"{times[1]}×")]
    if re.fullmatch(r"[A-Za-z]{3,}[\w -]*", tex):  # words set in a formula for their look
        return [Plain(tex)]
    math = _math(tex) if tex.count("{") == tex.count("}") else None
    return [math] if math else [Plain(source)]


def _math(tex: str) -> Math | None:
    from latex2mathml.converter import convert  # only published abstracts need it

    if len(tex) > _LONGEST_FORMULA:
        return None
    try:
        element = ElementTree.fromstring(
            convert(_BARE_PERCENT.sub(r"\%", tex.replace(r"\textless", "<"))).replace("<mi>&</mi>", "<mi>&amp;</mi>")
        )
        children = tuple(node for child in element if (node := _node(child)))
        text = "".join(element.itertext())
    except Exception:  # the library has no common error, and any formula may come in; it is then shown as it is
        return None
    return Math(tex, MathNode("mrow", children=children), text) if "\\" not in text else None


def _node(element: ElementTree.Element) -> MathNode | None:
    tag = element.tag.rpartition("}")[2]
    if tag not in _ELEMENTS:
        return None
    attributes = tuple((name, value) for name, value in sorted(element.attrib.items()) if name in _ATTRIBUTES)
    children = tuple(node for child in element if (node := _node(child)))
    return MathNode(tag, attributes, (element.text or "").strip(), children)
