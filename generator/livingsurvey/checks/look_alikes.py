"""Letters of other scripts that look like Latin ones."""

import unicodedata
from functools import lru_cache

_ALIKE = dict(
    zip("АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѵ", "ABESIJKMHOPCTYXaeijopcyxshdqwABEZHIKMNOPTYXov", strict=True)
)


@lru_cache(maxsize=1 << 12)
def is_mixed(word: str) -> bool:
    """Return whether a word has both Latin letters and letters that merely look so."""
    alike = [sign for sign in word if sign in _ALIKE]
    return bool(alike) and any("LATIN" in unicodedata.name(sign, "") for sign in word)


def looks_latin(word: str) -> bool:
    """Return whether a word of another script reads as a Latin one: it is mixed, or of look-alikes only."""
    return is_mixed(word) or all(sign in _ALIKE for sign in word if sign.isalpha())


def in_latin(word: str) -> str:
    """The word in Latin letters."""
    return "".join(_ALIKE.get(sign, sign) for sign in word)
