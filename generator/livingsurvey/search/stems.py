"""Stems of words, by Snowball: what «cache», «caches» and «cached» share.

Pages find stems by scripts that were made of the same source, Snowball 3.0.1 (``snowball-*.js`` of the theme), so that
both agree. Words are taken as they are: in small letters, composed, and without signs beyond 16 bits, which scripts
count twice.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

#: Snowball's name of a language by its code.
SNOWBALL: Mapping[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
_REGION = re.compile(r"[-_].*")
_REMEMBERED = 1 << 17  # more words than the texts of a survey have


def snowball_name(language: str) -> str | None:
    """Return Snowball's name of a language, if it has a stemmer for it.

    Args:
        language: its code, with or without a region: ``en``, ``pt-BR``.
    """
    return SNOWBALL.get(_REGION.sub("", language).lower())


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what gives the stem of a word; where Snowball has no stemmer, each word is its own.

    Args:
        language: the code of the language, with or without a region: ``en``, ``pt-BR``.
    """
    name = snowball_name(language)
    if name is None:
        return str
    from Stemmer import Stemmer

    found: Callable[[str], str] = Stemmer(name, 0).stemWord
    return lru_cache(_REMEMBERED)(found)
