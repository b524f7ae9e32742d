"""Published abstracts: LaTeX as authors write it -> typed pieces, formulas as MathML.

What cannot be converted is shown as it is.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from livingsurvey.analysis.typeset import typeset
from livingsurvey.model.formulas import find_formulas, formula, tex_of
from livingsurvey.model.markup import Inline, Piece, Plain, Sub, Sup

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

_DEEPEST = 10  # levels of styles within styles


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
    for match in find_formulas(text):
        pieces += _words(text[end : match.start()])
        pieces += _formula(tex_of(match), match[0])
        end = match.end()
    return tuple(pieces + _words(text[end:]))


def typeset_title(title: str) -> Inline:
    """Render a title: one that contains formulas as a published text, any other as a capture has it."""
    return typeset_latex(title) if any(find_formulas(title)) else typeset(title)


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
        shown = script[2].replace("-", "−").replace(r"\prime", "′")
        return [Sub(shown) if script[1] == "_" else Sup(shown)]
    if re.fullmatch(r"[\d.,+-]+\\?%?", tex):
        return [Plain(tex.replace("\\", "").replace("-", "−"))]
    if times := re.fullmatch(r"([\d.,]+)\s*\\times", tex):
        return [Plain(f"{times[1]}×")]
    if re.fullmatch(r"[A-Za-z]{3,}[^\W_]*(?:[ -]+[^\W_]+)*", tex):  # words set in a formula for their look
        return [Plain(tex)]
    return [formula(tex) or Plain(source)]
