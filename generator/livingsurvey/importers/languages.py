"""Languages, from the codes and names by which databases state them."""

from functools import lru_cache

_NO_LANGUAGE = ("und", "undetermined", "mul", "multiple languages", "zxx", "mis")


@lru_cache(maxsize=1000)
def language_code(text: str) -> str:
    """The short code of a language, ``en`` for ``eng`` or ``English``; nothing for the codes that say nothing.

    Args:
        text: a code of two or three letters, or an English name; of several, separated by semicolons, the first;
            any other text is handed on.
    """
    from babel import Locale
    from babel.core import get_global

    first = text.partition(";")[0].strip()
    if first.lower() in _NO_LANGUAGE:
        return ""
    named = {name.lower(): code for code, name in Locale("en").languages.items()}
    return named.get(first.lower()) or get_global("language_aliases").get(first.lower()) or first
