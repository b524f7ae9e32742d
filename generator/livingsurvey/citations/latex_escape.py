"""Text as LaTeX: the one place where data becomes BibTeX.

ASCII as far as LaTeX has a command for a sign, so that the oldest of programs can take it; what it has none
for stays as it is. Braces always match, and nothing from data can begin a command.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from itertools import accumulate

from livingsurvey.model.markup import Inline, Math, Sub, Sup
from livingsurvey.model.text import clean

# A sign and what to write for it, parted by a space; pairs by two.
_TABLE = r"""
& {\&}  % {\%}  $ {\$}  # {\#}  _ {\_}  \ {\textbackslash}  { {\textbraceleft}  } {\textbraceright}
~ {\textasciitilde}  ^ {\textasciicircum}  < {\textless}  > {\textgreater}  | {$|$}
– --  — ---  − {$-$}  … {\ldots}  ‘ `  ’ '  “ ``  ” ''  « {\guillemotleft}  » {\guillemotright}
ß {\ss}  æ {\ae}  Æ {\AE}  œ {\oe}  Œ {\OE}  ø {\o}  Ø {\O}  ł {\l}  Ł {\L}  ı {\i}  ȷ {\j}  å {\aa}  Å {\AA}
đ {\dj}  Đ {\DJ}  ð {\dh}  Ð {\DH}  þ {\th}  Þ {\TH}  ¡ {\textexclamdown}  ¿ {\textquestiondown}
§ {\S}  ° {\textdegree}  € {\texteuro}  £ {\pounds}  © {\copyright}  ® {\textregistered}  ™ {\texttrademark}
• {\textbullet}  · {\textperiodcentered}  ¹ {$^1$}  ² {$^2$}  ³ {$^3$}  µ {$\mu$}  × {$\times$}  ÷ {$\div$}
± {$\pm$}  ≤ {$\leq$}  ≥ {$\geq$}  ≈ {$\approx$}  ≠ {$\neq$}  ∼ {$\sim$}  ≪ {$\ll$}  ≫ {$\gg$}  ∝ {$\propto$}
→ {$\rightarrow$}  ← {$\leftarrow$}  ↔ {$\leftrightarrow$}  ⇒ {$\Rightarrow$}  ∞ {$\infty$}  √ {$\surd$}
∈ {$\in$}  ⊂ {$\subset$}  ⊆ {$\subseteq$}  ∪ {$\cup$}  ∩ {$\cap$}  ∀ {$\forall$}  ∃ {$\exists$}  ≡ {$\equiv$}
∑ {$\sum$}  ∏ {$\prod$}  ∂ {$\partial$}  ∇ {$\nabla$}  ⊤ {$\top$}  ∗ {$\ast$}  ⋅ {$\cdot$}  ⊕ {$\oplus$}  ⊗ {$\otimes$}
"""
_SIGNS = {pair[0]: pair[2:] for pair in re.split(r"\s{2,}|\n", _TABLE.strip())}
_SIGNS |= {"\u00a0": "~", "\u2011": "-", "\u2009": " ", "\u202f": " "}
_ACCENTS = dict(
    zip(
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328\u0323\u0331",
        "` ' ^ ~ = u . \" r H v c k d b".split(),
        strict=True,
    )
)
_GREEK_CAPITALS = frozenset("GAMMA DELTA THETA LAMBDA XI PI SIGMA UPSILON PHI PSI OMEGA".split())
_GREEK_SMALL = _GREEK_CAPITALS.union("ALPHA BETA EPSILON ZETA ETA IOTA KAPPA MU NU RHO TAU CHI".split())
_GREEK_NAME = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)\Z")

_SPECIAL = re.compile(r"[&%$#_\\{}~^<>|]|[^\x00-\x7f]")
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;'()*/-]*\Z")  # nearly all texts: nothing to write otherwise
_OPENING = re.compile(r'(^|[\s(\[{—–-])"(?=\S)')
_WORD = re.compile(r"[^\s\-–—:/(),;!?“”\"]+")

