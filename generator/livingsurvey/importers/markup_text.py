"""The markup of HTML and JATS that publishers and reference managers leave in texts, read as plain text."""

import re
import xml.etree.ElementTree as ElementTree
from html import unescape

from livingsurvey.model.mathml import MathError, formula_text, math_node
from livingsurvey.model.scripts import lowered, raised

_ATTRIBUTE = r"""\s+[\w:.-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?"""
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]*)(?:{_ATTRIBUTE}){{0,20}}\s*(?P<empty>/?)>")
#: Names with which text is marked up; all other tags are what the text is about, such as ``<script>``.
_INLINE = frozenset(
    "a abbr acronym b big bold cite code dfn em emphasis ext-link fixed-case font i inf inline-formula italic kbd mark"
    " math monospace named-content nobr nocase overline q roman s sans-serif sc scp small span strike strong"
    " styled-content sub sup tex-math title tt u ulink underline"
    " uri var xref alternatives bi it tei hi subtitle".split()
)
_BLOCK = frozenset("br break hr wbr p div sec list list-item li ul ol h1 h2 h3 h4 h5 h6 blockquote".split())
_SCRIPT = re.compile(
    r"<(?:jats:)?(?P<kind>sub|sup|inf)(?:\s[^<>]*)?>(?P<text>[^<>]{1,200})</(?:jats:)?(?P=kind)\s*>", re.IGNORECASE
)
_MATH = re.compile(r"<(?:(?P<prefix>\w+):)?math\b[^<>]*>(?:(?!<(?:\w+:)?math\b).)*?</(?:\w+:)?math\s*>", re.DOTALL)
_TEX = re.compile(r"<(?:jats:)?tex-math\b[^<>]*>[^<>]*</(?:jats:)?tex-math\s*>")
_PREFIX = re.compile(r"(</?)\w+:")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TIMES_ESCAPED = 3


def markup_text(text: str) -> str:
    """A text without the tags that mark it up, its references replaced, on one line.

    Subscripts and superscripts become signs (``CO₂``), MathML the text of its formula. A tag that marks nothing up,
    such as ``<script>`` or a ``<b>`` that nothing ends, is part of the text.

    Args:
        text: a title, a name or an abstract, its references escaped once or more (``&amp;amp;``).
    """
    for _ in range(_TIMES_ESCAPED):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    if "<" in text:
        text = _without_marks(_SCRIPT.sub(_script, _formulas(text)))
    return " ".join(text.split())


def _script(match: re.Match[str]) -> str:
    write = raised if match["kind"].lower() == "sup" else lowered
    return write(" ".join(match["text"].split())) if match["text"].strip() else ""


def _formulas(text: str) -> str:
    if not _MATH.search(text):
        return text
    return _MATH.sub(_formula, _TEX.sub("", text))  # the same formula is stated twice


def _formula(match: re.Match[str]) -> str:
    source = re.sub(r"\s[\w:-]+=(?:\"[^\"]*\"|'[^']*')", "", _PREFIX.sub(r"\1", match[0])).replace("&", "&amp;")
    try:
        return formula_text(math_node(ElementTree.fromstring(source)))
    except (ElementTree.ParseError, MathError, RecursionError):
        return match[0]


def _without_marks(text: str) -> str:
    found = [(match["name"].lower().rpartition(":")[2], bool(match["close"])) for match in _TAG.finditer(text)]
    paired = {name for name, close in found if close} & {name for name, close in found if not close}
    return _TAG.sub(lambda match: _of_tag(match, paired), text)


def _of_tag(match: re.Match[str], paired: set[str]) -> str:
    prefix, _, name = match["name"].lower().rpartition(":")
    if name in _BLOCK:
        return " "
    marks = name in _INLINE or prefix in {"jats", "mml"}
    return "" if marks and (name in paired or match["empty"]) else match[0]
