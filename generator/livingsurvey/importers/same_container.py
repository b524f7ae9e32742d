"""Whether two names of a journal, a book or proceedings may be of the same one: in full, abbreviated or as letters."""

import re
from functools import lru_cache

from livingsurvey.model.identity import normalise_title, to_ascii

_EMPTY = frozenset("an and the of on in for to de la le des der die das und et del di proceedings proc".split())
_ACRONYM = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,9}\b")
_LONGEST = 300  # characters of a name; what is longer is compared as it is
_LATIN = re.compile(r"[a-zA-ZÀ-ɏ]")
_NUMBERED = re.compile(r"\b\d[\w.]*|'\d\d\b")


def may_be_same_container(one: str, other: str) -> bool:
    """Return whether two names may be of one journal, book or proceedings; a name that is not known may be any.

    ``Phys. Rev. D`` is ``Physical Review D``, ``JHEP`` the ``Journal of High Energy Physics``; years and numbers of
    meetings do not count.
    """
    if max(len(one), len(other)) > _LONGEST:
        return normalise_title(one) == normalise_title(other)
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:  # not known, or in another script
        return not (one and other) or normalise_title(one) == normalise_title(other)
    if ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=lambda words: sum(map(len, words)))
    return _abbreviates(short, long) or _is_acronym(one, theirs) or _is_acronym(other, ours)


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> tuple[str, ...]:
    if not _LATIN.search(name):
        return ()
    plain = to_ascii(_NUMBERED.sub(" ", name)).lower()
    return tuple(word for word in re.findall(r"[a-z]+", plain) if word not in _EMPTY)


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word begins one of the other name's, in order, and none of the others is left out in between."""
    if len(short) == len(long):
        return all(_begins(one, other) for one, other in zip(short, long, strict=True))
    rest = list(long)
    for word in short:
        while rest and not _begins(word, rest[0]):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return len(short) > 1 and 2 * len(short) >= len(long)


def _begins(short: str, long: str) -> bool:
    """Whether one word abbreviates the other: its beginning, or its first and last letters (``Natl``, ``Intl``)."""
    if short[0] != long[0]:
        return False
    short, long = sorted((short, long), key=len)
    if long.startswith(short):
        return True
    remaining = iter(long)
    return len(short) > 2 and len(short) <= 5 < len(long) and all(letter in remaining for letter in short)


def _is_acronym(name: str, words: tuple[str, ...]) -> bool:
    """Whether letters in a name (``ICML 2017``, ``NeurIPS``) are the beginnings of the other's words, in order."""
    return any(
        _spells(found.lower(), words[start:]) for found in set(_ACRONYM.findall(name)) for start in range(len(words))
    )


def _spells(letters: str, words: tuple[str, ...]) -> bool:
    """Whether beginnings of the first words, one letter or more of each, are the letters."""
    reached = {0}
    for word in words:
        reached = {at + taken for at in reached for taken in range(1, 1 + _shared(letters[at:], word))}
        if not reached or len(letters) in reached:
            break
    return len(letters) in reached


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))