# Formulas that stay formulas contain nothing but these; a title must not read files or define commands.
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|[,;! ])")
_HARMLESS = re.compile(r"[A-Za-z0-9 +\-*/=<>().,:;|!'\[\]_^{}]*\Z")
_COMMANDS = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma
    tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega mathcal
    mathbb mathbf mathrm mathit mathsf text frac sqrt log ln exp min max sin cos times cdot div pm leq le geq
    ge approx neq sim infty rightarrow to leftarrow in sum prod int partial nabla ell hat bar tilde vec top
    ast star prime circ ll gg propto
    not overline underline widehat widetilde dot ddot binom mathfrak mathscr boldsymbol hbar dagger mp sup inf lim
    lesssim gtrsim simeq cong equiv cup cap subset subseteq notin oplus otimes langle rangle left right mbox
    operatorname
    """.split()
)


def latex_text(text: str) -> str:
    """Write text in LaTeX, to be shown as it is."""
    line = clean(text).strip()
    return line if _PLAIN.match(line) else _encoded(_quoted(unicodedata.normalize("NFC", line)))


def latex_title(title: Inline, proper: Collection[str] = ()) -> str:
    """Write a title: formulas stay formulas, and what must keep its capitals is in braces.

    Args:
        title: the title as shown.
        proper: words that are names, though they look like any other.
    """
    # Formulas take part in words (H$_2$O), each as one private sign; the data's own private signs fall away.
    formulas: list[str] = []
    parts = []
    for piece in title:
        if isinstance(piece, Sub | Sup | Math):
            parts.append(chr(0xE000 + len(formulas) % 0x1000))
            formulas.append(_formula(piece))
        else:
            parts.append(re.sub("[\ue000-\uf8ff]", "", piece.text))
    text = _quoted(unicodedata.normalize("NFC", clean("".join(parts))).strip())
    words, end = [], 0
    for match in _WORD.finditer(text):
        words += [_encoded(text[end : match.start()]), _word(match[0], formulas, proper)]
        end = match.end()
    return "".join([*words, _encoded(text[end:])])


def latex_address(url: str) -> str:
    """Write an address or identifier as it is, but for what would end or unbalance a field."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match[0]):02X}", clean(url))


def _word(word: str, formulas: list[str], proper: Collection[str]) -> str:
    latex = _encoded(word)
    formulas_in = [sign for sign in word if "\ue000" <= sign <= "\uf8ff"] if formulas else ()
    for sign in formulas_in:
        latex = latex.replace(sign, formulas[ord(sign) - 0xE000])
    return f"{{{latex}}}" if formulas_in or _keeps_case(word) or word in proper else latex


def _keeps_case(word: str) -> bool:
    """Whether lower case would be wrong: a capital after the first sign, or alone, or with a digit."""
    rest = word[1:]
    if rest != rest.lower():
        return True
    return word[:1].isupper() and word != "A" and (not rest or any(sign.isdigit() for sign in rest))


def _formula(piece: Sub | Sup | Math) -> str:
    if isinstance(piece, Math):
        return f"${piece.tex}$" if _is_harmless(piece.tex) else _encoded(clean(piece.text))
    sign, name = ("_", "sub") if isinstance(piece, Sub) else ("^", "super")
    if re.fullmatch(r"[A-Za-z0-9+*-]+", piece.text):
        return f"${sign}{piece.text}$" if len(piece.text) == 1 else f"${sign}{{{piece.text}}}$"
    return f"{{\\text{name}script{{{_encoded(clean(piece.text))}}}}}"


def _is_harmless(tex: str) -> bool:
    """Whether a formula can do nothing but be set: known commands, braces that match, no signs by their code."""
    names = [name for name in _COMMAND.findall(tex) if name]
    bare = _COMMAND.sub("", tex)
    depths = list(accumulate((sign == "{") - (sign == "}") for sign in bare))
    matched = min(depths, default=0) >= 0 and not sum(depths[-1:])
    return matched and "^^" not in tex and bool(_HARMLESS.match(bare)) and all(name in _COMMANDS for name in names)


def _quoted(text: str) -> str:
    """Straight quotes as LaTeX pairs them."""
    return _OPENING.sub(r"\1``", text).replace('"', "''") if '"' in text else text


def _encoded(text: str) -> str:
    return _SPECIAL.sub(lambda match: _sign(match[0]), text)


@lru_cache(maxsize=4096)
def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if greek := _GREEK_NAME.match(unicodedata.name(sign, "")):
        small = greek[1] == "SMALL"
        spelt = greek[2].replace("LAMDA", "LAMBDA")
        if spelt in (_GREEK_SMALL if small else _GREEK_CAPITALS):
            name = spelt.lower()
            return f"{{$\\{name if small else name.capitalize()}$}}"
    base, *marks = list(unicodedata.normalize("NFD", sign))
    if not (base.isascii() and base.isalpha() and marks and all(mark in _ACCENTS for mark in marks)):
        return sign
    latex = base
    for mark in marks:
        command = _ACCENTS[mark]
        latex = f"\\{command}{{{latex}}}" if command.isalpha() or len(latex) > 1 else f"\\{command}{latex}"
    return f"{{{latex}}}"
