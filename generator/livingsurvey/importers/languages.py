"""Languages, from the codes and names by which databases state them."""

from functools import lru_cache


@lru_cache(maxsize=1000)
def language_code(text: str) -> str:
    """The short code of a language: ``en`` for ``eng`` or ``English``; what is none is handed on.

    Args:
        text: a code of two or three letters, or an English name; of several, separated by semicolons, the first.
    """
    from babel import Locale
    from babel.core import get_global

    first = text.partition(";")[0].strip()
    named = {name.lower(): code for code, name in Locale("en").languages.items()}
    return named.get(first.lower()) or get_global("language_aliases").get(first.lower()) or first
