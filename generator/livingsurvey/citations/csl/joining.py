"""Joining pieces of text, so that no sign or blank is there twice, and their affixes and cases."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce

#: What follows each sign that ends a piece when the next one begins with another: itself where it is not named.
_MET = {
    "..": ".", ",,": ",", ";;": ";", "::": ":", "!.": "!", "?.": "?", ",.": ".", ";.": ";", ":.": ":",
    ".;": ".;", ",;": ";", ";,": ";", ":,": ":", ",:": ",:", "…." : "…",
}  # fmt: skip
_CLOSING = "”’"
_SMALL = frozenset(
    """
    a an and as at but by down for from in into nor of on onto or over so the till to up via with yet vs et al
    von van de
    """.split()
)

_WORD = re.compile(r"([\"'“‘(\[]*)([^\W\d_])((?:[^\W\dA-Z_]|['’-])*[\"'”’)\],:;.?!]*)\Z")

Render = Callable[[str], str]


def meet(before: str, after: str) -> str:
    """Two texts as one: a comma or full stop goes inside a closing quotation mark, as American English has it."""
    if not (before and after):
        return before or after
    first = after[0]
    if first == " ":
        return before + (after.lstrip(" ") if before[-1] == " " else after)
    if first not in ".,;:":
        return before + after
    if before[-1] == " ":
        return meet(before.rstrip(" "), after)
    if before[-1] in _CLOSING and first in ".," and len(before) > 1:
        return meet(before[:-1], first) + before[-1] + after[1:]
    return before[:-1] + _MET.get(before[-1] + first, before[-1] + first) + after[1:]


def join(pieces: Iterable[str], delimiter: str = "") -> str:
    """The pieces that are not empty, with a delimiter between them."""
    present = [piece for piece in pieces if piece]
    if not delimiter:
        return reduce(meet, present, "")
    return reduce(lambda before, after: meet(meet(before, delimiter), after), present) if present else ""


def decoration(attributes: Mapping[str, str]) -> Render:
    """What an element's attributes do to its text: case, full stops, quotation marks, affixes."""
    prefix, suffix = attributes.get("prefix", ""), attributes.get("suffix", "")
    case, quoted = _CASES.get(attributes.get("text-case", "")), attributes.get("quotes") == "true"
    bare = attributes.get("strip-periods") == "true"
    if not (prefix or suffix or case or quoted or bare):
        return lambda text: text

    def _decorate(text: str) -> str:
        if not text:
            return ""
        text = text.replace(".", "") if bare else text
        text = case(text) if case else text
        text = f"“{_inner(text)}”" if quoted else text
        return meet(meet(prefix, text), suffix)

    return _decorate


def _inner(text: str) -> str:
    """Quotation marks within a quotation."""
    return re.sub('[“"]([^“”"]*)[”"]', "‘\\1’", text)


def _first(text: str) -> str:
    """A text with a capital, unless its first word has one within it, such as arXiv."""
    word = text.partition(" ")[0]
    return text[:1].upper() + text[1:] if word == word.lower() else text


def _title(text: str) -> str:
    """Each word with a capital, but for small ones amid others."""
    words = text.split(" ")
    last = len(words) - 1
    return " ".join(
        word if word.strip("(“‘") in _SMALL and 0 < n < last and not words[n - 1].endswith(":") else _capitals(word)
        for n, word in enumerate(words)
    )


def _capitals(word: str) -> str:
    """A word with a capital in each part that hyphens separate."""
    first, *others = word.split("-")
    return "-".join([_capital(first), *(other if other in _SMALL else _capital(other) for other in others)])


def _capital(word: str) -> str:
    """A word with a capital, unless it has one already, or is none (a formula)."""
    match = _WORD.match(word)
    return f"{match[1]}{match[2].upper()}{match[3]}" if match else word


_CASES: dict[str, Render] = {
    "lowercase": str.lower,
    "uppercase": str.upper,
    "capitalize-first": _first,
    "capitalize-all": lambda text: " ".join(map(_first, text.split(" "))),
    "sentence": _first,
    "title": _title,
}
