"""MathML: read into a survey's own nodes, of which only mathematics can come, and written as plain text."""

import re
import unicodedata
from xml.etree.ElementTree import Element

from livingsurvey.model.errors import SurveyError
from livingsurvey.model.markup import MathNode
from livingsurvey.model.scripts import lowered, raised

ELEMENTS = frozenset(
    "mrow mi mn mo msup msub msubsup msqrt mroot mfrac mover munder munderover mtext mspace mstyle"
    " mtable mtr mtd".split()
)
ATTRIBUTES = frozenset(["mathvariant", "stretchy", "width", "accent", "linethickness"])
_ROWS = frozenset(["math", "mrow", "mstyle", "mpadded", "semantics"])  # what only holds others
_APPLIED = "\u2061"
_UNSEEN = re.compile("[\u2061-\u2064\ufe00\ufe01]")
#: Signs above and below that a page stretches, for the combining ones.
_STRETCHED = {"\u0332": "¯", "\u0302": "^", "\u0303": "~"}
_COMBINING = dict(
    zip(
        "¯‾~˜^ˆ\u20d7→˙¨ˇ˘´`˚",
        "\u0304\u0304\u0303\u0303\u0302\u0302\u20d7\u20d7\u0307\u0308\u030c\u0306\u0301\u0300\u030a",
        strict=True,
    )
)
_STYLED = re.compile("[\U0001d400-\U0001d537\U0001d56c-\U0001d7d7\U0001d7e2-\U0001d7ffℊℋℐℒℛℬℰℱℳℯℴℭℌℨ]")


class MathError(SurveyError):
    """MathML that holds what cannot be shown."""


def math_node(element: Element) -> MathNode:
    """An element of MathML.

    Raises:
        MathError: when there is an element in it that a page cannot show right.
    """
    tag = element.tag.rpartition("}")[2]
    if tag in _ROWS:
        return _row(_children(element), tag)
    if tag not in ELEMENTS:
        raise MathError(f"<{tag}> is not shown")
    if tag == "mtext":
        return MathNode(tag, text="".join(element.itertext()))
    if element.text == _APPLIED and "lspace" in element.attrib:
        return MathNode("mspace", (("width", element.attrib["lspace"]),))  # between a function and what it is of
    children = () if tag in {"mi", "mn", "mo"} else _children(element)
    if tag in {"mover", "munder"} and len(children) == 2 and children[1].text in _STRETCHED:
        children = (children[0], MathNode("mo", text="_" if tag == "munder" else _STRETCHED[children[1].text]))
    attributes = tuple((name, value) for name, value in sorted(element.attrib.items()) if name in ATTRIBUTES)
    return MathNode(tag, attributes, _UNSEEN.sub("", (element.text or "").strip()), children)


def _children(element: Element) -> tuple[MathNode, ...]:
    scripts = element.tag.rpartition("}")[2] not in _ROWS | {"msqrt", "mtd"}  # each child there has its own meaning
    shown = [child for child in element if scripts or not _is_nothing(child)]
    return _joined([math_node(child) for child in shown])


def _is_nothing(element: Element) -> bool:
    tag = element.tag.rpartition("}")[2]
    if tag == "mspace":
        return not element.get("width") or element.get("width", "").startswith("-")
    if element.text == _APPLIED and "lspace" in element.attrib:
        return False
    return tag in {"mphantom", "annotation", "annotation-xml"} or (
        tag in {"mo", "mrow", "mpadded"} and not _UNSEEN.sub("", "".join(element.itertext())).strip()
    )


def _row(children: tuple[MathNode, ...], tag: str) -> MathNode:
    return children[0] if len(children) == 1 and tag != "math" else MathNode("mrow", children=children)


def _joined(nodes: list[MathNode]) -> tuple[MathNode, ...]:
    """A number with commas between its thousands as one."""
    joined: list[MathNode] = []
    for node in nodes:
        before = joined[-2:]
        if len(before) == 2 and (before[0].tag, before[1].text) == ("mn", ",") and re.fullmatch(r"\d{3}", node.text):
            joined[-2:] = [MathNode("mn", text=f"{before[0].text},{node.text}")]
        else:
            joined.append(node)
    return tuple(joined)


def formula_text(node: MathNode) -> str:
    """A formula as plain text: ``√s``, ``a/b``, ``x²``, ``t̄``."""
    inside = [formula_text(child) for child in node.children]
    match node.tag, inside:
        case (("msub" | "munder"), [base, low]):
            return _accented(base, low) if node.tag == "munder" and low == "_" else base + lowered(low)
        case "msup", [base, high]:
            return base + raised(high)
        case (("msubsup" | "munderover"), [base, low, high]):
            return base + lowered(low) + raised(high)
        case "mover", [base, high]:
            return _accented(base, high)
        case "mfrac", [above, below]:
            bare = dict(node.attributes).get("linethickness") == "0"
            return f"{above} choose {below}" if bare else f"{_whole(above)}/{_whole(below)}"
        case "msqrt", _:
            return f"√{_whole(''.join(inside))}"
        case "mroot", [base, index]:
            return {"3": "∛", "4": "∜"}.get(index, f"{raised(index)}√") + _whole(base)
        case "mtable", rows:
            return "; ".join(rows)
        case "mtr", cells:
            return ", ".join(cells)
        case "mspace", _:
            return " "
        case _:
            text = _STYLED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), node.text)
            return text.replace("∗", "*") + _run(inside)


def _run(texts: list[str]) -> str:
    """Texts one after the other; what follows a root is not under it: ``√n L``."""
    run = ""
    for text in texts:
        rooted = re.search(r"[√∛∜][\w.]+\Z", run) and text[:1].isalnum()
        run += f" {text}" if rooted else text
    return run


def _accented(base: str, sign: str) -> str:
    mark = "\u0332" if sign == "_" else _COMBINING.get(sign)
    if mark is None or not base:
        return base + raised(sign)
    if not base.isalnum():
        return base + mark if len(base) == 1 else f"({base}){mark}"
    return unicodedata.normalize("NFC", "".join(letter + mark for letter in base))


def _whole(text: str) -> str:
    """Text as one operand: in brackets where it is more than a name or a number."""
    return text if re.fullmatch(r"√?[\w.\u0300-\u036f\u20d7₀-₎⁰-⁾²³¹]*", text) else f"({text})"
