"""Subscripts and superscripts in text without markup: as the signs that Unicode has for them, where it has all."""

import unicodedata

_MINUS = str.maketrans("-–−", "---")
_SUB = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_SUP = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ*′",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ*′",
        strict=True,
    )
)
_WHOLE = {"TM": "™", "SM": "℠", "(R)": "®", "®": "®", "™": "™", "°": "°", "◦": "°", "∘": "°", "′": "′", "″": "″"}


def subscript(text: str) -> str | None:
    """The text as subscript signs, ``₂`` of ``2``; None where Unicode has not all of them."""
    return _signs(text, _SUB)


def superscript(text: str) -> str | None:
    """The text as superscript signs, ``²`` of ``2``; None where Unicode has not all of them."""
    return _WHOLE.get(text.strip()) or _signs(text, _SUP)


def lowered(text: str) -> str:
    """A subscript in plain text: as signs, else as ``_text``, in brackets where it is more than one word."""
    return _marked("_", text, subscript(text))


def raised(text: str) -> str:
    """A superscript in plain text: as signs, else as ``^text``, in brackets where it is more than one word."""
    return _marked("^", text, superscript(text))


def _marked(mark: str, text: str, signs: str | None) -> str:
    if signs is not None:
        return signs
    one = text.isalnum() and unicodedata.is_normalized("NFKC", text)  # n² is two
    return f"{mark}{text}" if one or len(text) == 1 else f"{mark}({text})"


def _signs(text: str, table: dict[str, str]) -> str | None:
    signs = [table.get(sign) for sign in "".join(text.split()).translate(_MINUS)]
    return "".join(sign for sign in signs if sign) if all(signs) else None
