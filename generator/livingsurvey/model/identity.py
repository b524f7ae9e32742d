"""What makes two records the same paper, and how a paper gets its key."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from hashlib import sha256

from livingsurvey.model.errors import InvalidKeyError
from livingsurvey.model.formulas import plain_formulas

KEY_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MAX_KEY_LENGTH = 100
_SHORT_KEY_LENGTH = 56

#: File names that some system or the site itself reserves.
RESERVED_KEYS = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_TRAILING_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "the",
        "to",
        "via",
        "with",
    ]
)


_NO_LETTER = re.compile(r"[^a-z0-9]+")
# Signs at the end of a word that make another one of it: C, C++ and C#; p53⁺ and p53⁻.
_TELLING = re.compile(r"(?<=[^\W_])(?:[+#]+|[-−])(?!\w)")


def normalise_title(title: str) -> str:
    """Reduce a title to what identifies it: NFKC, case folded, letters, digits, and signs that end a word.

    Formulas count as plain text, so that a title is the same in LaTeX and without.
    """
    plain = plain_formulas(title)
    folded = plain.lower() if plain.isascii() else unicodedata.normalize("NFKC", plain).casefold()
    telling = _TELLING.finditer(folded) if any(map(folded.__contains__, "+#-−")) else ()
    ends = {n for found in telling for n in range(*found.span())}
    if not ends:
        return _NO_LETTER.sub("", folded) if folded.isascii() else "".join(filter(str.isalnum, folded))
    return "".join("-" if sign == "−" else sign for n, sign in enumerate(folded) if sign.isalnum() or n in ends)


_SIMILAR = 0.6  # share of words two titles of one paper have in common, be it retitled or mistyped


def similar_titles(one: str, other: str) -> bool:
    """Return whether two titles may be of one paper, whose versions or copies differ.

    By their words in common, or where one is the beginning of the other: subtitles come and go.
    """
    words, others = (set(re.findall(r"\w+", title.casefold())) for title in (one, other))
    short, long = sorted((normalise_title(one), normalise_title(other)), key=len)
    if len(short) >= 12 and long.startswith(short):
        return True
    return len(words & others) >= _SIMILAR * max(1, min(len(words), len(others)))


def is_key(text: str) -> bool:
    """Return whether ``text`` may serve as a key: lower-case ASCII words joined by hyphens, not reserved."""
    return bool(KEY_PATTERN.match(text)) and len(text) <= MAX_KEY_LENGTH and text not in RESERVED_KEYS


#: Ideographs, of which nothing tells how they are read, and words in other scripts than the Latin: the names of their
#: letters are no way to read them, as that of a single one is (``beta-blockade``).
OTHER_SCRIPTS = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[\u0370-\u1cff\u1f00-\u1fff\u3040-\u30ff\uac00-\ud7af]{2,}"
)


def derive_key(title: str, taken: Container[str], fallback: str = "") -> str:
    """Derive a readable key from a title, avoiding those ``taken``.

    The shortest free one of: the title's first words, all its words, all its words and a number.

    Args:
        title: of the paper.
        taken: keys that other papers have.
        fallback: what the key is made of where the title is in another script than the Latin.

    Raises:
        InvalidKeyError: when the title holds no letter or digit at all.
    """
    # Remains of LaTeX scripts (H_2O, D^{2}MoE) are within words, not between them.
    plain = re.sub(r"[_^{}]", "", plain_formulas(title))
    words = _words(OTHER_SCRIPTS.sub(" ", plain)) or _words(OTHER_SCRIPTS.sub(" ", fallback)) or _words(plain)
    if not words:
        raise InvalidKeyError(f"no key can be derived from the title {title!r}")
    whole = _join_within(words, MAX_KEY_LENGTH - 4)
    for candidate in (_without_trailing_words(_join_within(words, _SHORT_KEY_LENGTH)), whole):
        if candidate not in taken and is_key(candidate):
            return candidate
    return _numbered(whole, taken)


def _numbered(whole: str, taken: Container[str]) -> str:
    """A key with a number that is free and follows one that is not; found by halving, as thousands may be taken."""
    low, high = 1, 2
    while _with_number(whole, high) in taken:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _with_number(whole, middle) in taken else (low, middle)
    return _with_number(whole, high)


def _with_number(whole: str, number: int) -> str:
    return f"{whole[: MAX_KEY_LENGTH - 1 - len(str(number))].rstrip('-')}-{number}"


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", to_ascii(text).lower())


@lru_cache(maxsize=1 << 16)  # a name is on many papers, and a server asks again after each edit
def slug(text: str) -> str:
    """Reduce a name (of a person, of a venue) to its key: the same for the same name, whatever else the survey holds.

    Case, accents and punctuation do not count. A name that is too long, reserved or without any letter ends in a
    digest, so that different names have different keys.
    """
    joined = "-".join(re.findall(r"[a-z0-9]+", to_ascii(unicodedata.normalize("NFKC", text).casefold()).lower()))
    if is_key(joined):
        return joined
    digest = sha256(text.encode()).hexdigest()[:8]
    return "-".join(part for part in (joined[: MAX_KEY_LENGTH - 10].strip("-"), digest) if part)


def to_ascii(text: str) -> str:
    """Write text in ASCII: accents dropped, other signs by the name they are read as."""
    if text.isascii():
        return text
    return "".join(_ascii_of(character) for character in unicodedata.normalize("NFKD", text))


def _ascii_of(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.combining(character):
        return ""
    # "GREEK SMALL LETTER PHI" -> "phi": the name's last word is how such a sign is read aloud.
    name = unicodedata.name(character, f"{ord(character):x}") if character.isalnum() else ""
    return name.partition(" WITH ")[0].split()[-1].lower() if name else " "


def _join_within(words: list[str], length: int) -> str:
    joined = words[0][:length]
    for word in words[1:]:
        if len(joined) + 1 + len(word) > length:
            break
        joined += f"-{word}"
    return joined


def _without_trailing_words(key: str) -> str:
    words = key.split("-")
    while len(words) > 1 and words[-1] in _TRAILING_WORDS:
        words.pop()
    return "-".join(words)
