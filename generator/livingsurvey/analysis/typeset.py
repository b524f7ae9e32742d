"""A careful rendering of abstracts whose LaTeX a capture lost.

Only what is certain is repaired; when in doubt the text is shown as it is. The captured text
itself is never changed: this makes what is displayed.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from livingsurvey.model.markup import Anchor, Inline, Piece, Plain, Sub, Sup

_URL_MACRO = re.compile(r"\\?\burl\s?\{\s*([^{}\s]+)\s*\}")
_BRACED_ADDRESS = re.compile(r"\{(https?://[^\s{}]+)\}")
_HOSTS = (
    r"(?:[\w-]+\.)*(?:github\.com|github\.io|gitlab\.com|bitbucket\.org|huggingface\.co|hf\.co|arxiv\.org"
    r"|anonymous\.4open\.science|zenodo\.org|sites\.google\.com|drive\.google\.com|doi\.org)"
)
# After https?:// nearly anything; without a scheme only hosts that papers are known to link to, or www.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"'`{}|\\^]+"
    rf"|(?<![\w@/.-])(?:www\.[\w-]+\.[\w./~%#?&=+-]+|{_HOSTS}/[\w./~%#?&=+-]+)"
)
#: One of these is in every address: the scheme, or how hosts end.
_IN_ADDRESSES = ("://", "www.", ".com/", ".io/", ".co/", ".org/", ".science/")
_LONGEST_ADDRESS = 2000  # characters
_AFTER_ADDRESS = ".,;:!?*"

_SUBSCRIPT = (
    r"(?<![\w\\/.])(?P<base>[A-Za-z])_"
    r"(?:\{(?P<subs>[^{}\s]{1,12})\}|(?P<sub>[A-Za-z0-9](?![A-Za-z0-9_]*_)(?![a-z0-9])))"
)
_SUPERSCRIPT = r"(?<=[\w)\]|])\^(?:\{(?P<sups>[^{},][^{}]{0,15})\}|(?P<sup>top\b|[+-]?\d+|[A-Za-z*](?![A-Za-z])))"
_SCRIPTS = re.compile(f"{_SUBSCRIPT}|{_SUPERSCRIPT}")

_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
}
_ACCENT = re.compile(r"\\(['`^\"~=.])(?:\{([A-Za-z])\}|([A-Za-z]))")


def _accented(match: re.Match[str]) -> str:
    letter = match[2] or match[3]
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])


_Repair = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

#: Repairs of plain stretches of text, in order, each behind what a text holds that it applies to. Each is certain by
#: itself.
_REPAIRS: tuple[tuple[str, _Repair], ...] = (
    ("\\", (_ACCENT, _accented)),
    ("\\", (re.compile(r"\\([%&#$_])"), r"\1")),
    ("times", (re.compile(r"(?<=\d)times\b"), "×")),
    ("times", (re.compile(r"(?<=\d) ?times (?=\d)"), " × ")),
    ("``", (re.compile(r"``(?=\S)"), "“")),
    ("''", (re.compile(r"(?<![\w'])''(?=\w)"), "“")),
    ("''", (re.compile(r"(?<=\S)''"), "”")),
    ("`", (re.compile(r"(?<![\w`])`(?=\w[^`']{0,60}')"), "‘")),
    ("~", (re.compile(r"(?<=\w)~(?=[A-Za-z(])"), "\u00a0")),
    ("---", (re.compile(r"(?<!-)---(?!-)"), "—")),
    ("--", (re.compile(r"(?<![-<!])--(?![->])"), "–")),
    ("mathcal", (re.compile(r"\\?\bmathcal\{([A-Z])\}"), r"\1")),
    ("sim", (re.compile(r"(?<=\d)sim(?=\d)"), "~")),
)
#: And of how a stretch begins.
_FIRST_REPAIRS: tuple[_Repair, ...] = (
    (re.compile(r"^([A-Za-z])times ([A-Za-z])$"), r"\1 × \2"),
    (re.compile(r"^-(?=[\d(])"), "−"),
)
#: No repair applies to text without one of these; looking is much faster than trying them all.
_MARKS = ("\\", "`", "~", "--", "''", "mathcal")
_WORDS_AFTER_NUMBERS = re.compile(r"\d(?:times|sim| times \d)")
_FIRST = re.compile(r"[A-Za-z]times |-")
_SIGNS = {"top": "⊤", "*": "∗"}


_DAMAGE = re.compile(
    r"\\[A-Za-z'\"]|[{}^]|(?<=\d)times\b|\bmathcal\b|\bwidetilde|\bvarepsilon\b|(?<![\w/.])[A-Za-z]_[A-Za-z0-9]\b"
)


def shows_damage(captured: str) -> bool:
    """Return whether a captured text shows that it lost LaTeX."""
    if not any(sign in captured for sign in ("\\", "^", "_", "{", "times", "mathcal", "widetilde", "varepsilon")):
        return False
    return bool(_DAMAGE.search(_ADDRESS.sub("", captured) if _may_have_address(captured) else captured))


@lru_cache(maxsize=1 << 15)  # a server that rebuilds after one edit finds all other texts here
def typeset(captured: str) -> Inline:
    """Render a captured text: links, scripts, quotes, accents and signs where they are certain."""
    pieces: list[Piece] = []
    end = 0
    text = _BRACED_ADDRESS.sub(_without_double, _URL_MACRO.sub(r"\1", captured)) if "{" in captured else captured
    for match in _ADDRESS.finditer(text) if _may_have_address(text) else ():
        anchor = _anchor(match[0])
        if anchor is None:
            continue  # no address after all: it stays in the text
        before = text[end : match.start()]
        glued = before[-1:].isalnum()  # "available athttps://…" lost its space
        pieces += [*_scripts(before + (" " if glued else "")), anchor]
        end = match.start() + len(anchor.text)
    return (*pieces, *_scripts(text[end:]))


def _may_have_address(text: str) -> bool:
    """Whether a look for addresses is worth its time, which is much of that of a text."""
    return any(part in text for part in _IN_ADDRESSES)


def _without_double(match: re.Match[str]) -> str:
    """``URL{URL}`` is what the capture made of a link: once is enough."""
    return "" if match.string.endswith(match[1], 0, match.start()) else match[0]


def _anchor(found: str) -> Anchor | None:
    """Make a link of an address, leaving the punctuation of the sentence around it outside."""
    end = len(found)
    surplus = sum(found.count(sign) for sign in ")]") - sum(found.count(sign) for sign in "([")
    while end and (found[end - 1] in _AFTER_ADDRESS or (found[end - 1] in ")]" and surplus > 0)):
        surplus -= found[end - 1] in ")]"
        end -= 1
    shown = found[:end]
    url = shown if shown.startswith("http") else f"https://{shown}"
    return Anchor(url, shown) if _leads_somewhere(url) else None


def _leads_somewhere(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return "." in host.removeprefix("www.").strip(".") and len(url) <= _LONGEST_ADDRESS


def _scripts(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for match in _SCRIPTS.finditer(text) if "_" in text or "^" in text else ():
        lower, upper = match["subs"] or match["sub"], match["sups"] or match["sup"]
        pieces.append(Plain(_repair(text[end : match.start()]) + (match["base"] or "")))
        pieces.append(Sub(_repair(lower)) if lower else Sup(_SIGNS.get(upper, _repair(upper))))
        end = match.end()
    pieces.append(Plain(_repair(text[end:])))
    return [piece for piece in pieces if piece.text]


def _repair(text: str) -> str:
    if not (any(mark in text for mark in _MARKS) or _WORDS_AFTER_NUMBERS.search(text) or _FIRST.match(text)):
        return text
    for mark, (pattern, replacement) in _REPAIRS:
        if mark in text:
            text = pattern.sub(replacement, text)
    for pattern, replacement in _FIRST_REPAIRS if _FIRST.match(text) else ():
        text = pattern.sub(replacement, text)
    return text
