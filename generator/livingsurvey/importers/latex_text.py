"""LaTeX in bibliographies as text: accents, braces and macros go, formulas stay as they are.

The text is read once from its beginning to its end, so that neither its length nor its nesting costs more than that.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from livingsurvey.importers.latex_signs import ACCENTS, SWITCHES, TEXTS, UNSHOWN, signs
from livingsurvey.model.formulas import find_formulas, plain_formula
from livingsurvey.model.scripts import subscript, superscript

_MARKS = re.compile(r"[\\{}~`]|--|''")
_ENSURED = re.compile(r"\\ensuremath\s*\{((?:[^{}$]|\{[^{}$]*\})*)\}")
_TOKEN = re.compile(
    r"\\verb\*?(?P<bar>[^\sA-Za-z*])(?P<verbatim>.*?)(?P=bar)"
    r"|\\(?:url|path|nolinkurl)\s*\{(?P<url>[^{}]*)\}"
    r"|\\href\s*\{(?P<address>[^{}]*)\}"
    r"|\\(?P<chemical>(?:SIrange|qtyrange|numrange)\b(?:\s*\{[^{}]*\}){2,3}"
    r"|(?:ce|SI|qty|num|si|unit|ang)\b\s*\{(?:[^{}]|\{[^{}]*\})*\}(?:\{[^{}]*\})?)"
    r"|\\(?P<word>[A-Za-z@]+)\*?(?P<option>\[[^\[\]{}]*\](?=\{))?"
    r"|\\(?P<sign>.)"
    r"|(?P<ligature>---?|``|''|[?!]`|~|`(?=\w[^`']{0,60}'))"
    r"|(?P<text>[^\\{}~`'?!-]+|.)",
    re.DOTALL,
)
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "?`": "¿", "!`": "¡", "~": " ", "`": "‘"}
_FIRST = 0xF0000  # formulas stand in the text as private signs while it is read
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")
_DOTLESS = {"ı": "i", "ȷ": "j"}
_LONGEST = 200_000  # characters; there is no abstract of that length, and what is longer stays as it is
_MOST_ACCENTS = 4  # on one letter; there is no writing with more


@dataclass(slots=True)
class _Macro:
    """A macro that waits for its arguments."""

    write: Callable[..., str]
    count: int = 1
    arguments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """What is in braces, as far as it is read."""

    parts: list[str] = field(default_factory=list)
    waiting: list[_Macro] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add what one macro or one pair of braces has become: to what waits for it, else to the text."""
        while self.waiting:
            macro = self.waiting[-1]
            macro.arguments.append(text)
            if len(macro.arguments) < macro.count:
                return
            text = self.waiting.pop().write(*macro.arguments)
        self.parts.append(text)

    def add_text(self, text: str) -> None:
        """Add plain text; a macro that waits takes its first character."""
        while self.waiting and text.strip():
            text = text.lstrip()
            self.add(text[0])
            text = text[1:]
        if not self.waiting:
            self.parts.append(text)

    def text(self) -> str:
        """All of it. A macro that found no argument goes without."""
        while self.waiting:
            macro = self.waiting.pop()
            self.add(macro.write(*macro.arguments, *[""] * (macro.count - len(macro.arguments))))
        return "".join(self.parts)


def to_text(latex: str) -> str:
    """The text of LaTeX on one line; formulas stay as they are.

    A macro that is not known is its arguments, or its own name where it has none (``\\ImitAL``).
    """
    if _MARKS.search(latex) and len(latex) <= _LONGEST:
        formulas: list[str] = []
        hidden = _without_formulas(_PRIVATE.sub("", latex), formulas)
        shown = unicodedata.normalize("NFC", _read(hidden)) if _MARKS.search(hidden) else hidden
        latex = _PRIVATE.sub(lambda match: formulas[ord(match[0]) - _FIRST], shown)
    return " ".join(latex.split())


def unknown_macros(latex: str) -> list[str]:
    """The macros of a text whose meaning is not known, by name, each once, as they come; formulas do not count."""
    latex = latex[:_LONGEST]
    found = _TOKEN.finditer(_without_formulas(latex, [])) if "\\" in latex else ()
    return list(dict.fromkeys(name for match in found if (name := match["word"]) and not _known(name)))


def _known(name: str) -> bool:
    return any(name in known for known in (ACCENTS, SWITCHES, TEXTS, UNSHOWN, _WRITTEN)) or name in signs()


def _without_formulas(latex: str, formulas: list[str]) -> str:
    """The text with a private sign for each formula, which joins ``formulas``."""
    text = _ENSURED.sub(r"$\1$", latex)
    parts, end = [], 0
    for match in find_formulas(text):
        parts += [text[end : match.start()], chr(_FIRST + len(formulas))]
        formulas.append(match[0])
        end = match.end()
    return "".join([*parts, text[end:]])


def _read(latex: str) -> str:
    groups = [_Group()]
    end = 0
    while match := _TOKEN.match(latex, end):
        end = match.end()
        kind = match.lastgroup or ""
        if match[0] == "{":
            groups.append(_Group())
        elif match[0] == "}":
            _close(groups)
        elif kind == "word" or kind == "option":
            end = _macro(groups[-1], match, latex)
        else:
            _piece(groups[-1], kind, match)
    while len(groups) > 1:
        _close(groups)
    return groups[0].text()


def _close(groups: list[_Group]) -> None:
    if len(groups) > 1:
        text = groups.pop().text()
        groups[-1].add(text)


def _piece(group: _Group, kind: str, match: re.Match[str]) -> None:
    """A token that is no macro with a name."""
    if kind == "sign":
        _sign(group, match["sign"])
    elif kind == "ligature":
        group.add_text(_LIGATURES[match[0]])
    elif kind == "text":
        group.add_text(match[0])
    elif kind == "chemical":
        group.add(plain_formula(match[0]))
    elif kind == "verbatim":
        group.add(match["verbatim"])
    elif kind == "url":
        group.add(re.sub(r"\\([%#&_~{}$])(?:\{\})?", r"\1", match["url"]))


def _sign(group: _Group, sign: str) -> None:
    if sign in ACCENTS:
        group.waiting.append(_Macro(lambda text: _accented(text, ACCENTS[sign])))
    else:
        group.add(signs().get(sign, sign))


def _macro(group: _Group, match: re.Match[str], latex: str) -> int:
    """Read a macro's name; returns where the text after it begins."""
    name, end = match["word"], match.end()
    following = latex[end : end + 2]
    empty = following == "{}"
    if name in _WRITTEN:
        group.waiting.append(_Macro(*_WRITTEN[name]))
    elif name in ACCENTS:
        group.waiting.append(_Macro(lambda text: _accented(text, ACCENTS[name])))
    elif name in UNSHOWN:
        group.waiting.append(_Macro(lambda _: ""))
    elif name in signs():
        group.add(signs()[name])
        return _after(latex, end, empty)
    elif name in SWITCHES:
        return _after(latex, end, empty)
    elif name in TEXTS:
        group.waiting.append(_Macro(str))
    elif following[:1] != "{" or empty:  # a name that the authors made a macro of is itself
        group.add(name)
        return end + 2 * empty
    return end


def _after(latex: str, end: int, empty: bool) -> int:
    """Where the text after a macro without arguments begins: LaTeX passes over white space there."""
    if empty:
        return end + 2
    while latex[end : end + 1].isspace():
        end += 1
    return end


def _accented(text: str, mark: str) -> str:
    """Text whose first letter bears the mark; without a letter the accent itself."""
    text = text.lstrip()
    if not text:
        return _ALONE.get(mark, "")
    marks = 1
    while marks < len(text) and unicodedata.combining(text[marks]):
        marks += 1
    if marks > _MOST_ACCENTS:
        return text
    letter = _DOTLESS.get(text[0], text[0])
    return unicodedata.normalize("NFC", letter + text[1:marks] + mark) + text[marks:]


_ALONE = {"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0301": "´", "\u0308": "¨"}
#: Macros whose arguments become something else, and how many they take.
_WRITTEN: dict[str, tuple[Callable[..., str], int]] = {
    "textsuperscript": (lambda text: superscript(text) or text, 1),
    "textsubscript": (lambda text: subscript(text) or text, 1),
    "lowercase": (str.lower, 1),
    "MakeLowercase": (str.lower, 1),
    "uppercase": (str.upper, 1),
    "MakeUppercase": (str.upper, 1),
    "texorpdfstring": (lambda tex, plain: tex or plain, 2),
    "sqrt": (lambda text: f"√{text}" if text.isalnum() else f"√({text})", 1),
    "frac": (lambda above, below: f"{above}/{below}", 2),
    "nicefrac": (lambda above, below: f"{above}/{below}", 2),
    "sfrac": (lambda above, below: f"{above}/{below}", 2),
    "textcite": (lambda key: f"[{key}]", 1),
}
